"""Dressing: the rules of a kind of room, one after the other, each as far as the room allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.rooms.furnish import poses as at
from worldgen.generate.rooms.furnish.arrange import clear_lattice, lattice, run_along
from worldgen.generate.rooms.furnish.boxes import F64, nearest
from worldgen.generate.rooms.furnish.floor import Floor, Piece, Poses
from worldgen.generate.rooms.furnish.model_boxes import Size, size_of, top_of
from worldgen.generate.rooms.furnish.rules import Step
from worldgen.generate.rooms.furnish.site import Side, Site
from worldgen.scene import Model

Load = Callable[[str, Mapping[str, Any]], Model]
HIDING_M = 0.8  # nearer to a wall that is cut away, what is tall hides the room
PULL = 0.35  # how much a metre counts where a rule says near or far


def fill(floor: Floor, steps: tuple[Step, ...], seed: Seed, load: Load) -> None:
    """Let the rules `steps` put their things into `floor`; what is there already counts."""
    area = floor.site.room.area_m2
    floor.words = {step.name: step.put for step in steps}
    for step in steps:
        wanted = step.wanted(area)
        if wanted:
            _STEPS[step.where](floor, step, wanted, (seed / step.name, load))


Tools = tuple[Seed, Load]


def _model(step: Step, number: int, tools: Tools) -> Model:
    seed, load = tools
    first = (seed / "which").choice(len(step.put)) if len(step.put) > 1 else 0
    return load(step.put[(first + number) % len(step.put)], step.with_)


def _missing(floor: Floor, step: Step, wanted: int) -> int:
    """Return how many are still wanted: a thing that the author put there is one of them."""
    there = [p for p in floor.pieces if p.label in step.put or p.label == step.name]
    return max(wanted - len(there), 0)


def _seen_over(floor: Floor, size: Size, found: Poses) -> Poses:
    """Return the places where a thing of `size` hides nothing: what is tall keeps off walls that are cut away."""
    if size.height_m < at.TALL_M or not floor.site.toward.any():
        return found
    open_m = np.full(len(found.yaw), np.inf)
    for side in floor.site.sides:
        if floor.site.is_cut(side):
            open_m = np.minimum(open_m, (found.middle - side.start_m) @ side.inward)
    return found.pick(open_m > HIDING_M)


def _singly(floor: Floor, step: Step, wanted: int, tools: Tools, places: Callable[[Model, Seed], Poses]) -> None:
    seed = tools[0]
    for number in range(_missing(floor, step, wanted)):
        one = seed / number
        if step.share < 1.0 and one.one() > step.share:
            continue
        model = _model(step, number, tools)
        found = _pulled(floor, step, _seen_over(floor, size_of(model), places(model, one)))
        if step.apart_m:
            found = _apart(floor, step, found)
        if len(found.yaw):
            floor.place((f"{step.name}.{number}", step.name), model, found)


def _apart(floor: Floor, step: Step, found: Poses) -> Poses:
    points = np.array([p.box[:2] for p in floor.pieces if p.label in step.put or p.label == step.name]).reshape(-1, 2)
    if not len(points):
        return found
    away = nearest(found.middle, points)
    return found.pick(away >= step.apart_m)


def _pulled(floor: Floor, step: Step, found: Poses) -> Poses:
    for words, weight in ((step.near, PULL), (step.far, -PULL)):
        for word in words:
            found = at.close_to(found, points_of(floor, word), weight)
    return found


def points_of(floor: Floor, word: str) -> F64:
    """Return what a word of a rule means, as points (k, 2): doors, windows, corners, the middle, the focus, things."""
    if word in ("door", "window", "corner", "middle", "sides"):
        return _fixed(floor.site, word)
    if word == "focus":
        return np.zeros((0, 2)) if floor.focus is None else floor.focus.at(floor.focus.long_m / 2, 0.0)[None]
    return np.array([piece.box[:2] for piece in floor.called(word)]).reshape(-1, 2)


@lru_cache(maxsize=64)
def _fixed(site: Site, word: str) -> F64:
    """Return points (k, 2) of the room itself."""
    if word == "corner":
        return site.outline
    if word == "middle":
        return np.array([(site.outline.min(axis=0) + site.outline.max(axis=0)) / 2])
    if word == "sides":  # the middles of its sides
        return np.array([side.at(side.long_m / 2, 0.0) for side in site.sides])
    gaps = [
        side.at(gap.along_m, 0.0)
        for side in site.sides for gap in side.gaps if (gap.kind == "window") == (word == "window")
    ]  # fmt: skip
    return np.array(gaps).reshape(-1, 2)


def _focus(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    """Put the thing that the room looks at in the middle of the wall that suits it best."""
    model, size = _model(step, 0, tools), size_of(_model(step, 0, tools))
    there = [p for p in floor.pieces if p.label in step.put or p.label == step.name]
    if there:
        toward = np.array([np.sin(there[0].yaw_rad), np.cos(there[0].yaw_rad)])
        floor.focus = max(floor.site.sides, key=lambda side: (float(side.inward @ toward), -side.number))
        return
    sides = sorted(floor.site.sides, key=lambda side: (_disturbed(side), -side.long_m if side.long_m < 3 else 0))
    for side in sides:
        if side.long_m < 2 * size.half_m[0]:
            continue
        found = at.along_sides(floor, size, tools[0], step.height_m, (side,))
        middle = side.at(side.long_m / 2, 0.0)[None]
        found = at.close_to(Poses(found.middle, found.yaw, found.cost * 0.05, found.foot_m), middle, 1.0)
        if isinstance(floor.place((step.name, step.name), model, found), Piece):
            floor.focus = side
            return
    del wanted


def _disturbed(side: Side) -> float:
    """Return how little a side suits a board: windows dazzle, doors disturb, long walls leave no depth."""
    windows = sum(gap.half_m for gap in side.gaps if gap.kind == "window")
    doors = sum(abs(gap.along_m - side.long_m / 2) < 1.4 for gap in side.gaps if gap.kind != "window")
    return windows * 2.0 + doors * 3.0 + 0.12 * side.long_m + (8.0 if side.long_m < 2.4 else 0.0)


def _wall(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    def places(model: Model, seed: Seed) -> Poses:
        found = at.along_sides(floor, size_of(model), seed, step.height_m)
        return at.close_to(found, points_of(floor, "sides"), PULL) if "sides" in step.near else found

    _singly(floor, step, wanted, tools, places)


def _corner(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    _singly(floor, step, wanted, tools, lambda model, seed: at.in_corners(floor, size_of(model), seed))


def _middle(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    yaw = None
    if floor.focus is not None and step.turn:
        yaw = floor.focus.yaw_rad + (np.pi if step.turn == "toward" else 0.0)
    _singly(floor, step, wanted, tools, lambda _, seed: at.about_middle(floor, seed, yaw))


def _run(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    seed, load = tools
    names = [step.put[k % len(step.put)] for k in range(max(wanted, len(step.put)))]
    run_along(floor, step, [(name, load(name, step.with_)) for name in names], seed)


def _rows(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    missing = _missing(floor, step, wanted)
    for number, one in enumerate(clear_lattice(floor, step, size_of(_model(step, 0, tools)), wanted)):
        if missing <= 0:
            return
        if step.share < 1.0 and (tools[0] / number).one() > step.share:
            continue
        found = floor.place((f"{step.name}.{number}", step.name), _model(step, number, tools), one)
        missing -= isinstance(found, Piece)


def _each(floor: Floor, step: Step, wanted: int, tools: Tools, places: Callable[..., Poses]) -> None:
    """Put up to `wanted` things with each piece that the rule names."""
    seed = tools[0]
    for piece in floor.called(step.of or step.name):
        own = seed / piece.id
        for number in range(wanted):
            one = own / number
            if step.share < 1.0 and one.one() > step.share:
                continue
            model = _model(step, number, (own, tools[1]))
            found = places(piece, model, one)
            if len(found.yaw):
                floor.place((f"{step.name}.{piece.id}.{number}", step.name), model, found, piece.id)


def _around(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    gap = step.gap_m[0] or 0.03

    @lru_cache(maxsize=4)  # for each of the things around one piece
    def around(piece: Piece, size: Size) -> Poses:
        return at.around(piece, size, gap, step.pitch_m, step.sides)

    def places(piece: Piece, model: Model, seed: Seed) -> Poses:
        del seed
        return around(piece, size_of(model))

    _each(floor, step, wanted, tools, places)


def _on(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    def places(piece: Piece, model: Model, seed: Seed) -> Poses:
        top = top_of(piece.model)
        found = (
            at.NONE
            if top is None or _has(floor, piece, model)
            else at.on_top(piece, top, size_of(model), seed, step.spot)
        )
        turn = np.pi if step.turn == "back" else 0.0
        return Poses(found.middle, found.yaw + turn, found.cost, found.foot_m)

    _each(floor, step, wanted, tools, places)


def _has(floor: Floor, piece: Piece, model: Model) -> bool:
    """Return whether the author put the very same on `piece`: nobody has two telephones side by side."""
    name = model.id.removeprefix("furniture/").partition("/")[0]
    return any(
        one.named and one.label == name and one.box[6] > 0.1 and np.hypot(*(one.box[:2] - piece.box[:2])) < piece.box[2]
        for one in floor.pieces
    )


def _beside(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    def places(piece: Piece, model: Model, seed: Seed) -> Poses:
        return at.beside(piece, size_of(model), step.gap_m[0] or 0.04, seed)

    _each(floor, step, wanted, tools, places)


def _before(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    def places(piece: Piece, model: Model, seed: Seed) -> Poses:
        del seed
        return at.before(piece, size_of(model), step.gap_m[0], facing=step.turn == "toward")

    _each(floor, step, wanted, tools, places)


def _hang(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    _singly(
        floor, step, wanted, tools,
        lambda model, seed: at.along_sides(floor, size_of(model), seed, step.height_m),
    )  # fmt: skip


def _over_door(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    model = _model(step, 0, tools)
    size, number = size_of(model), 0
    for side in floor.site.sides:
        for gap in side.gaps:
            if gap.kind == "window" or number >= wanted:
                continue
            middle = side.at(gap.along_m, size.half_m[1] + at.BACK_M)[None]
            pose = Poses(middle, np.array([side.yaw_rad]), np.zeros(1), max(gap.head_m + 0.12, 2.22))
            floor.place((f"{step.name}.{gap.id}", step.name), model, pose)
            number += 1


def _ceiling(floor: Floor, step: Step, wanted: int, tools: Tools) -> None:
    model = _model(step, 0, tools)
    size = size_of(model)
    for number, one in enumerate(lattice(floor, step, size, wanted)):
        foot = floor.site.high_m - size.height_m - 0.01
        pose = Poses(one.middle, one.yaw, one.cost, foot)
        floor.place((f"{step.name}.{number}", step.name), model, pose)


_STEPS: Mapping[str, Callable[[Floor, Step, int, Tools], None]] = {
    "focus": _focus, "wall": _wall, "run": _run, "corner": _corner, "rows": _rows, "grid": _rows, "middle": _middle,
    "around": _around, "on": _on, "beside": _beside, "before": _before, "hang": _hang, "over_door": _over_door,
    "ceiling": _ceiling,
}  # fmt: skip
