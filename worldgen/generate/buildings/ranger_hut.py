"""A round hut with a thatched roof, on stilts, with a veranda and steps."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.buildings.assemble import PLINTH_M, Pieces, beam, footprint, pane, plain, shade, to_meshes
from worldgen.generate.kinds import Maker
from worldgen.generate.shapes import Shape, box, copied, lathe, merge, moved, rotations, sweep, tinted
from worldgen.scene import Collider, Levels, Model
from worldgen.spec.params import Field, Metres, Params

SIDES = 8
LABEL = {"en": "Ranger's hut", "es": "Cabaña del guarda", "fr": "Cabane du garde", "de": "Hütte des Rangers"}
_STRAW = ("#cfa85a", "#d8a24a", "#c99a4e")
_WALL = ("#c58a52", "#b87f4b", "#cf9a63")


class RangerHut(Params):
    """What an author may say of a ranger's hut."""

    radius: Metres | None = Field(None, ge=2.0, le=4.5, description="of the veranda, from the middle to its edge")
    stilts: Metres | None = Field(None, ge=0.3, le=1.6, description="height of its floor above the ground")
    thatch: Literal["gold", "amber", "brown"] | None = Field(None, description="colour of the roof")


@dataclass(frozen=True, slots=True)
class DrawnHut:
    """A hut of which everything is settled."""

    radius_m: float
    floor_m: float
    thatch: str
    wall: str


def draw_ranger_hut(params: RangerHut, seed: Seed) -> DrawnHut:
    """Return the hut that `params` say; the rest is drawn."""
    named = {"gold": 0, "amber": 1, "brown": 2}
    thatch = named[params.thatch] if params.thatch else (seed / "thatch").choice(3)
    return DrawnHut(
        radius_m=params.radius or (seed / "radius").one(2.6, 2.9),
        floor_m=params.stilts or (seed / "stilts").one(0.5, 0.6),
        thatch=_STRAW[thatch],
        wall=_WALL[(seed / "wall").choice(3)],
    )


def make_ranger_hut(hut: DrawnHut) -> Model:
    """Return the hut as a model; the door and the steps are to +Z."""
    levels = Levels(to_meshes(_pieces(hut, fine=True)), lambda: to_meshes(_pieces(hut, fine=False)))
    ground = footprint(levels[0])
    reach, top = hut.radius_m, max(float(mesh.position_m[:, 1].max()) for mesh in levels[0])
    front = float(ground[:, 1].max())
    steps = Collider("box", (0.0, hut.floor_m / 2, (reach + front) / 2), (0.6, hut.floor_m / 2, (front - reach) / 2))
    round_part = Collider("cylinder", (0.0, (hut.floor_m + 2.2) / 2, 0.0), (reach, (hut.floor_m + 2.2) / 2, reach))
    return Model(
        id="ranger_hut", levels=levels, footprint_m=ground.astype(np.float32), height_m=top, label=LABEL,
        colliders=(round_part, steps), use_m=1.5, triangle_budget=2400,
    )  # fmt: skip


def _around(shape: Shape, radius_m: float, angle: NDArray[np.floating]) -> Shape:
    """Return copies of `shape` at `angle` (k,) about the y axis, `radius_m` away, their fronts outward."""
    matrix = rotations(1, angle)
    return copied(shape, matrix, matrix @ np.array([0.0, 0.0, radius_m]))


def _pieces(hut: DrawnHut, *, fine: bool) -> Pieces:
    r, y = hut.radius_m, hut.floor_m
    corner = (np.arange(SIDES) + 0.5) * (2 * np.pi / SIDES)
    found: Pieces = [
        plain(_around(moved(box((0.2, y + PLINTH_M, 0.2)), (0, -PLINTH_M, 0)), r * 0.88, corner), "#6f4a35"),
        plain(moved(lathe([(r * 0.985, 0), (r * 1.02, 0.05), (r * 1.02, 0.17), (r, 0.2), (0, 0.2)], SIDES, facets=True),
                    (0, y - 0.2, 0)), "#a9764a", "#c08a56"),
    ]  # fmt: skip
    found += _walls(hut, fine=fine) + _roof(hut, fine=fine) + _steps(hut)
    posts = _around(box((0.15, 2.25, 0.15)), r * 0.93, corner)
    found.append(plain(posts, "#7a5238", "#94653f"))
    if fine:
        found += _rails(hut, corner)
    return found


def _walls(hut: DrawnHut, *, fine: bool) -> Pieces:
    y, r = hut.floor_m, hut.radius_m * 0.68
    flat_m = r * np.cos(np.pi / SIDES)  # from the middle to a side
    side = 2 * r * np.sin(np.pi / SIDES)
    walls = plain(moved(lathe([(r, 0), (r, 2.25)], SIDES, facets=True), (0, y, 0)), hut.wall)
    found: Pieces = [walls]
    corner = (np.arange(SIDES) + 0.5) * (2 * np.pi / SIDES)
    found.append(plain(moved(_around(box((0.17, 2.25, 0.17)), r - 0.02, corner), (0, y, 0)), "#6f4a35"))
    middle = np.arange(SIDES) * (2 * np.pi / SIDES)
    if fine:
        for height in (0.42, 0.9, 1.4, 1.88):  # the seams of the logs
            found.append(plain(moved(_around(box((side, 0.05, 0.05)), flat_m, middle), (0, y + height, 0)), "#8a5c3a"))
    windows = middle[[1, 2, 4, 6, 7]]
    found.append(plain(moved(_around(box((0.84, 0.86, 0.09)), flat_m + 0.01, windows), (0, y + 0.92, 0)), "#6f4a35"))
    glass = _around(box((0.62, 0.64, 0.1)), flat_m + 0.03, windows)
    found.append(pane(plain(moved(glass, (0, y + 1.03, 0)), "#35566b", "#6fa3b5")))
    if fine:
        cross = merge([moved(box((0.06, 0.62, 0.12)), (0, 0.01, 0.03)), moved(box((0.6, 0.06, 0.12)), (0, 0.29, 0.03))])
        found.append(plain(moved(_around(cross, flat_m, windows), (0, y + 1.03, 0)), "#f3e6c8"))
        sill = moved(_around(box((0.96, 0.08, 0.2)), flat_m + 0.05, windows), (0, y + 0.86, 0))
        found.append(plain(sill, "#94653f"))
    door = [
        beam((1.0, 1.97, 0.1), (0, y - 0.02, flat_m + 0.01), "#6f4a35"),
        beam((0.8, 1.83, 0.12), (0, y, flat_m + 0.02), "#3f8a8c"),
    ]
    if fine:
        door += [beam((0.82, 0.07, 0.15), (0, y + h, flat_m + 0.02), "#2f6b70") for h in (0.35, 1.35)]
        door.append(beam((0.07, 0.07, 0.2), (0.28, y + 0.9, flat_m + 0.02), "#e5ae3f"))
    return found + door


def _roof(hut: DrawnHut, *, fine: bool) -> Pieces:
    """Return three lapped tiers of thatch with ragged eaves, and a knob."""
    r, eaves, rise = hut.radius_m * 1.2, hut.floor_m + 2.02, hut.radius_m * 0.92
    tiers = ((1.0, 0.0, 0.62, 0.36), (0.69, 0.33, 0.34, 0.68), (0.40, 0.65, 0.05, 1.06))
    found: Pieces = []
    sides = SIDES * 2 if fine else SIDES
    for wide, low, narrow, high in tiers:
        y0, y1 = eaves + rise * low, eaves + rise * high
        profile = [(r * wide * 0.80, y0 + 0.06), (r * wide, y0 - 0.12), (r * wide * 1.01, y0 + 0.1), (r * narrow, y1)]
        tier = lathe(profile, sides, facets=True)
        ragged = 1.0 + 0.13 * (np.arange(len(tier.face)) % 2)[:, None].repeat(3, axis=0)
        found.append(("matte", tinted(plain(tier, shade(hut.thatch, 0.66), shade(hut.thatch, 1.12))[1], ragged * 0.95)))
    found.append(
        plain(moved(lathe([(r * 0.10, 0), (r * 0.07, 0.22), (0, 0.5)], 6), (0, eaves + rise * 1.0, 0)), "#8a5c3a")
    )
    if fine:
        angle = np.linspace(0, 2 * np.pi, 17)
        for wide, high in ((0.405, 0.665), (0.695, 0.345)):
            ring = np.stack(
                [r * wide * np.sin(angle), np.full(17, eaves + rise * high), r * wide * np.cos(angle)], axis=1
            )
            found.append(plain(sweep(ring, 0.045, 3, caps=False), "#9a7038"))
    return found


def _rails(hut: DrawnHut, corner: NDArray[np.floating]) -> Pieces:
    r, y = hut.radius_m * 0.93, hut.floor_m
    side = 2 * r * np.sin(np.pi / SIDES)
    flat_m = r * np.cos(np.pi / SIDES)
    middle = np.arange(1, SIDES) * (2 * np.pi / SIDES)
    rails = merge([_around(moved(box((side, 0.08, 0.09)), (0, h, 0)), flat_m, middle) for h in (0.42, 0.82)])
    struts = [
        _around(moved(box((0.06, 0.8, 0.06)), (x, 0.05, 0)), flat_m, middle) for x in (-0.25 * side, 0.0, 0.25 * side)
    ]
    brackets = _around(moved(box((0.09, 0.62, 0.09)), (0, 1.52, -0.22), (-0.75, 0, 0)), r, corner)
    return [
        plain(moved(rails, (0, y, 0)), "#94653f"),
        plain(moved(merge(struts), (0, y, 0)), "#7a5238"),
        plain(moved(brackets, (0, y, 0)), "#6f4a35"),
    ]


def _steps(hut: DrawnHut) -> Pieces:
    r, y = hut.radius_m * np.cos(np.pi / SIDES), hut.floor_m
    count = max(2, int(np.ceil(y / 0.22)))
    found: Pieces = []
    for i in range(count):
        height = y * (count - i) / (count + 1)
        found.append(beam((1.2, 0.09, 0.34), (0, height - 0.09, r + 0.17 + 0.28 * i), "#c08a56"))
    long = 0.28 * count + 0.2
    rise = float(np.arctan2(y, long))
    for x in (-0.58, 0.58):
        stringer = moved(box((0.09, 0.16, float(np.hypot(y, long)))), (x, y / 2 - 0.16, r + long / 2), (rise, 0, 0))
        found.append(plain(stringer, "#7a5238"))
    return found


MAKER = Maker(params=RangerHut, draw=draw_ranger_hut, make=make_ranger_hut)
