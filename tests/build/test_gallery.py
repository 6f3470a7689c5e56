"""Every kind there is has a small lesson in the gallery; every lesson of it, and every large one, can be walked."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from worldgen.generate.registry import FAMILIES, REGISTRY
from worldgen.pipeline import build
from worldgen.verify import verify

SCENES = Path(__file__).resolve().parents[2] / "scenes"
GALLERY = SCENES / "gallery"
LESSONS = sorted(path.stem for path in (SCENES / "lessons").glob("*.yaml"))
KINDS = [name for family in FAMILIES if family != "style" for name in REGISTRY.names(family)]


def test_every_kind_has_its_lesson_in_the_gallery_and_nothing_else_is_there() -> None:
    kinds = set(KINDS)
    styles = {f"style_{name}" for name in REGISTRY.names("style")}
    assert {path.stem for path in GALLERY.glob("*.yaml")} == kinds | styles


@pytest.mark.parametrize("kind", KINDS)
def test_the_lesson_of_a_kind_builds_and_can_be_walked(kind: str) -> None:
    done = build(GALLERY / f"{kind}.yaml", make=("glb",))
    found = verify(done.files[PurePosixPath("world.glb")])
    assert found.ok, found
    assert [str(issue) for issue in done.warnings] == []


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_worth_teaching_builds_and_can_be_walked(name: str) -> None:
    done = build(SCENES / "lessons" / f"{name}.yaml", make=("glb",))
    found = verify(done.files[PurePosixPath("world.glb")])
    assert found.ok, found
