"""Texts go to translators and come back whole; what is missing or stale is said, nothing stays English in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.core.seed import world_seed
from worldgen.generate.props.load import load_model, prop_names
from worldgen.generate.registry import REGISTRY
from worldgen.languages.numbers import number_in
from worldgen.languages.own import LANGUAGES, _words, own_count
from worldgen.pipeline import check, load_lesson
from worldgen.spec.load import parse_lesson
from worldgen.spec.texts import rewritten, texts_of
from worldgen.translations.catalogue import Entry, gaps, merged, updated
from worldgen.translations.files import with_translations
from worldgen.translations.po import read_po, write_po
from worldgen.translations.xliff import read_xliff, write_xliff

LESSONS = Path(__file__).parents[2] / "scenes" / "lessons"
VOLCANO = LESSONS / "volcano-island.yaml"
OTHERS = [tag for tag in LANGUAGES if tag != "en"]
FORMS = {"po": (write_po, read_po), "xlf": (write_xliff, read_xliff)}
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), min_size=1).filter(
    str.strip
)
ENTRIES = st.lists(
    st.builds(Entry, st.from_regex(r"[a-z]{1,6}(/[a-z0-9_]{1,6}){1,3}", fullmatch=True), WORDS, st.just("") | WORDS),
    unique_by=lambda entry: entry.key,
    max_size=6,
)


@pytest.mark.parametrize("form", FORMS)
@given(entries=ENTRIES)
@settings(max_examples=100, deadline=None)
def test_a_translators_file_keeps_every_sign(form: str, entries: list[Entry]) -> None:
    write, read = FORMS[form]
    assert list(read(write(entries, "uk", "en", "lesson"))) == entries


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_what_is_translated_stands_in_the_lesson_word_for_word(form: str, data: st.DataObject) -> None:
    write, read = FORMS[form]
    lesson = load_lesson(VOLCANO)
    said = {entry.key: data.draw(WORDS) for entry in updated(lesson, "uk")}
    done = [Entry(entry.key, entry.source, said[entry.key]) for entry in updated(lesson, "uk")]
    whole = merged(lesson, "uk", read(write(done, "uk", "en", "volcano-island")))
    assert {text.key: text.words["uk"] for text in texts_of(whole)} == said
    assert gaps(lesson, "uk", done, "x.po") == ()
    assert [text.words["en"] for text in texts_of(whole)] == [text.words["en"] for text in texts_of(lesson)]


@pytest.mark.parametrize("tag", OTHERS)
def test_the_example_is_whole_in_every_language_we_speak(tag: str) -> None:
    assert [str(one) for one in check(VOLCANO, tag)] == []
    lesson = with_translations(load_lesson(VOLCANO), [tag])
    assert all(text.words.get(tag) for text in texts_of(lesson))


def test_a_lesson_without_translations_says_each_text_that_is_missing() -> None:
    lesson = load_lesson(VOLCANO)
    found = gaps(lesson, "uk", (), "")
    assert [one.pointer for one in found] == [text.pointer for text in texts_of(lesson)]
    assert {one.code for one in found} == {"TEXT_UNTRANSLATED"}
    assert all(one.line > 0 for one in found)


def test_a_translation_of_other_words_is_stale_is_not_used_and_is_kept() -> None:
    lesson = load_lesson(VOLCANO)
    old = [Entry(one.key, one.source, "переклад") for one in updated(lesson, "uk")]
    changed = parse_lesson(lesson.text.replace("Point at the crater.", "Where is the crater?"), REGISTRY)
    (stale,) = gaps(changed, "uk", old, "x.po")
    assert (stale.code, stale.pointer) == ("TRANSLATION_STALE", "/questions/0/prompt")
    assert "Point at the crater." in stale.hint
    assert "uk" not in merged(changed, "uk", old).questions[0].prompt
    new = updated(changed, "uk", old)
    (unsure,) = [one for one in new if one.unsure]
    assert (unsure.target, unsure.before, unsure.source) == ("переклад", "Point at the crater.", "Where is the crater?")
    for write, read in FORMS.values():
        (again,) = [one for one in read(write(new, "uk", "en", "x")) if one.unsure]
        assert (again.target, again.before) == (unsure.target, unsure.before)
    assert [one.code for one in gaps(changed, "uk", new, "x.po")] == ["TRANSLATION_STALE"]


def test_a_translation_of_what_is_gone_is_said() -> None:
    lesson = load_lesson(VOLCANO)
    done = [Entry(one.key, one.source, "x") for one in updated(lesson, "uk")]
    (found,) = gaps(lesson, "uk", [*done, Entry("stations/gone/text", "Gone.", "Нема.")], "x.po")
    assert (found.code, found.severity) == ("TRANSLATION_ORPHAN", "warning")


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text(
        VOLCANO.read_text("utf-8")
        .replace("      - {image: media/ropy-lava.jpg, alt: Ropy lava seen from above, credit: A. Teacher}\n", "")
        .replace("    media:\n", ""),
        "utf-8",
    )
    for text in ("<xliff", "<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>", "<html/>"):
        (tmp_path / "v.uk.xlf").write_text(text, "utf-8")
        assert [one.code for one in check(tmp_path / "v.yaml", "uk")] == ["TRANSLATION_UNREADABLE"]


def test_texts_that_nobody_changes_leave_the_lesson_as_it_was() -> None:
    lesson = load_lesson(VOLCANO)
    assert rewritten(lesson, lambda _, words: words) is lesson


@pytest.mark.parametrize("tag", OTHERS)
def test_our_own_words_are_there_in_every_language_we_speak(tag: str) -> None:
    said = {load_model(name, {}, world_seed(1)).label["en"] for name in prop_names()} | {"N", "m", "Bridge"}
    for family in ("terrain", "cover"):
        for kind in REGISTRY.names(family):
            said |= {kind.replace("_", " "), *REGISTRY.parts(family, kind)}
    said |= {area for setting in REGISTRY.names("setting") for area in REGISTRY.areas(setting)}
    assert sorted(said - set(_words(tag))) == []


@pytest.mark.parametrize(
    ("number", "tag", "words"),
    [
        (1, "en", "1 point"), (4, "en", "4 points"), (1, "uk", "1 бал"), (4, "uk", "4 бали"), (11, "uk", "11 балів"),
        (22, "uk", "22 бали"), (1, "ar", "نقطة واحدة"), (2, "ar", "نقطتان"), (7, "ar", "٧ نقاط"), (25, "ar", "٢٥ نقطة"),
        (0, "fr", "0 point"), (2, "fr", "2 points"), (5, "zh", "5 分"), (1, "hi", "1 अंक"), (3, "es-MX", "3 puntos"),
    ],
)  # fmt: skip
def test_numbers_take_the_form_that_the_language_asks_for(number: int, tag: str, words: str) -> None:
    assert own_count(number, "point", "points", tag) == words


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert [number_in(1.5, tag) for tag in ("en", "uk", "ar", "hi", "zh")] == ["1.5", "1,5", "١٫٥", "1.5", "1.5"]
