"""The commands, run as a user runs them: in a process of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCENES = Path(__file__).resolve().parents[2] / "scenes"
HILLS = SCENES / "gallery" / "hills.yaml"


def worldgen(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from worldgen.cli import main; main()", *words],
        capture_output=True, text=True, cwd=cwd, encoding="utf-8", stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def test_build_writes_the_world_the_report_and_the_run(tmp_path: Path) -> None:
    done = worldgen("build", str(HILLS), "-o", str(tmp_path), "--make", "glb", "--timings")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "hills"
    assert sorted(path.name for path in folder.iterdir()) == ["report.json", "run.json", "world.glb"]
    assert (folder / "world.glb").read_bytes()[:4] == b"glTF"
    assert json.loads((folder / "run.json").read_text("utf-8"))["stages_s"].keys() >= {"land", "layout", "export"}
    assert "world.glb" in done.stdout
    assert "layout" in done.stdout


def test_build_makes_pictures_of_the_whole_and_of_each_station(tmp_path: Path) -> None:
    done = worldgen("build", str(HILLS), "-o", str(tmp_path), "--make", "preview", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    pictures = {path.name: path.read_bytes() for path in (tmp_path / "hills" / "preview").iterdir()}
    assert sorted(pictures) == ["here.png", "hero.png", "map.png", "portrait.png"]
    assert all(data[:8] == b"\x89PNG\r\n\x1a\n" for data in pictures.values())


def test_a_build_that_is_refused_leaves_the_old_one_whole(tmp_path: Path) -> None:
    lesson = tmp_path / "lesson.yaml"
    text = HILLS.read_text("utf-8")
    lesson.write_text(text, "utf-8")
    assert worldgen("build", str(lesson), "-o", str(tmp_path / "out"), "--make", "glb").returncode == 0
    before = (tmp_path / "out" / "hills" / "world.glb").read_bytes()
    lesson.write_text(text.replace("kind: hills", "kind: hils"), "utf-8")
    refused = worldgen("build", str(lesson), "-o", str(tmp_path / "out"), "--make", "glb")
    assert refused.returncode == 1
    assert "did you mean 'hills'" in refused.stderr
    assert (tmp_path / "out" / "hills" / "world.glb").read_bytes() == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["hills"]


@pytest.mark.skipif(os.name == "nt", reason="signals are another thing on Windows")
def test_ctrl_c_leaves_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-c", "from worldgen.cli import main; main()", "build", str(HILLS), "-o", str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(1.2)  # while the pictures are drawn
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.strip() == "Stopped. Nothing was changed."
    assert not out.exists() or list(out.iterdir()) == []


def test_a_file_of_the_author_in_the_folder_survives_a_build_and_an_old_picture_does_not(tmp_path: Path) -> None:
    assert worldgen("build", str(HILLS), "-o", str(tmp_path), "--make", "glb").returncode == 0
    folder = tmp_path / "hills"
    (folder / "my-notes.txt").write_text("keep me", "utf-8")
    (folder / "preview").mkdir()
    (folder / "preview" / "old.png").write_bytes(b"of another world")
    assert worldgen("build", str(HILLS), "-o", str(tmp_path), "--make", "glb").returncode == 0
    assert (folder / "my-notes.txt").read_text("utf-8") == "keep me"
    assert not (folder / "preview").exists()


def test_check_says_all_is_well_or_what_is_not(tmp_path: Path) -> None:
    good = worldgen("check", str(HILLS))
    assert (good.returncode, good.stdout) == (0, f"{HILLS}: all is well\n")
    bad = tmp_path / "bad.yaml"
    bad.write_text(HILLS.read_text("utf-8").replace("size: 192 m", "size: 192 n\n  sead: 3"), "utf-8")
    found = worldgen("check", str(bad), str(HILLS))
    assert found.returncode == 1
    assert found.stderr.count("error[") == 2
    assert f"{bad}:6:9: error[" in found.stderr
    answer = json.loads(worldgen("check", str(bad), "--json").stdout)
    assert answer["ok"] is False
    assert [one["line"] for one in answer["issues"]] == [6, 7]


@pytest.mark.parametrize("setting", ["river_valley", "volcanic_island"])
def test_new_writes_a_lesson_of_at_most_forty_lines_that_builds(tmp_path: Path, setting: str) -> None:
    made = worldgen("new", "pond-life", "--setting", setting, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert len((tmp_path / "pond-life.yaml").read_text("utf-8").splitlines()) <= 40
    schema = json.loads((tmp_path / "lesson.schema.json").read_text("utf-8"))
    assert set(schema["required"]) >= {"worldgen", "lesson", "world"}
    built = worldgen("build", "pond-life.yaml", "--make", "glb", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    again = worldgen("new", "pond-life", cwd=tmp_path)
    assert again.returncode == 1
    assert "is there already" in again.stderr


def test_new_without_a_person_to_ask_says_what_it_wants(tmp_path: Path) -> None:
    asked = worldgen("new", cwd=tmp_path)
    assert asked.returncode == 1
    assert "wants an id" in asked.stderr
    assert list(tmp_path.iterdir()) == []


def test_schema_is_json_schema() -> None:
    schema = json.loads(worldgen("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/draft/2020-12")


def test_catalog_lists_and_draws(tmp_path: Path) -> None:
    listed = worldgen("catalog")
    assert listed.returncode == 0
    assert {"volcano", "palm", "ranger_hut", "storybook"} <= set(listed.stdout.split())
    wrong = worldgen("catalog", "porps")
    assert wrong.returncode == 1
    assert "props" in wrong.stderr
    drawn = worldgen("catalog", "species", "--sheet", str(tmp_path / "species.png"))
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "species.png").read_bytes()[:4] == b"\x89PNG"


def test_explain_gives_the_page_of_a_code_and_a_hint_for_a_wrong_one() -> None:
    assert worldgen("explain", "unknown_key").stdout.startswith("# UNKNOWN_KEY")
    wrong = worldgen("explain", "UNKNOWN_KEI")
    assert wrong.returncode == 1
    assert "Did you mean UNKNOWN_KEY?" in wrong.stderr


def test_inspect_counts_and_walks(tmp_path: Path) -> None:
    worldgen("build", str(HILLS), "-o", str(tmp_path), "--make", "glb")
    found = worldgen("inspect", str(tmp_path / "hills" / "world.glb"))
    assert found.returncode == 0, found.stderr
    assert "here: 0 m from spawn" in found.stdout or "m from spawn" in found.stdout
    answer = json.loads(worldgen("inspect", str(tmp_path / "hills" / "world.glb"), "--json").stdout)
    assert answer["walk"]["ok"] is True
    broken = tmp_path / "broken.glb"
    broken.write_bytes(b"glTF and then nothing")
    refused = worldgen("inspect", str(broken))
    assert refused.returncode == 1
    assert "broken.glb" in refused.stderr


def test_doctor_names_every_package() -> None:
    said = worldgen("doctor")
    assert said.returncode == 0
    assert {"numpy", "embreex", "trimesh"} <= set(said.stdout.split())


def test_doctor_says_what_draws_the_previews() -> None:
    assert "Previews are drawn by: Embree" in worldgen("doctor").stdout


def test_help_has_an_example_and_loads_the_command_line_alone() -> None:
    assert "worldgen build" in worldgen("build", "--help").stdout
    script = (
        "import sys; import typer, typer.testing, typer.rich_utils; ours = set(sys.modules);"
        "from worldgen.cli import app; typer.testing.CliRunner().invoke(app, ['--help']);"
        "print(*sorted(name for name in set(sys.modules) - ours"
        " if name.partition('.')[0] not in {*sys.stdlib_module_names, 'typer', 'rich', 'click'}))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert loaded.split() == ["worldgen", "worldgen.cli", "worldgen.cli.main"]
