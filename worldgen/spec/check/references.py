"""Every word that names another part of the lesson names one that exists, and is of the right sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from worldgen.core.issues import Issue, issue
from worldgen.spec.check.draft import PLACES, Draft
from worldgen.spec.check.names import SORTS
from worldgen.spec.translate import nearest, suggestion
from worldgen.spec.world import Feature

PLACE_WORDS = ("in", "on", "near", "beside", "along", "away_from", "from", "to")
SIDES = ("wall", "window")  # of a room
EDGES = ("north", "south", "east", "west")  # a river may come from an edge of the world
_ON = "/world/things/*/on"
_WANTED: dict[str, tuple[str, ...]] = {
    **{f"/world/{where}/*/{word}": PLACES for where in ("things", "zones", "buildings") for word in PLACE_WORDS},
    **{f"/world/{where}/*/between/*": PLACES for where in ("things", "zones", "buildings")},
    **{f"/world/{where}/*/visible_from": ("station",) for where in ("things", "zones", "buildings")},
    **{f"/stations/*/where/{word}": PLACES for word in PLACE_WORDS},
    "/stations/*/where/between/*": PLACES,
    "/stations/*/where/visible_from": ("station",),
    "/world/things/*/facing": PLACES,
    "/world/buildings/*/facing": PLACES,
    "/stations/*/look_at": PLACES,
    "/shots/*/of": PLACES,
    "/shots/*/from": PLACES,
    "/stations/*/teaches/*": ("objective",),
    "/questions/*/assesses/*": ("objective",),
    "/activities/*/assesses/*": ("objective",),
    "/questions/*/station": ("station",),
    "/activities/*/station": ("station",),
    "/questions/*/target": PLACES,
    "/questions/*/labels/*/target": PLACES,
    "/flow/start": ("station",),
    "/flow/order/*": ("station",),
    "/flow/review/*": ("station",),
    "/personalise/mastered/*": ("objective",),
    "/personalise/reinforce/*": ("objective",),
    "/flow/unlock/*/open": ("station",),
}


def check_references(draft: Draft) -> list[Issue]:
    """Return an issue for each reference that leads nowhere or to the wrong sort of thing."""
    found: list[Issue] = []
    for pattern, sorts in _WANTED.items():
        for at, name in draft.texts(pattern):
            socket = pattern == _ON and _on_thing(draft, name)
            found += _socket(draft, name, at) if socket else resolve(draft, name, sorts, at)
    for at, name in _in_kinds(draft):
        if name not in EDGES:
            found += resolve(draft, name, PLACES, at)
    for at, name in draft.texts("/world/things/*/against"):
        if name not in SIDES:
            found += resolve(draft, name, ("thing",), at)
    return found + _props(draft) + _species(draft) + _activities(draft) + _contexts(draft)


def resolve(draft: Draft, name: str, sorts: tuple[str, ...], at: str) -> list[Issue]:
    """Return what is wrong with `name` as a reference to one of `sorts`: nothing, or one issue."""
    head, _, part = name.partition(".")
    one = draft.named.get(head)
    wanted = "a place" if sorts == PLACES else " or ".join(SORTS[sort] for sort in sorts)
    known = [other.id for other in draft.named.values() if other.sort in sorts]
    if one is None:
        if draft.unsure.intersection(sorts):
            return []
        return [issue("UNKNOWN_ID", at, name=name, wanted=wanted, hint=_known(head, known))]
    if not any(other.id == head and other.sort in sorts for other in draft.bearers):
        related = [one.pointer] if one.pointer else []
        hint = _known(head, known)
        return [issue("WRONG_SORT", at, related=related, name=name, sort=SORTS[one.sort], wanted=wanted, hint=hint)]
    if part and one.parts is not None and part not in one.parts:
        hint = suggestion(part, one.parts, f"the parts of {head} are") if one.parts else f"write {head} alone"
        return [issue("UNKNOWN_PART", at, name=head, part=part, hint=hint)]
    return []


def _on_thing(draft: Draft, name: str) -> bool:
    """Return whether `name` is a part of a thing: a socket on which another stands."""
    head, _, socket = name.partition(".")
    return bool(socket) and head in draft.named and draft.named[head].sort == "thing"


def _socket(draft: Draft, name: str, at: str) -> list[Issue]:
    """Return that a thing has no such socket: nothing, or one issue."""
    head, _, socket = name.partition(".")
    sockets = draft.sockets(head)
    if sockets is None or socket in sockets:
        return []
    near = nearest(socket, sockets)
    known = f"it has none; write `on: {head}` or `beside: {head}`"
    if sockets:
        known = (f"did you mean {near!r}? " if near else "") + f"there are {', '.join(sockets)}"
    related = [draft.named[head].pointer]
    return [issue("SOCKET_UNKNOWN", at, related=related, id=head, socket=socket, known=known)]


def _known(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    if near:
        return f"did you mean {near!r}?"
    return f"there is: {', '.join(known)}" if known else "this lesson has none yet"


def _in_kinds(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield the references among the parameters of terrain and cover: what stands under a place word."""
    for family in ("terrain", "cover"):
        for at, raw in draft.find(f"/world/{family}/*"):
            if isinstance(raw, Mapping):
                yield from _words(raw, at)


def _words(raw: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    for key, value in raw.items():
        if isinstance(value, Mapping):
            yield from _words(value, f"{at}/{key}")
        elif key in PLACE_WORDS and isinstance(value, str):
            yield f"{at}/{key}", value
        elif key == "between" and isinstance(value, list):
            yield from ((f"{at}/{key}/{index}", name) for index, name in enumerate(value) if isinstance(name, str))


def _props(draft: Draft) -> list[Issue]:
    known = (*draft.kinds.names("prop"), *draft.own_props)
    uses = [*draft.texts("/world/things/*/prop"), *draft.texts("/stations/*/props/*")]
    return [
        issue("UNKNOWN_PROP", at, name=name, hint=suggestion(name, known, "there is"))
        for at, name in uses
        if name not in known
    ]


def _species(draft: Draft) -> list[Issue]:
    known = draft.kinds.names("species")
    return [
        issue("UNKNOWN_SPECIES", at, name=name, hint=suggestion(name, known, "there is"))
        for at, name in draft.texts("/world/cover/*/species/*")
        if name not in known and isinstance(draft.items.get(at.rpartition("/species/")[0]), Feature)
    ]


def _activities(draft: Draft) -> list[Issue]:
    """Return issues for things of activities: a prop of the same station by its short name, or any thing by its id."""
    found = []
    for at, raw in draft.find("/activities/*"):
        if not isinstance(raw, Mapping) or not isinstance(raw.get("things"), list):
            continue
        station = draft.named.get(str(raw.get("station")))
        if station is None and "station" in draft.unsure:
            continue
        near = (station.parts or ()) if station is not None and station.sort == "station" else ()
        for index, name in enumerate(raw["things"]):
            if not isinstance(name, str) or name in near:
                continue
            sorts = ("thing", "station") if "." in name else ("thing",)
            wrong = resolve(draft, name, sorts, f"{at}/things/{index}")
            if wrong and near:
                things = [one.id for one in draft.named.values() if one.sort == "thing"]
                hint = _known(name, [*near, *things])
                wrong = [issue("UNKNOWN_ID", f"{at}/things/{index}", name=name, wanted="a thing at hand", hint=hint)]
            found += wrong
    return found


def _contexts(draft: Draft) -> list[Issue]:
    found = []
    for at, contexts in draft.find("/personalise/interests/*/contexts"):
        if isinstance(contexts, Mapping):
            for name in contexts:
                found += resolve(draft, name, ("question", "station", "activity"), f"{at}/{name}")
    return found
