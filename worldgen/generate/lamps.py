"""Lamps at night: windows lit, and a real light in the lanterns, fires and houses that matter most."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from worldgen.core.colour import linear
from worldgen.core.record import dataclass
from worldgen.scene import F32, Levels, Light, Mesh, Model, Node, Vec3

MOST_LIGHTS = 8  # engines grow slow with more
_PANE = linear("#ffc25e")
_GLASS, _ALPHA = linear("#cfe6ea"), 0.3
_OUT_M = 1.1  # so far before its windows stands the light of a house
_LOW_M = 1.8


@dataclass(frozen=True, slots=True)
class _Kind:
    """How strong a lamp is: the light at one metre, as a share of a white surface's, and how far it reaches."""

    strength: float
    range_m: float


_HOUSE, _LANTERN, _FIRE, _BEACON = _Kind(5.0, 17.0), _Kind(6.5, 17.0), _Kind(7.5, 22.0), _Kind(60.0, 70.0)
_SMALL_M = 0.14  # what shines and is smaller is a sign that something is on, and lights nothing


def lit_models(models: Mapping[str, Model]) -> dict[str, Model]:
    """Return the models as they are at night: a window is a lamp."""
    return {key: _lit(model) for key, model in models.items()}


def _lit(model: Model) -> Model:
    if not any(mesh.material == "pane" for mesh in model.levels[0]) if model.levels else True:
        return model
    return replace(model, levels=over_levels(model.levels, _panes_lit))


def clear_panes(model: Model) -> Model:
    """Return a building that one can go into as it is by day: its windows let light in, and one looks through."""
    return replace(model, levels=over_levels(model.levels, _panes_clear))


def _panes_clear(meshes: tuple[Mesh, ...]) -> tuple[Mesh, ...]:
    return tuple(_see_through(mesh) if mesh.material == "pane" else mesh for mesh in meshes)


def _see_through(mesh: Mesh) -> Mesh:
    colour = np.broadcast_to(np.append(_GLASS, _ALPHA).astype(np.float32), (len(mesh.colour), 4))
    return replace(mesh, material="glass", colour=colour)


def _panes_lit(meshes: tuple[Mesh, ...]) -> tuple[Mesh, ...]:
    return tuple(shining(mesh) if mesh.material == "pane" else mesh for mesh in meshes)


def shining(mesh: Mesh) -> Mesh:
    """Return a mesh of panes with light behind them."""
    colour = np.concatenate([np.broadcast_to(_PANE, (len(mesh.colour), 3)), mesh.colour[:, 3:]], axis=1)
    return replace(mesh, material="lamp", colour=colour.astype(np.float32))


def over_levels(levels: Sequence[tuple[Mesh, ...]], change: Callable[[tuple[Mesh, ...]], tuple[Mesh, ...]]) -> Levels:
    """Return levels of detail, each changed when it is first asked for."""

    def later(number: int) -> Callable[[], tuple[Mesh, ...]]:
        return lambda: change(levels[number])

    return Levels(change(levels[0]), *(later(number) for number in range(1, len(levels))))


def with_lights(
    things: Sequence[Node],
    models: Mapping[str, Model],
    focus_m: Sequence[Vec3],
    share: float,
    most: int = MOST_LIGHTS,
) -> list[Node]:
    """Return `things`, the `most` important of those that shine with a light `<id>.light` of their own.

    Parameters
    ----------
    focus_m : sequence of Vec3
        Where learners stand: lamps near there matter most; among equals, the first in the lesson.
    share : float
        How much of the night it is, 0..1.
    """
    shining = [(node, lamp) for node in things if (lamp := _lamp_of(models.get(node.model or ""))) is not None]
    nearest = sorted(shining, key=lambda one: min((math.dist(one[0].translation_m, at) for at in focus_m), default=0.0))
    chosen = {node.id: lamp for node, lamp in nearest[:most]}
    return [_with_light(node, chosen[node.id], share) if node.id in chosen else node for node in things]


@dataclass(frozen=True, slots=True)
class _Lamp:
    at_m: Vec3  # in the frame of its model
    kind: _Kind
    colour: Vec3


def _with_light(node: Node, lamp: _Lamp, share: float) -> Node:
    # An engine's Lambert surface divides by pi; ours does not.
    light = Light("point", lamp.colour, round(math.pi * lamp.kind.strength * share, 3), lamp.kind.range_m)
    return replace(node, children=(*node.children, Node(f"{node.id}.light", lamp.at_m, light=light)))


def _lamp_of(model: Model | None) -> _Lamp | None:
    """Return the lamp of a model; None where it has none that lights anything."""
    if model is None or not model.levels:
        return None
    lamps = [mesh for mesh in model.levels[0] if mesh.material == "lamp"]
    if not lamps:
        return None
    point = np.concatenate([mesh.position_m for mesh in lamps])
    if float(np.ptp(point, axis=0).max()) < _SMALL_M:
        return None
    colour = _colour(lamps)
    if model.id.startswith("building") or float(np.ptp(point[:, [0, 2]], axis=0).max()) > 2.0:
        front = point[point[:, 2] >= np.quantile(point[:, 2], 0.75)]
        at = front.mean(axis=0) + np.array([0.0, 0.0, _OUT_M], np.float32)
        return _Lamp(_vec(np.array([at[0], min(float(at[1]), _LOW_M), at[2]], np.float32)), _HOUSE, colour)
    middle = point.mean(axis=0)
    kind = _FIRE if float(middle[1]) < 0.8 else _BEACON if float(middle[1]) > 6.0 else _LANTERN
    return _Lamp(_vec(middle + np.array([0.0, 0.15, 0.0], np.float32)), kind, colour)


def lamp_colour(model: Model) -> Vec3 | None:
    """Return the colour of what shines of a model; None where nothing does."""
    lamps = [mesh for mesh in model.levels[0] if mesh.material == "lamp"] if model.levels else []
    return _colour(lamps) if lamps else None


def _colour(lamps: Sequence[Mesh]) -> Vec3:
    shade = np.concatenate([mesh.colour[:, :3] for mesh in lamps]).mean(axis=0)
    return _vec(shade / max(float(shade.max()), 1e-3))


def _vec(point: F32) -> Vec3:
    return round(float(point[0]), 3), round(float(point[1]), 3), round(float(point[2]), 3)
