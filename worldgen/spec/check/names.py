"""One namespace: every id once."""

from __future__ import annotations

from worldgen.core.issues import Issue, issue
from worldgen.spec.check.draft import Draft

SORTS = {
    "objective": "an objective",
    "word": "a word of the vocabulary",
    "terrain": "a feature of the terrain",
    "zone": "a zone",
    "cover": "a cover",
    "thing": "a thing",
    "building": "a building",
    "station": "a station",
    "shot": "a shot",
    "activity": "an activity",
    "question": "a question",
    "area": "a place of the setting",
}


def check_names(draft: Draft) -> list[Issue]:
    """Return an issue for each id that is given twice, or that the setting or the catalogue already uses."""
    found = []
    seen: dict[str, str] = {}
    for one in draft.bearers:
        if one.id in seen and one.pointer:
            first = draft.named[one.id]
            if first.sort == "area":
                found.append(issue("ID_TAKEN", one.pointer, id=one.id, setting=draft.setting))
            else:
                found.append(
                    issue("DUPLICATE_ID", one.pointer, related=[first.pointer], id=one.id, sort=SORTS[first.sort])
                )
        seen[one.id] = one.pointer
    return found + _props(draft)


def _props(draft: Draft) -> list[Issue]:
    found = []
    seen: dict[str, str] = {}
    for at, name in draft.texts("/world/props/*/id"):
        if name in draft.kinds.names("prop"):
            found.append(issue("PROP_NAME_TAKEN", at, id=name))
        elif name in seen:
            found.append(issue("DUPLICATE_ID", at, related=[seen[name]], id=name, sort="a prop of the lesson"))
        seen.setdefault(name, at)
    return found
