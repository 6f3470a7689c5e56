"""From where a picture is taken, and how well."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from worldgen.core.record import dataclass
from worldgen.preview.light import dot
from worldgen.scene import F32, Vec3

QualityName = Literal["draft", "plain", "fine", "best"]


@dataclass(frozen=True, slots=True)
class Quality:
    """How many rays a picture is worth: antialiasing samples where colours change, and rays of bounced light."""

    samples: int
    rays: int
    passes: int  # of the filter over the bounced light


QUALITIES: dict[QualityName, Quality] = {
    "draft": Quality(1, 2, 2),
    "plain": Quality(4, 5, 3),
    "fine": Quality(4, 8, 3),
    "best": Quality(8, 24, 3),
}


@dataclass(frozen=True, slots=True)
class View:
    """A camera at `eye_m` that looks at `target_m`, with up being +Y."""

    eye_m: Vec3
    target_m: Vec3
    fov_y_rad: float
    width_px: int
    height_px: int
    quality: QualityName = "fine"
    haze: bool = True  # a map is drawn as if there were no air
    thin: float = 1.0  # how far haze takes a metre to be

    def axes(self) -> tuple[F32, F32, F32]:
        """Return the unit vectors to the right, up and ahead, (3,) each; looking straight down, up is north."""
        x, y, z = (to - eye for to, eye in zip(self.target_m, self.eye_m, strict=True))
        length = max(math.sqrt(x * x + y * y + z * z), 1e-9)
        x, y, z = x / length, y / length, z / length
        level = math.sqrt(x * x + z * z)
        # In plain numbers: a search asks for ten thousands of views, and products of arrays cost more than all else.
        east, south = (-z / level, x / level) if level > 1e-6 else (1.0, 0.0)
        axes = np.array([(east, 0.0, south), (-south * y, south * x - east * z, east * y), (x, y, z)], np.float32)
        return axes[0], axes[1], axes[2]

    def top(self) -> float:
        """Return the sine of the elevation of the ray through the middle of the upper edge."""
        _, up, ahead = self.axes()
        edge = float(ahead[1]) + math.tan(self.fov_y_rad / 2.0) * float(up[1])
        return edge * math.cos(self.fov_y_rad / 2.0)

    def rays(self, column_px: F32, row_px: F32) -> F32:
        """Return unit directions (n, 3) through points of the picture, in pixels from its top left corner."""
        right, up, ahead = self.axes()
        step = 2.0 * math.tan(self.fov_y_rad / 2.0) / self.height_px
        across = ((column_px - self.width_px / 2.0) * step).astype(np.float32)
        upward = ((self.height_px / 2.0 - row_px) * step).astype(np.float32)
        direction = ahead + across[:, None] * right + upward[:, None] * up
        direction /= np.sqrt(dot(direction, direction))[:, None]
        return np.asarray(direction, np.float32)

    def project(self, point_m: F32) -> F32:
        """Return columns, rows (pixels) and depth (metres) of points (n, 3) as (n, 3); behind the eye depth is < 0."""
        right, up, ahead = self.axes()
        offset = np.asarray(point_m, np.float32).reshape(-1, 3) - np.array(self.eye_m, np.float32)
        depth = offset @ ahead
        scale = self.height_px / (2.0 * math.tan(self.fov_y_rad / 2.0)) / np.where(np.abs(depth) < 1e-6, 1e-6, depth)
        column = self.width_px / 2.0 + offset @ right * scale
        row = self.height_px / 2.0 - offset @ up * scale
        return np.stack([column, row, depth], axis=1).astype(np.float32)
