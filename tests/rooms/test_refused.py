"""Buildings that cannot be are refused, each for a reason that plain arithmetic confirms; without it they are built."""

from __future__ import annotations

import pytest
import yaml

from tests.rooms.impossible import CASES, Json, confirmed, drawn, relaxed
from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.generate.registry import REGISTRY
from worldgen.pipeline import build
from worldgen.spec.load import parse_lesson

CODES = {
    "more rooms than floor": {"PLAN_TOO_SMALL"},
    "all beside all": {"PLAN_BESIDE"},
    "beside on another floor": {"PLAN_BESIDE_STOREY"},
    "a thing longer than the building": {"ROOM_FULL"},
    "more things than wall": {"ROOM_FULL"},
    "no lift": {"PLAN_NOT_PROVED"},
    "a narrow door": {"PLAN_NOT_PROVED"},
}


def codes(world: Json) -> set[str]:
    """Return the codes by which a lesson with one station in this world is refused."""
    station = {"id": "gate", "where": {"near": "b", "within": "30 m"}, "text": "A."}
    data = {"worldgen": 1, "lesson": {"id": "t", "title": "T"}, "world": world, "stations": [station]}
    try:
        build(parse_lesson(str(yaml.safe_dump(data, sort_keys=False)), REGISTRY), make=("glb",))
    except SpecError as refused:
        return {one.code for one in refused.issues}
    return set()


@pytest.mark.parametrize("number", [0, 1, *(pytest.param(k, marks=pytest.mark.deep) for k in range(2, 30))])
@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_refused_for_a_reason_that_arithmetic_confirms(case: str, number: int) -> None:
    world = drawn(case, world_seed(number) / case)
    assert confirmed(case, world)
    assert codes(world) == CODES[case]


@pytest.mark.parametrize("case", CASES)
def test_without_what_made_it_impossible_it_is_built(case: str) -> None:
    world = relaxed(case, drawn(case, world_seed(0) / case))
    assert not confirmed(case, world)
    assert codes(world) == set()
