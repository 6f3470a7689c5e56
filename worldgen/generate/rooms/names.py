"""What rooms are called: by the lesson, or in our own words in its language."""

from __future__ import annotations

import re
from dataclasses import replace

from worldgen.generate.rooms.floor_plan import FloorPlan, Room
from worldgen.generate.rooms.kinds import KINDS
from worldgen.languages.numbers import number_in
from worldgen.languages.own import main_language, own_word
from worldgen.scene import LocalText

_NUMBER = re.compile(r".*_(\d+)")


def room_name(room: Room, language: str) -> str:
    """Return the name of `room` in `language`: `Classroom 2` for `classroom_2`."""
    said = room.label.get(language) or room.label.get(main_language(language))
    if said is not None:
        return said
    if room.label and language not in room.label and room.pointer:
        return next(iter(room.label.values()))
    word = own_word(KINDS[room.kind].label, language)
    number = _NUMBER.fullmatch(room.id)
    return f"{word} {number_in(int(number[1]), language)}" if number and not _UNNUMBERED.match(room.id) else word


_UNNUMBERED = re.compile(
    "corridor|stairs|lift|closet|landing|upper_hall|lobby|foyer|entrance"
)  # their number is that of the storey


def room_label(room: Room, language: str) -> LocalText:
    """Return the names of `room` by language, the lesson's own first."""
    return {language: room_name(room, language), **{tag: text for tag, text in room.label.items() if tag != language}}


def wordless(plan: FloorPlan) -> FloorPlan:
    """Return `plan` without its words: where things stand does not hang on what rooms are called."""
    return replace(plan, label={}, rooms=tuple(replace(room, label={}) for room in plan.rooms))
