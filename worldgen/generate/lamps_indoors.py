"""Rooms at night: a light under the ceiling lamps of those that matter most, and windows that shine outward alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core import polygon
from worldgen.core.record import dataclass
from worldgen.generate.lamps import lamp_colour, over_levels, shining
from worldgen.generate.layout.placed import PlacedThing
from worldgen.generate.rooms.floor_plan import FloorPlan, Room
from worldgen.scene import F32, Light, Mesh, Model, Node, Vec3

F64 = NDArray[np.float64]
Flags = NDArray[np.bool_]
MOST_ROOMS = 5  # of the lights of a world: the rest is for what stands outside
_OVERHEAD_M = 1.7  # what hangs higher above a floor is a lamp of the ceiling
_BELOW_M = 0.3  # so far under its lamps is the light of a room
_STRENGTH, _USUAL_M2 = 3.4, 25.0  # as of `lamps`: the light at one metre, in a room of this size
_MOST_STRENGTH = 2.0  # times as strong in a large one
_PAST_M = 2.5  # how far beyond its corners a room's light reaches
_WHITE, _PALE = 0.65, (1.0, 0.94, 0.84)  # lamps glow more than they tint a room to which eyes are used
_FLOOR = 4.0  # a metre up or down counts as so many along: it is another storey
_OUT_M = 0.4


@dataclass(frozen=True, eq=False, slots=True)
class Night:
    """Which rooms there are, where their buildings are and where learners stand; how much of the night it is, 0..1."""

    floors: Mapping[str, FloorPlan]
    sites: Mapping[str, PlacedThing]
    focus_m: tuple[Vec3, ...]
    share: float


def lit_rooms(furniture: Sequence[Node], models: Mapping[str, Model], night: Night) -> Mapping[str, Node]:
    """Return the lights `<building>.<room>.light` of the rooms nearest to learners, by the id of their furniture.

    One light stands for all ceiling lamps of its room; engines grow slow with more.
    """
    found = []
    for node in furniture:
        building, _, rest = node.id.partition(".")
        name, _, what = rest.rpartition(".")
        if what != "furniture" or building not in night.floors:
            continue
        plan, site = night.floors[building], night.sites[building]
        room = plan.room(name)
        floor_m = site.position_m[1] + plan.storey(room.level).floor_m
        hung = list(_overhead(node, models, floor_m))
        if hung:
            found.append((node.id, _node(f"{building}.{name}.light", _light(hung, room, night.share))))
    focus = night.focus_m
    near = sorted(found, key=lambda one: min((_apart(one[1].translation_m, at) for at in focus), default=0.0))
    return dict(near[:MOST_ROOMS])


def _node(name: str, lit: tuple[Vec3, Light]) -> Node:
    return Node(name, lit[0], light=lit[1])


def _light(hung: Sequence[tuple[F32, Vec3]], room: Room, share: float) -> tuple[Vec3, Light]:
    """Return where the light of a room is, below the middle of its lamps, and the light."""
    at = np.concatenate([points for points, _ in hung])
    x, z = float(at[:, 0].mean()), float(at[:, 2].mean())
    strength = _STRENGTH * share * min(max(math.sqrt(room.area_m2 / _USUAL_M2), 0.7), _MOST_STRENGTH)
    wide, deep = (max(one) - min(one) for one in zip(*room.outline_m, strict=True))
    reach = round(math.hypot(wide, deep) / 2 + _PAST_M, 2)
    # An engine's Lambert surface divides by pi; ours does not.
    tint = tuple(round(part * (1 - _WHITE) + white * _WHITE, 3) for part, white in zip(hung[0][1], _PALE, strict=True))
    light = Light("point", (tint[0], tint[1], tint[2]), round(math.pi * strength, 3), reach)
    return (round(x, 3), round(float(at[:, 1].min()) - _BELOW_M, 3), round(z, 3)), light


def _overhead(node: Node, models: Mapping[str, Model], floor_m: float) -> Iterator[tuple[F32, Vec3]]:
    """Yield where the copies (k, 3) of each lamp hang that is under the ceiling, and its colour."""
    for batch in node.instances:
        colour = lamp_colour(models[batch.model])
        high = batch.position_m[batch.position_m[:, 1] > floor_m + _OVERHEAD_M]
        if colour is not None and len(high):
            yield high, colour


def _apart(a: Vec3, b: Vec3) -> float:
    return math.hypot(a[0] - b[0], _FLOOR * max(abs(a[1] - b[1]) - 2.0, 0.0), a[2] - b[2])


def shining_out(model: Model, plan: FloorPlan) -> Model:
    """Return a building that one can go into as it is at night: its windows are lamps outside, and dark from within."""
    return replace(model, levels=over_levels(model.levels, lambda meshes: tuple(_parted(meshes, plan))))


def _parted(meshes: Sequence[Mesh], plan: FloorPlan) -> Iterator[Mesh]:
    for mesh in meshes:
        if mesh.material != "pane":
            yield mesh
            continue
        inward = _inward(mesh, plan)
        for lit, chosen in ((True, ~inward), (False, inward)):
            if chosen.any():
                part = _picked(mesh, chosen)
                yield shining(part) if lit else part


def _inward(mesh: Mesh, plan: FloorPlan) -> Flags:
    """Return which faces (m,) of panes look into a room."""
    corner = mesh.position_m[mesh.face].astype(np.float64)
    across = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    across /= np.maximum(np.linalg.norm(across, axis=1), 1e-12)[:, None]
    point = (corner.mean(axis=1) + _OUT_M * across)[:, [0, 2]]
    found = np.zeros(len(point), np.bool_)
    for room in plan.rooms:
        found |= polygon.within(point, np.array(room.outline_m))
    return found


def _picked(mesh: Mesh, chosen: Flags) -> Mesh:
    used, back = np.unique(mesh.face[chosen], return_inverse=True)
    return replace(
        mesh, position_m=mesh.position_m[used], normal=mesh.normal[used], colour=mesh.colour[used],
        uv=None if mesh.uv is None else mesh.uv[used], face=back.reshape(-1, 3).astype(np.uint32),
    )  # fmt: skip
