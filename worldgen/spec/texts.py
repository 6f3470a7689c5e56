"""Every text that learners meet, one after another: to translate it, to read it, to write it anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Any, TypeVar

from worldgen.core.record import dataclass
from worldgen.spec.lesson import Lesson
from worldgen.spec.params import Params
from worldgen.spec.stations import Station
from worldgen.spec.translate import pointed
from worldgen.spec.world import Feature, Thing, Zone

Words = Mapping[str, str]
Change = Callable[[str, Words], Words]
_T = TypeVar("_T")
_TEACHER = ("teacher",)  # the teacher's notes stay in the teacher's language


@dataclass(frozen=True, slots=True)
class Text:
    """One text: `key` names it by the author's ids (`stations/lava/text`); `pointer` is its place in the file."""

    key: str
    pointer: str
    words: Words


def texts_of(lesson: Lesson) -> tuple[Text, ...]:
    """Return every text that learners meet, in the order of the file; names that come from an id are among them."""
    found: list[Text] = []
    start = _Place(lesson.language)

    def note(key: str, words: Words) -> Words:
        found.append(Text(key, start.pointers[key], words))
        return words

    _walk(lesson, note, start)
    return tuple(found)


def rewritten(lesson: Lesson, change: Change) -> Lesson:
    """Return `lesson` with every text as `change(key, words)` gives it; what it leaves alone is left as it was."""
    return _walk(lesson, change, _Place(lesson.language))


@dataclass(frozen=True, eq=False, slots=True)
class _Place:
    language: str
    key: str = ""
    pointer: str = ""
    pointers: dict[str, str] = field(default_factory=dict)

    def below(self, name: str, part: object) -> _Place:
        key = f"{self.key}/{name}".lstrip("/")
        return _Place(self.language, key, pointed(self.pointer, part), self.pointers)


def _walk(value: _T, change: Change, at: _Place) -> _T:
    """Return `value` with the texts in it changed; the very same object where nothing was."""
    found: Any = value
    if isinstance(value, Params):
        return _params(value, change, at)  # type: ignore[return-value]
    if isinstance(value, Feature):
        label = _text(value.label, change, at.below("label", "label")) if value.label else value.label
        found = value if label is value.label else replace(value, label=label)
    elif isinstance(value, Mapping):
        if value and all(isinstance(words, str) for words in value.values()):
            found = _text(value, change, at)
        else:
            new = {key: _walk(one, change, at.below(str(key), key)) for key, one in value.items()}
            found = value if all(new[key] is value[key] for key in new) else new
    elif isinstance(value, tuple):
        each = tuple(_walk(one, change, at.below(_name(one, index), index)) for index, one in enumerate(value))
        found = value if all(a is b for a, b in zip(each, value, strict=True)) else each
    return found  # type: ignore[no-any-return]


def _params(value: Params, change: Change, at: _Place) -> Params:
    new: dict[str, Any] = {}
    for name, info in type(value).model_fields.items():
        before = getattr(value, name)
        if before is None:
            before = _named(value, name, at)
        if before is None or name in ("with_", "grammar", "where", *_TEACHER):
            continue
        word = info.alias or name
        after = _walk(before, change, at.below(word, word))
        if after is not before:
            new[name] = after
    return value.model_copy(update=new) if new else value


def _named(value: Params, name: str, at: _Place) -> Words | None:
    """Return the words that an id stands for where the author gave no name: they are read on the map."""
    if name == "title" and isinstance(value, Station):
        return value.label
    if name == "label" and (isinstance(value, Zone) or (isinstance(value, Thing) and value.model is not None)):
        return {at.language: value.id.replace("_", " ").replace("-", " ")}
    return None


def _text(words: Words, change: Change, at: _Place) -> Words:
    at.pointers[at.key] = at.pointer
    after = change(at.key, words)
    return words if [*after.items()] == [*words.items()] else after  # the first language is the one that is read


def _name(value: object, index: int) -> str:
    return str(getattr(value, "id", index))
