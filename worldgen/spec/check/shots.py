"""Shots that can be taken: something to show, one place to take it from, one way to look; names of pictures differ."""

from __future__ import annotations

from worldgen.core.issues import Issue, issue
from worldgen.spec.check.draft import PLACES, Draft
from worldgen.spec.check.references import resolve
from worldgen.spec.shots import COMPASS, PICTURES, Shot
from worldgen.spec.translate import nearest


def check_shots(draft: Draft) -> list[Issue]:
    """Return what cannot be about the pictures of a lesson."""
    found = [
        issue("PICTURE_NAME_TAKEN", at, id=name)
        for pattern in ("/shots/*/id", "/stations/*/id")
        for at, name in draft.texts(pattern)
        if name in PICTURES
    ]
    for at, name in draft.texts("/shots/*/facing"):
        if name not in COMPASS:
            found += _facing(draft, name, at)
    for at, shot in draft.read(Shot):
        found += _contradictions(at, shot)
    return found


def _facing(draft: Draft, name: str, at: str) -> list[Issue]:
    """Return what is wrong with the id that a shot faces; a misspelt compass word is told as such."""
    wrong = resolve(draft, name, PLACES, at)
    word = nearest(name.replace("_", "-").replace(" ", "-"), COMPASS)
    if not wrong or not word:
        return wrong
    return [issue("UNKNOWN_ID", at, name=name, wanted="a place or a compass word", hint=f"did you mean {word!r}?")]


def _contradictions(at: str, shot: Shot) -> list[Issue]:
    found = []
    placed = shot.from_ is not None or shot.at is not None
    if shot.of is None and shot.facing is None:
        found.append(issue("SHOT_OF_NOTHING", at, id=shot.id))
    elif shot.of is None and not placed:
        found.append(issue("SHOT_FROM_NOWHERE", f"{at}/facing", id=shot.id))
    if shot.from_ is not None and shot.at is not None:
        found.append(issue("SHOT_TWICE", f"{at}/at", related=[f"{at}/from"], a="from", b="at"))
    if shot.of is not None and shot.facing is not None and (placed or shot.facing not in COMPASS):
        found.append(issue("SHOT_TWICE", f"{at}/facing", related=[f"{at}/of"], a="of", b="facing"))
    if shot.lens is not None and shot.fov is not None:
        found.append(issue("SHOT_TWICE", f"{at}/fov", related=[f"{at}/lens"], a="lens", b="fov"))
    if shot.of is not None and shot.of == shot.from_:
        found.append(issue("SHOT_OF_ITSELF", f"{at}/from", related=[f"{at}/of"], name=shot.of))
    return found
