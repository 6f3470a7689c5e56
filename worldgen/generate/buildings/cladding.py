"""What outer walls are clad with: timbers, stones, bricks, boards, logs, ribs; and the plinth at their foot."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from worldgen.core.seed import Seed, world_seed
from worldgen.generate.buildings.assemble import Pieces, placed, proud, shade
from worldgen.generate.buildings.outside import Facade, facades
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.rooms.floor_plan import FloorPlan

POST_M, PROUD_M = 0.20, 0.07
_SEED = world_seed(11) / "cladding"
Clad = Callable[[Facade, Scheme, Seed], Pieces]


def make_cladding(plan: FloorPlan, scheme: Scheme) -> dict[str, Pieces]:
    """Return what stands proud of the outer walls, by part."""
    found: dict[str, Pieces] = {}
    lowest = min(storey.level for storey in plan.storeys)
    raised = len({storey.level for storey in plan.storeys}) > 1
    for index, facade in enumerate(facades(plan)):
        kind = scheme.walls
        if kind == "timber" and facade.level == lowest and raised and scheme.base_walls:
            kind = scheme.base_walls
        pieces = _KINDS[kind](facade, scheme, _SEED / index)
        if facade.level == lowest:
            pieces += _plinth(facade, scheme)
        found.setdefault(f"storey_{facade.level}", []).extend(placed(pieces, facade.at_m, facade.yaw_rad))
    return found


def _plinth(facade: Facade, scheme: Scheme) -> Pieces:
    """Return a course of stone along the foot of a wall, open at its doors."""
    found: Pieces = []
    low = 0.28
    for start, end in facade.spans(0.0, low, 0.14):
        left = start - (0.085 if facade.ends[0] and start < -facade.wide_m / 2 + 0.01 else 0.0)
        right = end + (0.085 if facade.ends[1] and end > facade.wide_m / 2 - 0.01 else 0.0)
        found.append(proud((right - left, low + 0.85, 0.17), ((left + right) / 2, -0.85, 0.0), scheme.stone))
    return found


def _timber(facade: Facade, scheme: Scheme, _: Seed) -> Pieces:
    """Return posts, sills, braces and rails."""
    tall = facade.tall_m
    deep = 2 * PROUD_M
    end = facade.wide_m / 2
    found: Pieces = [proud((facade.wide_m + 2 * PROUD_M, 0.2, deep + 0.02), (0, tall - 0.206, 0), scheme.beam)]
    for start, stop in facade.spans(0.0, 0.16, 0.12):
        left = start - 0.065 * (start < -end + 0.01)
        right = stop + 0.065 * (stop > end - 0.01)
        found.append(proud((right - left, 0.16, deep + 0.01), ((left + right) / 2, 0, 0), scheme.beam))
    posts = {-end + POST_M / 2 - PROUD_M + 0.002, end - POST_M / 2 + PROUD_M - 0.002}
    edges = [x for hole in facade.holes for x in (hole.x_m - hole.wide_m / 2 - 0.17, hole.x_m + hole.wide_m / 2 + 0.17)]
    shut = scheme.shutter is not None
    for x in edges:
        if not shut and all(abs(x - other) > 0.5 for other in posts):
            posts.add(x)
    for start, stop in facade.spans(0.0, tall, 0.5 if shut else 0.2):
        count = round((stop - start) / 1.5)
        if stop - start > 0.6:
            shares = [0.5] if count <= 1 else [i / count for i in range(1, count)]
            posts |= {start + (stop - start) * share for share in shares}
    kept: list[float] = []
    for x in sorted(posts, key=lambda x: (abs(abs(x) - end) > 0.2, x)):
        if all(abs(x - other) > 0.34 for other in kept):
            kept.append(x)
    found += [proud((POST_M, tall - 0.024, deep), (x, 0.012, 0), scheme.beam) for x in sorted(kept)]
    return found + _braces(facade, sorted(kept), scheme)


def _braces(facade: Facade, posts: list[float], scheme: Scheme) -> Pieces:
    found: Pieces = []
    tall = facade.tall_m - 0.36
    for left, right in pairwise(posts):
        clear, x = right - left - POST_M, (left + right) / 2
        free = any(
            start <= left + POST_M / 2 + 0.01 and right - POST_M / 2 - 0.01 <= stop
            for start, stop in facade.spans(0.0, facade.tall_m)
        )
        if not free or clear < 0.35:
            continue
        found.append(proud((clear + 0.02, 0.15, 2 * PROUD_M - 0.03), (x, facade.tall_m * 0.47, 0), scheme.beam))
        if clear > 0.6:
            side = 1.0 if x < 0 else -1.0
            lean = float(np.arctan2(clear, tall))
            long = float(np.hypot(clear, tall))
            found.append(
                proud(
                    (0.16, long, 2 * PROUD_M - 0.02),
                    (x + side * clear / 2, 0.15, 0),
                    scheme.beam,
                    "b",
                    (0.0, 0.0, side * lean),
                )
            )
    return found


def _patches(facade: Facade, seed: Seed, size_m: tuple[float, float], share: float) -> list[tuple[float, float, float]]:
    """Return places (x, y, tone) of a running bond that are free of openings, so many of all."""
    wide, tall = size_m
    rows, columns = int(facade.tall_m / tall), int(facade.wide_m / wide) - 1
    if rows < 1 or columns < 1:
        return []
    luck = seed.uniform(rows, columns, 2)
    found = []
    for row, column in zip(*np.nonzero(luck[..., 0] < share), strict=True):
        x = -facade.wide_m / 2 + wide * (column + (0.5 if row % 2 else 0.0) + 0.55)
        y = tall * row + 0.02
        if 0.3 < y < facade.tall_m - tall - 0.22 and any(
            start + wide / 2 <= x <= stop - wide / 2 for start, stop in facade.spans(y - 0.16, y + tall + 0.16, 0.5)
        ):
            found.append((x, y, float(luck[row, column, 1])))
    return found


def _quoins(facade: Facade, colour: str, size_m: tuple[float, float]) -> Pieces:
    """Return corner stones, long and short by turns: on this face the long ones of every other course."""
    found: Pieces = []
    count = max(int(facade.tall_m / size_m[1]), 1)
    tall = facade.tall_m / count
    for side, out in zip((-1.0, 1.0), facade.ends, strict=True):
        if not out:
            continue
        for i in range(count):
            odd = (i + (side > 0)) % 2
            wide = size_m[0] * (1.0 if odd else 0.62)
            x = side * (facade.wide_m / 2 - wide / 2 + 0.045)
            deep = 0.08 + 0.012 * odd
            found.append(
                proud((wide, tall - 0.025, deep), (x, i * tall + 0.012, 0), shade(colour, 0.96 + 0.1 * (i % 3) / 2))
            )
    return found


def _stone(facade: Facade, scheme: Scheme, seed: Seed) -> Pieces:
    found = _quoins(facade, scheme.stone, (0.62, 0.36))
    for x, y, tone in _patches(facade, seed, (0.62, 0.34), 0.2):
        found.append(proud((0.56, 0.29, 0.05), (x, y, 0), shade(scheme.wall, 0.82 + 0.3 * tone)))
    return found


def _brick(facade: Facade, scheme: Scheme, seed: Seed) -> Pieces:
    found = _quoins(facade, scheme.trim, (0.5, 0.42)) if scheme.era == "victorian" else []
    for x, y, tone in _patches(facade, seed, (0.5, 0.21), 0.12):
        found.append(proud((0.44, 0.16, 0.04), (x, y, 0), shade(scheme.wall, 0.8 + 0.4 * tone)))
    found.append(proud((facade.wide_m + 0.1, 0.14, 0.12), (0, facade.tall_m - 0.2, 0), scheme.trim))
    return found


def _courses(facade: Facade, scheme: Scheme, pitch_m: float, proud_m: float) -> Pieces:
    count = max(int(facade.tall_m / pitch_m), 1)
    tall = facade.tall_m / count
    found: Pieces = []
    for i in range(count):
        colour = shade(scheme.wall, 0.97 + 0.05 * (i % 2) + 0.02 * (i % 3))
        for start, stop in facade.spans(i * tall, (i + 1) * tall, 0.11):
            left = start + 0.004 * (start < 0.01 - facade.wide_m / 2)
            right = stop - 0.004 * (stop > facade.wide_m / 2 - 0.01)
            at = ((left + right) / 2, i * tall + 0.015, 0)
            found.append(proud((right - left, tall - 0.03, 2 * proud_m), at, colour))
    return found


def _corners(facade: Facade, colour: str, wide_m: float = 0.2, proud_m: float = 0.06) -> Pieces:
    size = (wide_m, facade.tall_m - 0.01, 2 * proud_m)
    return [
        proud(size, (side * (facade.wide_m / 2 - wide_m / 2 + proud_m - 0.002), 0.005, 0), colour)
        for side, out in zip((-1.0, 1.0), facade.ends, strict=True)
        if out
    ]


def _boards(facade: Facade, scheme: Scheme, _: Seed) -> Pieces:
    return [*_courses(facade, scheme, 0.3, 0.03), *_corners(facade, scheme.trim)]


def _logs(facade: Facade, scheme: Scheme, _: Seed) -> Pieces:
    return [*_courses(facade, scheme, 0.34, 0.07), *_corners(facade, scheme.beam, 0.3, 0.1)]


def _metal(facade: Facade, scheme: Scheme, _: Seed) -> Pieces:
    found: Pieces = [proud((facade.wide_m + 0.08, 0.16, 0.1), (0, facade.tall_m - 0.167, 0), scheme.trim)]
    count = max(int(facade.wide_m / 0.6), 1)
    taken = [(hole.x_m, hole.wide_m / 2 + 0.24) for hole in facade.holes]
    for i in range(1, count):
        x = -facade.wide_m / 2 + facade.wide_m * i / count
        if all(abs(x - middle) > half for middle, half in taken):
            found.append(proud((0.08, facade.tall_m - 0.2, 0.06), (x, 0.0, 0), shade(scheme.wall, 0.88)))
    return found + _corners(facade, scheme.trim, 0.16, 0.045)


def _plaster(facade: Facade, scheme: Scheme, seed: Seed) -> Pieces:
    if scheme.era == "modern":
        return [proud((facade.wide_m + 0.06, 0.16, 0.08), (0, facade.tall_m - 0.18, 0), scheme.trim)]
    found = _quoins(facade, scheme.stone, (0.5, 0.4)) if scheme.era == "victorian" else []
    for x, y, tone in _patches(facade, seed, (0.5, 0.22), 0.025):
        found.append(proud((0.4, 0.15, 0.03), (x, y, 0), shade("#b98a68", 0.9 + 0.2 * tone)))
    found.append(proud((facade.wide_m + 0.06, 0.12, 0.1), (0, facade.tall_m - 0.14, 0), scheme.trim))
    return found


def _mud(facade: Facade, scheme: Scheme, _: Seed) -> Pieces:
    """Return the ends of the beams of the ceiling."""
    count = max(int(facade.wide_m / 0.9), 1)
    xs = [-facade.wide_m / 2 + facade.wide_m * (i + 0.5) / count for i in range(count)]
    return [proud((0.16, 0.16, 0.7), (x, facade.tall_m - 0.42, 0.1), scheme.beam) for x in xs]


def _glass(facade: Facade, scheme: Scheme, _: Seed) -> Pieces:
    return [
        proud((facade.wide_m + 0.06, 0.12, 0.1), (0, facade.tall_m - 0.127, 0), scheme.trim),
        *_corners(facade, scheme.trim, 0.14, 0.04),
    ]


_KINDS: dict[str, Clad] = {
    "timber": _timber, "stone": _stone, "brick": _brick, "boards": _boards, "logs": _logs, "metal": _metal,
    "plaster": _plaster, "mud": _mud, "glass": _glass,
}  # fmt: skip
