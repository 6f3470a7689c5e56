"""A lesson under examination: what was written, what could be read of it, and every id in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, TypeVar

from worldgen.core.record import dataclass
from worldgen.spec.kinds import Family, Kinds

_T = TypeVar("_T")

LISTS = {
    "/objectives": "objective",
    "/vocabulary": "word",
    "/world/terrain": "terrain",
    "/world/zones": "zone",
    "/world/cover": "cover",
    "/world/things": "thing",
    "/world/buildings": "building",
    "/stations": "station",
    "/shots": "shot",
    "/activities": "activity",
    "/questions": "question",
}
"""Where ids are given, and what each of them names."""

PLACES = ("terrain", "zone", "cover", "thing", "building", "station", "area")
"""What one can be near to, look at or point at."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an id names; `parts` is None where they cannot be known."""

    id: str
    sort: str
    pointer: str
    parts: tuple[str, ...] | None = ()


@dataclass(frozen=True)
class Draft:
    """`items` are those that could be read, by pointer."""

    data: Mapping[str, Any]
    kinds: Kinds
    items: Mapping[str, object] = field(default_factory=dict)

    def find(self, pattern: str) -> Iterator[tuple[str, Any]]:
        """Yield pointer and value of everything at `pattern`, in which `*` is any item or key."""
        yield from _find(self.data, pattern.strip("/").split("/"), "")

    def texts(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Yield pointer and value of the texts at `pattern`."""
        yield from ((at, value) for at, value in self.find(pattern) if isinstance(value, str))

    def read(self, sort: type[_T]) -> list[tuple[str, _T]]:
        """Return pointer and value of the items of one sort that could be read."""
        return [(at, item) for at, item in self.items.items() if isinstance(item, sort)]

    @cached_property
    def setting(self) -> str | None:
        """The setting, or None where it is not known."""
        world = self.data.get("world")
        setting = world.get("setting") if isinstance(world, Mapping) else None
        return setting if isinstance(setting, str) and setting in self.kinds.names("setting") else None

    @cached_property
    def own_props(self) -> tuple[str, ...]:
        """The names of the props that the lesson brings along."""
        return tuple(name for _, name in self.texts("/world/props/*/id"))

    @cached_property
    def named(self) -> Mapping[str, Named]:
        """The first bearer of each id."""
        first: dict[str, Named] = {}
        for one in self.bearers:
            first.setdefault(one.id, one)
        return first

    @cached_property
    def bearers(self) -> tuple[Named, ...]:
        """Everything that has an id, places of the setting first."""
        areas = self.kinds.areas(self.setting) if self.setting else ()
        found = [Named(name, "area", "", None) for name in areas]
        for place, sort in LISTS.items():
            for at, raw in self.find(f"{place}/*"):
                name = raw.get("id") if isinstance(raw, Mapping) else None
                if isinstance(name, str):
                    found.append(Named(name, sort, f"{at}/id", self._parts(raw, sort)))
        return tuple(found)

    @cached_property
    def unsure(self) -> frozenset[str]:
        """The sorts of which some ids could not be read, so that an id not found may well be one of them."""
        found = set()
        for place, sort in LISTS.items():
            for _, section in self.find(place):
                items = section if isinstance(section, list) else [None]
                if not all(isinstance(raw, Mapping) and isinstance(raw.get("id"), str) for raw in items):
                    found.add(sort)
        if not isinstance(self.data.get("world"), Mapping):
            found |= {"terrain", "zone", "cover", "thing", "building", "area"}
        return frozenset(found if self.setting else found | {"area"})

    def sockets(self, thing: str) -> tuple[str, ...] | None:
        """Return the names of the sockets of a thing; None where they cannot be known."""
        raws = (raw for _, raw in self.find("/world/things/*") if isinstance(raw, Mapping) and raw.get("id") == thing)
        raw = next(raws, {})
        prop = raw.get("prop")
        owns = (own for _, own in self.find("/world/props/*") if isinstance(own, Mapping) and own.get("id") == prop)
        own = next(owns, None)
        if own is not None:
            said = own.get("sockets", {})
            return tuple(map(str, said)) if isinstance(said, Mapping) else None
        if "model" in raw:
            return ()
        return self.kinds.parts("prop", prop) if prop in self.kinds.names("prop") else None

    def _parts(self, raw: Mapping[str, Any], sort: str) -> tuple[str, ...] | None:
        if sort in ("terrain", "cover"):
            family: Family = "terrain" if sort == "terrain" else "cover"
            kind = raw.get("kind")
            return self.kinds.parts(family, kind) if kind in self.kinds.names(family) else None
        if sort == "thing":
            return () if raw.get("prop") in self.kinds.names("prop") else None
        if sort == "building":
            return _rooms(raw)
        if sort == "station":
            return _numbered(raw.get("props"))
        return ()


def _rooms(raw: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return the rooms of a building by name; None where they follow from what it is for, or from a drawing."""
    plan = raw.get("plan")
    said = plan if isinstance(plan, Mapping) else raw
    rooms = None if "file" in said else said.get("rooms")
    if not isinstance(rooms, list):
        return None
    return tuple(str(one["id"]) for one in rooms if isinstance(one, Mapping) and "id" in one)


def _numbered(props: object) -> tuple[str, ...]:
    """Return the props of a station by the names they get: the second of two stools is `stool.2`."""
    names: list[str] = []
    for name in props if isinstance(props, list) else ():
        if isinstance(name, str):
            before = sum(other.partition(".")[0] == name for other in names)
            names.append(f"{name}.{before + 1}" if before else name)
    return tuple(names)


def _find(value: Any, parts: list[str], at: str) -> Iterator[tuple[str, Any]]:
    if not parts:
        yield at, value
        return
    part, rest = parts[0], parts[1:]
    if isinstance(value, list) and part == "*":
        for index, item in enumerate(value):
            yield from _find(item, rest, f"{at}/{index}")
    elif isinstance(value, Mapping):
        for key in value if part == "*" else (part,) if part in value else ():
            yield from _find(value[key], rest, f"{at}/{key.replace('~', '~0').replace('/', '~1')}")
