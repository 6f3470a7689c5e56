"""Pictures of single models on a soft ground, and sheets of many with their names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.colour import linear
from worldgen.preview import renderer
from worldgen.preview.lettered import written
from worldgen.preview.png import Picture, to_png
from worldgen.preview.prepared import prepare
from worldgen.preview.render import frame
from worldgen.preview.view import View
from worldgen.scene import MATERIALS, Environment, Mesh, Model, Node, Scene, Spawn, Vec3

_FOV_RAD = math.radians(24.0)
_YAW_RAD, _PITCH_RAD = math.radians(32.0), math.radians(22.0)

_PAPER, _INK = "#fbf6ea", (74, 59, 79)


def _rgb(hex_srgb: str, strength: float = 1.0) -> Vec3:
    red, green, blue = (linear(hex_srgb) * np.float32(strength)).tolist()
    return red, green, blue


def studio() -> Environment:
    """Return the light of a model's picture: a warm sun from the left, a cool sky, a pale backdrop."""
    pale = _rgb("#f2ead9", 0.95)
    return Environment(
        sun_elevation_rad=math.radians(40.0), sun_azimuth_rad=math.radians(222.0), sun_colour=_rgb("#ffe6c4"),
        sun_strength=1.75, sun_radius_rad=0.02, sky_ambient=_rgb("#b4ccf5", 0.72), ground_ambient=_rgb("#d8c8b0", 0.32),
        sky_horizon=pale, sky_mid=_rgb("#dfe6e4"), sky_zenith=_rgb("#b9d3e2"), sky_mid_at=0.3,
        fog_colour=pale, fog_density=0.0, fog_scale_height_m=60.0, fog_start_m=1e4, fog_most=0.0,
        exposure=0.92, saturation=1.05,
    )  # fmt: skip


def render_model(model: Model, size_px: int, level: int = 0, time_s: float = 0.0) -> Picture:
    """Return a square picture (size, size, 3) of `model` seen from its front right, at level of detail `level`."""
    meshes = model.levels[min(level, len(model.levels) - 1)] if model.levels else ()
    shown = replace(model, levels=(meshes,)) if meshes else model
    low, high = _bounds(shown)
    reach = max(float(np.linalg.norm(high - low)), 0.2)
    scene = Scene(
        id=model.id, title={}, language="en", size_m=reach, roots=(Node(model.id, model=model.id),),
        models={model.id: shown}, materials=MATERIALS, environment=studio(), surfaces=(), portals=(),
        spawn=Spawn((0.0, 0.0, 0.0), 0.0),
    )  # fmt: skip
    if renderer() == "opengl":
        from worldgen.preview import pyrender_gl  # noqa: PLC0415  (an extra)

        return pyrender_gl.frame(pyrender_gl.prepare(scene), _around(low, high, size_px), time_s)
    prepared = prepare(scene, contact_m=min(6.0, 0.45 * reach), plain_m=-0.004 if high[1] > 0.0 else None)
    return frame(prepared, _around(low, high, size_px), time_s)


def _bounds(model: Model) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the corners of the box around what stands above the ground."""
    parts: list[NDArray[np.float32]] = [mesh.position_m for mesh in _meshes(model)]
    for moving in model.moving:
        parts += [mesh.position_m + np.array(moving.pivot_m, np.float32) for mesh in moving.levels[0]]
    points = np.concatenate([part for part in parts if len(part)] or [np.zeros((1, 3), np.float32)]).astype(np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    low[1] = min(max(low[1], 0.0), high[1])
    return low, high


def _meshes(model: Model) -> tuple[Mesh, ...]:
    return model.levels[0] if model.levels else ()


def _around(low: NDArray[np.float64], high: NDArray[np.float64], size_px: int) -> View:
    """Return the view in which the box from `low` to `high` fills the picture, with a little air around it."""
    centre = (low + high) / 2.0
    back = np.array(
        [
            math.cos(_PITCH_RAD) * math.sin(_YAW_RAD),
            math.sin(_PITCH_RAD),
            math.cos(_PITCH_RAD) * math.cos(_YAW_RAD),
        ]
    )
    right = np.array([math.cos(_YAW_RAD), 0.0, -math.sin(_YAW_RAD)])
    up = np.cross(back, right)
    corner = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)]) * (high - low) + low - centre
    tangent = math.tan(_FOV_RAD / 2.0) * 0.9
    needed = np.maximum(np.abs(corner @ right), np.abs(corner @ up)) / tangent + corner @ back
    eye = centre + back * max(float(needed.max()), 0.3)
    return View(_vec(eye), _vec(centre), _FOV_RAD, size_px, size_px, "best")


def _vec(point: NDArray[np.float64]) -> Vec3:
    return float(point[0]), float(point[1]), float(point[2])


def fitted(picture: Picture, size_px: tuple[int, int]) -> Picture:
    """Return `picture` as large as it can be in (width, height), in the middle of the colour of the sheet."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    image = Image.fromarray(picture)
    return np.asarray(ImageOps.pad(image, size_px, Image.Resampling.LANCZOS, color=_PAPER))


def contact_sheet(pictures: Sequence[tuple[str, Picture]], columns: int = 5) -> bytes:
    """Return one PNG with all `pictures`, each with its name under it, in rows of `columns`."""
    from PIL import Image  # noqa: PLC0415  (a build without pictures does not need Pillow)

    width = max((picture.shape[1] for _, picture in pictures), default=1)
    height = max((picture.shape[0] for _, picture in pictures), default=1)
    gap, strip = max(4, width // 40), max(18, width // 11)
    columns = max(1, min(columns, len(pictures)))
    rows = max(1, -(-len(pictures) // columns))
    size = (gap + columns * (width + gap), gap + rows * (height + strip + gap))
    sheet = Image.new("RGB", size, _PAPER)
    size_px = max(10, int(strip * 0.58))
    for number, (name, picture) in enumerate(pictures):
        left = gap + (number % columns) * (width + gap)
        top = gap + (number // columns) * (height + strip + gap)
        sheet.paste(Image.fromarray(picture), (left, top))
        text = written(name, size_px)
        if text.width_px > width:  # a long name in small letters, rather than over its neighbours
            text = written(name, size_px * width / text.width_px)
        text.onto(sheet, (left + width / 2, top + height + strip / 2), _INK)
    return to_png(np.asarray(sheet))
