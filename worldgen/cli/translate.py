"""`worldgen translate`: the texts of a lesson out to a translator, beside the lesson."""

from __future__ import annotations

from pathlib import Path

from worldgen.cli.say import say, say_issues, warn
from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.pipeline import load_lesson
from worldgen.spec.words import LANGUAGE
from worldgen.translations.catalogue import updated
from worldgen.translations.files import file_of, translations_of
from worldgen.translations.po import write_po
from worldgen.translations.xliff import write_xliff

_WRITERS = {"po": write_po, "xlf": write_xliff}


def run_translate(path: Path, language: str, form: str) -> int:
    """Write or update LESSON.<language>.<form>; 1 when the lesson or its translations cannot be read."""
    if not LANGUAGE.fullmatch(language):
        warn(f"{language!r} is no language tag; write one such as uk, ar or pt-BR.")
        return 1
    try:
        lesson = load_lesson(path)
        old, entries = translations_of(lesson, language, Sources(path.parent))
    except SpecError as error:
        say_issues(error.issues, {str(path): path.read_text("utf-8", errors="replace") if path.is_file() else ""})
        return 1
    entries = updated(lesson, language, entries)
    target = path.parent / (old or file_of(lesson, language, form))
    text = _WRITERS[target.suffix[1:]](entries, language, lesson.language, path.stem)
    beside = target.with_name(f".{target.name}.part")
    beside.write_text(text, "utf-8", newline="\n")
    beside.replace(target)
    done = sum(bool(entry.target) and not entry.unsure for entry in entries)
    again = sum(entry.unsure for entry in entries)
    say(
        f"Wrote {target}: {done} of {len(entries)} texts are translated"
        + (f", {again} to look at again." if again else ".")
    )
    return 0
