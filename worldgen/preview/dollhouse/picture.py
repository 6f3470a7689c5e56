"""The scene and the view of a dollhouse: what is in its rooms, studio light from its open side, the best corner."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from worldgen.core.colour import linear
from worldgen.core.record import dataclass
from worldgen.preview.dollhouse.cut import opened, stands
from worldgen.preview.dollhouse.focus import Focus, Wall
from worldgen.preview.flatten import placed
from worldgen.preview.prepared import Prepared, prepare
from worldgen.preview.view import QualityName, View
from worldgen.scene import F32, Environment, Instances, Levels, Mesh, Model, Node, Scene

_FOV_RAD, _PITCH_RAD = math.radians(25.0), math.radians(31.0)
_TURNS_RAD = tuple(math.radians(quarter + off) for quarter in (0.0, 90.0, 180.0, 270.0) for off in (32.0, 58.0))
_SUN_RAD, _SUN_OFF_RAD = math.radians(40.0), math.radians(84.0)  # off the axis of the view: it grazes the longer wall
_CONTACT_M = 2.2
_OVERHEAD_M, _NEAR_WALL_M, _HUNG_M, _NEAR_SLACK_M = 1.7, 1.3, 0.3, 0.25
_TALL_M = 1.2
_WIDE, _HIGH = 0.86, 0.96  # how much of the picture the rooms fill
_WINDOW_M = 1.2  # a window is worth so much more wall behind
_BACKDROP = "#a9cccd"
_FLOOR_M = 400.0


@dataclass(frozen=True, eq=False, slots=True)
class Doll:
    """A dollhouse ready for its picture."""

    prepared: Prepared
    view: View


def dollhouse(scene: Scene, focus: Focus, size_px: tuple[int, int], quality: QualityName = "fine") -> Doll:
    """Return the rooms of `focus` cut open towards the corner from which most of the lesson is seen."""
    yaw = math.atan2(float(focus.turn[0, 2]), float(focus.turn[0, 0]))
    turns = [yaw + one for one in _TURNS_RAD]  # the walls run as the building is turned
    turn = max(turns, key=lambda one: (round(_worth(scene, focus, one), 6), one))
    toward = _toward(focus, turn)
    cut = _scene(scene, focus, toward, turn)
    return Doll(prepare(cut, _CONTACT_M), _view(focus, turn, size_px, quality))


def _ahead(turn_rad: float) -> F32:
    """Return the direction (2,) in the world from the rooms to the eye."""
    return np.array([math.sin(turn_rad), math.cos(turn_rad)], np.float32)


def _toward(focus: Focus, turn_rad: float) -> F32:
    ahead = _ahead(turn_rad)
    return np.asarray((np.array([ahead[0], 0.0, ahead[1]], np.float32) @ focus.turn)[[0, 2]], np.float32)


def _worth(scene: Scene, focus: Focus, turn_rad: float) -> float:
    """Return how well a corner suits: long walls behind, what is tall away from the open sides, windows behind."""
    toward = _toward(focus, turn_rad)
    score = 0.0
    for wall in focus.walls:
        if stands(wall, toward):
            long = float(np.hypot(*(wall.end - wall.start)))
            inward = wall.left if wall.rooms[0] is not None else -wall.left
            facing = float(inward @ toward)
            score += long * facing + _WINDOW_M * sum(sill > 0.1 for _, _, sill, _ in wall.openings)
    for node, model, point in _things(scene, focus):
        named = node.semantics is not None and node.semantics.role == "thing"
        hung = point[1] - focus.floor_m > _HUNG_M
        if model is None or not (model.height_m >= _TALL_M or hung):
            continue
        weight = 3.0 if named else 0.5
        nearest = min(
            (
                float(_away(point[None], wall)[0])
                for wall in focus.walls
                if None in wall.rooms and not stands(wall, toward)
            ),
            default=9.0,
        )
        score -= weight * max(1.5 - nearest, 0.0)
    return score


def _away(point: F32, wall: Wall) -> F32:
    """Return how far points (n, 3) are from the middle line of a wall."""
    way = wall.end - wall.start
    share = np.clip((point[:, (0, 2)] - wall.start) @ way / max(float(way @ way), 1e-6), 0.0, 1.0)
    return np.asarray(np.hypot(*(point[:, (0, 2)] - wall.start - way * share[:, None]).T), np.float32)


def _things(scene: Scene, focus: Focus) -> list[tuple[Node, Model | None, F32]]:
    """Return the nodes in the rooms that are shown, with their models and places in the frame of the building."""
    found = []
    for node, _, shift in placed(scene):
        point = focus.local(np.asarray(shift)[None])
        if node.model is not None and node.id != focus.node.id and focus.holds(point)[0]:
            found.append((node, scene.models.get(node.model), point[0]))
    return found


def _scene(scene: Scene, focus: Focus, toward: F32, turn_rad: float) -> Scene:
    house = scene.models[focus.node.model or ""]
    meshes = opened(focus, house, toward)
    shell = replace(house, id="dollhouse", levels=Levels(meshes), moving=())
    nodes: list[Node] = [replace(focus.node, model="dollhouse", children=())]
    for node, turn, shift in placed(scene):
        if node.id == focus.node.id:
            continue
        kept = _kept(focus, toward, node, (turn, shift))
        if kept is not None:
            nodes.append(kept)
    models = {**scene.models, "dollhouse": shell, "backdrop": _backdrop(focus)}
    nodes.append(Node("backdrop", model="backdrop"))
    studio = _studio(scene.environment, turn_rad + _sun_off(focus, toward))
    return replace(
        scene, roots=tuple(nodes), models=models, environment=studio,
        size_m=60.0, views={}, skies={},
    )  # fmt: skip


def _kept(focus: Focus, toward: F32, node: Node, place: tuple[F32, F32]) -> Node | None:
    """Return a node with what of it stands in the rooms that are shown, alone in the world's frame."""
    turn, shift = place
    model, instances = None, []
    if node.model is not None and _shown(focus, toward, focus.local(np.asarray(shift)[None]))[0]:
        model = node.model
    for many in node.instances:
        rows = _shown(focus, toward, focus.local(many.position_m @ turn.T + shift))
        if rows.any():
            instances.append(_some(many, rows))
    if model is None and not instances:
        return None
    alone = _quaternion(turn)
    x, y, z = (float(part) for part in shift)
    return Node(node.id, (x, y, z), alone, model=model, instances=tuple(instances), semantics=node.semantics)


def _shown(focus: Focus, toward: F32, point: F32) -> np.ndarray:
    """Return which points (n, 3) are shown: not what hangs on walls that are taken down, or from no ceiling."""
    held = focus.holds(point)
    height = point[:, 1] - focus.floor_m
    far = np.ones(len(point), np.bool_)
    for wall in focus.walls:
        away = _away(point, wall)
        if stands(wall, toward):
            far &= away > _NEAR_WALL_M
        else:
            held &= ~((away < wall.thickness_m / 2 + _NEAR_SLACK_M) & (height > _HUNG_M))
    return np.asarray(held & ~(far & (height > _OVERHEAD_M)), np.bool_)


def _some(many: Instances, rows: np.ndarray) -> Instances:
    return replace(
        many, position_m=many.position_m[rows], yaw_rad=many.yaw_rad[rows], scale=many.scale[rows],
        key=many.key[rows], tint=many.tint[rows], level=None if many.level is None else many.level[rows],
    )  # fmt: skip


def _quaternion(turn: F32) -> tuple[float, float, float, float]:
    """Return the quaternion of a turn about +Y."""
    yaw = math.atan2(float(turn[0, 2]), float(turn[0, 0]))
    return 0.0, math.sin(yaw / 2), 0.0, math.cos(yaw / 2)


def _backdrop(focus: Focus) -> Model:
    """Return the wide floor of the studio, under the plinth."""
    y = float(focus.shift[1]) + focus.floor_m - 0.33
    half, (x, z) = _FLOOR_M, (float(focus.shift[0]), float(focus.shift[2]))
    ring = [(x - half, z - half), (x - half, z + half), (x + half, z + half), (x + half, z - half)]
    point = np.array([[px, y, pz] for px, pz in ring], np.float32)
    colour = np.tile(np.array([*linear(_BACKDROP), 1.0], np.float32), (4, 1))
    up = np.tile(np.array([[0, 1, 0]], np.float32), (4, 1))
    mesh = Mesh(point, up, colour, np.array([[0, 1, 2], [0, 2, 3]], np.uint32))
    return Model("backdrop", ((mesh,),), point[:, (0, 2)], 0.1)


def _sun_off(focus: Focus, toward: F32) -> float:
    """Return where the sun stands off the eye, left or right: behind the windows of the wall that is seen less."""
    best = (-math.inf, 1.0)
    for wall in focus.walls:
        inward = wall.left if wall.rooms[0] is not None else -wall.left
        if stands(wall, toward):
            long = float(np.hypot(*(wall.end - wall.start)))
            glass = any(sill > 0.1 for _, _, sill, _ in wall.openings)
            side = float(inward[1] * toward[0] - inward[0] * toward[1])
            best = max(best, (100.0 * glass - long * float(inward @ toward), side))
    return math.copysign(_SUN_OFF_RAD, best[1])


def _studio(sky: Environment, sun_rad: float) -> Environment:
    """Return the light of a studio: a warm sun from the turn `sun_rad`, cool light all round, a plain backdrop."""
    azimuth = math.pi - sun_rad  # from north clockwise; the eye stands at (sin, cos) of its turn
    back = _vec(linear(_BACKDROP))
    return replace(
        sky, sun_elevation_rad=_SUN_RAD, sun_azimuth_rad=azimuth % (2 * math.pi), sun_colour=_vec(linear("#ffe3bb")),
        sun_strength=2.0, sun_radius_rad=0.014, sky_ambient=_vec(0.78 * linear("#bcd2fb")),
        ground_ambient=_vec(0.42 * linear("#d8c8b8")), sky_horizon=back, sky_mid=back, sky_zenith=back,
        fog_density=0.0, exposure=0.97, saturation=1.06, sea_level_m=None, beyond="none", clouds=0.0, stars=0.0,
        falling="none", deck=0.0, disc="none", glow=0.0, lamps=0.0, wet=0.0, ceiling_m=None,
    )  # fmt: skip


def _view(focus: Focus, turn_rad: float, size_px: tuple[int, int], quality: QualityName) -> View:
    """Return the view that holds the rooms from plinth to the tops of the walls."""
    outlines = np.concatenate(list(focus.rooms.values()))
    low, high = outlines.min(axis=0) - 0.5, outlines.max(axis=0) + 0.5
    y = focus.floor_m - 0.1, focus.floor_m + focus.high_m
    local = np.array([[x, h, z] for x in (low[0], high[0]) for h in y for z in (low[1], high[1])], np.float32)
    corner = local @ focus.turn.T + focus.shift
    ahead = _ahead(turn_rad)
    back = np.array([ahead[0] * math.cos(_PITCH_RAD), math.sin(_PITCH_RAD), ahead[1] * math.cos(_PITCH_RAD)])
    middle = (corner.min(axis=0) + corner.max(axis=0)) / 2
    away = 30.0
    view = View((0.0, 0.0, 0.0), (0.0, 0.0, 1.0), _FOV_RAD, *size_px, quality)
    for _ in range(12):
        eye = middle + back * away
        view = replace(view, eye_m=_vec(eye), target_m=_vec(middle))
        spot = view.project(corner)
        across, down = spot[:, 0] / size_px[0] - 0.5, spot[:, 1] / size_px[1] - 0.5
        right, up, _ = view.axes()
        step = 2.0 * math.tan(_FOV_RAD / 2.0) * away
        shift = (across.max() + across.min()) / 2 * size_px[0] / size_px[1] * right - (down.max() + down.min()) / 2 * up
        middle = middle + shift * step
        away *= max(float(np.ptp(across)) / _WIDE, float(np.ptp(down)) / _HIGH)
    return view


def _vec(point: np.ndarray) -> tuple[float, float, float]:
    return float(point[0]), float(point[1]), float(point[2])
