"""A small hand-made world that every output is tested with: hills, a gap with a bridge, a hut, a windmill, 40 trees."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from worldgen.scene import (
    MATERIALS,
    Camera,
    Clip,
    Collider,
    Deck,
    Environment,
    Instances,
    Mesh,
    Model,
    Moving,
    Node,
    Portal,
    Scene,
    Semantics,
    Spawn,
    State,
    Surface,
    Vec3,
)

F32 = NDArray[np.float32]
SIDE_M = 64.0
DECK_M = 1.05
_BOX = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], np.float32)
_SIDES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))


def height_m(x: F32, z: F32) -> F32:
    """Return the ground: gentle hills, level around the bridge at (8, 0), and a gap 4 m deep along x = 8."""
    x, z = np.asarray(x, np.float32), np.asarray(z, np.float32)
    away = _smooth((np.hypot(x - 8.0, z) - 8.0) / 10.0)
    gap = _smooth((5.0 - np.abs(x - 8.0)) / 2.0)
    return (1.0 + away * 0.8 * np.sin(x * 0.12) * np.cos(z * 0.11) - 4.0 * gap).astype(np.float32)


def box_mesh(centre: Vec3, half: Vec3, rgb: str, material: str = "matte") -> Mesh:
    """Return a box with flat sides."""
    corner = _BOX * np.array(half, np.float32) + np.array(centre, np.float32)
    return flat_mesh(corner[np.array(_SIDES)], rgb, material)


def flat_mesh(quads: F32, rgb: str, material: str = "matte") -> Mesh:
    """Return quads (or triangles) (k, 3 or 4, 3) as a flat-shaded mesh of one colour."""
    sides = quads.shape[1]
    normal = np.cross(quads[:, 1] - quads[:, 0], quads[:, 2] - quads[:, 0])
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    fan = np.array([[0, i, i + 1] for i in range(1, sides - 1)])
    face = (np.arange(len(quads))[:, None, None] * sides + fan).reshape(-1, 3)
    colour = np.array([int(rgb[i : i + 2], 16) / 255.0 for i in (1, 3, 5)] + [1.0]) ** [2.2, 2.2, 2.2, 1.0]
    position = quads.reshape(-1, 3)
    return Mesh(position, np.repeat(normal, sides, axis=0), np.tile(colour, (len(position), 1)), face, material)


def cone_mesh(sides: int, radius_m: float, low_m: float, high_m: float, rgb: str) -> Mesh:
    """Return the mantle of an upright cone, `sides` triangles."""
    turn = np.arange(sides + 1) * (2.0 * math.pi / sides)
    ring = np.stack([np.sin(turn) * radius_m, np.full(sides + 1, low_m), np.cos(turn) * radius_m], axis=-1)
    tip = np.tile(np.array([[0.0, high_m, 0.0]]), (sides, 1))
    return flat_mesh(np.stack([ring[:-1], ring[1:], tip], axis=1).astype(np.float32), rgb, "foliage")


def sample_scene() -> Scene:
    """Return the sample world; it draws nothing at random."""
    ground, face = _ground()
    models = {model.id: model for model in (_ground_model(ground, face), _water(), _hut(), _mill(), _bridge(), _tree())}
    deck = models["bridge"].decks[0]
    surfaces = (
        Surface("ground", "ground", "ground", ground.position_m, face),
        Surface("bridge.deck", "deck", "bridge", deck.position_m + np.array([8.0, DECK_M, 0.0], np.float32), deck.face),
    )
    east = -math.pi / 2
    portals = (
        Portal("bridge.west", "ground", "bridge.deck", (1.8, DECK_M, 0.0), east, 2.0),
        Portal("bridge.east", "bridge.deck", "ground", (14.2, DECK_M, 0.0), east, 2.0),
    )
    return Scene(
        id="sample", title={"en": "A sample", "es": "Una muestra"}, language="en", size_m=SIDE_M, roots=_roots(),
        models=models, materials=MATERIALS, environment=_environment(), surfaces=surfaces, portals=portals,
        spawn=Spawn(_on_ground(-18.0, 14.0), east), states=(State("windy", ("mill.sails",)), State("calm", ())),
        facts={"seed": 7, "objectives": [{"id": "O1", "text": {"en": "Name the parts"}}]},
        views={"hero": Node("hero", (-30.0, 22.0, 40.0), _look(-0.6435, -0.42), camera=Camera(0.9))},
    )  # fmt: skip


def _roots() -> tuple[Node, ...]:
    return (
        Node("ground", model="ground", semantics=Semantics("ground", {"en": "Hills", "es": "Colinas"}), walkable=True),
        Node("stream", (8.0, -1.0, 0.0), model="water", semantics=Semantics("water", {"en": "Stream"})),
        Node(
            "hut", _on_ground(-20.0, 6.0), _turn(0.7), model="hut",
            semantics=Semantics("building", {"en": "Hut", "es": "Cabaña"}, {"en": "A low hut of grey stone"}),
        ),
        Node(
            "mill", _on_ground(24.0, 12.0), _turn(-0.4), model="mill",
            semantics=Semantics("thing", {"en": "Windmill"}, facts={"text": {"en": "It turns with the wind"}}),
        ),
        Node("bridge", (8.0, DECK_M, 0.0), model="bridge", semantics=Semantics("bridge", {"en": "Bridge"})),
        Node("wood", instances=(_trees(),), semantics=Semantics("plant", {"en": "Wood"})),
        _station("camp", -16.0, 12.0, _look(-0.9, -0.05), {"en": "Camp", "es": "Campamento"}, ("O1",)),
        _station("rim", 22.0, -6.0, _look(2.6, -0.1), {"en": "Rim", "es": "Borde"}, ("O1", "O2")),
    )  # fmt: skip


def _station(
    name: str, x: float, z: float, look: tuple[float, float, float, float], label: dict[str, str], aims: tuple[str, ...]
) -> Node:
    camera = Node(f"{name}.camera", (0.0, 1.55, 0.0), look, camera=Camera(math.radians(60.0)))
    meaning = Semantics("station", label, {"en": f"The view from the {name}"}, aims, {"radius_m": 3.0})
    return Node(name, _on_ground(x, z), children=(camera,), semantics=meaning)


def _ground() -> tuple[Mesh, NDArray[np.uint32]]:
    line = np.linspace(-SIDE_M / 2, SIDE_M / 2, 33, dtype=np.float32)
    x, z = np.meshgrid(line, line)
    y = height_m(x, z)
    slope_z, slope_x = np.gradient(y, line[1] - line[0])
    normal = np.stack([-slope_x, np.ones_like(y), -slope_z], axis=-1).reshape(-1, 3)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    corner = (np.arange(32)[:, None] * 33 + np.arange(32)[None, :]).reshape(-1, 1)
    face = (corner + np.array([[0, 33, 1, 1, 33, 34]])).reshape(-1, 3).astype(np.uint32)
    shade = np.clip(0.5 + 0.2 * y, 0.2, 1.0).reshape(-1, 1)
    colour = np.concatenate([shade * [[0.25, 0.42, 0.12]], np.ones_like(shade)], axis=1)
    return Mesh(np.stack([x, y, z], axis=-1).reshape(-1, 3), normal, colour, face, "ground"), face


def _ground_model(mesh: Mesh, face: NDArray[np.uint32]) -> Model:
    assert len(face) == 2 * 32 * 32
    half = SIDE_M / 2
    outline = np.array([[-half, -half], [half, -half], [half, half], [-half, half]], np.float32)
    return Model("ground", ((mesh,),), outline, 3.0, triangle_budget=4000)


def _water() -> Model:
    x, z = 3.8, SIDE_M / 2
    quad = np.array([[[-x, 0, z], [x, 0, z], [x, 0, -z], [-x, 0, -z]]], np.float32)
    mesh = flat_mesh(quad, "#3a8fb0", "water")
    pale = mesh.colour.copy()
    pale[:, 3] = 0.7
    return Model("water", ((Mesh(mesh.position_m, mesh.normal, pale, mesh.face, "water"),),), _outline(x, z), 0.0)


def _hut() -> Model:
    wall = box_mesh((0.0, 1.25, 0.0), (2.0, 1.25, 1.5), "#8c8a84")
    lamp = box_mesh((0.0, 2.0, 1.55), (0.1, 0.15, 0.05), "#ffd28a", "lamp")
    collider = Collider("box", (0.0, 1.25, 0.0), (2.0, 1.25, 1.5))
    return Model("hut", ((wall, lamp), (wall,)), _outline(2.0, 1.6), 2.5, colliders=(collider,), label={"en": "Hut"})


def _mill() -> Model:
    tower = box_mesh((0.0, 2.5, 0.0), (1.0, 2.5, 1.0), "#d8cbb0")
    blades = [box_mesh((0.0, 0.0, 0.0), half, "#b9493a") for half in ((2.2, 0.15, 0.04), (0.15, 2.2, 0.04))]
    start = len(blades[0].position_m)
    sails = Mesh(
        np.concatenate([blade.position_m for blade in blades]), np.concatenate([blade.normal for blade in blades]),
        np.concatenate([blade.colour for blade in blades]), np.concatenate([blades[0].face, blades[1].face + start]),
    )  # fmt: skip
    moving = Moving("sails", (0.0, 4.0, 1.2), ((sails,),), Clip("sails", "turn", (0.0, 0.0, 1.0), 6.0))
    collider = Collider("cylinder", (0.0, 2.5, 0.0), (1.2, 2.5, 1.2))
    return Model("mill", ((tower,),), _outline(1.2, 1.2), 6.2, (moving,), (collider,), label={"en": "Windmill"})


def _bridge() -> Model:
    planks = box_mesh((0.0, -0.1, 0.0), (6.5, 0.1, 1.2), "#8a6a45")
    rails = [box_mesh((0.0, 0.5, side * 1.25), (6.0, 0.5, 0.05), "#6b4f33") for side in (-1.0, 1.0)]
    top = np.array([[-6.5, 0, -1.2], [6.5, 0, -1.2], [6.5, 0, 1.2], [-6.5, 0, 1.2]], np.float32)
    deck = Deck("deck", top, np.array([[0, 2, 1], [0, 3, 2]], np.uint32))
    colliders = tuple(Collider("box", (0.0, 0.5, side * 1.25), (6.0, 0.5, 0.05)) for side in (-1.0, 1.0))
    return Model("bridge", ((planks, *rails),), _outline(6.5, 1.3), 1.0, colliders=colliders, decks=(deck,))


def _tree() -> Model:
    trunk = box_mesh((0.0, 0.5, 0.0), (0.12, 0.5, 0.12), "#5d4630")
    collider = Collider("cylinder", (0.0, 1.0, 0.0), (0.2, 1.0, 0.2))
    near, far = cone_mesh(9, 1.0, 0.8, 3.4, "#4f7f3a"), cone_mesh(4, 1.0, 0.0, 3.4, "#4f7f3a")
    return Model("fir", ((trunk, near), (far,)), _outline(0.2, 0.2), 3.4, colliders=(collider,), label={"en": "Fir"})


def _trees() -> Instances:
    cell = np.arange(40)
    x = (-29.0 + 3.0 * (cell % 20)).astype(np.float32)
    z = np.where(cell < 20, -20.0, 24.0).astype(np.float32) + (cell * 7 % 5).astype(np.float32)
    x += np.where(np.abs(x - 8.0) < 5.0, -13.0, 0.0).astype(np.float32)
    tint = 1.0 + 0.15 * np.stack([np.sin(cell), np.cos(cell), np.sin(2.0 * cell)], axis=-1)
    return Instances(
        "fir", np.stack([x, height_m(x, z), z], axis=-1), (cell * 0.7).astype(np.float32),
        (0.8 + 0.02 * (cell % 20)).astype(np.float32), cell.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15),
        tint.astype(np.float32), (cell % 2).astype(np.uint8),
    )  # fmt: skip


def _environment() -> Environment:
    return Environment(
        sun_elevation_rad=0.6, sun_azimuth_rad=2.3, sun_colour=(1.0, 0.93, 0.82), sun_strength=1.75,
        sun_radius_rad=0.0093, sky_ambient=(0.35, 0.45, 0.6), ground_ambient=(0.2, 0.18, 0.14),
        sky_horizon=(0.75, 0.85, 0.95), sky_mid=(0.45, 0.65, 0.9), sky_zenith=(0.2, 0.4, 0.75), sky_mid_at=0.25,
        fog_colour=(0.7, 0.8, 0.9), fog_density=0.002, fog_scale_height_m=60.0, fog_start_m=40.0, fog_most=0.8,
        exposure=0.9, saturation=1.05,
    )  # fmt: skip


def _outline(x_m: float, z_m: float) -> F32:
    return np.array([[-x_m, -z_m], [x_m, -z_m], [x_m, z_m], [-x_m, z_m]], np.float32)


def _on_ground(x: float, z: float) -> tuple[float, float, float]:
    return (x, float(height_m(np.array([x]), np.array([z]))[0]), z)


def _turn(yaw_rad: float) -> tuple[float, float, float, float]:
    return (0.0, math.sin(yaw_rad / 2), 0.0, math.cos(yaw_rad / 2))


def _look(yaw_rad: float, pitch_rad: float) -> tuple[float, float, float, float]:
    """Return the turn of a camera: first up by `pitch_rad`, then about +Y by `yaw_rad`."""
    sy, cy, sp, cp = math.sin(yaw_rad / 2), math.cos(yaw_rad / 2), math.sin(pitch_rad / 2), math.cos(pitch_rad / 2)
    return (cy * sp, sy * cp, -sy * sp, cy * cp)


def _smooth(t: F32) -> F32:
    t = np.clip(t, 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)
