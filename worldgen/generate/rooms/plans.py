"""The floor plans of a lesson's buildings, each proved."""

from __future__ import annotations

from functools import partial

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.seed import Seed
from worldgen.core.sources import Sources
from worldgen.generate.rooms.brief import wanted_of
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.rooms.prove import prove
from worldgen.generate.rooms.solve import solve
from worldgen.generate.rooms.wanted import Wanted
from worldgen.generate.stages import MOST_MODELS, Stages
from worldgen.spec.buildings import Building
from worldgen.spec.lesson import Lesson


def floor_plans(lesson: Lesson, seed: Seed, sources: Sources, stages: Stages) -> dict[str, FloorPlan]:
    """Return the plan of every building of `lesson`, by its id.

    Raises
    ------
    SpecError
        With what is wrong in all of them.
    """
    found: dict[str, FloorPlan] = {}
    wrong: list[Issue] = []
    for building in lesson.world.buildings:
        try:
            found[building.id] = _plan(lesson, building, (seed / "plan" / building.id, sources, stages))
        except SpecError as error:
            wrong += error.issues
    if wrong:
        raise SpecError(wrong)
    return found


def _plan(lesson: Lesson, building: Building, how: tuple[Seed, Sources, Stages]) -> FloorPlan:
    seed, sources, stages = how
    sits = lesson.world.paths.access == "wheelchair"
    if building.plan is not None:
        from worldgen.generate.rooms.drawn import drawn_plan  # noqa: PLC0415  most buildings are not drawn

        return _proved(drawn_plan(building, sources, wheelchair=sits), building)
    wanted = wanted_of(building, wheelchair=sits)
    return stages.recall("plan", partial(_solved, wanted, building, seed), wanted, seed, most=MOST_MODELS)


def _solved(wanted: Wanted, building: Building, seed: Seed) -> FloorPlan:
    return _proved(solve(wanted, seed), building)


def _proved(plan: FloorPlan, building: Building) -> FloorPlan:
    faults = prove(plan)
    if faults:
        pointers = {room.id: room.pointer for room in plan.rooms} | {one.id: one.pointer for one in plan.openings}
        raise SpecError(
            issue(
                "PLAN_NOT_PROVED", pointers.get(fault.at) or building.pointer, id=building.id, what=fault.what,
                mend=fault.mend,
            )
            for fault in faults
        )  # fmt: skip
    return plan
