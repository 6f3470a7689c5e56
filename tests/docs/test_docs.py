"""What the documentation says is true: its lessons build, its links lead somewhere, its generated parts are fresh."""

from __future__ import annotations

import re
import runpy
from pathlib import Path, PurePosixPath

import pytest

from worldgen.generate.props.parts import COMMON, NESTS
from worldgen.generate.props.pieces import SHAPES
from worldgen.learners.load import parse_learner
from worldgen.pipeline import build, for_learner, load_lesson
from worldgen.verify import verify

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LESSONS = [
    (page, number, text)
    for page in PAGES
    for number, text in enumerate(re.findall(r"```yaml lesson\n(.*?)```", page.read_text("utf-8"), re.DOTALL))
]


@pytest.mark.parametrize(("page", "number", "text"), LESSONS, ids=[f"{page.stem}-{n}" for page, n, _ in LESSONS])
def test_every_lesson_in_the_documentation_builds_and_can_be_walked(
    page: Path, number: int, text: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{page.stem}-{number}.yaml"
    path.write_text(text, "utf-8")
    assert verify(build(path, make=("glb",)).files[PurePosixPath("world.glb")]).ok


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_learner_in_the_documentation_gets_the_example_lesson(page: Path) -> None:
    for text in re.findall(r"```yaml learner\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
        mine = for_learner(load_lesson(ROOT / "scenes" / "lessons" / "volcano-island.yaml"), parse_learner(text))
        assert mine.warnings == ()


def test_there_are_lessons_in_the_documentation() -> None:
    assert {page.stem for page, _, _ in LESSONS} >= {"first-lesson", "place-things", "own-props"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_the_generated_pages_are_what_the_code_says() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "generate.py"))["pages"]()
    stale = [str(path) for path, text in made.items() if (ROOT / "docs" / path).read_text("utf-8") != text]
    assert stale == []


def test_the_python_example_of_the_readme_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(example, "README.md", "exec"), {})
    assert "world.glb" in capsys.readouterr().out


def test_every_shape_and_key_of_the_prop_grammar_has_an_example_that_works_and_a_picture() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "prop_pictures.py"))
    examples = drawn["examples"]()
    assert {one["name"] for one in examples["shapes"]} == {*SHAPES, *NESTS}
    assert {one["name"] for one in examples["keys"]} == set(COMMON)
    for one in (*examples["shapes"], *examples["keys"]):
        assert drawn["model_of"](one).triangles() > 0
        assert any(one["name"] in part or one["name"] in str(part) for part in one["parts"])
        assert (drawn["FOLDER"] / f"{one['name']}.jpg").is_file()
