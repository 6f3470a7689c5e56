"""The coarse graph on which paths are found: which ways over the land could be carved, and where they lead.

Nodes stand on every `stride`-th sample of the land. An edge joins two nodes in one of 32 directions when a tread
between them would stay within the slope cap with little cut and fill, clear of what is blocked and of deep water.

CONTRIBUTOR NOTES
    32 directions and not 8: on a steep cone the only ways up are traverses close to the contour lines, and with gaps
    of 45 degrees there often is none. All tests run on strided views of the grid, one a sample of a direction, so
    that no index arrays are made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import blur, dilate
from worldgen.generate.land import F32, Land, Mask
from worldgen.generate.plan import PathRules
from worldgen.scene import Agent

I64 = NDArray[np.int64]
B8 = NDArray[np.bool_]

EASE: Final = 0.85  # share of the slope cap that edges may use; the rest is for bends and rounding
CUT_M: Final = 0.7  # deepest cut or fill along an edge
SIDE_SLOPE: Final = 0.95  # steepest natural ground (rise over run) on which a tread is cut into the side
SHALLOW_M: Final = 0.05  # water no deeper may lie on the way


def _directions() -> tuple[tuple[int, int], ...]:
    """Return 32 steps (rows, cols): the first 16 point to one half plane, step k + 16 is the reverse of step k."""
    steps = {(r, c) for r in range(-3, 4) for c in range(-3, 4) if np.gcd(r, c) == 1 and (r, c) != (0, 0)}
    steps -= {(r, c) for r, c in steps if max(abs(r), abs(c)) == 3 and min(abs(r), abs(c)) not in (1, 2)}
    half = sorted(((r, c) for r, c in steps if r > 0 or (r == 0 and c > 0)), key=lambda s: np.arctan2(s[0], s[1]))
    return (*half, *((-r, -c) for r, c in half))


STEPS: Final = _directions()
HALF: Final = len(STEPS) // 2


@dataclass(frozen=True, eq=False, slots=True)
class Routing:
    """The graph of ways that could be carved over `land`.

    `open` (32, m * m) says for each node which of the 32 steps are ways; `cost_m` their length, weighted by how
    good they are to walk; `clear` (n, n) is where the middle of a tread may run. `span_a`, `span_b` are the nodes at
    the ends of possible bridges, each listed both ways.
    """

    land: Land
    rules: PathRules
    agent: Agent
    stride: int
    side: int  # nodes on a side, m
    smooth_m: F32  # (n, n) height of the ground without its small bumps
    clear: Mask  # (n, n)
    open: B8  # (32, m * m)
    cost_m: F32  # (32, m * m)
    offset: I64  # (32,) what to add to a node's number to get its neighbour's
    span_a: I64
    span_b: I64
    span_heading: I64  # nearest of the 32 directions
    span_cost_m: F32
    link: B8  # (4, n, n): the sample joins the node north-west, north-east, south-west, south-east of it

    @property
    def spacing_m(self) -> float:
        """Distance between neighbouring nodes in metres."""
        return self.stride * self.land.cell_m


def routing(land: Land, rules: PathRules, agent: Agent) -> Routing:
    """Return the graph of ways over `land` within the slope cap of `rules`."""
    stride = _stride(land)
    side = (land.rows - 1) // stride + 1
    smooth = blur(land.height_m, stride * 0.6, 2)
    clear = _clear(land, rules, agent, smooth)
    steep = np.tan(min(rules.max_slope_rad, agent.max_slope_rad)) * EASE
    opened = np.zeros((len(STEPS), side, side), np.bool_)
    cost = np.full((len(STEPS), side, side), np.inf, np.float32)
    toll = _toll(land, smooth)
    for k, (dr, dc) in enumerate(STEPS[:HALF]):
        ok, price = _edges(land, smooth, clear, (dr, dc), stride, float(steep), toll)
        tail, head = _ends(side, dr, dc)
        opened[k][tail], opened[k + HALF][head] = ok, ok
        cost[k][tail], cost[k + HALF][head] = price, price
    flat_open = opened.reshape(len(STEPS), -1)
    none = np.zeros(0, np.int64)
    return Routing(
        land, rules, agent, stride, side, smooth, clear, flat_open,
        np.where(flat_open, cost.reshape(len(STEPS), -1), np.float32(np.inf)),
        np.array([dr * side + dc for dr, dc in STEPS], np.int64),
        none, none, none, np.zeros(0, np.float32),
        _links(land, smooth, clear, stride, float(steep)),
    )  # fmt: skip


def reach(ways: Routing, start_xz: tuple[float, float], extra_blocked: Mask | None = None) -> Mask:
    """Return where an agent can get to from `start_xz` by paths that could be carved, (n, n) bool.

    `extra_blocked` is taken as not to be entered, besides what is blocked on the land.
    """
    opened, link, clear = _without(ways, extra_blocked)
    seen = _flood(ways, opened, link, start_xz)
    return _fine(ways, seen, link) & clear


def still_connected(
    ways: Routing, extra_blocked: Mask, must_reach: tuple[tuple[float, float], ...], start_xz: tuple[float, float]
) -> bool:
    """Return whether all points of `must_reach` can still be got to from `start_xz` with `extra_blocked` taken."""
    got = reach(ways, start_xz, extra_blocked)
    x, z = np.array(must_reach, np.float32).reshape(-1, 2).T
    return bool(got[ways.land.cell_of(x, z)].all())


def _stride(land: Land) -> int:
    wanted = 4.0 if land.cell_m >= 0.9 else 2.0
    stride = max(round(wanted / land.cell_m), 2)
    while (land.rows - 1) % stride:
        stride -= 1
    return stride


def _clear(land: Land, rules: PathRules, agent: Agent, smooth: F32) -> Mask:
    taken = land.blocked | (land.cover == 4)
    near = (agent.radius_m + rules.width_m * 0.25 + land.cell_m * 0.75) / land.cell_m
    bad = dilate(taken, near) | dilate(land.depth_m() > SHALLOW_M, rules.width_m * 0.5 / land.cell_m + 0.5)
    dz, dx = np.gradient(smooth, land.cell_m)
    bad |= np.hypot(dx, dz) > SIDE_SLOPE
    rim = 3
    bad[:rim], bad[-rim:], bad[:, :rim], bad[:, -rim:] = True, True, True, True
    return ~bad


def _toll(land: Land, smooth: F32) -> F32:
    """Return what a metre costs at each sample: more across steep ground."""
    dz, dx = np.gradient(smooth, land.cell_m)
    return (1.0 + 1.2 * np.minimum(np.hypot(dx, dz), 1.0)).astype(np.float32)


def _ends(side: int, dr: int, dc: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    rows = slice(max(-dr, 0), side - max(dr, 0))
    cols = slice(max(-dc, 0), side - max(dc, 0))
    return (rows, cols), (slice(rows.start + dr, rows.stop + dr), slice(cols.start + dc, cols.stop + dc))


def _view(field: NDArray[Any], side: int, step: tuple[int, int], at: tuple[int, int], stride: int) -> NDArray[Any]:
    """Return `field` at `at` samples past every tail of `step`, as a strided view."""
    (rows, cols), _ = _ends(side, *step)
    r0, c0 = rows.start * stride + at[0], cols.start * stride + at[1]
    return field[r0 : (rows.stop - 1) * stride + at[0] + 1 : stride, c0 : (cols.stop - 1) * stride + at[1] + 1 : stride]


def _edges(
    land: Land, smooth: F32, clear: Mask, step: tuple[int, int], stride: int, steep: float, toll: F32
) -> tuple[B8, F32]:
    side = (land.rows - 1) // stride + 1
    run = float(np.hypot(*step)) * stride * land.cell_m
    low = _view(smooth, side, step, (0, 0), stride)
    high = _view(smooth, side, step, (step[0] * stride, step[1] * stride), stride)
    rise = high - low
    ok = np.abs(rise) <= steep * run
    price = np.zeros(ok.shape, np.float32)
    count = max(int(np.ceil(max(abs(step[0]), abs(step[1])) * stride / max(2.0 / land.cell_m, 1.0))), 2)
    for k in range(count + 1):
        share = k / count
        at = (round(step[0] * stride * share), round(step[1] * stride * share))
        ok = ok & _view(clear, side, step, at, stride)
        if 0 < k < count:
            ok &= np.abs(_view(smooth, side, step, at, stride) - low - rise * np.float32(share)) <= CUT_M
        price += _view(toll, side, step, at, stride)
    price *= np.float32(run / (count + 1))
    return ok, price


def _links(land: Land, smooth: F32, clear: Mask, stride: int, steep: float) -> B8:
    """Return which of the four nodes around each sample it can be joined to in a straight line."""
    n = land.rows
    index = np.arange(n)
    out = np.zeros((4, n, n), np.bool_)
    low = np.minimum(index // stride, (n - 1) // stride - 1) * stride
    for k in range(4):
        r = low + (k // 2) * stride
        c = low + (k % 2) * stride
        away = np.hypot((index - r)[:, None], (index - c)[None, :]).astype(np.float32) * np.float32(land.cell_m)
        rise = np.abs(smooth - smooth[r[:, None], c[None, :]])
        half = clear[((index + r) // 2)[:, None], ((index + c) // 2)[None, :]]
        out[k] = clear & half & clear[r[:, None], c[None, :]] & (rise <= steep * away + CUT_M)
    return out


def _without(ways: Routing, extra: Mask | None) -> tuple[B8, B8, Mask]:
    if extra is None or not extra.any():
        return ways.open, ways.link, ways.clear
    grown = dilate(extra, (ways.agent.radius_m + ways.rules.width_m * 0.25) / ways.land.cell_m + 0.75)
    side, stride = ways.side, ways.stride
    hit = np.zeros((len(STEPS), side, side), np.bool_)
    for k, step in enumerate(STEPS[:HALF]):
        tail, head = _ends(side, *step)
        count = max(int(np.ceil(max(abs(step[0]), abs(step[1])) * stride / max(2.0 / ways.land.cell_m, 1.0))), 2)
        here = hit[k][tail]
        for s in range(count + 1):
            at = (round(step[0] * stride * s / count), round(step[1] * stride * s / count))
            here |= _view(grown, side, step, at, stride)
        hit[k + HALF][head] = here
    return ways.open & ~hit.reshape(len(STEPS), -1), ways.link & ~grown, ways.clear & ~grown


def _nodes_of(ways: Routing, link: B8, xz: tuple[float, float]) -> I64:
    """Return the numbers of the nodes that the sample nearest to a point is joined to."""
    row, col = (int(v) for v in ways.land.cell_of(np.float32(xz[0]), np.float32(xz[1])))
    last = ways.side - 2
    r, c = min(row // ways.stride, last), min(col // ways.stride, last)
    corners = np.array([r * ways.side + c, r * ways.side + c + 1, (r + 1) * ways.side + c, (r + 1) * ways.side + c + 1])
    return corners[link[:, row, col]]


def _flood(ways: Routing, opened: B8, link: B8, start_xz: tuple[float, float]) -> B8:
    seen = np.zeros(ways.side * ways.side, np.bool_)
    front = _nodes_of(ways, link, start_xz)
    seen[front] = True
    while front.size:
        go = opened[:, front]
        found = (front[None, :] + ways.offset[:, None])[go]
        if ways.span_a.size:
            now = np.zeros_like(seen)
            now[front] = True
            found = np.concatenate([found, ways.span_b[now[ways.span_a]]])
        found = found[~seen[found]]
        seen[found] = True
        fresh = np.zeros_like(seen)
        fresh[found] = True
        front = np.flatnonzero(fresh)
    return seen


def _fine(ways: Routing, seen: B8, link: B8) -> Mask:
    n = ways.land.rows
    low = np.minimum(np.arange(n) // ways.stride, ways.side - 2)
    grid = seen.reshape(ways.side, ways.side)
    out = np.zeros((n, n), np.bool_)
    for k in range(4):
        out |= link[k] & grid[(low + k // 2)[:, None], (low + k % 2)[None, :]]
    return out
