"""The lesson as one learner gets it: other words, another way through it, another world to move in; the same standard.

What is never touched: objectives and their mastery, what a question assesses, its answer and its points, the score to
pass with. `docs/explanation/evidence.md` says why each of the rest is.
"""

from __future__ import annotations

from worldgen.learners.course import at_its_pace, sequenced
from worldgen.learners.profile import Learner
from worldgen.learners.speech import in_contexts, in_languages
from worldgen.learners.surroundings import in_reach, in_sight
from worldgen.spec.course import SUPPORTS, Reading
from worldgen.spec.lesson import Lesson


def personalise(lesson: Lesson, learner: Learner) -> Lesson:
    """Return `lesson` for `learner`: itself, where the learner asks for nothing.

    It is defined for every lesson and every learner. What a lesson lacks (a translation, a context for an interest)
    stays as the lesson has it; a missing translation is a warning of the lesson that comes back.
    """
    lesson = in_contexts(lesson, learner.interests)
    lesson = in_languages(lesson, learner.tags)
    lesson = _supported(lesson, learner)
    lesson = in_reach(lesson, learner.mobility)
    lesson = in_sight(lesson, learner.colour_vision, high_contrast="high_contrast" in learner.supports)
    lesson = sequenced(lesson, learner.mastery)
    return at_its_pace(lesson, learner.pace, extended="extended_time" in learner.supports)


def _supported(lesson: Lesson, learner: Learner) -> Lesson:
    """Return `lesson` with the learner's supports switched on."""
    about = lesson.personalise
    wanted = {*about.supports, *learner.supports}
    if wanted == set(about.supports):
        return lesson
    reading = about.reading or Reading.model_construct()
    if "simplified_language" in wanted:
        reading = reading.model_copy(update={"offer": "support"})
    if "keyword_translation" in wanted:
        reading = reading.model_copy(update={"glossary": "first_language"})
    supports = tuple(name for name in SUPPORTS if name in wanted)
    changed = about.model_copy(update={"supports": supports, "reading": reading})
    return lesson.model_copy(update={"personalise": changed})
