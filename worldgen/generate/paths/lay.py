"""Paths from the start to every stop: found, smoothed, graded and carved."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from worldgen.core.issues import SpecError, issue
from worldgen.generate.land import Land
from worldgen.generate.paths.carve import carve
from worldgen.generate.paths.network import Network, Route, Stop
from worldgen.generate.paths.routing import EASE, Routing, _nodes_of, routing
from worldgen.generate.paths.search import F64, Search, add_sources, best_at, new_search, spread, trace
from worldgen.generate.paths.trail import STEP_M, grade_profile, smooth_line
from worldgen.generate.plan import PathRules
from worldgen.scene import Agent

REUSE = 0.25  # what a metre of path that is there already costs


def lay_paths(
    land: Land, stops: Sequence[Stop], rules: PathRules, agent: Agent, start: Stop, ways: Routing | None = None
) -> Network:
    """Return the land with paths from `start` to every stop.

    Raises
    ------
    SpecError
        STATION_UNREACHABLE for every stop to which no path can be made.
    """
    ways = ways or routing(land, rules, agent)
    search = new_search(ways)
    home = _nodes_of(ways, ways.link, start.position_m)
    if home.size:
        add_sources(search, home, _away(ways, home, start))
    far = [float(np.hypot(s.position_m[0] - start.position_m[0], s.position_m[1] - start.position_m[1])) for s in stops]
    routes: list[Route] = []
    lost: list[Stop] = []
    for k in sorted(range(len(stops)), key=lambda k: (far[k], stops[k].id)):
        found = _route_to(search, stops[k], start, routes)
        if found is None:
            lost.append(stops[k])
        else:
            routes.append(found)
    if lost:
        raise SpecError([issue("STATION_UNREACHABLE", s.pointer, station=s.id, why="the land between is too steep or under water", mend="move it") for s in lost])
    if not routes:
        return Network(land, (), (), np.zeros_like(land.blocked))
    carved, fine = carve(land, np.concatenate([r.line_m for r in routes]).astype(np.float64), rules.width_m)
    return Network(carved, tuple(routes), (), fine)


def _away(ways: Routing, nodes: np.ndarray, stop: Stop) -> F64:
    xz = _node_xz(ways, nodes)
    return np.hypot(xz[:, 0] - stop.position_m[0], xz[:, 1] - stop.position_m[1])


def _node_xz(ways: Routing, nodes: np.ndarray) -> F64:
    row, col = np.divmod(np.asarray(nodes), ways.side)
    return np.stack([col, row], axis=1) * ways.spacing_m - ways.land.size_m / 2


def _route_to(search: Search, stop: Stop, start: Stop, routes: list[Route]) -> Route | None:
    ways = search.ways
    goals = _nodes_of(ways, ways.link, stop.position_m)
    if not goals.size:
        return None
    extra = _away(ways, goals, stop)
    spread(search, goals, extra)
    total, which = best_at(search, goals, extra)
    if not np.isfinite(total):
        return None
    nodes = np.array(trace(search, int(goals[which])))
    corner = _node_xz(ways, nodes)
    first = np.array([start.position_m]) if not routes else corner[:0]
    line = smooth_line(np.concatenate([first, corner, [stop.position_m]]), 2.2)
    base = float(search.root[nodes[0]])
    steps = np.hypot(*np.diff(corner, axis=0).T) if len(corner) > 1 else np.zeros(0)
    add_sources(search, nodes, REUSE * (base + np.concatenate([[0.0], np.cumsum(steps)])))
    natural = np.interp(0, [0], [0]) + _height(ways, line)
    along = np.arange(len(line)) * STEP_M
    y = grade_profile(natural, along * np.tan(ways.rules.max_slope_rad) * (EASE + 0.08), None, None)
    xyz = np.stack([line[:, 0], y, line[:, 1]], axis=1).astype(np.float32)
    return Route(f"path.{stop.id}", start.id, stop.id, xyz)


def _height(ways: Routing, line: F64) -> F64:
    from worldgen.core.grid import bilinear

    half, cell = ways.land.size_m / 2, ways.land.cell_m
    return bilinear(ways.smooth_m, (line[:, 1] + half) / cell, (line[:, 0] + half) / cell).astype(np.float64)
