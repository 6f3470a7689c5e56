"""The words of the page itself, by key: buttons, headings and what is said to learners, in every language we speak."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from worldgen.core.assets import assets_root
from worldgen.languages.own import main_language, speaks


@cache
def english_words() -> Mapping[str, str]:
    """Return every word of the page in English, by its key; `{name}` stands for what is put in."""
    found: dict[str, str] = json.loads((files("worldgen.web") / "words.json").read_text("utf-8"))
    return found


def page_words(tag: str) -> dict[str, str]:
    """Return the words of the page in the language `tag`, in English where it is one that we do not speak."""
    english = english_words()
    language = main_language(tag)
    if language == "en" or not speaks(tag):
        return dict(english)
    return {**english, **_translated(language)}


@cache
def _translated(language: str) -> Mapping[str, str]:
    import polib  # noqa: PLC0415  only pages in other languages need it

    path = assets_root() / "words" / "page" / f"{language}.po"
    if not path.is_file():
        return {}
    return {one.msgctxt: one.msgstr for one in polib.pofile(path.read_text("utf-8")) if one.msgctxt and one.msgstr}
