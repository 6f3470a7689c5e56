"""The words that worldgen itself puts into a world: labels, names of pieces of the land, signs on a map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from worldgen.core.assets import assets_root

if TYPE_CHECKING:
    from polib import POFile

LANGUAGES = ("en", "es", "fr", "uk", "ar", "hi", "zh")
"""Every own word is there in each of these; `assets/words/<language>.po` holds them, English is what the code says."""


def main_language(tag: str) -> str:
    """Return the language of a tag without region and script: `pt` of `pt-BR`."""
    return tag.partition("-")[0]


def speaks(tag: str) -> bool:
    """Return whether all own words are there in the language `tag`."""
    return main_language(tag) in LANGUAGES


def own_word(english: str, tag: str) -> str:
    """Return one of the own words in the language `tag`; in English where that language is not spoken."""
    if main_language(tag) == "en":
        return english
    return _words(main_language(tag)).get(english, english)


def own_count(number: int, one: str, many: str, tag: str) -> str:
    """Return `number` with its noun in the form that the number asks for, such as `4 бали` of ("point", "points")."""
    from worldgen.languages.numbers import number_in  # noqa: PLC0415

    language = main_language(tag)
    if language == "en" or language not in LANGUAGES:
        return f"{number_in(number, tag)} {one if number == 1 else many}"
    noun = _plurals(language)[one][_rule(language)(number)]
    return noun.replace("%d", number_in(number, tag))


@cache
def _file(language: str) -> POFile | None:
    path = assets_root() / "words" / f"{language}.po"
    if not path.is_file():
        return None
    import polib  # noqa: PLC0415  only worlds in other languages need it

    return polib.pofile(path.read_text("utf-8"))


@cache
def _words(language: str) -> Mapping[str, str]:
    return {one.msgid: one.msgstr for one in _file(language) or () if one.msgstr}


@cache
def _plurals(language: str) -> Mapping[str, Mapping[int, str]]:
    return {one.msgid.removeprefix("%d "): one.msgstr_plural for one in _file(language) or () if one.msgstr_plural}


@cache
def _rule(language: str) -> Callable[[int], int]:
    from gettext import c2py  # noqa: PLC0415  reads the rule that every PO file carries

    file = _file(language)
    said = file.metadata["Plural-Forms"] if file is not None else "plural=n != 1;"
    return c2py(said.partition("plural=")[2].rstrip(";"))
