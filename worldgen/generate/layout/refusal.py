"""Refusals: what could not be placed, why, with figures, and every line that takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from worldgen.core.issues import Issue, issue
from worldgen.generate.layout.board import Board
from worldgen.generate.layout.footing import Need
from worldgen.generate.layout.words import Place, Subject


def pointer_of(board: Board, name: str) -> str:
    """Return the line of the lesson that `name` comes from, or nothing for what the setting brought."""
    if name in board.things:
        return board.things[name].pointer
    if name in board.stations:
        return board.stations[name].pointer
    area = board.area(name)
    if area is None:  # not placed yet
        waiting = {item.id: item.pointer for item in board.plan.stations}
        return waiting.get(name) or {item.id: item.pointer for item in board.plan.things}.get(name, "")
    return area.pointer


def listed(ids: Sequence[str]) -> str:
    """Return `ids` as they are read in a sentence."""
    said = [f"`{name}`" for name in ids]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def lines_of(board: Board, subject: Subject, place: Place, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the lines in conflict besides the subject's own: its words, and the lines of what they lean on."""
    lines = [clause.pointer for clause in place.clauses]
    if place.point is not None:
        lines.append(f"{subject.words}/at")
    names = [name for clause in place.clauses for name in clause.names]
    lines += [pointer_of(board, name) for name in (*names, *also)]
    return tuple(line for line in dict.fromkeys(lines) if line and line != subject.pointer)


def refuse_words(board: Board, subject: Subject, place: Place) -> Issue | None:
    """Return why the words of a place cannot hold together, or None when they can."""
    if place.unknown:
        return issue("PLACE_UNKNOWN", subject.pointer, id=subject.id, name=place.unknown[0])
    if place.no_front:
        return issue(
            "SIDE_NEEDS_FRONT", f"{subject.words}/side", related=lines_of(board, subject, place),
            id=subject.id, side=subject.where.side, name=place.no_front[0] or "the world",
        )  # fmt: skip
    if place.point is not None:
        return _refuse_point(board, subject, place)
    if place.mask.any():
        return None
    return issue(
        "PLACE_EMPTY", subject.pointer, related=lines_of(board, subject, place), id=subject.id,
        words=_joined(place), nearly=_nearly(place),
    )  # fmt: skip


def _refuse_point(board: Board, subject: Subject, place: Place) -> Issue | None:
    point = np.array([place.point], np.float64)
    if not board.inside(point, 1.0)[0]:
        return issue(
            "OUTSIDE_WORLD", subject.pointer, related=lines_of(board, subject, place), id=subject.id,
            size=f"{board.land.size_m:g}", need="1",
        )  # fmt: skip
    wrong = [clause for clause in place.clauses if not board.value_at(clause.mask, point)[0]]
    if not wrong:
        return None
    return issue(
        "PLACE_EMPTY", subject.pointer, related=lines_of(board, subject, place), id=subject.id,
        words=f"at that point and {_joined(place)}", nearly=f"the point is not {wrong[0].text}",
    )  # fmt: skip


def _joined(place: Place) -> str:
    return " and ".join(clause.text for clause in place.clauses)


def _said(place: Place) -> str:
    return _joined(place) or ("at that point" if place.point else "anywhere in the world")


def _nearly(place: Place) -> str:
    """Say which single clause rules out the most, or that each alone finds no ground."""
    for clause in place.clauses:
        if not clause.mask.any():
            return f"there is no ground {clause.text} at all"
    return "each of these alone finds ground, but no ground has all of them"


def refuse_ground(board: Board, subject: Subject, place: Place, needs: Iterable[Need]) -> Issue | None:
    """Return which need no cell of the place meets, taken one after the other, or None when some cell meets all."""
    mask = place.mask
    whole = max(int(np.count_nonzero(mask)), 1)
    for need in needs:
        rest = mask & need.mask
        if not rest.any():
            return issue(
                need.code, subject.pointer, related=lines_of(board, subject, place),
                share=round(100.0 * np.count_nonzero(place.mask & need.mask) / whole), id=subject.id,
                words=_said(place), size=f"{board.land.size_m:g}", need="3",
            )  # fmt: skip
        mask = rest
    return None


def refuse_size(
    board: Board, subject: Subject, place: Place, size_m: tuple[float, float], share_free: float,
    by: Iterable[str] = (),
) -> Issue:  # fmt: skip
    """Return that no free level place is large enough, with the figures; `by` are the ids that are in the way."""
    zone = board.zones.get(subject.where.in_ or "")
    mask = place.mask if zone is None else zone.mask
    if zone is not None:  # a mask of places for its middle says little of how large the zone is
        share_free = float((board.clear_m[mask] >= board.cell_m).mean()) if mask.any() else 0.0
    square = round(np.count_nonzero(mask) * board.cell_m**2)
    return issue(
        "PLACE_TOO_SMALL", subject.pointer, related=lines_of(board, subject, place, by), id=subject.id,
        wide=f"{size_m[0]:.1f}", deep=f"{size_m[1]:.1f}", words=_said(place), square=square,
        free=round(100 * share_free),
    )  # fmt: skip
