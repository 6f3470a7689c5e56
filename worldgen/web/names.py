"""What can be named in a world, read back from its file: words, place and reach of every station, thing and area."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from worldgen.core.record import dataclass
from worldgen.languages.own import own_word
from worldgen.spec.lesson import Lesson
from worldgen.spec.texts import texts_of

_ROLES = ("station", "thing", "area", "building")


@dataclass(frozen=True, slots=True)
class Named:
    """One thing of the world by its id: its words by language, where it is in metres, and how far it reaches."""

    id: str
    role: str
    label: Mapping[str, str]
    at_m: tuple[float, float, float]
    radius_m: float


def names_of(glb: bytes, lesson: Lesson, languages: Sequence[str]) -> tuple[tuple[Named, ...], float]:
    """Return every named thing in `glb`, in the order of the file, and the size of the world in metres.

    What the lesson calls them comes first, then our own word in each of `languages`.
    """
    told = _told(lesson)
    document = json.loads(glb[20 : 20 + struct.unpack_from("<I", glb, 12)[0]])
    found: dict[str, Named] = {}
    for node in document["nodes"]:
        meaning = node.get("extras", {}).get("worldgen", {})
        name, role = meaning.get("id"), meaning.get("role")
        if role not in _ROLES or name is None or name in found or meaning.get("facts", {}).get("kind") == "alias":
            continue
        x, y, z = node.get("translation", (0.0, 0.0, 0.0))
        label = {**_in_all(meaning.get("label", {}), languages), **_of_part(name, told, languages)}
        radius_m = float(meaning.get("facts", {}).get("radius_m", 0.0))
        found[name] = Named(name, role, label, (round(x, 2), round(y, 2), round(z, 2)), round(radius_m, 2))
    return tuple(found.values()), float(_extras(document)["size_m"])


def _extras(document: Mapping[str, Any]) -> Mapping[str, Any]:
    extras: Mapping[str, Any] = document["scenes"][0]["extras"]["worldgen"]
    return extras


def _told(lesson: Lesson) -> dict[str, Mapping[str, str]]:
    """Return what the lesson calls its zones, features and things, by id, in every language that it speaks."""
    found: dict[str, Mapping[str, str]] = {}
    for text in texts_of(lesson):
        parts = text.key.split("/")
        if (parts[0], parts[-1]) == ("world", "label") and len(parts) == 4:
            found[parts[2]] = text.words
    return found


def _of_part(name: str, told: Mapping[str, Mapping[str, str]], languages: Sequence[str]) -> dict[str, str]:
    head, _, part = name.partition(".")
    said = told.get(head, {})
    words = {tag: said[tag] for tag in languages if tag in said}
    return {tag: f"{word}, {own_word(part.replace('_', ' '), tag)}" for tag, word in words.items()} if part else words


def _in_all(label: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Return `label` in each of `languages`, in our own words where the file has none."""
    first = next(iter(label.values()), "").replace("_", " ")
    english = label.get("en", first).replace("_", " ")
    own = {tag: ", ".join(own_word(one, tag) for one in english.split(", ")) for tag in languages if english}
    return {tag: label.get(tag, word).replace("_", " ") for tag, word in own.items()}
