"""The ends of what runs: from a word or a point to a start and a goal, and the way between them."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, Mask, blur, dilate
from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.kinds import Site
from worldgen.generate.land import Area, Cover, Land
from worldgen.generate.terrain.place import SIDES, away_m, point_m, reserved
from worldgen.generate.terrain.route import way_down
from worldgen.spec.where import At

_RUNS = ("lava_flow", "river")
_SILL_M = 0.5


@dataclass(frozen=True, eq=False, slots=True)
class End:
    """One end: where it may be, and the area it stands for if any."""

    mask: Mask
    word: str
    area: Area | None = None

    def lip(self, land: Land) -> tuple[float, float]:
        """Return the lowest point of the border of the area, just outside: where a crater runs over."""
        ring = dilate(self.mask, 4.5 / land.cell_m) & ~dilate(self.mask, 1.5 / land.cell_m)
        if self.area is None or not ring.any():
            return self.lowest(land)
        low = ring & (land.height_m < land.height_m[ring].min() + _SILL_M)
        rows, cols = np.nonzero(low)
        from_middle = (rows - rows.mean()) ** 2 + (cols - cols.mean()) ** 2  # the middle of a breach, not its corner
        score = np.full(low.shape, np.inf)
        score[rows, cols] = from_middle
        return _point(land, score)

    def lowest(self, land: Land) -> tuple[float, float]:
        """Return its lowest point."""
        return _point(land, np.where(self.mask, land.height_m, np.inf))

    def spring(self, land: Land, seed: Seed) -> tuple[float, float]:
        """Return where water would come out of it: in a hollow of its middle heights, away from what runs already."""
        heights = land.height_m[self.mask]
        low, high = float(heights.min()), float(heights.max())
        band = self.mask & (land.height_m > low + 0.34 * (high - low)) & (land.height_m < low + 0.52 * (high - low))
        hollow = land.height_m - blur(land.height_m, 5.0 / land.cell_m)
        x, z = land.axes()
        centre = self.area.centre_m if self.area else (0.0, 0.0)
        bearing = np.arctan2(x - centre[0], z - centre[1])
        towards = (seed / "bearing").one(-np.pi, np.pi)
        score = hollow + 0.35 * np.cos(bearing - towards)
        for area in land.areas.values():
            if area.kind in _RUNS and area.line_m is not None:
                middle = area.line_m[len(area.line_m) // 2]
                other = np.arctan2(middle[0] - centre[0], middle[1] - centre[1])
                score = score + 2.5 * np.maximum(np.cos(bearing - other), -0.2)
        busy = land.blocked | reserved(land) | (land.cover == Cover.LAVA_COOLED)
        return _point(land, np.where((band if band.any() else self.mask) & ~busy, score, np.inf))


def _point(land: Land, score: F32) -> tuple[float, float]:
    row, col = divmod(int(np.argmin(score)), land.rows)
    half = land.size_m / 2.0
    return col * land.cell_m - half, row * land.cell_m - half


def find_end(word: str | At, land: Land, site: Site, key: str) -> End:
    """Return what an author's `from:` or `to:` means.

    Raises
    ------
    SpecError
        UNKNOWN_END, with the areas that there are.
    """
    shape = land.height_m.shape
    if isinstance(word, At):
        x, z = point_m(word, land.size_m)
        return End(away_m(land, (x, z)) <= 1.5 * land.cell_m, f"{round(x)}, {round(z)}")
    if word in land.areas and land.areas[word].mask.any():
        return End(land.areas[word].mask, word, land.areas[word])
    if word in SIDES:
        edge = np.zeros(shape, np.bool_)
        line = {"north": edge[0], "south": edge[-1], "west": edge[:, 0], "east": edge[:, -1]}[word]
        third = len(line) // 5
        line[third : len(line) - third] = True
        return End(edge, word)
    known = ", ".join(sorted([*land.areas, *SIDES]))
    raise SpecError([issue("UNKNOWN_END", f"{site.pointer}/{key}", id=site.id, found=word, known=known)])


def find_way(start: tuple[float, float], goal: End, land: Land, seed: Seed, site: Site) -> F32:
    """Return the middle line from `start` to `goal`, around zones and what runs already.

    Raises
    ------
    SpecError
        NO_WAY_DOWN when everything on the way is higher than the start.
    """
    avoid = reserved(land) | land.blocked
    for area in land.areas.values():
        if area.kind in (*_RUNS, "lake") and area is not goal.area and "." not in area.id:
            avoid = avoid | area.mask
    line = way_down(land, start, goal.mask, seed, avoid)
    if line is None or len(line) < 2:
        raise SpecError([issue("NO_WAY_DOWN", site.pointer, id=site.id, to=goal.word)])
    start_m = float(land.height_at(line[0, 0], line[0, 1]))
    lowest = float(land.height_m[goal.mask].min())
    if lowest > start_m + 0.5:
        raise SpecError([issue("NO_WAY_DOWN", site.pointer, id=site.id, to=goal.word)])
    return line
