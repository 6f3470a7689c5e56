"""What the author names: each thing where its words say, or the reason why it cannot stand there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.rooms.asked import Asked
from worldgen.generate.rooms.furnish import poses as at
from worldgen.generate.rooms.furnish.arrange import clear_lattice
from worldgen.generate.rooms.furnish.boxes import F64, nearest
from worldgen.generate.rooms.furnish.fill import points_of
from worldgen.generate.rooms.furnish.floor import Floor, Piece, Poses
from worldgen.generate.rooms.furnish.model_boxes import Size, size_of, top_of
from worldgen.generate.rooms.furnish.rules import Step

NEAR_M, BESIDE_M = 2.5, 1.0  # between two things that stand near or beside one another
AT_M, PITCH_M = 0.08, 0.7  # from a thing to who works at it, and between two who do
SMALL_M, LOW_M = 0.5, 0.65  # what is smaller than this belongs on a table
FAR_COST = 10.0


def in_order(asked: Sequence[Asked]) -> list[Asked]:
    """Return what is asked for, each after the things that its words name; else in the order of the lesson."""
    by_id = {one.id: one for one in asked}
    done: dict[str, Asked] = {}

    def visit(one: Asked, path: tuple[str, ...]) -> None:
        if one.id in done or one.id in path:
            return
        for other in (one.on, one.beside, one.near, one.against, one.facing):
            if other in by_id:
                visit(by_id[other], (*path, one.id))
        done[one.id] = one

    for one in asked:
        visit(one, ())
    return list(done.values())


def place_wish(floor: Floor, one: Asked, seed: Seed, steps: Sequence[Step]) -> Piece | str:
    """Put the thing `one` down where its words say, or return why it cannot stand there."""
    size, name = size_of(one.model), (one.id, prop_of(one))
    if one.on is not None:
        return _on(floor, one, name, seed)
    for other in (one.beside, one.near, one.against if one.against not in ("wall", "window", "door") else None):
        if other is not None and not floor.called(other):
            return f"'{other}' is not in this room"
    last = "no place for it is left"
    if one.near is not None and one.facing == one.near:
        piece = _at(floor, one, name, seed)
        if isinstance(piece, Piece):
            return piece
    for poses in _places(floor, one, size, seed, steps):
        found = _worded(floor, one, size, poses)
        if len(found.yaw):
            piece = floor.place(name, one.model, found, kept=True)
            if isinstance(piece, Piece):
                return piece
            last = piece
    return last


def _at(floor: Floor, one: Asked, name: tuple[str, str], seed: Seed) -> Piece | str:
    """Put somebody down before or behind a thing, turned to it, as who works at it stands."""
    bench = floor.called(one.near or "")[0]
    found = at.around(bench, size_of(one.model), AT_M, PITCH_M, "long")
    poses = Poses(found.middle, found.yaw, found.cost + seed.uniform(len(found.yaw)))
    return floor.place(name, one.model, poses, bench.id, kept=True)


def prop_of(one: Asked) -> str:
    """Return the prop of a thing, whatever values of its own it has."""
    return one.model.id.split("/")[1] if "/" in one.model.id else one.model.id


def _on(floor: Floor, one: Asked, name: tuple[str, str], seed: Seed) -> Piece | str:
    under = floor.called(one.on or "")
    if not under:
        return f"'{one.on}' is not in this room"
    top = top_of(under[0].model)
    if top is None:
        return f"'{one.on}' has no top that things can stand on"
    found = at.on_top(under[0], top, size_of(one.model), seed)
    if not len(found.yaw):
        return f"it is larger than the top of '{one.on}'"
    return floor.place(name, one.model, _facing(floor, one, found), under[0].id)


def _places(floor: Floor, one: Asked, size: Size, seed: Seed, steps: Sequence[Step]) -> list[Poses]:
    """Return where it may stand, the best first: as its words, as rooms of the kind have it, as its shape says."""
    if one.against in ("wall", "window", "door"):
        return [at.along_sides(floor, size, seed, _hung(one, steps))]
    if one.against is not None:
        return [at.joined([at.around(floor.called(one.against)[0], size, 0.03, 0.3), _back_to(floor, one, size)])]
    if one.beside is not None:
        other = floor.called(one.beside)[0]
        return [at.beside(other, size, 0.05, seed), at.joined([at.along_sides(floor, size, seed), _all(floor, seed)])]
    rule = next((step for step in steps if prop_of(one) in step.put), None)
    usual = "" if rule is None else rule.where
    wall, middle = at.along_sides(floor, size, seed, _hung(one, steps)), _all(floor, seed)
    if usual in ("wall", "run", "focus", "corner", "hang"):
        return [wall, middle]
    if rule is not None and usual == "grid":  # among its like, that come later
        slots = at.joined(clear_lattice(floor, rule, size, rule.wanted(floor.site.room.area_m2)))
        return [Poses(slots.middle, slots.yaw, seed.uniform(len(slots.yaw))), middle, wall]
    if usual in ("rows", "middle", "ceiling"):
        return [middle, wall]
    slim = size.half_m[1] < 0.6 * size.half_m[0] or size.use_m > 0.0 or size.height_m > 1.2
    tables = _tables(floor, one, size, seed) if max(size.half_m) < SMALL_M / 2 and size.height_m < LOW_M else []
    return [*tables, wall, middle] if slim or tables else [middle, wall]


def _tables(floor: Floor, one: Asked, size: Size, seed: Seed) -> list[Poses]:
    """Return the tops of tables for a small thing that nothing else is said of."""
    if one.near is not None:
        return []
    tops = [(piece, top_of(piece.model)) for piece in floor.pieces if piece.box[6] < 0.1]
    good = [(piece, top) for piece, top in tops if top is not None and 0.6 <= top.height_m <= 1.0]
    return [at.on_top(piece, top, size, seed / piece.id) for piece, top in good]


def _hung(one: Asked, steps: Sequence[Step]) -> float:
    """Return how high a thing hangs that the rules of the room hang up."""
    return next((step.height_m for step in steps if prop_of(one) in step.put and step.where in ("hang", "focus")), 0.0)


def _all(floor: Floor, seed: Seed) -> Poses:
    return at.anywhere(floor, seed)


def _back_to(floor: Floor, one: Asked, size: Size) -> Poses:
    """Return the places with the back to a thing."""
    other = floor.called(one.against or "")[0]
    found = at.around(other, size, 0.03, 0.3)
    return Poses(found.middle, found.yaw + np.pi, found.cost - 1.0, found.foot_m)


def _worded(floor: Floor, one: Asked, size: Size, found: Poses) -> Poses:
    """Return the poses that the words of a place allow, in the order in which they fulfil them."""
    if one.against in ("window", "door"):
        points = points_of(floor, one.against)
        away = _away(found.middle, points)
        found = found.pick(away <= size.half_m[0] + size.half_m[1] + 0.9) if len(points) else found.pick(away < 0)
        found = at.close_to(found, points, 1.0)
    for other, most in ((one.beside, BESIDE_M), (one.near, NEAR_M)):
        if other is not None:
            box = floor.called(other)[0].box
            gap = _away(found.middle, box[None, :2]) - float(max(box[2], box[3])) - min(size.half_m)
            found = found.pick(gap <= most)
            found = at.close_to(found, box[None, :2], 0.5)
    return _facing(floor, one, found)


def _facing(floor: Floor, one: Asked, found: Poses) -> Poses:
    """Return `found` turned to what it faces where that is free, or the cheaper the better they face it."""
    if one.facing is None or not floor.called(one.facing) or not len(found.yaw):
        return found
    target = floor.called(one.facing)[0].box[:2]
    way = target - found.middle
    ideal = np.arctan2(way[:, 0], way[:, 1])
    miss = np.abs((found.yaw - ideal + np.pi) % (2 * np.pi) - np.pi)
    if one.against is not None:
        return Poses(found.middle, found.yaw, found.cost + 0.6 * miss, found.foot_m)
    cost = found.cost + FAR_COST * (np.hypot(*way.T) < 0.4)
    return Poses(found.middle, ideal, cost, found.foot_m)


def _away(points: F64, others: F64) -> F64:
    if not len(others):
        return np.zeros(len(points))
    return nearest(points, others)
