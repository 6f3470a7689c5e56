"""Roofs over any rectilinear outline: each storey is covered where no other stands on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, pane, plain, proud, shade
from worldgen.generate.buildings.roof_base import Over
from worldgen.generate.buildings.roof_forms import FORMS
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import AIR, WALL, Rect, bands, shell_cells
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import cylinder, extrude, mirrored, moved, painted
from worldgen.generate.shapes.shape import F64

B8 = NDArray[np.bool_]
_QUARTER = np.pi / 2
_APART_M = 0.008  # between the ends of roofs that run into each other, so that no two lie in one plane
LEANING = 0.3  # of a side along which something taller stands: a roof leans on it
_IN_WALL_M = 0.03  # how far a roof stays within the wall that it leans on


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle under the sky: its outer faces, the height of its walls' top, and which sides rise further.

    The sides are left, right, back, front.
    """

    rect: Rect
    y_m: float
    level: int
    taller: tuple[bool, bool, bool, bool]

    @property
    def size(self) -> tuple[float, float]:
        """Return its width and its depth."""
        return self.rect[2] - self.rect[0], self.rect[3] - self.rect[1]

    @property
    def middle(self) -> tuple[float, float]:
        """Return the middle of it, x and z."""
        return (self.rect[0] + self.rect[2]) / 2, (self.rect[1] + self.rect[3]) / 2


def regions(plan: FloorPlan) -> list[Region]:
    """Return what of `plan` lies under the sky as rectangles, the largest of each storey first."""
    cells = shell_cells(plan, fine=False, holes=False)
    levels = bands(plan)
    found: list[Region] = []
    for number, band in enumerate(levels):
        here = cells.tag[:, int(np.searchsorted(cells.at[1], band.floor_m - 1e-3)), :] != AIR
        over = np.full(here.shape, AIR, np.int16)
        if number + 1 < len(levels):
            over = cells.tag[:, int(np.searchsorted(cells.at[1], levels[number + 1].floor_m - 1e-3)), :]
        bare = here & (over == AIR)
        found += [
            Region(rect, band.above_m, band.level, _taller(rect, over != AIR, cells.at[0], cells.at[2]))
            for rect in rectangles(bare | (here & (over == WALL)), bare, (cells.at[0], cells.at[2]))
        ]
    return found


def _taller(rect: Rect, over: B8, xs: F64, zs: F64) -> tuple[bool, bool, bool, bool]:
    x0, z0, x1, z1 = rect

    def share(low: tuple[float, float], high: tuple[float, float], axis: int) -> bool:
        """Return whether something taller stands along a good part of a strip that runs along `axis`."""
        spans = [
            np.clip(np.minimum(at[1:], b) - np.maximum(at[:-1], a), 0.0, None)
            for at, a, b in zip((xs, zs), low, high, strict=True)
        ]
        there = (over & (spans[0] > 1e-3)[:, None] & (spans[1] > 1e-3)[None, :]).any(axis=1 - axis)
        return bool((spans[axis] * there).sum() > LEANING * (high[axis] - low[axis]))

    return (
        share((x0 - 0.3, z0), (x0, z1), 1), share((x1, z0), (x1 + 0.3, z1), 1),
        share((x0, z0 - 0.3), (x1, z0), 0), share((x0, z1), (x1, z1 + 0.3), 0),
    )  # fmt: skip


def rectangles(mask: B8, need: B8, lines: tuple[F64, F64]) -> list[Rect]:
    """Return rectangles within the cells of `mask` that together cover those of `need`, the largest first.

    Greedy: that which covers most of what is not covered yet, as large as the mask lets it be, so that a wing runs
    into the body of a house. Rows and columns that are alike are taken as one, which leaves a handful.
    """
    mask, need, xs, zs = _compact(mask, need, lines)
    left = need.copy()
    found: list[Rect] = []
    area = np.outer(np.diff(xs), np.diff(zs))
    while left.any():
        best: tuple[float, tuple[int, int, int, int]] = (-1.0, (0, 0, 0, 0))
        for i, k in zip(*np.nonzero(mask), strict=True):
            for j in range(i + 1, len(xs)):
                if not mask[i:j, k].all():
                    break
                for m in range(k + 1, len(zs)):
                    if not mask[i:j, m - 1].all():
                        break
                    new = float((left[i:j, k:m] * area[i:j, k:m]).sum())
                    if new > 1e-6:
                        best = max(best, (new + 0.01 * float(area[i:j, k:m].sum()), (int(i), j, int(k), m)))
        i, j, k, m = best[1]
        left[i:j, k:m] = False
        rect = (float(xs[i]), float(zs[k]), float(xs[j]), float(zs[m]))
        if min(rect[2] - rect[0], rect[3] - rect[1]) > 0.5:
            found.append(rect)
    return found


def _compact(mask: B8, need: B8, lines: tuple[F64, F64]) -> tuple[B8, B8, F64, F64]:
    xs, zs = lines
    both = mask * 2 + need
    keep = np.flatnonzero(np.concatenate([[True], (both[1:] != both[:-1]).any(axis=1)]))
    mask, need, both, xs = mask[keep], need[keep], both[keep], np.append(xs[keep], xs[-1])
    keep = np.flatnonzero(np.concatenate([[True], (both[:, 1:] != both[:, :-1]).any(axis=0)]))
    return mask[:, keep], need[:, keep], xs, np.append(zs[keep], zs[-1])


def make_roof(plan: FloorPlan, scheme: Scheme, *, fine: bool = True) -> Pieces:
    """Return the roofs of `plan`, in the frame of the building."""
    found: Pieces = []
    top = bands(plan)[-1].level
    under = regions(plan)
    for index, region in enumerate(under):
        found += cover(region, form_of(region, scheme, top, under), scheme, fine=fine, out_m=index * _APART_M)
        if index == 0 and fine:
            found += _on_roof(region, scheme)
    return found


def form_of(region: Region, scheme: Scheme, top: int, under: list[Region]) -> str:
    """Return the form of the roof over a region: a tower has its own."""
    lower = any(other.level < region.level for other in under)
    if lower and region.level == top and scheme.tower:
        return scheme.tower
    if region.level < top and min(region.size) < 2.6 and scheme.roof not in ("flat", "battlement", "none"):
        return "shed" if any(region.taller) else scheme.roof
    return scheme.roof


def cover(region: Region, form: str, scheme: Scheme, *, fine: bool = True, out_m: float = 0.0) -> Pieces:
    """Return a roof of `form` over `region`; its eaves stand out by `out_m` more than others, which it may run into."""
    inset = [_IN_WALL_M * side for side in region.taller]
    x0, z0, x1, z1 = (a + b for a, b in zip(region.rect, (inset[0], inset[2], -inset[1], -inset[3]), strict=True))
    wide, deep = x1 - x0, z1 - z0
    left, right, back, front = (0.0 if side else scheme.eaves_m + out_m for side in region.taller)
    along = wide >= deep if scheme.ridge == "" else scheme.ridge == "x"
    if form in ("shed", "sawtooth"):
        along = wide >= deep
    if along:
        over, turn = Over(wide, deep, (left, right, back, front), fine), 0.0
    else:
        over, turn = Over(deep, wide, (front, back, left, right), fine), _QUARTER
    at = ((x0 + x1) / 2, region.y_m, (z0 + z1) / 2)
    return [(name, moved(shape, at, (0.0, turn, 0.0))) for name, shape in FORMS[form](over, scheme)]


def _on_roof(region: Region, scheme: Scheme) -> Pieces:
    """Return chimney and dormers of the main roof."""
    if scheme.roof not in ("gable", "thatch", "hip"):
        return []
    wide, deep = region.size
    along = wide >= deep if scheme.ridge == "" else scheme.ridge == "x"
    long, across = (wide, deep) if along else (deep, wide)
    rise = across / 2 * scheme.rise
    found: Pieces = []
    if scheme.chimney:
        found += _chimney(-long / 2 + 1.1 if scheme.roof != "hip" else 0.4, rise, scheme)
    if scheme.dormers and scheme.roof == "gable":
        count = min(scheme.dormers, max(1, int(long / 3.0)))
        for i in range(count):
            x = long * ((i + 0.5) / count - 0.5) + (0.9 if count == 1 else 0.0)
            found += _dormer(x, across, scheme)
    x, z = region.middle
    return [(name, moved(shape, (x, region.y_m, z), (0.0, 0.0 if along else _QUARTER, 0.0))) for name, shape in found]


def _chimney(x: float, rise: float, scheme: Scheme) -> Pieces:
    """Return a chimney that stands 1.2 m above the ridge, its foot inside the roof."""
    colour = scheme.stone if scheme.walls in ("stone", "mud", "logs") else "#a9705a"
    foot = rise * 0.35
    found = [beam((0.78, rise + 1.2 - foot, 0.66), (x, foot, -0.25), colour)]
    found.append(beam((0.96, 0.16, 0.84), (x, rise + 1.1, -0.25), scheme.stone))
    pot = cylinder(0.13, 0.36, 7)
    return found + [plain(moved(pot, (x + side, rise + 1.24, -0.25)), "#b8644c") for side in (-0.19, 0.19)]


def _dormer(x: float, deep_m: float, scheme: Scheme) -> Pieces:
    """Return a small window house on the front slope."""
    z = deep_m / 2 * 0.7
    foot = deep_m / 2 * scheme.rise + 0.1 - z * scheme.rise - 0.12
    wide, tall, deep = 1.3, 1.0, 2.0
    body = np.array([[-wide / 2, 0], [wide / 2, 0], [wide / 2, tall], [0, tall + 0.5], [-wide / 2, tall]])
    found: Pieces = [
        plain(moved(extrude(body, deep), (0, 0, -deep / 2)), scheme.wall),
        proud((0.86, 0.92, 0.04), (0, 0.1, 0.02), scheme.trim),
        pane(proud((0.68, 0.74, 0.06), (0, 0.19, 0.03), scheme.glass)),
        proud((0.06, 0.76, 0.08), (0, 0.18, 0.035), scheme.trim),
    ]  # fmt: skip
    slope = np.array(
        [[0.0, tall + 0.62], [wide / 2 + 0.24, tall - 0.02], [wide / 2 + 0.24, tall - 0.16], [0.0, tall + 0.48]]
    )
    slab = painted(
        moved(extrude(slope, deep + 0.3), (0, 0, 0.15 - deep / 2)), shade(scheme.tiles, 0.92), shade(scheme.tiles, 1.08)
    )
    found += [("matte", slab), ("matte", mirrored(slab, 0))]
    return [(name, moved(shape, (x, foot, z))) for name, shape in found]


__all__ = ["WALL", "Region", "cover", "make_roof", "rectangles", "regions"]
