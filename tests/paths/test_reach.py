"""Whatever is said to be reachable is reached, over many lands, by a walker that shares no code with path making."""

from __future__ import annotations

import numpy as np
import pytest
from grounds import agent_for, cone, hills, stops_on, valley
from walker import walked

from worldgen.generate.paths import lay_paths, reach, routing
from worldgen.generate.plan import PathRules

CAP = np.radians(12.0)


def crag(seed):
    """A cone whose top is as steep as ground may be for a tread to be cut into it."""
    return cone(seed, steep=0.85)


LANDS = [(make, seed) for make in (cone, crag, hills, valley) for seed in range(4)]


@pytest.fixture(autouse=True)
def _strict():
    with np.errstate(all="raise"):
        yield


@pytest.mark.parametrize(("make", "seed"), LANDS, ids=lambda v: getattr(v, "__name__", v))
@pytest.mark.parametrize("diagonal", [0, 1])
def test_every_stop_that_can_be_reached_is_reached_on_foot(make, seed, diagonal):
    land = make(seed)
    ways = routing(land, PathRules(), agent_for(CAP))
    start, stops = stops_on(land, ways, seed)
    can = reach(ways, start.position_m)
    stops = [s for s in stops if can[land.cell_of(*np.array(s.position_m))]]
    network = lay_paths(land, stops, PathRules(), agent_for(CAP), start, ways)
    got = walked(network, start.position_m, [s.position_m for s in stops], CAP, diagonal=diagonal)
    assert all(got), [s.id for s, ok in zip(stops, got, strict=True) if not ok]
