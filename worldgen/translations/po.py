"""Translations as PO files (gettext), which Poedit, Weblate and every translator's tool read."""

from __future__ import annotations

from collections.abc import Sequence

from worldgen.translations.catalogue import Entry

PLURALS = {
    "en": "nplurals=2; plural=(n != 1);", "es": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);",
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "hi": "nplurals=2; plural=(n > 1);", "zh": "nplurals=1; plural=0;",
}  # fmt: skip


def write_po(entries: Sequence[Entry], language: str, source_language: str, lesson: str) -> str:
    """Return `entries` as a PO file: the key is the context, the lesson's words are the message."""
    import polib  # noqa: PLC0415

    file = polib.POFile(wrapwidth=0, check_for_duplicates=True)
    file.metadata = {
        "Project-Id-Version": lesson,
        "Language": language,
        "X-Source-Language": source_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    plural = PLURALS.get(language.partition("-")[0])
    if plural:
        file.metadata["Plural-Forms"] = plural
    for entry in entries:
        one = polib.POEntry(msgctxt=entry.key, msgid=entry.source, msgstr=entry.target)
        one.occurrences = [(f"{lesson}.yaml", str(entry.line))] if entry.line else []
        if entry.unsure:
            one.flags = ["fuzzy"]
            one.previous_msgid = entry.before or None
        file.append(one)
    return f"{file}\n"


def read_po(text: str) -> tuple[Entry, ...]:
    """Return the entries of a PO file, without those that are crossed out.

    Raises
    ------
    ValueError
        When it is no PO file.
    """
    import polib  # noqa: PLC0415

    try:
        file = polib.pofile(text if "\n" in text else text + "\n", wrapwidth=0)
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None
    return tuple(
        Entry(one.msgctxt, one.msgid, one.msgstr, _line(one.occurrences), one.previous_msgid or "", one.fuzzy)
        for one in file
        if one.msgctxt and not one.obsolete
    )


def _line(places: Sequence[tuple[str, str]]) -> int:
    return int(places[0][1]) if places and places[0][1].isdigit() else 0
