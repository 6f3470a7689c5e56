"""The furniture of all rooms of a world, around what the lesson puts there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.seed import Seed
from worldgen.generate.layout import Layout, PlacedThing
from worldgen.generate.layout.indoors import Inside, rooms_of, to_plan, to_world
from worldgen.generate.layout.rooms import CIRCLE_M
from worldgen.generate.plan import Plan
from worldgen.generate.props.load import load_model
from worldgen.generate.rooms.asked import Asked
from worldgen.generate.rooms.furnish import Dressed, Interior, Sights, dress
from worldgen.generate.rooms.outlook import looked_from
from worldgen.generate.stages import MOST_MODELS, Stages
from worldgen.scene import STAYS, Instances, Model, Node, Semantics

F64 = NDArray[np.float64]
_SAMPLES, _ALONG = 8, 12  # of a view: lines from the eye, points on each
_CONE_RAD = np.linspace(-0.5, 0.5, 9)  # of a view, to either side of what is looked at
_LOOM_M, _BELOW_EYE_M = np.arange(0.6, 2.6, 0.3), np.array([0.1, 0.5])  # ahead of the eye, and below it
_LEARNER_M = 0.45  # half of the square on which a learner stands


def furnish_rooms(
    plan: Plan, layout: Layout, models: Mapping[str, Model], bare: frozenset[str], stages: Stages
) -> tuple[tuple[Node, ...], Mapping[str, Model]]:
    """Return the furniture of the buildings in `plan` but the `bare` ones: a node for each room, and its models."""
    inside = rooms_of(plan)
    loader = _Loader(plan.seed, stages)
    nodes: list[Node] = []
    floor_models: dict[str, Model] = {}
    for name, floors in plan.floor_plans.items():
        if name in bare:
            continue
        site, points = layout.sites[name], _sights(layout, name)
        used = {one.room.id for key, one in inside.items() if key in layout.stations and one.building == name}
        for room in floors.rooms:
            standing = list(_standing(plan, layout, models, Inside(name, room), inside))
            seed = plan.seed / "dressing" / name / room.id
            sights = Sights(points, looked_from(floors, room, used))
            made = dress(floors, room, standing, seed, loader.load, sights)
            if made.pieces:
                nodes.append(_node(f"{name}.{room.id}.furniture", made.pieces, site))
            if made.floor is not None:
                nodes.append(_floor(f"{name}.{room.id}.floor", made, site))
                floor_models[made.floor.id] = made.floor
    return tuple(nodes), {**loader.made, **floor_models}


def _floor(name: str, made: Interior, site: PlacedThing) -> Node:
    x, z = to_world(site, np.array([[made.middle_m[0], made.middle_m[2]]]))[0]
    at = float(x), site.position_m[1] + made.middle_m[1], float(z)
    turn = (0.0, float(np.sin(site.yaw_rad / 2)), 0.0, float(np.cos(site.yaw_rad / 2)))
    model = None if made.floor is None else made.floor.id
    return Node(name, at, turn, model=model, semantics=Semantics("decor"))


class _Loader:
    """Models of furniture by their words, each made once."""

    def __init__(self, seed: Seed, stages: Stages) -> None:
        self._seed, self._stages = seed, stages
        self._by_words: dict[str, Model] = {}
        self.made: dict[str, Model] = {}

    def load(self, prop: str, values: Mapping[str, Any]) -> Model:
        """Return the model of `prop` with `values`."""
        words = f"{prop}/{json.dumps(values, sort_keys=True)}" if values else prop
        if words not in self._by_words:
            seed = self._seed / "prop" / prop
            model = self._stages.recall(
                "model", lambda: load_model(prop, values, seed), seed, values, words, None, -1, most=MOST_MODELS
            )
            told = ",".join(f"{key}={values[key]}" for key in sorted(values)).replace(" ", "")
            name = f"furniture/{prop}/{told}" if told else f"furniture/{prop}"
            self._by_words[words] = self.made[name] = replace(model, id=name)
        return self._by_words[words]


def _standing(
    plan: Plan, layout: Layout, models: Mapping[str, Model], room: Inside, inside: Mapping[str, Inside]
) -> Iterator[Asked]:
    """Yield the things and stations of the lesson in `room`, where they are in the frame of the plan."""
    site = layout.sites[room.building]
    for name, other in inside.items():
        if other != room or name not in {**layout.sites, **layout.stations}:
            continue
        thing = layout.sites.get(name)
        one = thing or layout.stations[name]
        turns = plan.floor_plans[room.building].wheelchair
        model = models[thing.model] if thing is not None else _learner(plan.agent.height_m, turns=turns)
        flat = to_plan(site, np.array([[one.position_m[0], one.position_m[2]]]))[0]
        at = float(flat[0]), one.position_m[1] - site.position_m[1], float(flat[1])
        yield Asked(name, model, one.pointer, at_m=at, yaw_rad=one.yaw_rad - site.yaw_rad)


def _learner(height_m: float, *, turns: bool) -> Model:
    half = np.float32(CIRCLE_M if turns else _LEARNER_M)
    square = np.array([[-half, -half], [half, -half], [half, half], [-half, half]], np.float32)
    return Model("learner", (), square, height_m, airy=True)


def _sights(layout: Layout, building: str) -> F64:
    """Return points (n, 3) in the frame of a building along the promised views of the stations in it."""
    site = layout.sites[building]
    share = np.linspace(0.12, 0.88, _ALONG)[:, None, None]
    found = []
    for view in layout.views:
        if layout.stations[view.station].on == building:
            step = max(len(view.samples_m) // _SAMPLES, 1)
            eye = np.array(view.eye_m)
            found.append((eye + share * (view.samples_m[::step] - eye)).reshape(-1, 3))
            found.append(_foreground(eye, view.samples_m.mean(axis=0)))
    if not found:
        return np.zeros((0, 3))
    points = np.concatenate(found)
    flat = to_plan(site, points[:, (0, 2)])
    return np.stack([flat[:, 0], points[:, 1] - site.position_m[1], flat[:, 1]], axis=1)


def _foreground(eye: F64, target: F64) -> F64:
    """Return points (n, 3) in the air before an eye that looks at `target`, as far as things near by would loom."""
    way = target - eye
    turn = np.arctan2(way[0], way[2]) + _CONE_RAD
    away = _LOOM_M[np.hypot(way[0], way[2]) > _LOOM_M]
    angle, far, down = (part.ravel() for part in np.meshgrid(turn, away, _BELOW_EYE_M))
    return np.stack([eye[0] + far * np.sin(angle), eye[1] - down, eye[2] + far * np.cos(angle)], axis=1)


def _node(name: str, pieces: Sequence[Dressed], site: PlacedThing) -> Node:
    """Return a node with a child for each piece that stops a walker, and the rest as copies."""
    flat = to_world(site, np.array([[piece.position_m[0], piece.position_m[2]] for piece in pieces]))
    solid, light = [], dict[str, list[int]]()
    for k, piece in enumerate(pieces):
        if piece.model.colliders or piece.model.moving:
            x, z = flat[k]
            at = float(x), site.position_m[1] + piece.position_m[1], float(z)
            half = (piece.yaw_rad + site.yaw_rad) / 2
            turn = (0.0, float(np.sin(half)), 0.0, float(np.cos(half)))
            means = Semantics("decor", piece.model.label)
            solid.append(Node(f"{name}.{piece.key}", at, turn, model=piece.model.id, semantics=means))
        else:
            light.setdefault(piece.model.id, []).append(k)
    copies = tuple(_copies(model, rows, pieces, flat, site) for model, rows in light.items())
    return Node(name, children=tuple(solid), instances=copies, semantics=Semantics("decor"))


def _copies(model: str, rows: list[int], pieces: Sequence[Dressed], flat: F64, site: PlacedThing) -> Instances:
    count = len(rows)
    height = np.array([site.position_m[1] + pieces[k].position_m[1] for k in rows])
    return Instances(
        model,
        np.stack([flat[rows, 0], height, flat[rows, 1]], axis=1).astype(np.float32),
        np.array([pieces[k].yaw_rad + site.yaw_rad for k in rows], np.float32),
        np.ones(count, np.float32),
        np.array([(Seed(0) / pieces[k].key).key % STAYS for k in rows], np.uint64),
        np.ones((count, 3), np.float32),
    )
