"""The whole world from above."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from worldgen.preview.compose.search import vec
from worldgen.preview.prepared import Prepared
from worldgen.preview.view import QualityName, View
from worldgen.scene import Scene

MAP_PX = (1024, 1024)
_FOV_RAD, _PITCH_RAD = math.radians(14.0), math.radians(60.0)


def map_view(scene: Scene, prepared: Prepared, quality: QualityName = "fine") -> View:
    """Return a view of the whole world from above, north up, with nearly parallel rays and no haze."""
    half = scene.size_m / 2.0
    low = -min(0.12 * scene.size_m, 12.0) if prepared.sea_level_m is None else 0.0
    corner = np.array([[x, y, z] for x in (-half, half) for y in (low, 0.0) for z in (-half, half)], np.float32)
    back = np.array([0.0, math.sin(_PITCH_RAD), math.cos(_PITCH_RAD)])
    distance = half * 1.1 / math.tan(_FOV_RAD / 2.0)
    view = View(vec(back * distance), (0.0, low / 2.0, 0.0), _FOV_RAD, *MAP_PX, quality, haze=False)
    spot = view.project(corner)
    wide = float(np.abs(spot[:, 0] / view.width_px - 0.5).max()) * 2.0
    tall = float(np.abs(spot[:, 1] / view.height_px - 0.5).max()) * 2.0
    return replace(view, eye_m=vec(back * (distance * max(wide, tall) / 0.94)))
