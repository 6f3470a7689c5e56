"""Places that can be: nothing leans on itself, nothing lies outside the world, no words contradict each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from worldgen.core.issues import Issue, issue
from worldgen.spec.check.draft import Draft
from worldgen.spec.shots import Shot
from worldgen.spec.where import At, Where
from worldgen.spec.world import Feature, Thing, World, Zone

if TYPE_CHECKING:
    from worldgen.spec.buildings import Building

_LEANS = ("in", "on", "near", "beside", "along", "from", "to")
_TOUCHES = ("near", "beside", "along", "in", "on")


def check_places(draft: Draft) -> list[Issue]:
    """Return what cannot be about the places of a lesson."""
    found = _circles(draft) + _outside(draft)
    wheres = [(at, raw) for place in ("/world/things/*", "/world/zones/*", "/world/buildings/*", "/stations/*/where")
        for at, raw in draft.find(place) if isinstance(raw, Mapping)]  # fmt: skip
    for at, raw in wheres:
        found += _contradictions(at, raw)
    seen = [at for at, raw in draft.find("/world/zones/*") if isinstance(raw, Mapping) and "visible_from" in raw]
    found += [issue("ZONE_IN_VIEW", f"{at}/visible_from") for at in seen]
    for at, thing in draft.read(Thing):
        found += _prop_or_model(at, thing)
    return found + _buildings(draft)


def _leaning(raw: Mapping[str, Any]) -> list[str]:
    """Return the ids on which a place or a feature leans."""
    names = [raw[word] for word in _LEANS if isinstance(raw.get(word), str)]
    between = raw.get("between")
    names += [name for name in between if isinstance(name, str)] if isinstance(between, list) else []
    return [name.partition(".")[0] for name in names]


def _circles(draft: Draft) -> list[Issue]:
    leans: dict[str, list[str]] = {}
    at_of: dict[str, str] = {}
    for place in ("/world/terrain/*", "/world/zones/*", "/world/things/*", "/world/buildings/*", "/stations/*"):
        for at, raw in draft.find(place):
            if isinstance(raw, Mapping) and _is_new(name := raw.get("id"), leans, draft):
                said = raw.get("where") if place == "/stations/*" else raw
                leans[name] = _leaning(said) if isinstance(said, Mapping) else []
                at_of[name] = at
    found = []
    done: set[str] = set()
    for name in leans:
        circle = _circle(name, leans, done)
        if circle:
            said = " → ".join([*circle, circle[0]])
            code = "PLACE_ITSELF" if len(circle) == 1 else "PLACE_CIRCLE"
            others = [at_of[other] for other in circle[1:]]
            found.append(issue(code, at_of[circle[0]], related=others, name=circle[0], circle=said))
    return found


def _is_new(name: object, leans: Mapping[str, list[str]], draft: Draft) -> TypeGuard[str]:
    """Return whether `name` is an id not met before; one that the setting has already stands on its own."""
    return isinstance(name, str) and name not in leans and draft.named[name].sort != "area"


def _circle(start: str, leans: Mapping[str, list[str]], done: set[str]) -> list[str]:
    """Return the first circle met from `start`, in the order in which it leans; `done` grows."""
    trail: list[str] = []
    waiting = [(start, iter(leans.get(start, ())))]
    if start in done:
        return []
    trail.append(start)
    done.add(start)
    while waiting:
        _, rest = waiting[-1]
        following = next((name for name in rest if name in leans and (name in trail or name not in done)), None)
        if following is None:
            waiting.pop()
            trail.pop()
        elif following in trail:
            return trail[trail.index(following) :]
        else:
            done.add(following)
            trail.append(following)
            waiting.append((following, iter(leans[following])))
    return []


def _contradictions(at: str, raw: Mapping[str, Any]) -> list[Issue]:
    found = []
    if "within" in raw and not {"near", "beside", "along"} & raw.keys():
        found.append(issue("WITHIN_WHAT", f"{at}/within"))
    if "side" in raw and not {*_TOUCHES, "between"} & raw.keys():
        found.append(issue("SIDE_OF_WHAT", f"{at}/side"))
    away = raw.get("away_from")
    found += [
        issue("PLACE_CONTRADICTS", f"{at}/away_from", related=[f"{at}/{word}"], name=away, word=word)
        for word in _TOUCHES
        if isinstance(away, str) and raw.get(word) == away
    ]
    between = raw.get("between")
    if isinstance(between, list) and len(between) == 2 and between[0] == between[1]:
        found.append(issue("BETWEEN_ONE", f"{at}/between", name=between[0]))
    return found


def _outside(draft: Draft) -> list[Issue]:
    worlds = draft.read(World)
    size_m = worlds[0][1].size if worlds else None
    found = []
    points: list[tuple[str, At | None]] = [(at, zone.at) for at, zone in draft.read(Zone)]
    points += [(at, thing.at) for at, thing in draft.read(Thing)]
    points += [(at, shot.at) for at, shot in draft.read(Shot)]
    points += [(at, where.at) for at, where in draft.read(Where) if not isinstance(where, Zone | Thing)]
    points += [(at, getattr(feature.params, "at", None)) for at, feature in draft.read(Feature)]
    for at, point in points:
        for key in ("east", "north"):
            if isinstance(point, At):
                value, share = getattr(point, key)
                most = 1.0 if share else size_m
                if value < 0 or (most is not None and value > most):
                    limit = "100 %" if share else "the size of the world" if most is None else f"{most:g} m, its size"
                    found.append(issue("POINT_OUTSIDE_WORLD", f"{at}/at/{key}", key=key, limit=limit))
    for at, zone in draft.read(Zone):
        if size_m is not None and zone.radius > size_m / 2:
            found.append(issue("ZONE_TOO_LARGE", f"{at}/radius", radius=f"{zone.radius:g}", size=f"{size_m:g}"))
    return found


def _prop_or_model(at: str, thing: Thing) -> list[Issue]:
    found = []
    if (thing.prop is None) == (thing.model is None):
        code = "PROP_OR_MODEL" if thing.prop is None else "PROP_AND_MODEL"
        found.append(issue(code, at, id=thing.id))
    for key, value in (("height", thing.height), ("licence", thing.licence), ("author", thing.author)):
        if thing.model is None and value is not None:
            found.append(issue("ONLY_FOR_MODELS", f"{at}/{key}", key=key))
    if thing.prop is None and thing.with_ is not None:
        found.append(issue("ONLY_FOR_PROPS", f"{at}/with"))
    return found


def _buildings(draft: Draft) -> list[Issue]:
    if not any(True for _ in draft.find("/world/buildings/*")):
        return []
    from worldgen.spec.buildings import Building  # noqa: PLC0415  few lessons have any

    return [one for at, building in draft.read(Building) for one in _building(at, building)]


def _building(at: str, building: Building) -> list[Issue]:
    found = []
    if building.plan is not None and building.rooms:
        found.append(issue("PLAN_AND_ROOMS", f"{at}/plan", related=[f"{at}/rooms"], id=building.id))
    if building.plan is not None and building.plan.file is None and not building.plan.walls:
        found.append(issue("PLAN_EMPTY", f"{at}/plan", id=building.id))
    if building.rooms and building.area is not None:
        found.append(issue("PLAN_AREA_TWICE", f"{at}/area", related=[f"{at}/rooms"], id=building.id))
    rooms = building.rooms or (building.plan.rooms if building.plan is not None else ())
    seen: dict[str, str] = {}
    for room in rooms:
        if room.id in seen:
            found.append(
                issue("DUPLICATE_ID", f"{room.pointer}/id", related=[f"{seen[room.id]}/id"], id=room.id, sort="a room")
            )
        seen.setdefault(room.id, room.pointer)
    for room in building.rooms:
        if room.area is not None and room.size is not None:
            area = f"{room.pointer}/area"
            found.append(issue("ROOM_AREA_OR_SIZE", f"{room.pointer}/size", related=[area], id=room.id))
        found += [
            issue(
                "PLAN_NO_ROOM", f"{room.pointer}/beside/{k}", id=room.id, name=name, building=building.id,
                known=", ".join(other for other in seen if other != room.id) or "none",
            )
            for k, name in enumerate(room.beside)
            if name not in seen or name == room.id
        ]  # fmt: skip
    return found
