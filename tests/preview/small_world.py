"""A tiny island in the sea with a block and a slab of lava, for pictures of a few pixels."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from samples import box_mesh, flat_mesh, sample_scene

from worldgen.core.colour import linear, ramp
from worldgen.preview.view import View
from worldgen.scene import Environment, Mesh, Model, Node, Scene, Semantics, Vec3

SIDE_M = 80.0
OUTLINE = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float32)


def rgb(hex_srgb: str, strength: float) -> Vec3:
    red, green, blue = (linear(hex_srgb) * np.float32(strength)).tolist()
    return red, green, blue


def island_light() -> Environment:
    return Environment(
        sun_elevation_rad=math.radians(30.0), sun_azimuth_rad=math.radians(102.0), sun_colour=rgb("#ffe6c4", 1.0),
        sun_strength=1.75, sun_radius_rad=0.012, sky_ambient=rgb("#a4c3f5", 0.72), ground_ambient=rgb("#c9a77a", 0.30),
        sky_horizon=rgb("#fff3dc", 1.1), sky_mid=rgb("#8fd2f4", 1.0), sky_zenith=rgb("#3f8fdc", 1.0), sky_mid_at=0.075,
        fog_colour=rgb("#b4e0ec", 1.0), fog_density=0.0016, fog_scale_height_m=65.0, fog_start_m=75.0, fog_most=0.88,
        exposure=0.92, saturation=1.05, sea_level_m=0.0,
    )  # fmt: skip


def _ground() -> Mesh:
    line = np.linspace(-SIDE_M / 2, SIDE_M / 2, 41, dtype=np.float32)
    x, z = np.meshgrid(line, line)
    y = 3.0 - 12.0 * np.clip((np.hypot(x, z) - 14.0) / 24.0, 0.0, 1.0)
    point = np.stack([x, y, z], axis=-1).reshape(-1, 3).astype(np.float32)
    corner = (np.arange(40)[:, None] * 41 + np.arange(40)[None, :]).reshape(-1, 1)
    face = (corner + np.array([[0, 41, 1, 1, 41, 42]])).reshape(-1, 3).astype(np.uint32)
    up = np.tile(np.array([[0.0, 1.0, 0.0]], np.float32), (len(point), 1))
    colour = np.tile(np.append(linear("#f3dfab"), 1.0).astype(np.float32), (len(point), 1))
    return Mesh(point, up, colour, face, "ground")


def _sea() -> Mesh:
    """Return the sheet of water with the colours that worlds give theirs: by depth, and clearer where shallow."""
    ground = _ground()
    depth = np.maximum(-ground.position_m[:, 1], 0.0)
    stops = ((0.0, "#bdf0dc"), (0.6, "#7fe0d0"), (1.8, "#3fc0c8"), (4.0, "#2aa6c8"), (8.0, "#2793c4"))
    alpha = np.clip(1.0 - np.exp(-0.9 * depth), 0.35, 0.97)
    colour = np.concatenate([ramp(depth, stops), alpha[:, None]], axis=1)
    level = ground.position_m * np.array([1.0, 0.0, 1.0], np.float32)
    return Mesh(level, ground.normal, colour, ground.face, "water")


def small_island() -> Scene:
    """Return the island: 80 m wide, sand, a block that throws a shadow, a lava slab, its own piece of sea."""
    half = SIDE_M / 2
    slab = np.array([[[-2, 0, 2], [2, 0, 2], [2, 0, -2], [-2, 0, -2]]], np.float32)
    parts = {
        "ground": (_ground(),),
        "sea": (_sea(),),
        "base": (box_mesh((0.0, -14.0, 0.0), (half, 3.0, half), "#ff00ff"),),
        "block": (box_mesh((0.0, 3.0, 0.0), (2.0, 3.0, 2.0), "#b8b8b8"),),
        "lava": (flat_mesh(slab, "#ff9a2e", "lava"),),
    }
    models = {name: Model(name, (meshes,), OUTLINE * 2.0, 6.0) for name, meshes in parts.items()}
    sample = sample_scene()
    roots = (
        Node("ground", model="ground", semantics=Semantics("ground"), walkable=True),
        Node("sea", model="sea", semantics=Semantics("water")),
        Node("base", model="base", semantics=Semantics("base")),
        Node("block", (0.0, 3.0, 0.0), model="block", semantics=Semantics("thing", {"en": "Block"})),
        Node("lava", (8.0, 3.2, 9.0), model="lava", semantics=Semantics("decor")),
    )
    return replace(
        sample, id="small", size_m=SIDE_M, roots=roots, models=models, environment=island_light(), surfaces=(),
        portals=(),
    )  # fmt: skip


def from_south(width_px: int = 192, height_px: int = 108) -> View:
    """Return a view of the island in which the sun stands to the right."""
    return View((0.0, 22.0, 62.0), (0.0, 6.0, 0.0), math.radians(40.0), width_px, height_px)
