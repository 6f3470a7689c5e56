"""Buildings that cannot be, and the plain arithmetic that says so: it knows the lesson's words alone, and no solver.

Each check asks for much less than the lesson does, so that what it confirms is beyond doubt.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tests.rooms.furnished import load
from worldgen.core.seed import Seed

Json = dict[str, Any]
LEAST = 0.6  # of an area that a lesson says: no room is made smaller than this
DOOR_M = 0.9


def numbers(words: str) -> list[float]:
    """Return the numbers in words such as `20 x 12 m`."""
    return [float(one) for one in re.findall(r"\d+(?:\.\d+)?", words.replace("m2", ""))]


def drawn(case: str, seed: Seed) -> Json:
    """Return the world of a lesson of the sort `case`."""
    return {"setting": "farmland", "size": "160 m", "seed": 3, **_CASES[case][0](seed)}


def confirmed(case: str, world: Json) -> bool:
    """Return whether the world cannot be, for the reason that `case` names."""
    return _CASES[case][1](world)


def relaxed(case: str, world: Json) -> Json:
    """Return the world without what makes it impossible."""
    return _CASES[case][2](world)


def _whole(seed: Seed, name: str, low: int, high: int) -> int:
    return low + (seed / name).choice(high - low + 1)


def _one(building: Json, **more: Any) -> Json:
    return {"buildings": [{"id": "b", "on": "land", "furnished": False, **building}], **more}


def _changed(world: Json, **changes: Any) -> Json:
    kept = {key: value for key, value in {**world["buildings"][0], **changes}.items() if value is not None}
    return {**world, "buildings": [kept]}


def _crowded(seed: Seed) -> Json:
    wide, deep = _whole(seed, "wide", 8, 14), _whole(seed, "deep", 7, 10)
    count = _whole(seed, "count", 2, 5)
    area = math.ceil(wide * deep / LEAST / count) + 1
    rooms = [{"id": f"r{k}", "kind": "workshop", "area": f"{area} m2"} for k in range(count)]
    return _one({"kind": "school", "size": f"{wide} x {deep} m", "rooms": rooms})


def _is_crowded(world: Json) -> bool:
    (one,) = world["buildings"]
    there = math.prod(numbers(one["size"])) if "size" in one else math.inf
    return LEAST * sum(numbers(room["area"])[0] for room in one["rooms"]) > there


def _tangled(seed: Seed) -> Json:
    names = [f"r{k}" for k in range(_whole(seed, "count", 5, 6))]
    rooms = [{"id": name, "kind": "office", "beside": names[k + 1 :]} for k, name in enumerate(names)]
    return _one({"kind": "office", "rooms": [{key: v for key, v in room.items() if v} for room in rooms]})


def _is_tangled(world: Json) -> bool:
    rooms = world["buildings"][0]["rooms"]
    pairs = {frozenset((room["id"], other)) for room in rooms for other in room.get("beside", ())}
    return len(rooms) >= 3 and len(pairs) > 3 * len(rooms) - 6  # Euler: no more can touch on one floor


def _over(seed: Seed) -> Json:
    rooms = [{"id": f"r{k}", "kind": "office", "storey": k % 2} for k in range(_whole(seed, "count", 4, 7))]
    rooms[_whole(seed, "which", 0, 1)]["beside"] = ["r3" if not (seed / "which").choice(2) else "r2"]
    return _one({"kind": "office", "storeys": 2, "rooms": rooms})


def _is_over(world: Json) -> bool:
    rooms = {room["id"]: room for room in world["buildings"][0]["rooms"]}
    return any(rooms[other]["storey"] != one["storey"] for one in rooms.values() for other in one.get("beside", ()))


def _huge(seed: Seed) -> Json:
    wide, deep = _whole(seed, "wide", 4, 5), _whole(seed, "deep", 3, 4)
    size, rooms = f"{wide} x {deep} m", [{"id": "hall", "kind": "room", "area": f"{0.7 * wide * deep:.0f} m2"}]
    return _one({"kind": "workshop", "size": size, "rooms": rooms}, things=[{"id": "t", "prop": "bus", "in": "b.hall"}])


def _is_huge(world: Json) -> bool:
    return _sides(world["things"][0]["prop"])[1] > math.hypot(*numbers(world["buildings"][0]["size"]))


def _packed(seed: Seed) -> Json:
    prop = ("low_shelf", "gallery_bench", "coffee_table")[(seed / "prop").choice(3)]
    wide, deep = _whole(seed, "wide", 4, 5), _whole(seed, "deep", 4, 5)
    count = math.ceil(2 * (wide + deep) / _sides(prop)[0]) + 1
    things = [{"id": f"t{k}", "prop": prop, "in": "b.hall", "against": "wall"} for k in range(count)]
    rooms = [{"id": "hall", "kind": "room", "area": f"{0.7 * wide * deep:.0f} m2"}]
    return _one({"kind": "workshop", "size": f"{wide} x {deep} m", "rooms": rooms}, things=things)


def _is_packed(world: Json) -> bool:
    """Return whether their shorter sides alone are longer than all walls together."""
    total = sum(_sides(thing["prop"])[0] for thing in world["things"])
    return total > 2 * sum(numbers(world["buildings"][0]["size"]))


def _sides(prop: str) -> tuple[float, float]:
    """Return the shorter and the longer side of the box about the mesh of a prop, seen from above."""
    points = np.concatenate([mesh.position_m for mesh in load(prop).levels[0]])
    short, long = sorted(np.ptp(points[:, (0, 2)], axis=0).tolist())
    return short, long


def _box(wide: float, deep: float, storey: int) -> list[Json]:
    ends = [[0, 0], [wide, 0], [wide, deep], [0, deep]]
    return [{"from": a, "to": b, "storey": storey} for a, b in zip(ends, [*ends[1:], ends[0]], strict=True)]


def _no_lift(seed: Seed) -> Json:
    wide, deep = _whole(seed, "wide", 8, 12), _whole(seed, "deep", 8, 10)
    plan = {
        "walls": [*_box(wide, deep, 0), *_box(wide, deep, 1)],
        "doors": [{"at": [wide / 2, 0], "width": "1 m"}],
        "rooms": [{"id": "low", "at": [wide - 1, deep - 1]}, {"id": "high", "at": [wide - 1, deep - 1], "storey": 1}],
        "links": [{"kind": "stairs", "from": [1.2, 1.5], "to": [1.2, 6.8]}],
    }
    return _one({"kind": "workshop", "storeys": 2, "access": "wheelchair", "plan": plan})


def _is_without_lift(world: Json) -> bool:
    one = world["buildings"][0]
    upper = {room.get("storey", 0) for room in one["plan"]["rooms"]} - {0}
    rolled = {link.get("storey", 0) + 1 for link in one["plan"]["links"] if link["kind"] != "stairs"}
    return one.get("access") == "wheelchair" and bool(upper - rolled)


def _narrow(seed: Seed) -> Json:
    wide, deep, tight = _whole(seed, "wide", 6, 12), _whole(seed, "deep", 5, 9), _whole(seed, "door", 60, 88)
    plan = {
        "walls": [*_box(wide, deep, 0), {"from": [3, 0], "to": [3, deep]}],
        "doors": [{"at": [4.5, 0], "width": "1 m"}, {"at": [3, deep / 2], "width": f"{tight} cm"}],
        "rooms": [{"id": "front", "at": [4, 2]}, {"id": "side", "at": [1.5, 2]}],
    }  # fmt: skip
    return _one({"kind": "workshop", "access": "wheelchair", "plan": plan})


def _is_narrow(world: Json) -> bool:
    one = world["buildings"][0]
    widths = [numbers(door["width"])[0] / (100 if "cm" in door["width"] else 1) for door in one["plan"]["doors"]]
    return one.get("access") == "wheelchair" and min(widths) < DOOR_M


Draw, Check, Relax = Callable[[Seed], Json], Callable[[Json], bool], Callable[[Json], Json]
_CASES: Mapping[str, tuple[Draw, Check, Relax]] = {
    "more rooms than floor": (_crowded, _is_crowded, lambda world: _changed(world, size=None)),
    "all beside all": (
        _tangled,
        _is_tangled,
        lambda world: _changed(
            world, rooms=[{"id": one["id"], "kind": one["kind"]} for one in world["buildings"][0]["rooms"]]
        ),
    ),
    "beside on another floor": (
        _over,
        _is_over,
        lambda world: _changed(
            world, rooms=[{k: v for k, v in one.items() if k != "beside"} for one in world["buildings"][0]["rooms"]]
        ),
    ),
    "a thing longer than the building": (
        _huge,
        _is_huge,
        lambda world: {**world, "things": [{**world["things"][0], "prop": "stool"}]},
    ),
    "more things than wall": (_packed, _is_packed, lambda world: {**world, "things": world["things"][:1]}),
    "no lift": (_no_lift, _is_without_lift, lambda world: _changed(world, access=None)),
    "a narrow door": (_narrow, _is_narrow, lambda world: _changed(world, access=None)),
}
CASES = tuple(_CASES)
