"""Paths from the start to every stop: found, smoothed, graded and carved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import Final

import numpy as np

from worldgen.core.issues import SpecError
from worldgen.core.record import dataclass
from worldgen.generate.land import Land
from worldgen.generate.paths.carve import carve, core_m
from worldgen.generate.paths.network import Bridge, Network, Route, Stop
from worldgen.generate.paths.refusal import refuse
from worldgen.generate.paths.routing import Routing, nodes_at, routing
from worldgen.generate.paths.search import (
    Goal,
    Search,
    add_sources,
    best_at,
    goal_at,
    new_search,
    node_xz,
    spread,
    trace,
)
from worldgen.generate.paths.spans import Spans, deck_width_m
from worldgen.generate.paths.steps import F64, I64
from worldgen.generate.paths.strip import (
    PAD_M,
    Ease,
    Strip,
    cells_of,
    grade,
    is_straight_way,
    is_sunk,
    lay_line,
    runs_of,
)
from worldgen.generate.paths.walk import check_walk, deck_of
from worldgen.generate.plan import PathRules
from worldgen.scene import Agent

REUSE: Final = 0.25  # what a metre of path that is there already costs
_DIRECT_M: Final = 8.0  # from a tread this close a path goes straight to its stop
_SKIP: Final = 3  # nodes at either end of a path that may be left out for a straight way
_EASES: Final = (  # tried in turn until one can be walked
    Ease(), Ease(2.3, 1.5, inland=1.6), Ease(1.2, 0.7, inland=1.2), Ease(2.3, 0.7, 0.5, inland=2.4),
)  # fmt: skip
_BARRED: Final = 4  # times that bridges are left out which no way comes high enough for
_LEDGE: Final = 1.2  # samples of ground that go on below the end of a deck


@dataclass(eq=False, slots=True)
class _Laid:
    """What has been laid so far."""

    ways: Routing
    search: Search
    ease: Ease
    ground_m: F64  # (p, 3) points of treads
    strips: list[Strip] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    sunk: list[tuple[int, int]] = field(default_factory=list)  # bridges that no way comes high enough for, by nodes


def lay_paths(
    land: Land, stops: Sequence[Stop], rules: PathRules, agent: Agent, start: Stop, ways: Routing | None = None
) -> Network:
    """Return the land with paths from `start` to every stop.

    Paths are laid from the nearest stop to the farthest, each from whatever is there already. `ways` saves making
    the graph again when the caller has it; it must be that of `land`, `rules` and `agent`.

    Raises
    ------
    SpecError
        STATION_UNREACHABLE for every stop to which no path can be made.
    """
    if ways is None or ways.land is not land:
        ways = routing(land, rules, agent)
    far = [float(np.hypot(s.position_m[0] - start.position_m[0], s.position_m[1] - start.position_m[1])) for s in stops]
    order = [stops[k] for k in sorted(range(len(stops)), key=lambda k: (far[k], stops[k].id))]
    open_ways, lost = ways, list[Stop]()
    for _ in range(_BARRED + 1):
        network, lost, sunk = _tried(open_ways, order, start)
        if network is not None:
            return network
        if not sunk:
            break
        open_ways = _without_bridges(open_ways, sunk)
    raise SpecError([refuse(ways, stop, start) for stop in stops if stop in lost])


def _tried(
    ways: Routing, order: Sequence[Stop], start: Stop
) -> tuple[Network | None, list[Stop], list[tuple[int, int]]]:
    """Return the paths with which every stop can be walked to; or the stops that cannot, and bridges to leave out."""
    lost: list[Stop] = []
    sunk: list[tuple[int, int]] = []
    for ease in _EASES:
        laid = _begin(ways, start, ease)
        lost = [stop for stop in order if not _lay(laid, stop, start)]
        sunk += laid.sunk
        if lost:
            break
        network = _carved(laid)
        lost = check_walk(network.land, network, [deck_of(b) for b in network.bridges], order, start, ways.agent)
        if not lost:
            return network, [], []
    return None, lost, sunk


def _without_bridges(ways: Routing, sunk: Sequence[tuple[int, int]]) -> Routing:
    spans = ways.spans
    ends = {frozenset(pair) for pair in sunk}
    pairs = zip(spans.a.tolist(), spans.b.tolist(), strict=True)
    keep = np.array([frozenset(pair) not in ends for pair in pairs], np.bool_)
    kept = Spans(spans.a[keep], spans.b[keep], spans.heading[keep], spans.cost_m[keep], spans.cells[keep])
    return replace(ways, spans=kept)


def _begin(ways: Routing, start: Stop, ease: Ease) -> _Laid:
    search = new_search(ways)
    home = nodes_at(ways, ways.link, start.position_m)
    if home.size:
        add_sources(search, home, goal_at(ways, home, start.position_m).extra_m.astype(np.float64))
    x, z = start.position_m
    y = _ground_m(ways.land, (x, z))
    return _Laid(ways, search, ease, np.array([[x, y, z]]))


def _lay(laid: _Laid, stop: Stop, start: Stop) -> bool:
    """Lay a path to `stop`; return False where there is none."""
    ways = laid.ways
    here = np.array(stop.position_m)
    spans: list[tuple[int, int]] = []
    away = np.hypot(laid.ground_m[:, 0] - here[0], laid.ground_m[:, 2] - here[1])
    close = int(away.argmin())
    if away[close] < 0.25:
        return True
    begin = laid.ground_m[close, [0, 2]]
    if away[close] <= _DIRECT_M and is_straight_way(ways, begin, here):
        corner, bridge = np.stack([begin, here]), [False]
    else:
        found = _find(laid, stop)
        if found is None:
            return False
        corner, bridge, spans = found
    line, deck = lay_line(ways, corner, bridge, laid.ease)
    height = _ground_m(ways.land, stop.position_m)
    strip = grade(ways, line, deck, laid.ground_m, height, laid.ease)
    if is_sunk(ways, strip):
        laid.sunk += spans
        return False
    laid.strips.append(strip)
    laid.names.append((start.id, stop.id))
    laid.ground_m = np.concatenate([laid.ground_m, strip.xyz_m[~strip.deck]])
    return True


def _ground_m(land: Land, xz: tuple[float, float]) -> float:
    x, z = np.array([xz], np.float32).T
    return float(land.height_at(x, z)[0])


def _find(laid: _Laid, stop: Stop) -> tuple[F64, list[bool], list[tuple[int, int]]] | None:
    """Return the corners (c, 2) of the cheapest way to `stop`, which pieces are bridges, and their nodes."""
    ways, search = laid.ways, laid.search
    nodes = nodes_at(ways, ways.link, stop.position_m)
    if not nodes.size:
        return None
    goal: Goal = goal_at(ways, nodes, stop.position_m)
    spread(search, goal)
    total, last = best_at(search, goal)
    if not np.isfinite(total):
        return None
    chain, bridge = trace(search, last)
    corner = node_xz(ways, np.array(chain))
    _remember(search, np.array(chain), corner)
    away = np.hypot(laid.ground_m[:, 0] - corner[0, 0], laid.ground_m[:, 2] - corner[0, 1])
    begin = laid.ground_m[int(away.argmin()), [0, 2]]
    spans = [(chain[k], chain[k + 1]) for k, over in enumerate(bridge) if over]
    return *_pulled(ways, np.concatenate([begin[None], corner, [stop.position_m]]), [False, *bridge, False]), spans


def _remember(search: Search, chain: I64, corner: F64) -> None:
    """Let later paths begin anywhere on this one, at a part of what it costs to come so far."""
    base = float(search.root[chain[0]])
    steps = np.hypot(*np.diff(corner, axis=0).T) if len(corner) > 1 else np.zeros(0)
    add_sources(search, chain, base + REUSE * np.concatenate([[0.0], np.cumsum(steps)]))


def _pulled(ways: Routing, corner: F64, bridge: list[bool]) -> tuple[F64, list[bool]]:
    """Return the corners without detours to the first and last nodes, where a straight way does."""
    for skip in range(min(_SKIP, len(corner) - 2), 0, -1):
        if not any(bridge[: skip + 1]) and is_straight_way(ways, corner[0], corner[skip + 1]):
            corner = np.concatenate([corner[:1], corner[skip + 1 :]])
            bridge = bridge[skip:]
            break
    for skip in range(min(_SKIP, len(corner) - 2), 0, -1):
        if not any(bridge[-skip - 1 :]) and is_straight_way(ways, corner[-1], corner[-skip - 2]):
            corner = np.concatenate([corner[: -skip - 1], corner[-1:]])
            bridge = bridge[: len(bridge) - skip]
            break
    return corner, bridge


def _carved(laid: _Laid) -> Network:
    ways = laid.ways
    routes: list[Route] = []
    bridges: list[Bridge] = []
    decks = [np.zeros((0, 3))]
    treads: list[F64] = []
    for strip, (start, stop) in zip(laid.strips, laid.names, strict=True):
        xyz = strip.xyz_m.copy()
        for first, last in runs_of(strip.deck):
            bridge = _bridge(ways, strip, first, last, f"bridge.{stop}" + (f".{len(bridges)}" if bridges else ""))
            bridges.append(bridge)
            xyz[first : last + 1] = bridge.line_m
            ledge = max(round(_LEDGE * ways.land.cell_m / 0.5), 1)
            treads += [
                _level(strip.xyz_m[first : first + ledge + 1]),
                _level(strip.xyz_m[last : last - ledge - 1 : -1]),
            ]
            decks.append(bridge.line_m.astype(np.float64)[ledge + 1 : -ledge - 1])
        routes.append(Route(f"path.{stop}", start, stop, xyz.astype(np.float32)))
    cell = ways.land.cell_m
    every = max(min(int(2 * cell), max(int(cell), 2)), 1)  # points 0.5 to 2 m apart are enough for the bed
    ends = np.concatenate([laid.ground_m[:1], *(s.xyz_m[-1:] for s in laid.strips)])
    treads = [ends, _pads(ways, ends), *(s.xyz_m[~s.deck][::every] for s in laid.strips), *treads]
    land, fine = carve(ways, np.concatenate(treads), np.concatenate(decks))
    return Network(land, tuple(routes), tuple(bridges), fine)


def _pads(ways: Routing, ends: F64) -> F64:
    """Return points around each stop (k, 3), so far out that the ground is level over the radius of a pad."""
    cell = ways.land.cell_m
    radius = max(PAD_M + 1.42 * cell - core_m(cell, ways.rules.width_m), 0.0)
    angle = np.arange(8) * (np.pi / 4)
    ring = radius * np.stack([np.cos(angle), np.zeros(8), np.sin(angle)], axis=1)
    return np.asarray((ends[:, None, :] + ring[None, :, :]).reshape(-1, 3))


def _level(points: F64) -> F64:
    """Return the points at the height of the first."""
    out = points.copy()
    out[:, 1] = out[0, 1]
    return out


def _bridge(ways: Routing, strip: Strip, first: int, last: int, name: str) -> Bridge:
    """Return the bridge over a run of points: its deck is a flat arch between the heights of its ends."""
    line = strip.xyz_m[first : last + 1].copy()
    length = float(np.hypot(*(line[-1, [0, 2]] - line[0, [0, 2]])))
    share = np.linspace(0.0, 1.0, len(line))
    chord = abs(line[-1, 1] - line[0, 1]) / max(length, 1e-6)
    cap = np.tan(min(ways.rules.max_slope_rad, ways.agent.max_slope_rad))
    rise = max(0.85 * cap - chord, 0.0) * length / 4
    line[:, 1] = line[0, 1] + (line[-1, 1] - line[0, 1]) * share + 4 * rise * share * (1 - share)
    water = float(ways.water_near_m[cells_of(ways, line[:, [0, 2]])].max())
    return Bridge(name, line.astype(np.float32), deck_width_m(ways.rules.width_m), water)
