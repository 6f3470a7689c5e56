"""Stairs, ramps and lifts as one sees them: treads, balustrades, the panel of a lift."""

from __future__ import annotations

import math

import numpy as np

from worldgen.generate.buildings.assemble import Pieces, beam, placed, plain, proud
from worldgen.generate.buildings.scheme import Scheme
from worldgen.generate.buildings.shell import Band, bands
from worldgen.generate.buildings.surfaces import RAIL_M, goes_on
from worldgen.generate.rooms.floor_plan import FloorPlan, Link
from worldgen.generate.shapes import Shape, extrude, merge, moved

RISE_M = 0.18
SOFFIT_M = 0.2  # thickness of a flight below its treads
RAIL_TOP_M = 0.95


def make_flights(plan: FloorPlan, scheme: Scheme) -> dict[str, Pieces]:
    """Return the flights of `plan` by part, those below with the storey from which they rise."""
    levels = {band.level: band for band in bands(plan)}
    found: dict[str, Pieces] = {}
    for link in plan.links:
        low, high = levels[link.levels[0]], levels[link.levels[1]]
        if link.kind == "lift":
            for band in (low, high):
                found.setdefault(f"storey_{band.level}", []).extend(_lift(link, band))
            continue
        made = _flight(link, low, high, scheme)
        found.setdefault(f"storey_{low.level}", []).extend(_along(made, link, low.floor_m))
        found.setdefault(f"storey_{high.level}", []).extend(
            _along(_balustrade(link, scheme, ends=not goes_on(plan, link)), link, high.floor_m)
        )
    return found


def _along(pieces: Pieces, link: Link, y_m: float) -> Pieces:
    """Return pieces made with their foot at the origin and running along -Z, where the flight is."""
    (fx, fz), (hx, hz) = link.foot_m, link.head_m
    return placed(pieces, (fx, y_m, fz), math.atan2(-(hx - fx), -(hz - fz)))


def _long(link: Link) -> float:
    return math.dist(link.foot_m, link.head_m)


def _flight(link: Link, low: Band, high: Band, scheme: Scheme) -> Pieces:
    rise, run = high.floor_m - low.floor_m, _long(link)
    if link.kind == "ramp":
        outline = [(0.0, 0.0), (run, rise), (run, rise - SOFFIT_M), (SOFFIT_M * run / rise, 0.0)]
    else:
        count = math.ceil(rise / RISE_M - 1e-6)
        going, riser = run / count, rise / count
        outline = [point for i in range(count) for point in ((i * going, i * riser), (i * going, (i + 1) * riser))]
        outline += [(run, rise), (run, rise - riser - SOFFIT_M), (going, 0.0)]
    side = np.array(outline) * np.array([1.0, 1.0]) - np.array([0.0, 0.003])
    body = moved(extrude(side, link.width_m - 0.004), turn_rad=(0.0, math.pi / 2, 0.0))
    return [
        plain(body, scheme.floor if scheme.walls != "stone" else scheme.stone),
        *_handrails(link, rise, run, scheme),
    ]


def _handrails(link: Link, rise: float, run: float, scheme: Scheme) -> Pieces:
    long, lean = math.hypot(rise, run), math.atan2(rise, run)
    found: Pieces = []
    for side in (-1.0, 1.0):
        x = side * (link.width_m / 2 - 0.04)
        rail = beam((0.06, 0.07, long), (x, rise / 2 + RAIL_TOP_M - 0.06, -run / 2), scheme.beam, (lean, 0.0, 0.0))
        found.append(rail)
        count = max(2, round(run / 0.9))
        posts: list[Shape] = []
        for i in range(count + 1):
            share = (i + 0.15) / (count + 0.3)
            _, post = beam((0.04, RAIL_TOP_M, 0.04), (x, rise * share - 0.02, -run * share), scheme.beam)
            posts.append(post)
        found.append(("matte", merge(posts)))
    return found


def _balustrade(link: Link, scheme: Scheme, *, ends: bool) -> Pieces:
    """Return the rails around the well: along both sides and, if it `ends`, across the end over the foot."""
    run, half = _long(link), link.width_m / 2 + RAIL_M / 2
    found: Pieces = []
    for x in (-half, half):
        found.append(beam((RAIL_M, 0.08, run), (x, RAIL_TOP_M, -run / 2), scheme.beam))
        found += [beam((0.04, RAIL_TOP_M, 0.04), (x, 0.0, -run * (k + 0.5) / 6), scheme.beam) for k in range(6)]
    if not ends:
        return found
    found.append(beam((2 * half + RAIL_M, 0.08, RAIL_M), (0, RAIL_TOP_M - 0.001, RAIL_M / 2), scheme.beam))
    found += [
        beam((0.04, RAIL_TOP_M, 0.04), (x, 0.0, RAIL_M / 2), scheme.beam) for x in (-half, -half / 3, half / 3, half)
    ]
    return found


def _lift(link: Link, band: Band) -> Pieces:
    """Return the back panel of a cabin with a rail, in the frame of the building."""
    xs, zs = [x for x, _ in link.outline_m], [z for _, z in link.outline_m]
    x, z, wide, deep = (min(xs) + max(xs)) / 2, (min(zs) + max(zs)) / 2, max(xs) - min(xs), max(zs) - min(zs)
    tall = min(2.2, band.ceiling_m - band.floor_m - 0.1)
    found: Pieces = [
        proud((wide - 0.08, tall, 0.03), (0, 0.02, 0), "#b9c4c6"),
        proud((wide - 0.3, 0.06, 0.05), (0, 0.9, 0.04), "#7f8a8d"),
        proud((0.22, 0.5, 0.03), (wide * 0.3, 1.0, 0.02), "#4b4f55"),
        *(proud((0.08, 0.08, 0.03), (wide * 0.3, 1.08 + 0.14 * k, 0.035), "#e5ae3f") for k in range(3)),
    ]  # fmt: skip
    away = (link.foot_m[0] - x, link.foot_m[1] - z)
    along_z = abs(away[1]) >= abs(away[0])
    turn = (0.0 if away[1] >= 0 else math.pi) if along_z else math.copysign(math.pi / 2, away[0])
    reach = (deep if along_z else wide) / 2 - 0.03
    at = (x - math.sin(turn) * reach, band.floor_m, z - math.cos(turn) * reach)
    return placed(found, at, turn)
