"""What an author may say of a building that stands on the land as a thing, and how it becomes a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.buildings.assemble import Pieces
from worldgen.generate.buildings.blocks import Massing, plan_of
from worldgen.generate.buildings.look import Look
from worldgen.generate.buildings.scheme import Scheme, settled
from worldgen.generate.buildings.usual import usual as usual_looks
from worldgen.generate.kinds import Maker
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import Shape, hull, merge, to_mesh
from worldgen.scene import Deck, Levels, LocalText, Model
from worldgen.spec.params import Field, Metres

SPREAD = 0.06  # by how much the measures of two of a kind differ


class Measures(Look):
    """What an author may say of a building: its measures and its looks."""

    width: Metres | None = Field(None, ge=2.0, le=60.0, description="along its front")
    depth: Metres | None = Field(None, ge=2.0, le=60.0, description="from front to back")
    storeys: int | None = Field(None, ge=1, le=6, description="how many floors it has, where its form allows")


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures that are settled, in metres."""

    width_m: float
    depth_m: float
    storeys: int


@dataclass(frozen=True, eq=False, slots=True)
class Extra:
    """What a kind has besides its building: tracks before a station, beds in a greenhouse."""

    pieces: Pieces
    decks: tuple[Deck, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A building of which everything is settled."""

    massing: Massing
    scheme: Scheme
    label: LocalText
    around: Callable[[FloorPlan], Extra] | None = None
    sign: str = ""


def maker(
    usual: Sizes,
    massed: Callable[[Sizes], Massing],
    label: LocalText,
    extra: Callable[[FloorPlan], Extra] | None = None,
) -> Maker:
    """Return the maker of a kind: `massed` says what it is built of at given sizes, which vary a little."""

    def draw(params: Measures, seed: Seed) -> Drawn:
        vary = [1.0 + SPREAD * (2.0 * (seed / name).one() - 1.0) for name in ("width", "depth")]
        sizes = Sizes(
            params.width or usual.width_m * vary[0], params.depth or usual.depth_m * vary[1],
            params.storeys or usual.storeys,
        )  # fmt: skip
        massing = massed(sizes)
        return Drawn(massing, settled(params, seed, usual_looks(massing.kind, params)), label, extra)

    return Maker(params=Measures, draw=draw, make=make_building, variants=4)


def with_sign(drawn: object, text: str) -> object:
    """Return what is drawn with `text` on a board at its front door; a hut that has no such wall as it is."""
    return replace(drawn, sign=text) if isinstance(drawn, Drawn) else drawn


def make_building(drawn: Drawn) -> Model:
    """Return the building as a model; its front door is to +Z."""
    from worldgen.generate.buildings.building import assembled  # noqa: PLC0415  only of what is built

    plan = plan_of(drawn.massing)
    model = replace(assembled(plan, drawn.scheme, drawn.sign), label=drawn.label)
    if drawn.around is None:
        return model
    extra = drawn.around(plan)
    pieces: dict[str, list[Shape]] = {}
    for name, shape in extra.pieces:
        pieces.setdefault(name, []).append(shape)
    added = tuple(to_mesh(merge(pieces[name]), name, "storey_0") for name in sorted(pieces))
    points = np.concatenate([model.footprint_m, *(mesh.position_m[:, [0, 2]] for mesh in added)])
    levels = Levels((*model.levels[0], *added), lambda: (*model.levels[1], *added))
    return replace(
        model, levels=levels, decks=(*model.decks, *extra.decks), footprint_m=hull(points).astype(np.float32)
    )
