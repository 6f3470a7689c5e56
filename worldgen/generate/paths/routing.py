"""The coarse graph on which paths are found: which ways over the land could be carved, and where they lead.

Nodes stand on every `stride`-th sample of the land. An edge joins two nodes in one of 32 directions when a tread
between them would stay within the slope cap with little cut and fill, clear of what is blocked and of deep water.

CONTRIBUTOR NOTES
    32 directions and not 8: on a steep cone the only ways up are traverses close to the contour lines, and with gaps
    of 45 degrees there often is none. All tests run on strided views of the grid, one a sample of a direction, so
    that no index arrays are made.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import blur, dilate
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.land import F32, NO_WATER, Cover, Land, Mask
from worldgen.generate.paths.spans import Spans, deck_width_m, find_spans
from worldgen.generate.paths.steps import B8, F64, HALF, I64, STEPS, ends_of, samples_of, view_of
from worldgen.generate.plan import PathRules
from worldgen.scene import Agent

EASE: Final = 0.85  # share of the slope cap that edges may use; the rest is for bends and rounding
CUT_M: Final = 0.7  # deepest cut or fill along an edge on level ground
CUT_SIDE_M: Final = 0.7  # and more of it on a slope, where the line can bow to follow the land
OVER_M: Final = 0.3  # how much more an edge on a steep slope may climb: the tread is cut deeper, or bows
SIDE_SLOPE: Final = 1.1  # steepest natural ground (rise over run) on which a tread is cut into the side
SHALLOW_M: Final = 0.05  # water no deeper may lie on the way
_SPACING_M: Final = 4.0
_OVER_COST: Final = 4.0  # of climbing more, against the way that it would take at the slope allowed
_OVER_PAD: Final = np.float32(3.0)  # what a metre costs more over the pad of a thing, which a tread would have to move
_RIM: Final = 3  # samples at the edge of the world that stay as they are
_WANDER: Final = 0.10  # how much the cost of ground varies from place to place: ties break, and paths are not ruled
_MEANDER: Final = 0.5
_BUMP_M: Final = 22.0
_NEIGHBOURHOOD = Seed(0) / "paths"


@dataclass(frozen=True, eq=False, slots=True)
class Routing:
    """The graph of ways that could be carved over `land`.

    `open` (32, m * m) says for each node which of the 32 steps are ways; `cost_m` their length, weighted by how
    good they are to walk; `free` (n, n) is where nothing is in the way of a tread, `clear` where
    the ground is besides not too steep to cut one into.
    """

    land: Land
    rules: PathRules
    agent: Agent
    stride: int
    side: int  # nodes on a side, m
    smooth_m: F32  # (n, n) height of the ground without its small bumps
    water_near_m: F32  # (n, n) height of the water within about 3 m, very low where there is none
    pads: NDArray[np.int32]  # (n, n) number of the level ground under things, which moves as a whole; 0 for none
    free: Mask  # (n, n)
    clear: Mask  # (n, n)
    open: B8  # (32, m * m)
    cost_m: F32  # (32, m * m)
    offset: I64  # (32,) what to add to a node's number to get its neighbour's
    spans: Spans
    link: B8  # (4, n, n): the sample joins the node north-west, north-east, south-west, south-east of it

    @property
    def spacing_m(self) -> float:
        """Distance between neighbouring nodes in metres."""
        return self.stride * self.land.cell_m


def routing(land: Land, rules: PathRules, agent: Agent, pads: NDArray[np.int32] | None = None) -> Routing:
    """Return the graph of ways over `land` within the slope cap of `rules`; carving moves each of `pads` as a whole."""
    stride = _stride(land)
    side = (land.rows - 1) // stride + 1
    smooth = blur(land.height_m, stride * 0.6, 2)
    free = _free(land, rules, agent)
    dz, dx = np.gradient(smooth, land.cell_m)
    slope = np.hypot(dx, dz)
    clear = free & (slope <= SIDE_SLOPE)
    steep = np.tan(min(rules.max_slope_rad, agent.max_slope_rad)) * EASE
    opened = np.zeros((len(STEPS), side, side), np.bool_)
    cost = np.full((len(STEPS), side, side), np.inf, np.float32)
    pads = np.zeros(land.blocked.shape, np.int32) if pads is None else pads
    toll = np.float32(1.2) * np.minimum(slope, 1.0) + _country(land.rows, land.cell_m)
    toll += _OVER_PAD * (pads > 0)
    for k, (dr, dc) in enumerate(STEPS[:HALF]):
        ok, price = _edges(land, (smooth, slope, clear, toll), (dr, dc), stride, float(steep))
        tail, head = ends_of(side, (dr, dc))
        opened[k][tail], opened[k + HALF][head] = ok, ok
        cost[k][tail], cost[k + HALF][head] = price, price
    flat_open = opened.reshape(len(STEPS), -1)
    spans = find_spans(land, smooth, clear, stride, float(steep), deck_width_m(rules.width_m))
    return Routing(
        land, rules, agent, stride, side, smooth, _water_near(land), pads, free, clear, flat_open,
        np.where(flat_open, cost.reshape(len(STEPS), -1), np.float32(np.inf)),
        np.array([dr * side + dc for dr, dc in STEPS], np.int64),
        spans,
        _links(land, smooth, clear, stride, float(steep)),
    )  # fmt: skip


def reach(ways: Routing, start_xz: tuple[float, float], extra_blocked: Mask | None = None) -> Mask:
    """Return where an agent can get to from `start_xz` by paths that could be carved, (n, n) bool.

    `extra_blocked` is taken as not to be entered, besides what is blocked on the land.
    """
    opened, link, clear, spans = _without(ways, extra_blocked)
    seen = _flood(ways, opened, link, spans, start_xz)
    return _fine(ways, seen, link) & clear


def still_connected(
    ways: Routing, extra_blocked: Mask, must_reach: tuple[tuple[float, float], ...], start_xz: tuple[float, float]
) -> bool:
    """Return whether all points of `must_reach` can still be got to from `start_xz` with `extra_blocked` taken."""
    got = reach(ways, start_xz, extra_blocked)
    x, z = np.array(must_reach, np.float32).reshape(-1, 2).T
    return bool(got[ways.land.cell_of(x, z)].all())


def _stride(land: Land) -> int:
    """Return a power of two of samples: nodes 2 to 4 m apart in small worlds, every other sample in large ones."""
    stride = 2
    while stride * 2 * land.cell_m <= _SPACING_M and (land.rows - 1) // stride > 64:
        stride *= 2
    return stride


def _free(land: Land, rules: PathRules, agent: Agent) -> Mask:
    """Return where the middle of a tread keeps clear of what is blocked, of water and of the edge of the world."""
    taken = land.blocked | (land.cover == Cover.LAVA_HOT)
    near = (agent.radius_m + rules.width_m * 0.25 + land.cell_m * 0.75) / land.cell_m
    bad = dilate(taken, near) | dilate(land.depth_m() > SHALLOW_M, rules.width_m * 0.5 / land.cell_m + 0.5)
    bad[:_RIM], bad[-_RIM:], bad[:, :_RIM], bad[:, -_RIM:] = True, True, True, True
    return ~bad


def _water_near(land: Land) -> F32:
    """Return the highest water within about 3 m of each sample."""
    out = np.where(land.wet(), land.water_m, NO_WATER)
    for _ in range(max(round(3.0 / land.cell_m), 1) if (out > NO_WATER).any() else 0):
        across = out.copy()
        np.maximum(across[1:], out[:-1], out=across[1:])
        np.maximum(across[:-1], out[1:], out=across[:-1])
        out = across.copy()
        np.maximum(out[:, 1:], across[:, :-1], out=out[:, 1:])
        np.maximum(out[:, :-1], across[:, 1:], out=out[:, :-1])
    return np.asarray(out, np.float32)


@lru_cache(maxsize=2)
def _country(rows: int, cell_m: float) -> F32:
    """Return what a metre costs at each sample of level ground, at least 1; the same for every land of a size."""
    axis = np.arange(rows, dtype=np.int64) - (rows - 1) // 2
    wander = _NEIGHBOURHOOD.at(axis[:, None], axis[None, :])
    toll = np.asarray(1.0 + _WANDER * wander + _MEANDER * _broad(axis * np.float64(cell_m)), np.float32)
    toll.flags.writeable = False
    return toll


def _broad(axis_m: F64) -> F32:
    """Return a field of broad bumps, 0 to 1, that paths over level ground go around."""
    at = axis_m / _BUMP_M
    low = np.floor(at).astype(np.int64)
    share = at - low
    share = share * share * (3.0 - 2.0 * share)
    lattice = np.arange(low[0], low[-1] + 2)
    bump = (_NEIGHBOURHOOD / "bumps").at(lattice[:, None], lattice[None, :])
    low = low - low[0]
    rows = bump[low] + (bump[low + 1] - bump[low]) * share[:, None]
    return np.asarray(rows[:, low] + (rows[:, low + 1] - rows[:, low]) * share[None, :], np.float32)


def _edges(
    land: Land, fields: tuple[F32, F32, Mask, F32], step: tuple[int, int], stride: int, steep: float
) -> tuple[B8, F32]:
    """Return for each tail of `step` whether it is a way, and what it costs; `fields`: smooth, slope, clear, toll."""
    smooth, slope, clear, toll = fields
    side = (land.rows - 1) // stride + 1
    run = float(np.hypot(*step)) * stride * land.cell_m
    low = view_of(smooth, side, step, (0, 0), stride)
    high = view_of(smooth, side, step, (step[0] * stride, step[1] * stride), stride)
    rise = high - low
    over = np.maximum(np.abs(rise) - np.float32(steep * run), 0.0)
    half = (round(step[0] * stride / 2), round(step[1] * stride / 2))
    ok = over <= OVER_M * np.minimum(view_of(slope, side, step, half, stride), 1.0)
    price = np.zeros(ok.shape, np.float32)
    count = samples_of(step, stride, land.cell_m)
    for k in range(count + 1):
        share = k / count
        at = (round(step[0] * stride * share), round(step[1] * stride * share))
        ok = ok & view_of(clear, side, step, at, stride)
        if 0 < k < count:
            off = np.abs(view_of(smooth, side, step, at, stride) - low - rise * np.float32(share))
            ok &= off <= CUT_M + CUT_SIDE_M * np.minimum(view_of(slope, side, step, at, stride), 1.0)
        price += view_of(toll, side, step, at, stride)
    price *= np.float32(run / (count + 1))
    price += over * np.float32(_OVER_COST / steep)
    return ok, price


def _links(land: Land, smooth: F32, clear: Mask, stride: int, steep: float) -> B8:
    """Return which of the four nodes around each sample it can be joined to in a straight line."""
    n = land.rows
    index = np.arange(n)
    out = np.zeros((4, n, n), np.bool_)
    low = np.minimum(index // stride, (n - 1) // stride - 1) * stride
    apart = np.arange(-stride, stride + 1)
    far = np.hypot(apart[:, None], apart[None, :]).astype(np.float32) * np.float32(land.cell_m)
    most = steep * far + CUT_M
    for k in range(4):
        r = low + (k // 2) * stride
        c = low + (k % 2) * stride
        rise = np.abs(smooth - smooth[r][:, c])  # rows, then columns: a fifth of the time of both at once
        half = clear[(index + r) // 2][:, (index + c) // 2]
        out[k] = clear & half & clear[r][:, c] & (rise <= most[index - r + stride][:, index - c + stride])
    return out


def _without(ways: Routing, extra: Mask | None) -> tuple[B8, B8, Mask, B8]:
    spans = ways.spans
    if extra is None or not extra.any():
        return ways.open, ways.link, ways.clear, np.ones(len(spans.a), np.bool_)
    grown = dilate(extra, (ways.agent.radius_m + ways.rules.width_m * 0.25) / ways.land.cell_m + 0.75)
    side, stride = ways.side, ways.stride
    hit = np.zeros((len(STEPS), side, side), np.bool_)
    for k, step in enumerate(STEPS[:HALF]):
        tail, head = ends_of(side, step)
        count = samples_of(step, stride, ways.land.cell_m)
        here = hit[k][tail]
        for s in range(count + 1):
            at = (round(step[0] * stride * s / count), round(step[1] * stride * s / count))
            here |= view_of(grown, side, step, at, stride)
        hit[k + HALF][head] = here
    crossed = np.asarray(grown.ravel()[spans.cells].any(axis=1))
    return ways.open & ~hit.reshape(len(STEPS), -1), ways.link & ~grown, ways.clear & ~grown, ~crossed


def nodes_at(ways: Routing, link: B8, xz: tuple[float, float]) -> I64:
    """Return the numbers of the nodes that the sample nearest to a point is joined to."""
    x, z = np.array([xz], np.float32).T
    row, col = (int(v[0]) for v in ways.land.cell_of(x, z))
    last = ways.side - 2
    r, c = min(row // ways.stride, last), min(col // ways.stride, last)
    corners = np.array([r * ways.side + c, r * ways.side + c + 1, (r + 1) * ways.side + c, (r + 1) * ways.side + c + 1])
    return corners[link[:, row, col]]


def _flood(ways: Routing, opened: B8, link: B8, span_open: B8, start_xz: tuple[float, float]) -> B8:
    seen = np.zeros(ways.side * ways.side, np.bool_)
    front = nodes_at(ways, link, start_xz)
    seen[front] = True
    while front.size:
        go = opened[:, front]
        found = (front[None, :] + ways.offset[:, None])[go]
        if span_open.any():
            now = np.zeros_like(seen)
            now[front] = True
            found = np.concatenate([found, ways.spans.b[now[ways.spans.a] & span_open]])
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
        out |= link[k] & grid[low + k // 2][:, low + k % 2]
    return out
