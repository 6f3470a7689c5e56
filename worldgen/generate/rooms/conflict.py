"""Why a building cannot be divided as it is wanted: which lines do not hold together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.generate.rooms.candidates import gross
from worldgen.generate.rooms.judge import LEAST_SHARE
from worldgen.generate.rooms.search import Divided
from worldgen.generate.rooms.wanted import TURN_M, Want, Wanted, measures_of

MOST_ROOMS = 60


def check_wanted(wanted: Wanted) -> None:
    """Refuse what no search is needed to refuse.

    Raises
    ------
    SpecError
        With everything of that sort.
    """
    found = [*_storeys(wanted), *_beside(wanted), *_too_much(wanted)]
    if found:
        raise SpecError(found)


def _storeys(wanted: Wanted) -> Iterable[Issue]:
    if len(wanted.rooms) > MOST_ROOMS:
        yield issue("PLAN_MANY_ROOMS", wanted.pointer, id=wanted.id, count=len(wanted.rooms), most=MOST_ROOMS)
    for want in wanted.rooms:
        if want.level >= wanted.storeys:
            yield issue(
                "PLAN_STOREY", f"{want.pointer}/storey", related=(f"{wanted.pointer}/storeys",), id=want.id,
                storey=want.level, count=wanted.storeys, top=wanted.storeys - 1,
            )  # fmt: skip
    empty = [k for k in range(wanted.storeys) if not wanted.on(k)]
    for k in empty:
        yield issue("PLAN_STOREY_EMPTY", f"{wanted.pointer}/storeys", id=wanted.id, storey=k)


def _beside(wanted: Wanted) -> Iterable[Issue]:
    by_id = {want.id: want for want in wanted.rooms}
    for want in wanted.rooms:
        for index, name in enumerate(want.beside):
            at = f"{want.pointer}/beside/{index}"
            other = by_id.get(name)
            if other is None or other is want:
                known = ", ".join(sorted(set(by_id) - {want.id})) or "none"
                yield issue("PLAN_NO_ROOM", at, id=want.id, name=name, building=wanted.id, known=known)
            elif other.level != want.level:
                lines = (f"{want.pointer}/storey", f"{other.pointer}/storey")
                yield issue("PLAN_BESIDE_STOREY", at, related=lines, id=want.id, name=name)


def _too_much(wanted: Wanted) -> Iterable[Issue]:
    if wanted.size_m is None:
        return
    for k in range(wanted.storeys):
        rooms = wanted.on(k)
        needed = sum(gross(want.area_m2 * (LEAST_SHARE if want.said else 0.7)) for want in rooms)
        there = (wanted.size_m[0] - 0.3) * (wanted.size_m[1] - 0.3)
        if needed > there:
            yield issue(
                "PLAN_TOO_SMALL", f"{wanted.pointer}/size", related=_lines(rooms), id=wanted.id, storey=k,
                wanted=f"{sum(want.area_m2 for want in rooms):.0f}", there=f"{there:.0f}",
            )  # fmt: skip


def _lines(rooms: Iterable[Want]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(want.pointer for want in rooms if want.pointer))


def conflict(wanted: Wanted, divided: Divided | None) -> tuple[Issue, ...]:
    """Return why no candidate did: what the best of them failed of, by room."""
    if divided is None:
        return (issue("PLAN_NONE", wanted.pointer, related=_lines(wanted.rooms), id=wanted.id),)
    by_id = {want.id: want for level in divided.levels for want in level.wants.values()}
    fails = [fail for level in divided.levels for fail in level.judged.fails]
    sort = min((_ORDER.index(fail[0]) for fail in fails), default=0)
    first = [fail for fail in fails if fail[0] == _ORDER[sort]]
    return tuple(_refused(wanted, by_id, fail) for fail in first)


_ORDER = ("beside", "outside", "area", "narrow", "door", "front")


def _refused(wanted: Wanted, by_id: dict[str, Want], fail: tuple[str, str, str]) -> Issue:
    what, name, other = fail
    want = by_id.get(name)
    at = want.pointer if want is not None and want.pointer else wanted.pointer
    if what == "beside" and want is not None:
        asking = want if other in want.beside else by_id[other]
        index = asking.beside.index(other if asking is want else name)
        also = [f"{one.pointer}/beside" for one in by_id.values() if one.beside and one is not asking]
        return issue(
            "PLAN_BESIDE", f"{asking.pointer}/beside/{index}", related=also, id=asking.id,
            name=other if asking is want else name,
        )  # fmt: skip
    if want is None:
        return issue("PLAN_NONE", wanted.pointer, related=_lines(wanted.rooms), id=wanted.id)
    lines = [wanted.pointer] if wanted.size_m is None else [f"{wanted.pointer}/size"]
    lines += [line for line in _lines(one for one in by_id.values() if one.level == want.level) if line != at]
    if what == "outside":
        return issue("PLAN_OUTSIDE", at, related=lines, id=name)
    if what in ("area", "narrow"):
        least = want.least_m(wheelchair=wanted.wheelchair)
        turn = f", a wheelchair turns in {TURN_M} m" if wanted.wheelchair else ""
        return issue(
            "PLAN_SHAPE", at, related=lines, id=name, area=f"{want.area_m2:.0f}", least=f"{least:.1f}", turn=turn
        )
    return issue("PLAN_CUT_OFF", at, related=lines, id=name, door=f"{measures_of(wanted).door_m:.1f}")


def too_few_windows(wanted: Wanted, names: Sequence[str]) -> tuple[Issue, ...]:
    """Return that rooms have no wall for as many windows as they ask for."""
    by_id = {want.id: want for want in wanted.rooms}
    return tuple(
        issue("PLAN_WINDOWS", f"{by_id[name].pointer}/windows", id=name, count=by_id[name].windows) for name in names
    )
