"""In which order zones, stations and things are placed: what is leaned on first, then as the author wrote them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worldgen.core.record import dataclass
from worldgen.generate.plan import Plan, Station, Thing, Zone

Item = Zone | Station | Thing
_RANK = {Zone: 0, Station: 1, Thing: 2}


@dataclass(frozen=True, slots=True)
class Leaning:
    """What each id must wait for, and the wishes (`look_at`, `facing`) that would have gone round in a circle."""

    waits: Mapping[str, frozenset[str]]
    later: frozenset[tuple[str, str]]  # (who wishes, for whom): mended when the second is placed


def leaning(plan: Plan) -> Leaning:
    """Return who waits for whom. Words of a place bind; a wish yields where it would close a circle."""
    items = all_items(plan)
    waits = {key: {name for name in _bound(item) if name in items and name != key} for key, item in items.items()}
    later: set[tuple[str, str]] = set()
    for item in items.values():
        wish = item.look_at if isinstance(item, Station) else item.facing if isinstance(item, Thing) else None
        if wish is None or wish not in items or wish == item.id:
            continue
        if _leans(waits, wish, item.id):
            later.add((item.id, wish))
        else:
            waits[item.id].add(wish)
    return Leaning({name: frozenset(found) for name, found in waits.items()}, frozenset(later))


def all_items(plan: Plan) -> dict[str, Item]:
    """Return zones, stations and things by id, in the order of their rank and of the author."""
    out: dict[str, Item] = {zone.id: zone for zone in plan.zones}
    out.update({station.id: station for station in plan.stations})
    out.update({thing.id: thing for thing in plan.things})
    return out


def in_order(plan: Plan, lean: Leaning, first: Sequence[tuple[str, str]] = ()) -> tuple[Item, ...]:
    """Return every item after all that it waits for: by depth, then zones, stations, things, those at a point first.

    Each pair (one, other) of `first` asks that `one` comes before `other` where nothing that binds forbids it.
    """
    items = all_items(plan)
    waits = {name: set(found) for name, found in lean.waits.items()}
    for one, other in first:
        if not _leans(waits, one, other):
            waits[other].add(one)
    depth: dict[str, int] = {}
    for name in items:
        _deepen(name, waits, depth)
    place = {name: index for index, name in enumerate(items)}

    def key(item: Item) -> tuple[int, int, bool, int]:
        return depth[item.id], _RANK[type(item)], item.where.at is None, place[item.id]

    return tuple(sorted(items.values(), key=key))


def _bound(item: Item) -> tuple[str, ...]:
    own = (item.station,) if isinstance(item, Thing) and item.station else ()
    names = (*item.where.names(), *own)
    return (*names, *(name.partition(".")[0] for name in names if "." in name))  # a room waits for its building


def _leans(waits: Mapping[str, set[str]], who: str, on: str) -> bool:
    """Return whether `who` waits for `on`, at any remove."""
    seen: set[str] = set()
    open_ = [who]
    while open_:
        name = open_.pop()
        if name == on:
            return True
        if name not in seen:
            seen.add(name)
            open_.extend(waits.get(name, ()))
    return False


def _deepen(name: str, waits: Mapping[str, set[str]], depth: dict[str, int]) -> int:
    if name not in depth:
        depth[name] = 0  # a circle, which the spec refuses, ends here
        depth[name] = 1 + max((_deepen(other, waits, depth) for other in sorted(waits[name])), default=-1)
    return depth[name]
