"""What `worldgen new` writes is short, and good at once."""

from __future__ import annotations

import pytest

from worldgen.generate.registry import REGISTRY
from worldgen.spec.load import parse_lesson
from worldgen.spec.readability import reading_warnings
from worldgen.spec.starter import MOST_LINES, starter


@pytest.mark.parametrize("setting", REGISTRY.names("setting"))
def test_a_starter_loads_without_a_warning(setting: str) -> None:
    lesson = parse_lesson(starter("my-trip", setting), REGISTRY)
    assert lesson.world.setting == setting
    assert (lesson.id, lesson.title) == ("my-trip", {"en": "My trip"})
    assert lesson.warnings + reading_warnings(lesson) == ()


def test_a_starter_is_short_and_tells_the_editor_its_schema() -> None:
    lines = starter("my-trip", "river_valley").splitlines()
    assert len(lines) <= MOST_LINES
    assert lines[0].startswith("# yaml-language-server: $schema=")
    assert max(map(len, lines)) <= 110


@pytest.mark.parametrize("title", ["Rivers: a tour", 'The "big" one', "yes", "12", "Los ríos, y el mar #1", "{a}"])
def test_any_title_survives(title: str) -> None:
    assert parse_lesson(starter("my-trip", "river_valley", title), REGISTRY).title == {"en": title}
