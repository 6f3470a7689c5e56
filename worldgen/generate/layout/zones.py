"""Zones: round places, chosen by their words and levelled before anything is built."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import quantile
from worldgen.core.issues import Issue, issue
from worldgen.generate.land import F32, Area, Cover, Mask
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.fields import ranked
from worldgen.generate.layout.footing import EDGE_M, inside_world
from worldgen.generate.layout.pads import disc, level_pad
from worldgen.generate.layout.placed import F64
from worldgen.generate.layout.refusal import lines_of, refuse_words
from worldgen.generate.layout.stations import screen
from worldgen.generate.layout.words import Place, Subject, read_place
from worldgen.generate.plan import Zone
from worldgen.scene import words

BANK_REACH_M = 26.0
TRIED = 96  # centres measured
APPROACH_M = 8.0  # a path comes in over this much ground outside of a zone
# of a zone that is all wet, all hot, uneven by a metre, as steep as it is high, a metre above the ground before it;
# more for the last drives zones off the rim of a crater
COSTS = np.array([20.0, 40.0, 1.5, 0.0, 0.4])
VIEWED = 20  # of these looked from
MOST_WET = 0.3  # share of a zone that may be shallow water, which stays
MOST_TAKEN = 0.12  # share that may be hot ground
SHALLOW_M = 1.2  # deepest water that a zone may reach into
DRY_M = 0.6  # a zone stands at least this much above the water around it
CUT_FROM_M, CUT_SHARE = 2.0, 0.02  # a pad on ground this uneven lies as low as this share of it: cut, not built out
STEEPEST = 0.75  # rise over run of the ground under a zone


def place_zone(board: Board, zone: Zone) -> Issue | None:
    """Place `zone` on the board and level it, or return why it cannot be."""
    subject = Subject(zone.id, "zone", zone.radius_m, zone.where, zone.pointer, zone.pointer)
    place = read_place(board, subject)
    found = refuse_words(board, subject, place)
    if found is not None:
        return found
    codes: list[str] = []
    for anywhere in (False, True):  # where it would best be; where that is no ground for it, all over its place
        centres = _centres(board, zone, place, anywhere=anywhere)
        if not len(centres):
            return _outside(board, subject, place, zone.radius_m)
        measure = _measure(board, zone, centres)
        good, code = _good(board, zone, centres, measure)
        codes.append(code)
        if good.any():
            break
    else:
        return _refuse(board, subject, place, codes[-1])
    centres, measure = centres[good], measure[good]
    rows, cols = board.cell_of(centres[:, 0], centres[:, 1])
    score = place.cost[rows, cols] + measure @ COSTS + (board.seed / zone.id).at(rows, cols) * 2.0
    best = centres[_with_views(board, zone, centres, score)]
    _commit(board, zone, (float(best[0]), float(best[1])))
    return None


def _good(board: Board, zone: Zone, centres: F64, measure: F64) -> tuple[Mask, str]:
    """Return on which centres the zone can be, and what ruled out the last of them."""
    good = np.ones(len(centres), np.bool_)
    for code, right in (
        ("IN_WATER", measure[:, 0] <= MOST_WET), ("ON_HOT_GROUND", measure[:, 1] <= MOST_TAKEN),
        ("TOO_STEEP", measure[:, 3] <= STEEPEST), ("ZONES_OVERLAP", _apart(board, zone, centres)),
    ):  # fmt: skip
        good &= right
        if not good.any():
            return good, code
    return good, ""


def _with_views(board: Board, zone: Zone, centres: F64, score: F64) -> int:
    """Return which centre is best, given what the stations in the zone must see of the land."""
    wanted = [s.look_at for s in board.plan.stations if s.look_at and zone.id in (s.where.in_, s.where.on)]
    wanted = [name for name in dict.fromkeys(wanted) if name in board.land.areas]
    few = np.argsort(score, kind="stable")[:VIEWED]
    if not wanted or len(few) < 2:
        return int(few[0])
    rank = score[few].copy()
    for name in wanted:
        away = np.array(board.centre_m(name)) - centres[few]
        length = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1.0)[:, None]
        edge = centres[few] + away / length * np.minimum(zone.radius_m * 0.7, length)
        level = board.height_at(centres[few][:, 0], centres[few][:, 1])
        rank -= screen(board, np.stack([edge[:, 0], level, edge[:, 1]], axis=1), name)
    return int(few[np.argmin(rank)])


def _centres(board: Board, zone: Zone, place: Place, *, anywhere: bool) -> F64:
    """Return the centres worth measuring (k, 2): the best by the words, or `anywhere` that the words allow."""
    if place.point is not None:
        point = np.array([place.point], np.float64)
        return point[board.inside(point, zone.radius_m + 1.0)]
    mask = place.mask & inside_world(board, zone.radius_m + EDGE_M)
    rows, cols = np.nonzero(mask)
    score = (board.seed / zone.id / "centre").at(rows, cols) * 6.0
    score = score + (0.0 if anywhere else place.cost[rows, cols])
    score = score + np.degrees(board.slope_rad[rows, cols]) * 0.05 + np.where(board.depth_m[rows, cols] > 0, 40.0, 0.0)
    keep = ranked(score, rows * board.land.rows + cols, TRIED)
    half = board.land.size_m / 2
    return np.stack([cols[keep] * board.cell_m - half, rows[keep] * board.cell_m - half], axis=1)


def _measure(board: Board, zone: Zone, centres: F64) -> F64:
    """Return (k, 5) for each centre: share wet, share hot, relief in metres, mean slope, height of the climb to it.

    Deep water counts ten times; the slope is rise over run.
    """
    ring = np.sqrt((np.arange(48) + 0.5) / 48.0) * zone.radius_m
    turn = np.arange(48) * 2.399963  # the golden angle spreads the points evenly
    points = centres[:, None, :] + np.stack([ring * np.cos(turn), ring * np.sin(turn)], axis=1)[None]
    height = board.height_at(points[..., 0], points[..., 1])
    depth = board.value_at(board.depth_m, points)
    wet = (depth > 0).mean(axis=1) + 10.0 * (depth > SHALLOW_M).mean(axis=1)
    hot = board.value_at(board.land.blocked, points).mean(axis=1)
    away = points - centres[:, None, :]
    square = (away**2).sum(axis=1)
    mean = height.mean(axis=1)
    lean = np.hypot(*(((height - mean[:, None])[..., None] * away).sum(axis=1) / square).T)
    way_up = mean - _around(board, zone, centres)
    return np.stack([wet, hot, np.std(height, axis=1), lean, np.maximum(way_up, 0.0)], axis=1)


def _around(board: Board, zone: Zone, centres: F64) -> F64:
    """Return the height of the ground some steps outside of each centre, the third highest of 16 directions."""
    turn = np.arange(16) * (np.pi / 8)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1) * (zone.radius_m + APPROACH_M)
    points = centres[:, None, :] + ring[None]
    return np.asarray(np.sort(board.height_at(points[..., 0], points[..., 1]), axis=1)[:, -3], np.float64)


def _apart(board: Board, zone: Zone, centres: F64) -> Mask:
    """Return which centres keep clear of the other zones (unless this one lies in them) and of what stands."""
    good = board.value_at(board.clear_m, centres) > min(zone.radius_m + 0.5, 9.5)
    inside = {zone.where.in_, zone.where.on}
    for name, other in board.zones.items():
        if name not in inside:
            away = np.hypot(centres[:, 0] - other.centre_m[0], centres[:, 1] - other.centre_m[1])
            good &= away >= zone.radius_m + board.radius_m[name] + 0.5
    fresh = good.copy()
    for tries, (x, z) in enumerate(board.avoid.get(zone.id, ())):  # wider after a few
        fresh &= np.hypot(centres[:, 0] - x, centres[:, 1] - z) > max(zone.radius_m * 0.7, 3.0) * 1.5 ** max(
            tries - 2, 0
        )
    return np.asarray(fresh if fresh.any() else good)


def _outside(board: Board, subject: Subject, place: Place, radius_m: float) -> Issue:
    return issue(
        "OUTSIDE_WORLD", subject.pointer, related=lines_of(board, subject, place), id=subject.id,
        size=f"{board.land.size_m:g}", need=f"{radius_m + 1:g}",
    )  # fmt: skip


def _refuse(board: Board, subject: Subject, place: Place, code: str) -> Issue:
    said = " and ".join(clause.text for clause in place.clauses) or "at that point"
    if code == "ZONES_OVERLAP":
        other = _nearest_zone(board, subject, place)
        return issue(
            "ZONES_OVERLAP", subject.pointer, related=lines_of(board, subject, place, (other,) if other else ()),
            id=subject.id, other=other or "what stands there", words=said,
        )  # fmt: skip
    return issue(code, subject.pointer, related=lines_of(board, subject, place), id=subject.id, words=said, share=0)


def _nearest_zone(board: Board, subject: Subject, place: Place) -> str | None:
    centre = place.point
    if centre is None:
        rows, cols = np.nonzero(place.mask)
        half = board.land.size_m / 2
        centre = (float(cols.mean()) * board.cell_m - half, float(rows.mean()) * board.cell_m - half)
    others = {name: area for name, area in board.zones.items() if name != subject.id}
    return min(
        others,
        key=lambda name: (
            np.hypot(others[name].centre_m[0] - centre[0], others[name].centre_m[1] - centre[1]) - board.radius_m[name]
        ),
        default=None,
    )


def _level(ground_m: F32) -> float:
    """Return the height of the pad: the middle of gentle ground; low on a ridge, which is cut, not built out."""
    if float(np.ptp(ground_m)) <= CUT_FROM_M:
        return float(ground_m.mean(dtype=np.float64))
    return quantile(ground_m, CUT_SHARE)


def _commit(board: Board, zone: Zone, centre_m: tuple[float, float]) -> None:
    box, away = disc(board, centre_m, zone.radius_m, BANK_REACH_M)
    inside = away <= 0.0
    ground = board.height_m[box][inside]
    level = _level(ground) if ground.size else float(board.height_at(*map(np.array, centre_m)))
    near_water = board.land.water_m[box][(away <= 3.0) & (board.depth_m[box] > 0.0)]
    if near_water.size:
        level = max(level, float(near_water.max()) + DRY_M)
    level_pad(board, box, away, level)
    mask = np.zeros(board.height_m.shape, np.bool_)
    mask[box] = inside
    if zone.ground is not None:
        board.cover[mask] = Cover[zone.ground.upper()].value
    board.zones[zone.id] = Area(
        zone.id, mask, centre_m, kind="zone", label=words(zone.label) or zone.id, pointer=zone.pointer
    )
    board.radius_m[zone.id] = zone.radius_m
