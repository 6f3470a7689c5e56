"""Half-timbered facades: a storey's wall split into bays, with posts, braces, windows and a door.

A facade is made in its own frame: x along the wall, y up from the floor, +Z outward, the wall's face at z = 0.
"""

from __future__ import annotations

import numpy as np

from worldgen.core.record import dataclass
from worldgen.generate.buildings.assemble import Pieces, beam, pane
from worldgen.generate.buildings.split import Stretch, bays

POST_M = 0.20
PROUD_M = 0.07
BAY_M = 1.45


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a house."""

    wall: str
    beam: str
    roof: str
    shutter: str
    door: str
    lit: str = "#f2cf7e"
    glass: str = "#41606f"
    frame: str = "#f3e6cc"
    stone: str = "#b3a797"


@dataclass(frozen=True, slots=True)
class Facade:
    """One wall of one storey; `openings` says what each bay holds, from left to right."""

    width_m: float
    height_m: float
    openings: tuple[str, ...]  # "", "window", "lit", "door", "brace"


def arranged(width_m: float, height_m: float, *, door: bool = False, windows: int = 9, lit: int = -1) -> Facade:
    """Return a facade with braces in its corner bays, a door in the middle if asked, and windows between."""
    parts = bays(width_m, BAY_M, odd=door)
    kinds = ["brace" if i in (0, len(parts) - 1) and len(parts) > 2 else "window" for i in range(len(parts))]
    if door:
        kinds[len(parts) // 2] = "door"
    free = [i for i, kind in enumerate(kinds) if kind == "window"]
    middle = sorted(free, key=lambda i: (abs(2 * i + 1 - len(parts)), i))
    for i in middle[windows:]:
        kinds[i] = ""
    if lit >= 0 and free:
        kinds[free[lit % len(free)]] = "lit"
    return Facade(width_m, height_m, tuple(kinds))


def make_facade(facade: Facade, look: Look, *, fine: bool) -> Pieces:
    """Return the timbers and openings of `facade`; the wall itself is not part of it."""
    wide, tall = facade.width_m, facade.height_m
    parts = bays(wide, wide / len(facade.openings))
    edge = [part.start_m - wide / 2 for part in parts] + [wide / 2]
    deep = PROUD_M * 2
    most = wide / 2 - POST_M / 2 + PROUD_M
    posts = [min(max(x, -most), most) for x in (edge if fine else (edge[0], edge[-1]))]
    found: Pieces = [beam((POST_M, tall, deep), (x, -0.005, 0), look.beam) for x in posts]
    found.append(beam((wide + 2 * PROUD_M, 0.22, deep + 0.02), (0, tall - 0.22, 0), look.beam))
    if fine:
        found.append(beam((wide + 2 * PROUD_M, 0.19, deep + 0.02), (0, -0.01, 0), look.beam))
    for part, kind in zip(parts, facade.openings, strict=True):
        found += _bay(part, kind, facade, look, fine=fine)
    return found


def _bay(part: Stretch, kind: str, facade: Facade, look: Look, *, fine: bool) -> Pieces:
    x = part.middle_m - facade.width_m / 2
    clear = part.size_m - POST_M
    if kind == "door":
        return make_door(x, min(1.05, clear), look, fine=fine)
    if kind in ("window", "lit"):
        return make_window(x, 0.92, (min(0.78, clear - 0.36), 0.98), look, lit=kind == "lit", fine=fine)
    if kind == "brace" and fine:
        return _brace(x, clear, facade, look)
    if kind == "" and fine:
        return [beam((clear, 0.15, 2 * PROUD_M), (x, facade.height_m * 0.48, 0), look.beam)]
    return []


def _brace(x: float, clear: float, facade: Facade, look: Look) -> Pieces:
    tall = facade.height_m - 0.3
    side = 1.0 if x < 0 else -1.0
    lean = float(np.arctan2(clear, tall))
    long = float(np.hypot(clear, tall))
    at = (x + side * clear / 2 * 1.0, 0.1, -0.005)
    return [
        beam((0.16, long, 2 * PROUD_M - 0.02), at, look.beam, (0.0, 0.0, side * lean)),
        beam((clear, 0.14, 2 * PROUD_M - 0.03), (x, facade.height_m * 0.48, -0.005), look.beam),
    ]


def make_window(
    x: float, sill_m: float, size_m: tuple[float, float], look: Look, *, lit: bool = False, fine: bool = True
) -> Pieces:
    """Return a window with frame, cross and shutters, its foot at `sill_m`."""
    wide, tall = size_m
    glass = pane(beam((wide, tall, 0.1), (x, sill_m, 0.0), look.lit if lit else look.glass))
    if not fine:
        return [glass]
    bar = 0.07
    found: Pieces = [
        glass,
        beam((bar, tall - 0.02, 0.16), (x, sill_m + 0.01, 0), look.frame),
        beam((wide - 0.02, bar, 0.16), (x, sill_m + tall * 0.55, 0), look.frame),
        beam((wide + 0.24, 0.1, 0.3), (x, sill_m - 0.1, 0), look.beam),
        beam((wide + 0.2, 0.1, 0.2), (x, sill_m + tall, 0), look.beam),
    ]
    for side in (-1, 1):
        found.append(beam((0.26, tall + 0.04, 0.1), (x + side * (wide / 2 + 0.15), sill_m - 0.02, 0.06), look.shutter))
    return found


def make_door(x: float, wide: float, look: Look, *, fine: bool) -> Pieces:
    """Return a door in its frame, with a little roof of its own."""
    found: Pieces = [beam((wide - 0.1, 2.0, 0.14), (x, 0, 0), look.door)]
    if fine:
        found += [
            beam((0.12, 2.1, 0.22), (x - wide / 2, 0, 0), look.beam),
            beam((0.12, 2.1, 0.22), (x + wide / 2, 0, 0), look.beam),
            beam((wide + 0.24, 0.14, 0.24), (x, 2.0, 0), look.beam),
            beam((0.3, 0.34, 0.16), (x, 1.45, 0), look.glass),
            beam((0.07, 0.07, 0.22), (x + wide * 0.3, 0.95, 0), "#e5ae3f"),
        ]
    return found
