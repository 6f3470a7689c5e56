"""Mountains as they are built: a crest from summit to summit, spurs that run down from it, faces between them.

A cone with noise on it looks like every other cone. Here the land is as high as the highest of many ridges would make
it, each a line that falls from a summit, with one steep and one gentler side: where the planes of two ridges meet there
is a valley, where they part there is an edge. Where the spurs go, how long they are and where they fork is drawn, so no
two mountains are alike.
"""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32
from worldgen.core.noise import fbm, ridged
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed

_SPURS = 5
_STEEP, _GENTLE = (1.2, 1.7), (0.72, 1.08)  # rise over run of the two sides of a ridge
_FOOT = np.float32(0.045)  # how gently faces run out, in sides of the world


@dataclass(frozen=True, slots=True)
class Summit:
    """Where a mountain stands, how high it is and how far its spurs reach, in sides of the world."""

    east: float
    south: float
    high: float
    reach: float


@dataclass(frozen=True, slots=True)
class _Ridge:
    """A line that falls from one end to the other, and the rise over run of its left and its right side."""

    start: tuple[float, float, float]  # east, south, height
    end: tuple[float, float, float]
    left: float
    right: float


def massif(east: F32, south: F32, summits: tuple[Summit, ...], seed: Seed) -> F32:
    """Return the height (n, n), in sides of the world, of mountains that a crest joins in the order given.

    Parameters
    ----------
    east, south : (1, n) and (n, 1)
        From the middle of the world, in its sides.
    """
    wild = max(summit.reach for summit in summits)
    move = [fbm(seed / "move" / k, east / (0.42 * wild), south / (0.42 * wild), 3) * np.float32(0.11 * wild)
            for k in (0, 1)]  # fmt: skip
    u, v = east + move[0], south + move[1]
    high = np.zeros(np.broadcast_shapes(east.shape, south.shape), np.float32)
    for ridge in _ridges(summits, seed):
        _raise(high, u, v, ridge)
    crags = ridged(seed / "crags", u / (0.30 * wild), v / (0.30 * wild), 3) - 0.62
    high += np.float32(0.22) * crags * np.minimum(high, np.float32(0.12)) * (high > 0.0)
    high = np.maximum(high, np.float32(0.0))
    return np.asarray(high * high / (high + _FOOT) * np.float32(1.0 + 0.045 / max(s.high for s in summits)), np.float32)


def _ridges(summits: tuple[Summit, ...], seed: Seed) -> list[_Ridge]:
    found: list[_Ridge] = []
    for number, summit in enumerate(summits):
        top = (summit.east, summit.south, summit.high)
        if number:
            found += _crest(summits[number - 1], summit, seed / "crest" / number)
        first = (seed / "spur" / number).one(0.0, 2.0 * np.pi)
        for spur in range(_SPURS):
            own = seed / "spur" / number / spur
            turn = first + 2.0 * np.pi * (spur + 0.62 * (own / "turn").one(-0.5, 0.5)) / _SPURS
            found += _spur(top, turn, summit.reach, own)
    return found


def _crest(one: Summit, other: Summit, seed: Seed) -> list[_Ridge]:
    """Return the crest between two summits: down to a pass off the straight line, and up again."""
    draw = seed.uniform(5)
    share = 0.35 + 0.3 * float(draw[0])
    way = (other.east - one.east, other.south - one.south)
    aside = 0.34 * (float(draw[1]) - 0.5)
    sag = (0.48 + 0.22 * float(draw[2])) * min(one.high, other.high)
    col = (one.east + share * way[0] - aside * way[1], one.south + share * way[1] + aside * way[0], sag)
    return [_sided((one.east, one.south, one.high), col, draw[3]), _sided((other.east, other.south, other.high), col,
                                                                         1.0 - draw[4])]  # fmt: skip


def _spur(top: tuple[float, float, float], turn: float, reach: float, seed: Seed) -> list[_Ridge]:
    """Return a spur: steep below the summit, then a shoulder, then two arms that part on their way down."""
    draw = seed.uniform(8)
    near = reach * (0.26 + 0.20 * float(draw[0]))
    shoulder = _on(top, turn, near, top[2] * (0.50 + 0.20 * float(draw[1])))
    bend = turn + 0.7 * (float(draw[2]) - 0.5)
    foot = _on(shoulder, bend, reach * (0.55 + 0.35 * float(draw[3])), 0.0)
    fork = bend + (0.55 + 0.45 * float(draw[4])) * (1.0 if draw[5] > 0.5 else -1.0)
    arm = _on(shoulder, fork, reach * (0.36 + 0.25 * float(draw[6])), 0.0)
    return [_sided(top, shoulder, draw[7]), _sided(shoulder, foot, 1.0 - draw[7]), _sided(shoulder, arm, draw[7])]


def _on(start: tuple[float, float, float], turn: float, far: float, high: float) -> tuple[float, float, float]:
    return start[0] + far * float(np.sin(turn)), start[1] + far * float(np.cos(turn)), high


def _sided(start: tuple[float, float, float], end: tuple[float, float, float], draw: float) -> _Ridge:
    steep = _STEEP[0] + (_STEEP[1] - _STEEP[0]) * float(draw)
    gentle = _GENTLE[0] + (_GENTLE[1] - _GENTLE[0]) * float(draw)
    return _Ridge(start, end, *((steep, gentle) if draw > 0.5 else (gentle, steep)))


def _raise(high: F32, east: F32, south: F32, ridge: _Ridge) -> None:
    """Raise `high` (n, n) to what `ridge` alone would make it."""
    (x, z, top), (to_x, to_z, low) = ridge.start, ridge.end
    way = np.float32(to_x - x), np.float32(to_z - z)
    du, dv = east - np.float32(x), south - np.float32(z)
    along = np.clip((du * way[0] + dv * way[1]) / max(float(way[0] ** 2 + way[1] ** 2), 1e-9), 0.0, 1.0)
    off_u, off_v = du - along * way[0], dv - along * way[1]
    away = np.sqrt(off_u * off_u + off_v * off_v)
    side = du * way[1] - dv * way[0]
    slope = np.where(side > 0.0, np.float32(ridge.left), np.float32(ridge.right))
    np.maximum(high, np.float32(top) + np.float32(low - top) * along - slope * away, out=high)
