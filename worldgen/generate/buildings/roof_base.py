"""What every form of roof is told."""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.shapes import Shape, extrude, moved
from worldgen.generate.shapes.shape import F64

QUARTER = np.pi / 2


@dataclass(frozen=True, slots=True)
class Over:
    """What a roof covers: `long_m` along the ridge, `deep_m` across; overhang at its left, right, back and front."""

    long_m: float
    deep_m: float
    out_m: tuple[float, float, float, float]
    fine: bool = True

    @property
    def ends(self) -> tuple[float, float]:
        """Return where the roof ends along x."""
        return -self.long_m / 2 - self.out_m[0], self.long_m / 2 + self.out_m[1]


def along_x(outline: F64, start_m: float, stop_m: float) -> Shape:
    """Return an outline of (z, y) pushed out along x from `start_m` to `stop_m`."""
    shape = moved(extrude(outline * np.array([-1.0, 1.0]), stop_m - start_m), turn_rad=(0.0, QUARTER, 0.0))
    return moved(shape, ((start_m + stop_m) / 2, 0.0, 0.0))
