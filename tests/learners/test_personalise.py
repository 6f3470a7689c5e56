"""The same lesson for every learner: other words, another way, another world to move in, and the same standard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.learners.load import load_learner
from worldgen.learners.personalise import personalise
from worldgen.learners.profile import Languages, Learner
from worldgen.pipeline import for_learner, load_lesson
from worldgen.spec.course import SUPPORTS
from worldgen.spec.lesson import Lesson
from worldgen.spec.texts import texts_of
from worldgen.spec.unlock import calls, parse_unlock
from worldgen.translations.files import with_translations

SCENES = Path(__file__).parents[2] / "scenes"
LESSONS = {path.stem: load_lesson(path) for path in sorted((SCENES / "lessons").glob("*.yaml"))}
VOLCANO = LESSONS["volcano-island"]
LEARNERS = {path.stem: load_learner(path) for path in sorted((SCENES / "learners").glob("*.yaml"))}
TAGS = st.none() | st.sampled_from(["en", "es", "fr", "uk", "ar", "hi", "zh", "es-MX", "de"])
SHARES = st.floats(0, 1)
ANYBODY = st.builds(
    Learner,
    languages=st.builds(Languages, first=TAGS, instruction=TAGS),
    supports=st.lists(st.sampled_from(SUPPORTS), unique=True).map(tuple),
    mobility=st.sampled_from(["walking", "wheelchair"]),
    colour_vision=st.sampled_from(["usual", "protan", "deutan", "tritan", "grey"]),
    interests=st.lists(st.sampled_from(["football", "music"]) | st.text(min_size=1).filter(str.strip), max_size=3).map(
        tuple
    ),
    mastery=st.dictionaries(st.sampled_from(["parts", "magma", "carry", "unknown"]), SHARES),
    pace=st.floats(1, 10),
)


def standard(lesson: Lesson) -> Any:
    """Return all of a lesson by which learners are measured."""
    answers = ("correct", "answer", "tolerance", "unit", "target", "exact")
    return (
        [(one.id, one.standard, one.mastery) for one in lesson.objectives],
        [(one.id, one.station, one.assesses, one.points, one.attempts, one.type) for one in lesson.questions],
        [[getattr(one, name, None) for name in answers] for one in lesson.questions],
        [[option.correct for option in getattr(one, "options", ())] for one in lesson.questions],
        [len(getattr(one, name, ())) for one in lesson.questions for name in ("items", "pairs", "labels", "hints")],
        [[label.target for label in getattr(one, "labels", ())] for one in lesson.questions],
        sum(one.points for one in lesson.questions),
        lesson.scoring,
        [(one.id, one.teaches, one.look_at) for one in lesson.stations],
    )


@pytest.mark.parametrize("name", LESSONS)
def test_nobody_in_particular_gets_the_lesson_itself(name: str) -> None:
    assert personalise(LESSONS[name], Learner()) is LESSONS[name]
    assert personalise(LESSONS[name], Learner()) == LESSONS[name]


@given(st.sampled_from(sorted(LESSONS)), ANYBODY)
@settings(max_examples=200, deadline=None)
def test_every_variant_assesses_the_same_objectives_for_the_same_points(name: str, learner: Learner) -> None:
    lesson = LESSONS[name]
    mine = personalise(with_translations(lesson, learner.tags), learner)
    assert standard(mine) == standard(lesson)
    asked = {one.station for one in mine.questions}
    order = mine.flow.order or tuple(one.id for one in mine.stations)
    assert asked <= set(order)
    assert [name for name in order if name in order] == [n for n in (lesson.flow.order or order) if n in order]
    for rule in mine.flow.unlock:
        left_out = {one.id for one in mine.stations} - set(order)
        needed = {call.about for call in calls(parse_unlock(rule.when)) if call.word == "visited"} & left_out
        assert not needed or "mastered(" in rule.when
    assert personalise(mine, Learner()) == mine


@given(st.sampled_from(sorted(LESSONS)), ANYBODY)
@settings(max_examples=100, deadline=None)
def test_each_text_is_in_the_learners_language_or_said_to_be_missing(name: str, learner: Learner) -> None:
    lesson = with_translations(LESSONS[name], learner.tags)
    mine = personalise(lesson, learner)
    if not learner.tags:
        return
    foreign = [text.key for text in texts_of(mine) if next(iter(text.words)) != learner.tags[0]]
    said = [one for one in mine.warnings if one.code == "TEXTS_UNTRANSLATED"]
    assert bool(said) == bool(foreign)
    assert all(foreign[0] in one.message or len(foreign) for one in said)
    assert all(set(text.words) <= {*learner.tags, lesson.language} for text in texts_of(mine))


def mine(**said: Any) -> Lesson:
    """Return the volcano lesson for a learner."""
    learner = Learner.model_validate(said)
    return for_learner(VOLCANO, learner)


def test_the_glossary_speaks_two_languages() -> None:
    lesson = mine(languages={"first": "uk", "instruction": "en"}, supports=["keyword_translation"])
    assert dict(lesson.vocabulary[0].term) == {"en": "magma", "uk": "магма"}
    assert lesson.personalise.reading is not None
    assert lesson.personalise.reading.glossary == "first_language"
    assert lesson.language == "en"


def test_signs_labels_and_captions_are_in_the_learners_language() -> None:
    lesson = mine(languages={"first": "ar"})
    board = next(one for one in lesson.world.things if one.id == "board")
    assert board.text == {"ar": "طريق فوهة البركان"}
    assert lesson.stations[0].label == {"ar": "المخيّم"}
    assert next(iter(lesson.stations[1].media[0].alt)) == "ar"
    assert next(iter(lesson.world.zones[0].label or {})) == "ar"


def test_an_interest_changes_what_a_question_speaks_of() -> None:
    lesson = mine(interests=["sailing", "football"])
    assert "ball" in lesson.questions[1].prompt["en"]
    assert lesson.personalise.interests == {}
    assert mine(interests=["sailing"]) == VOLCANO


def test_supports_are_switched_on_and_the_easier_text_is_offered_first() -> None:
    lesson = mine(supports=["captions", "text_to_speech", "simplified_language"])
    assert lesson.personalise.supports == ("text_to_speech", "captions", "simplified_language")
    assert lesson.personalise.reading is not None
    assert lesson.personalise.reading.offer == "support"
    assert lesson.stations[1].support_text == VOLCANO.stations[1].support_text


def test_more_time_lengthens_the_lesson() -> None:
    assert VOLCANO.lesson.duration == 25 * 60
    assert mine(supports=["extended_time"]).lesson.duration == 25 * 60 * 1.5
    assert mine(supports=["extended_time"], pace=2).lesson.duration == 25 * 60 * 2
    assert mine(pace=1.2).personalise.pace == VOLCANO.personalise.pace.model_copy(update={"extended_time": 1.2})


def test_what_is_mastered_is_skipped_and_what_is_not_is_practised() -> None:
    lesson = mine(mastery={"parts": 0.9, "magma": 0.1, "nothing": 1.0})
    assert lesson.flow.order == ("camp", "rim")
    assert lesson.flow.unlock[0].when == "(visited(lava) or (mastered(parts)))"
    assert lesson.flow.review == ("rim",)
    assert (lesson.personalise.mastered, lesson.personalise.reinforce) == (("parts",), ("magma",))
    assert mine(mastery={"parts": 0.79}).flow.order == VOLCANO.flow.order


def test_what_a_learner_does_not_know_yet_is_reviewed_in_the_order_of_the_lesson() -> None:
    assert mine(mastery={"parts": 0.1, "magma": 0.1}).flow.review == ("camp", "lava", "rim")


def test_the_seven_learners_differ_in_everything() -> None:
    assert len(LEARNERS) == 7
    everyone = list(LEARNERS.values())
    for of in ("tags", "supports", "mobility", "colour_vision", "interests", "mastery", "pace"):
        values = {repr(getattr(one, of)) for one in everyone}
        assert len(values) > 1, of
    assert len({repr(one.model_dump(exclude={"id"})) for one in everyone}) == 7
    assert {one.tags[0] for one in everyone} == {"en", "es", "fr", "uk", "ar", "hi", "zh"}
