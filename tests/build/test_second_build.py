"""What a build remembers of the one before it: only what an edit left alone, and never other bytes."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path, PurePosixPath

import numpy as np
import pytest

from worldgen import pipeline
from worldgen.core.grid import distinct, quantile
from worldgen.generate import world
from worldgen.generate.stages import Stages
from worldgen.scene import Levels

LESSON = Path(__file__).resolve().parents[2] / "scenes" / "lessons" / "river-valley.yaml"
GLB = PurePosixPath("world.glb")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.yaml").write_text(LESSON.read_text("utf-8"), "utf-8")
    return tmp_path


def edited(folder: Path, old: str, new: str) -> Path:
    text = (folder / "first.yaml").read_text("utf-8")
    assert old in text
    (folder / "second.yaml").write_text(text.replace(old, new), "utf-8")
    return folder / "second.yaml"


def test_other_words_on_a_sign_lay_nothing_out_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_KEPT", OrderedDict())
    pipeline.build(folder / "first.yaml", make=("glb",))
    sign = next(line for line in LESSON.read_text("utf-8").splitlines() if "text: " in line)
    words = sign.split("text: ")[1].split(",")[0].split("}")[0].strip().strip("\"'")
    path = edited(folder, words, f"{words}s")

    def refuse(*_: object) -> None:
        raise AssertionError("laid out again")

    with monkeypatch.context() as patched:
        patched.setattr(world, "lay_out", refuse)
        second = pipeline.build(path, make=("glb",)).files[GLB]
    monkeypatch.setattr(pipeline, "_KEPT", OrderedDict())
    assert second == pipeline.build(path, make=("glb",)).files[GLB]


def test_another_prop_makes_the_same_world_after_a_build_as_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edited(folder, "prop: rain_gauge", "prop: barrel")
    monkeypatch.setattr(pipeline, "_KEPT", OrderedDict())
    pipeline.build(folder / "first.yaml", make=("glb",))
    second = pipeline.build(path, make=("glb",)).files[GLB]
    monkeypatch.setattr(pipeline, "_KEPT", OrderedDict())
    assert second == pipeline.build(path, make=("glb",)).files[GLB]


def test_the_oldest_result_of_a_stage_is_given_up_first() -> None:
    stages, made = Stages(), []
    for name in ("a", "b", "a", "c", "b", "a"):
        stages.recall("stage", lambda name=name: made.append(name), name, most=2)
        stages.recall("other", lambda: made.append("other"), 0)
    assert made == ["a", "other", "b", "c", "b", "a"]


def test_a_coarser_level_is_made_when_it_is_asked_for_and_once() -> None:
    asked: list[int] = []
    levels = Levels((), lambda: asked.append(1) or ())
    assert (len(levels), levels[0], asked) == (2, (), [])
    assert levels[-1] == levels[1] == ()
    assert asked == [1]
    assert levels[:] == ((), ())
    with pytest.raises(IndexError):
        levels[2]


def test_distinct_and_quantile_agree_with_numpy() -> None:
    values = (np.arange(999) * 7919) % 83 - 20
    assert np.array_equal(distinct(values), np.unique(values))
    assert distinct(values[:0]).size == 0
    for share in (0.0, 0.03, 0.35, 0.5, 1.0):
        assert quantile(values[:101], share) == pytest.approx(np.quantile(values[:101], share), abs=1e-12)
    assert quantile([4.0], 0.7) == 4.0
