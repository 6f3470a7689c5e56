"""Building for a learner, asking for a language, and comparing, as a user does it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polib
import pytest
from PIL import Image

from tests.cli.test_commands import SCENES, worldgen

LESSON = SCENES / "lessons" / "volcano-island.yaml"
LEARNERS = SCENES / "learners"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the lesson with its translations."""
    for path in LESSON.parent.glob("volcano-island.*"):
        shutil.copy(path, tmp_path / path.name)
    shutil.copytree(LESSON.parent / "media", tmp_path / "media")
    return tmp_path


def test_a_build_for_a_learner_has_a_folder_of_its_own(tmp_path: Path) -> None:
    for words in ((), ("--learner", str(LEARNERS / "l-02.yaml"))):
        done = worldgen("build", str(LESSON), *words, "-o", str(tmp_path), "--make", "glb", "-q")
        assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["volcano-island", "volcano-island.l-02"]
    report = json.loads((tmp_path / "volcano-island.l-02" / "report.json").read_text("utf-8"))
    assert report["title"] == {"uk": "Мандрівка на вулканічний острів"}
    differs = worldgen("diff", str(tmp_path / "volcano-island"), str(tmp_path / "volcano-island.l-02"))
    assert differs.returncode == 1
    assert "- en: Crater trail" in differs.stdout
    assert "+ uk: Стежка до кратера" in differs.stdout
    assert "placements/tent/position_m" not in differs.stdout


def test_a_learner_that_cannot_be_read_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    learner = SCENES / "broken" / "learners" / "personal.yaml"
    done = worldgen("build", str(LESSON), "--learner", str(learner), "-o", str(tmp_path / "out"), "--make", "glb")
    assert done.returncode == 1
    assert "LEARNER_PERSONAL" in done.stderr
    assert "Anna" not in done.stderr + done.stdout
    assert not (tmp_path / "out").exists()


def test_check_in_a_language_names_what_is_missing_and_what_is_stale(folder: Path) -> None:
    lesson = folder / "volcano-island.yaml"
    assert worldgen("check", str(lesson), "--language", "uk").returncode == 0
    lesson.write_text(lesson.read_text("utf-8").replace("Point at the crater.", "Where is the crater?"), "utf-8")
    done = worldgen("check", str(lesson), "--language", "uk")
    assert done.returncode == 1
    assert "TRANSLATION_STALE" in done.stderr
    assert "cannot be given in uk yet" in done.stderr
    assert worldgen("check", str(lesson)).returncode == 0
    other = worldgen("check", str(lesson), "--language", "sw", "--json")
    assert {one["code"] for one in json.loads(other.stdout)["issues"]} == {"TEXT_UNTRANSLATED", "LANGUAGE_NOT_SPOKEN"}
    assert worldgen("check", str(lesson), "--language", "Ukrainian").returncode == 1


def test_a_missing_translation_is_never_english_in_silence(folder: Path) -> None:
    path = folder / "volcano-island.uk.po"
    file = polib.pofile(str(path))
    file.find("Crater trail").msgstr = ""
    file.save(str(path))
    lesson, learner = folder / "volcano-island.yaml", LEARNERS / "l-02.yaml"
    done = worldgen("build", str(lesson), "--learner", str(learner), "-o", str(folder / "out"), "--make", "glb")
    assert done.returncode == 0
    assert "TEXTS_UNTRANSLATED" in done.stderr
    assert "world/things/board/text" in done.stderr


@pytest.mark.parametrize("form", ["po", "xlf"])
def test_translate_writes_and_keeps(folder: Path, form: str) -> None:
    lesson = folder / "volcano-island.yaml"
    first = worldgen("translate", str(lesson), "--language", "de", "--format", form)
    assert first.returncode == 0
    target = folder / f"volcano-island.de.{form}"
    assert "0 of 36 texts are translated" in first.stdout
    if form == "po":
        file = polib.pofile(str(target))
        file.find("Crater trail").msgstr = "Kraterweg"
        file.save(str(target))
    else:
        text = target.read_text("utf-8")
        done = "<source>Crater trail</source><target>Kraterweg</target>"
        target.write_text(text.replace("<source>Crater trail</source>", done), "utf-8")
    assert "1 of 36" in worldgen("translate", str(lesson), "--language", "de").stdout
    assert "Kraterweg" in target.read_text("utf-8")
    assert not list(folder.glob(".*"))


def test_diff_says_what_differs_between_two_learners_in_words_and_pictures(tmp_path: Path) -> None:
    sheet = tmp_path / "both.png"
    pair = (str(LEARNERS / "l-01.yaml"), str(LEARNERS / "l-05.yaml"), "--lesson", str(LESSON))
    done = worldgen("diff", *pair, "--sheet", str(sheet))
    assert done.returncode == 1
    assert "world/colour_vision\n  - usual\n  + deutan" in done.stdout
    assert "flow/order\n  - camp, rim\n  + camp, lava, rim" in done.stdout
    with Image.open(sheet) as picture:
        assert picture.width > picture.height / 4
    same = worldgen("diff", pair[0], pair[0], "--lesson", str(LESSON), "--json")
    assert (same.returncode, json.loads(same.stdout)) == (0, [])
    assert worldgen("diff", str(LESSON), str(tmp_path)).returncode == 2
