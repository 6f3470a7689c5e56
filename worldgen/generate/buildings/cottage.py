"""A half-timbered village house: stone plinth, one or two storeys, tiled gable roof, chimney, dormer, steps."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.buildings.assemble import PLINTH_M, Pieces, beam, footprint, placed, plain, to_meshes
from worldgen.generate.buildings.facade import Look, arranged, make_facade
from worldgen.generate.buildings.roof import Gable, make_chimney, make_dormer, make_gable
from worldgen.generate.kinds import Maker
from worldgen.generate.shapes import box, moved
from worldgen.scene import Collider, Levels, Model
from worldgen.spec.params import Field, Metres, Params

STOREY_M = 2.45
JETTY_M = 0.25
FLOOR_M = 0.42  # of the ground floor above the ground
LABEL = {"en": "Cottage", "es": "Casa de campo", "fr": "Maison", "de": "Fachwerkhaus"}
WALLS = ("#f6ead0", "#f0d9a8", "#edc9b0", "#dfe0c4")
ROOFS = ("#b8644c", "#a5574b", "#c27a56", "#bb6d52", "#64798f")
SHUTTERS = ("#3f8a8c", "#5f9a60", "#c0574a", "#4f7aa0")
DOORS = ("#7a4a34", "#3f6f73", "#8c3f38")
_TURNS = (0.0, np.pi / 2, np.pi, -np.pi / 2)  # front, right (east), back, left


class Cottage(Params):
    """What an author may say of a cottage."""

    width: Metres | None = Field(None, ge=4.5, le=11.0, description="along its front")
    depth: Metres | None = Field(None, ge=4.0, le=7.5, description="from front to back")
    storeys: Annotated[int, Field(ge=1, le=2)] | None = Field(None, description="1 or 2, besides the roof")
    roof: Literal["red", "slate"] | None = Field(None, description="red tiles or grey slate")


@dataclass(frozen=True, slots=True)
class DrawnCottage:
    """A cottage of which everything is settled."""

    width_m: float
    depth_m: float
    storeys: int
    look: Look
    chimney: float  # where along the ridge, -1..1
    dormer: bool
    lit: int


def draw_cottage(params: Cottage, seed: Seed) -> DrawnCottage:
    """Return the cottage that `params` say; the rest is drawn."""
    roof = {"red": (seed / "roof").choice(4), "slate": 4}.get(params.roof or "", (seed / "roof").choice(5))
    look = Look(
        wall=WALLS[(seed / "wall").choice(len(WALLS))], beam="#5f4032", roof=ROOFS[roof],
        shutter=SHUTTERS[(seed / "shutter").choice(len(SHUTTERS))], door=DOORS[(seed / "door").choice(len(DOORS))],
    )  # fmt: skip
    side = -1.0 if (seed / "side").one() < 0.5 else 1.0
    return DrawnCottage(
        width_m=params.width or (seed / "width").one(6.4, 7.8),
        depth_m=params.depth or (seed / "depth").one(5.0, 5.6),
        storeys=params.storeys or 1 + ((seed / "storeys").one() < 0.65),
        look=look,
        chimney=side * (seed / "chimney").one(0.45, 0.7),
        dormer=(seed / "dormer").one() < 0.75,
        lit=(seed / "lit").choice(4),
    )


def make_cottage(house: DrawnCottage) -> Model:
    """Return the house as a model; the door is to +Z."""
    levels = Levels(to_meshes(_pieces(house, fine=True)), lambda: to_meshes(_pieces(house, fine=False)))
    ground = footprint(levels[0])
    top = max(float(mesh.position_m[:, 1].max()) for mesh in levels[0])
    tall = FLOOR_M + house.storeys * STOREY_M
    half = (house.width_m / 2 + 0.1, tall / 2, house.depth_m / 2 + 0.1)
    steps = Collider("box", (0.0, FLOOR_M / 2, house.depth_m / 2 + 0.4), (0.8, FLOOR_M / 2, 0.38))
    return Model(
        id="cottage", levels=levels, footprint_m=ground.astype(np.float32), height_m=top, label=LABEL,
        colliders=(Collider("box", (0.0, tall / 2, 0.0), half), steps), use_m=1.5, triangle_budget=4300,
    )  # fmt: skip


def _pieces(house: DrawnCottage, *, fine: bool) -> Pieces:
    look, wide, deep = house.look, house.width_m, house.depth_m
    found: Pieces = [
        plain(moved(box((wide + 0.2, PLINTH_M + FLOOR_M, deep + 0.2)), (0, -PLINTH_M, 0)), "#9a8f84", look.stone),
        *_steps(deep, look),
    ]
    for storey in range(house.storeys):
        out = JETTY_M * min(storey, 1)
        floor = FLOOR_M + storey * STOREY_M
        w, d = wide + 2 * out, deep + 2 * out
        found.append(plain(moved(box((w, STOREY_M, d)), (0, floor, 0)), look.wall))
        for turn in range(4):
            along, away = (w, d / 2) if turn % 2 == 0 else (d, w / 2)
            windows = (9, 1, 2, 1)[turn]
            lit = house.lit if storey == house.storeys - 1 and turn == 0 else -1
            facade = arranged(along, STOREY_M, door=storey == 0 and turn == 0, windows=windows, lit=lit)
            yaw = float(_TURNS[turn])
            at = (float(np.sin(yaw)) * away, floor, float(np.cos(yaw)) * away)
            found += placed(make_facade(facade, look, fine=fine), at, yaw)
    out = 2 * JETTY_M * (house.storeys - 1)
    roof = Gable(wide + out, deep + out, FLOOR_M + house.storeys * STOREY_M)
    found += make_gable(roof, look, fine=fine)
    found += make_chimney(roof, house.chimney * wide / 2, look, fine=fine)
    if house.dormer and fine:
        found += make_dormer(roof, -house.chimney * wide / 4, look, lit=house.lit == 0)
    return found


def _steps(deep: float, look: Look) -> Pieces:
    return [
        beam((1.6 + 0.3 * i, FLOOR_M * (2 - i) / 3 + 0.5, 0.36), (0, -0.5, deep / 2 + 0.28 + 0.32 * i), look.stone)
        for i in range(2)
    ]  # fmt: skip


MAKER = Maker(params=Cottage, draw=draw_cottage, make=make_cottage, variants=6)
