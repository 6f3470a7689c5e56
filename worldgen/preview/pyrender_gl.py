"""The same pictures through OpenGL, where a graphics card or Mesa EGL is there: the extra `[pyrender]`.

The doorway is that of `worldgen.preview`: `available`, `prepare`, `frame`. Sun and shadow come from the card, one pass
with vertex colours alone gives ambient light, glow and water, and depth lets the haze, the sky and the tone be those of
the other renderer, so that the two pictures agree. There is no bounced light and no contact shade.

CONTRIBUTOR NOTES
    pyrender draws instances once, drops vertex colour under a texture and knows neither sky nor fog, hence the
    expansion into one bag of triangles and the haze in numpy. OSMesa grew to 24 GB and was killed: it is refused.
    A driver can crash or eat the machine's memory at its first call, so it is tried in a process of its own first.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from worldgen.core.record import dataclass
from worldgen.preview import Missing
from worldgen.preview.beyond import country
from worldgen.preview.flatten import Batch, Look, Soup, flatten, to_soup
from worldgen.preview.light import Air, make_air
from worldgen.preview.png import Picture
from worldgen.preview.render import tone
from worldgen.preview.surroundings import canopy_of, edge_of, streams_of
from worldgen.preview.view import View
from worldgen.scene import F32, Material, Scene

PROBE_MEMORY_BYTES = 6 << 30
PROBE_SECONDS = 60
_HEADROOM = 4.0  # the card's pixels end at 1: light is drawn at a quarter of its strength
_OPEN = 0.86  # how much of the ambient light reaches a point on average, for want of contact shade
_NEAR_M, _FAR_M = 0.3, 6000.0
_HOW = "pip install 'worldgen[pyrender]', and on Linux libegl1 libgl1 libgl1-mesa-dri"
_SMALLEST = (
    "import worldgen.preview.pyrender_gl as gl; gl.platform(); import pyrender, numpy; "
    "s = pyrender.Scene(); s.add(pyrender.PerspectiveCamera(1.0)); "
    "r = pyrender.OffscreenRenderer(8, 8); p = r.render(s)[0]; r.delete(); assert p.shape == (8, 8, 3)"
)


@dataclass(frozen=True, eq=False, slots=True)
class GlPrepared:
    """A scene expanded for a graphics card."""

    soup: Soup
    surroundings: Soup  # the plain or the sea around the world: lit, but casts no shadow
    moving: tuple[Batch, ...]
    materials: Mapping[str, Material]
    air: Air
    _renderers: dict[tuple[int, int], Any] = field(default_factory=dict)


def platform() -> None:
    """Choose EGL where there is no display; must run before pyrender is imported.

    Raises
    ------
    RuntimeError
        When OSMesa was asked for.
    """
    if os.environ.get("PYOPENGL_PLATFORM") == "osmesa":
        raise RuntimeError("OSMesa is not used: it takes all memory; unset PYOPENGL_PLATFORM or set it to egl")
    if sys.platform.startswith("linux"):
        os.environ.setdefault("PYOPENGL_PLATFORM", "egl")


@cache
def available() -> Missing | None:
    """Return what is missing for pictures through OpenGL, or None; tries the driver once, in a process of its own."""
    if find_spec("pyrender") is None:
        return Missing("the Python package pyrender-maintained is not installed", _HOW)
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter with a constant program)
            [sys.executable, "-c", _capped() + _SMALLEST],
            capture_output=True, text=True, timeout=PROBE_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Missing(f"OpenGL did not answer within {PROBE_SECONDS} s", _HOW)
    if done.returncode == 0:
        return None
    said = done.stderr.strip().splitlines()
    return Missing(f"OpenGL does not work here: {said[-1] if said else f'code {done.returncode}'}", _HOW)


def _capped() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    return f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({PROBE_MEMORY_BYTES},) * 2); "


def prepare(scene: Scene) -> GlPrepared:
    """Return `scene` expanded: instances, colours and moving parts, at most 600,000 triangles."""
    sea = scene.environment.sea_level_m
    flat = flatten(scene, leave_out=frozenset({"base"}) if sea is not None else frozenset())
    soup = to_soup(flat.still, scene.materials)
    around = (
        country(
            edge_of(soup, scene.size_m),
            scene.size_m,
            scene.environment.beyond,
            canopy_of(scene),
            streams=streams_of(soup, scene.size_m),
        )
        if sea is None
        else _sea_around(soup, scene.size_m, sea)
    )
    return GlPrepared(soup, around, flat.moving, scene.materials, make_air(scene.environment))


def _sea_around(soup: Soup, size_m: float, level_m: float) -> Soup:
    """Return the sea beyond the world's edge, in the colour of its deepest water."""
    half, far = size_m / 2.0, 4000.0
    strips = ((-far, -far, far, -half), (-far, half, far, far), (-far, -half, -half, half), (half, -half, far, half))
    corner = np.zeros((8, 3, 3), np.float32)
    for number, (west, north, east, south) in enumerate(strips):
        a, b, c, d = (west, north), (west, south), (east, south), (east, north)
        for half_strip, triple in enumerate(((a, b, c), (a, c, d))):
            corner[2 * number + half_strip] = [(x, level_m, z) for x, z in triple]
    normal = np.zeros_like(corner)
    normal[..., 1] = 1.0
    water = soup.look == Look.WATER
    deep = np.array([0.02, 0.24, 0.52], np.float32)
    if water.any():
        rgba = soup.colour[water].reshape(-1, 4)
        deep = rgba[rgba[:, 3] >= rgba[:, 3].max() - 0.01, :3].mean(axis=0)
    colour = np.ones((8, 3, 4), np.float32)
    colour[..., :3] = deep
    return Soup(corner, normal, colour, np.full(8, Look.WATER, np.uint8), np.full(8, -1, np.int32))


def frame(prepared: GlPrepared, view: View, time_s: float = 0.0) -> Picture:
    """Return the picture (h, w, 3) uint8 from `view`, as `worldgen.preview.frame` does."""
    platform()
    import pyrender  # noqa: PLC0415  (an extra)

    with np.errstate(under="ignore"):
        air = make_air(prepared.air.environment, view.top())
        soups = [prepared.soup, to_soup(prepared.moving, prepared.materials, time_s)]
        lit = _scene(pyrender, [(soup, _sunlit(soup)) for soup in soups], view)
        lamp = pyrender.DirectionalLight(color=air.sun_light, intensity=np.pi / _HEADROOM)
        lit.add(lamp, pose=_pose(-air.sun))
        around = prepared.surroundings
        painted = [(soup, _ambient(soup, air)) for soup in soups] + [(around, _ambient(around, air, sunlit=True))]
        rest = _scene(pyrender, painted, view)
        size = view.width_px, view.height_px
        renderer = prepared._renderers.get(size)
        if renderer is None:
            renderer = prepared._renderers[size] = pyrender.OffscreenRenderer(*size)
        sun, _ = renderer.render(lit, flags=pyrender.RenderFlags.SHADOWS_DIRECTIONAL)
        own, depth = renderer.render(rest, flags=pyrender.RenderFlags.FLAT)
        light = ((sun / 255.0) ** 2.2 + (own / 255.0) ** 2.2).astype(np.float32) * _HEADROOM
        return tone(_in_air(light, depth, view, air), air.environment)


def _in_air(light: F32, depth: F32, view: View, air: Air) -> F32:
    """Return light (h, w, 3) with sky where there is nothing, and haze by distance."""
    row, column = np.mgrid[0 : view.height_px, 0 : view.width_px].astype(np.float32) + 0.5
    direction = view.rays(column.ravel(), row.ravel())
    ahead = (direction * view.axes()[2]).sum(1)
    flat = depth.ravel()
    distance = np.where(flat > 0.0, flat / np.maximum(ahead, 1e-3), 0.0).astype(np.float32)
    colour = np.where((flat > 0.0)[:, None], light.reshape(-1, 3), air.sky(direction))
    if view.haze:
        colour = air.haze(colour, np.array(view.eye_m, np.float32), direction, distance)
    return np.asarray(colour.reshape(light.shape), np.float32)


def _scene(pyrender: Any, painted: list[tuple[Soup, F32]], view: View) -> Any:
    """Return a pyrender scene of what hides and of what is seen through, each one primitive, in colours (m, 3, 4)."""
    scene = pyrender.Scene(bg_color=(0.0, 0.0, 0.0, 0.0), ambient_light=(0.0, 0.0, 0.0))
    for clear in (False, True):
        masks = [((soup.look == Look.WATER) | (soup.look == Look.CLEAR)) == clear for soup, _ in painted]
        both = zip(painted, masks, strict=True)
        parts = [(soup.where(mask), rgba[mask]) for (soup, rgba), mask in both if mask.any()]
        if parts:
            material = pyrender.MetallicRoughnessMaterial(
                alphaMode="BLEND" if clear else "OPAQUE", metallicFactor=0.0, roughnessFactor=1.0, doubleSided=True
            )
            primitive = pyrender.Primitive(
                positions=np.concatenate([soup.corner_m.reshape(-1, 3) for soup, _ in parts]),
                normals=np.concatenate([soup.normal.reshape(-1, 3) for soup, _ in parts]),
                color_0=np.concatenate([rgba.reshape(-1, 4) for _, rgba in parts]),
                material=material, mode=4,
            )  # fmt: skip
            scene.add(pyrender.Mesh([primitive]))
    camera = pyrender.PerspectiveCamera(yfov=view.fov_y_rad, znear=_NEAR_M, zfar=_FAR_M)
    pose = np.eye(4)
    right, up, ahead = view.axes()
    pose[:3, 0], pose[:3, 1], pose[:3, 2], pose[:3, 3] = right, up, -ahead, view.eye_m
    scene.add(camera, pose=pose)
    return scene


def _sunlit(soup: Soup) -> F32:
    """Return colours (m, 3, 4) for the sun's pass: what glows is black, water only dims what lies under it."""
    colour = np.minimum(soup.colour, 1.0)
    dark = (soup.look == Look.EMIT) | (soup.look == Look.SMOKE) | (soup.look == Look.WATER)
    colour[dark, :, :3] = 0.0
    solid = (soup.look != Look.WATER) & (soup.look != Look.CLEAR)
    colour[solid, :, 3] = 1.0
    return np.asarray(colour, np.float32)


def _ambient(soup: Soup, air: Air, *, sunlit: bool = False) -> F32:
    """Return colours (m, 3, 4) for the plain pass: ambient light, glow, water; gamma-coded, at a quarter strength."""
    light = air.ambient(soup.normal[..., 1].ravel()).reshape(soup.normal.shape) * np.float32(_OPEN)
    smoke = soup.look == Look.SMOKE
    sunny = np.maximum(soup.normal @ air.sun, 0.0)[..., None] * air.sun_light
    light[smoke] += 0.8 * sunny[smoke]
    if sunlit:
        light += sunny
    light[soup.look == Look.WATER] = 1.0
    light[soup.look == Look.EMIT] = 1.0
    colour = soup.colour.copy()
    colour[..., :3] = np.clip(colour[..., :3] * light / _HEADROOM, 0.0, 1.0) ** (1.0 / 2.2)
    solid = (soup.look != Look.WATER) & (soup.look != Look.CLEAR)
    colour[solid, :, 3] = 1.0
    return np.asarray(colour, np.float32)


def _pose(ahead: F32) -> F32:
    """Return the pose (4, 4) of a light that shines along `ahead`: -Z of its node."""
    back = -ahead.astype(np.float64)
    right = np.cross((0.0, 1.0, 0.0), back)
    right /= max(float(np.linalg.norm(right)), 1e-9)
    pose = np.eye(4)
    pose[:3, 0], pose[:3, 1], pose[:3, 2] = right, np.cross(back, right), back
    return pose.astype(np.float32)
