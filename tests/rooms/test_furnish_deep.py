"""Five hundred rooms that are drawn, with things that are drawn: who is refused is refused rightly."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Polygon
from shapely.ops import unary_union

from tests.rooms.furnished import FLOOR_M, box_of, door_points, load, random_plan
from tests.rooms.test_furnish import KINDS, RADIUS_M, faults
from worldgen.core.seed import Seed, world_seed
from worldgen.generate.rooms.asked import Asked, Furnished
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.rooms.furnish import Dressed, dress, furnish

ROOMS = 500
PROPS = (
    "workbench", "drill_press", "bookshelf", "sofa", "bed", "teacher", "pupil_boy", "display_case", "lab_bench",
    "piano", "office_desk", "fridge", "armchair", "plinth", "hospital_bed", "wheelchair", "potted_plant", "stool",
    "shop_counter",
)  # fmt: skip
LEAST_PLACED = 0.98


def drawn_wishes(seed: Seed) -> list[Asked]:
    count = 2 + (seed / "count").choice(7)
    words = [{}, {}, {"against": "wall"}, {"near": "thing0"}, {"facing": "thing0"}]
    found = []
    for k in range(count):
        prop = PROPS[(seed / "prop" / k).choice(len(PROPS))]
        said = words[(seed / "words" / k).choice(len(words))] if k else {}
        found.append(Asked(f"thing{k}", load(prop), "", **said))
    return found


def may_stand(plan: FloorPlan, made: Furnished, asked: list[Asked], one: Asked) -> bool:
    """Whether a plain search finds a place for a refused thing beside those that were placed."""
    if one.facing or one.near or one.against:
        return False  # its words narrow the search: only those without are held to this
    model = {other.id: other.model for other in asked}
    stand = [Polygon(box_of(model[at.id], at.position_m, at.yaw_rad)) for at in made.placed]
    uses = [use_of(model[at.id], at.position_m, at.yaw_rad) for at in made.placed]
    room, doors = Polygon(plan.rooms[0].outline_m), door_points(plan)
    (x0, z0, x1, z1) = room.bounds
    solid, kept = unary_union(stand), unary_union(uses)
    for x in np.arange(x0 + 0.3, x1, 0.3):
        for z in np.arange(z0 + 0.3, z1, 0.3):
            for yaw in (0.0, np.pi / 2, np.pi, -np.pi / 2):
                at = (float(x), FLOOR_M, float(z))
                shape, use = Polygon(box_of(one.model, at, yaw)).buffer(0.03), use_of(one.model, at, yaw)
                if not room.contains(shape) or shape.intersects(solid) or shape.intersects(kept):
                    continue
                if not room.contains(use) or use.intersects(solid) or any(shape.distance(d) < 0.75 for d in doors):
                    continue
                free = room.buffer(-RADIUS_M - 0.08).difference(unary_union([*stand, shape]).buffer(RADIUS_M + 0.08))
                parts = [free] if free.geom_type == "Polygon" else list(free.geoms)
                home = [part for part in parts if part.buffer(0.05).contains(doors[0])]
                wanted = [*uses, use]
                if plan.wheelchair and home:
                    turn = room.buffer(-0.83).difference(unary_union([*stand, shape]).buffer(0.83))
                    wanted = [*wanted, turn]  # nothing of it, or no way to it: there is no circle left to turn in
                if home and all(home[0].contains(d) for d in doors) and all(home[0].intersects(u) for u in wanted):
                    return True
    return False


def use_of(model: object, at: tuple[float, float, float], yaw: float) -> Polygon:
    points = np.concatenate([mesh.position_m for mesh in model.levels[0]])  # type: ignore[attr-defined]
    low, high = points.min(axis=0), points.max(axis=0)
    deep = max(model.use_m, 0.05)  # type: ignore[attr-defined]
    wide = min((high[0] - low[0]) / 2, 0.6)
    middle = (low[0] + high[0]) / 2
    x = np.array([middle - wide, middle + wide, middle + wide, middle - wide])
    z = np.array([high[2], high[2], high[2] + deep, high[2] + deep])
    flat = np.stack([at[0] + x * np.cos(yaw) + z * np.sin(yaw), at[2] - x * np.sin(yaw) + z * np.cos(yaw)], axis=1)
    return Polygon(flat)


@pytest.mark.deep
def test_rooms_that_are_drawn_are_furnished_without_a_fault_and_refuse_rightly() -> None:
    placed = wrongly = 0
    wrong: list[str] = []
    for number in range(ROOMS):
        seed = world_seed(number) / "furnished"
        plan = random_plan(KINDS[number % len(KINDS)], seed)
        asked = drawn_wishes(seed)
        made = furnish(plan, plan.rooms[0], asked, seed)
        assert {one.id for one in made.placed} | {name for name, _ in made.refused} == {one.id for one in asked}
        by_id = {one.id: one for one in asked}
        named = tuple(Dressed(one.id, by_id[one.id].model, one.position_m, one.yaw_rad) for one in made.placed)
        standing = [
            Asked(one.id, by_id[one.id].model, "", at_m=one.position_m, yaw_rad=one.yaw_rad) for one in made.placed
        ]
        whole = dress(plan, plan.rooms[0], standing, seed, load).pieces
        wrong += [f"room {number}: {fault}" for fault in faults(plan, (*named, *whole))]
        placed += len(made.placed)
        wrongly += sum(may_stand(plan, made, asked, by_id[name]) for name, _ in made.refused[:2])
    assert wrong == []
    assert placed / (placed + wrongly) >= LEAST_PLACED
