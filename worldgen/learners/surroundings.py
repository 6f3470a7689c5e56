"""The world as a learner can move and see in it."""

from __future__ import annotations

import math
from typing import Any

from worldgen.spec.lesson import Lesson
from worldgen.spec.world import ColourVision

RAMP_RAD = math.atan(1 / 12)  # ADA 405.2, ISO 21542: the steepest ramp
LEAST_WIDTH_M = 0.9  # ADA 403.5.1, ISO 21542: a way clear of everything


def in_reach(lesson: Lesson, mobility: str) -> Lesson:
    """Return `lesson` with ways, heights and measures of the land for a wheelchair, where it is asked for."""
    if mobility != "wheelchair":
        return lesson
    world = lesson.world
    paths = world.paths.model_copy(
        update={
            "access": "wheelchair",
            "width": max(world.paths.width, LEAST_WIDTH_M),
            "max_slope": min(world.paths.max_slope, RAMP_RAD),
        }
    )
    gentler = {one.id: one for one in lesson.personalise.mobility.get("wheelchair", ())}
    terrain = tuple(gentler.get(one.id, one) for one in world.terrain)
    return _in_world(lesson, paths=paths, terrain=terrain)


def in_sight(lesson: Lesson, vision: ColourVision, *, high_contrast: bool) -> Lesson:
    """Return `lesson` drawn in colours that can be told apart."""
    said: dict[str, Any] = {"colour_vision": vision} if vision != "usual" else {}
    if high_contrast:
        said["style"] = "high_contrast"
    return _in_world(lesson, **said) if said else lesson


def _in_world(lesson: Lesson, **said: Any) -> Lesson:
    return lesson.model_copy(update={"world": lesson.world.model_copy(update=said)})
