"""The way through the lesson, its scores, and how it fits its learners, its teacher and its platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from worldgen.spec.params import Params, Share
from worldgen.spec.words import Id, Local, Name, Whole

Target = Literal["glb", "preview", "sheet", "page", "scorm12", "scorm2004", "cmi5", "xapi"]


class Unlock(Params):
    """A station that opens when something has been done."""

    noun: ClassVar[str] = "an unlock rule"
    open: Name = Field(description="id of the station that it opens", examples=["rim"])
    when: Name = Field(
        description="visited(station), answered(question), correct(question), attempts(question), mastered(objective), "
        "score(); joined by and, or, not and comparisons",
        examples=["visited(lava)", "correct(q_rise) or attempts(q_rise) >= 3", "score() >= 60 %"],
    )


class Flow(Params):
    """The way through the stations."""

    noun: ClassVar[str] = "the section flow"
    start: Name | None = Field(None, description="id of the station where learners begin", examples=["camp"])
    order: tuple[Name, ...] = Field((), description="ids of stations in the order in which they are suggested")
    unlock: tuple[Unlock, ...] = Field((), description="stations that open when something has been done")


class Scoring(Params):
    """What counts."""

    noun: ClassVar[str] = "the section scoring"
    pass_: Share | None = Field(None, alias="pass", description="the share of points to pass with", examples=["80 %"])
    show: Literal["at_once", "at_end", "never"] = Field(
        "at_once", description="when learners see whether they are right"
    )


class Reflection(Params):
    """A thought to write down."""

    noun: ClassVar[str] = "the section reflection"
    after: Literal["each_station", "end"] = Field("end", description="when it is asked for")
    prompt: Local = Field(description="what to think about", examples=["Say it in one sentence."])


class Interest(Params):
    """How the lesson speaks to learners with one interest."""

    noun: ClassVar[str] = "an interest"
    contexts: Mapping[str, Local] = Field(description="other words for a question or a station, by its id")


class Reading(Params):
    """Help for reading."""

    noun: ClassVar[str] = "reading help"
    offer: Literal["standard", "support", "both"] = Field("both", description="which text is shown first")
    glossary: Literal["none", "lesson_language", "first_language"] = Field(
        "lesson_language", description="the language in which words are explained"
    )


class Pace(Params):
    """Help with time."""

    noun: ClassVar[str] = "pace"
    extended_time: float = Field(1.0, ge=1, le=10, description="times longer for those who need it", examples=[1.5])


class Personalise(Params):
    """How the lesson fits a learner."""

    noun: ClassVar[str] = "the section personalise"
    interests: Mapping[Id, Interest] = Field(default_factory=dict, description="other contexts, by interest")
    reading: Reading | None = Field(None, description="help for reading")
    pace: Pace | None = Field(None, description="help with time")


class Teacher(Params):
    """For the teacher's eyes."""

    noun: ClassVar[str] = "the section teacher"
    notes: tuple[Local, ...] = Field((), description="advice for teaching it")
    misconceptions: tuple[Local, ...] = Field((), description="what learners often get wrong")
    print: tuple[Literal["answer_key", "worksheet", "map", "glossary", "certificate"], ...] = Field(
        (), description="pages to print"
    )


class Delivery(Params):
    """What is made of the lesson."""

    noun: ClassVar[str] = "the section delivery"
    targets: tuple[Target, ...] = Field(("glb", "preview"), min_length=1, description="what `worldgen build` makes")
    tracking: Literal["none", "pseudonym", "named"] = Field(
        "pseudonym", description="how learners appear in the records"
    )


__all__ = ["Delivery", "Flow", "Personalise", "Reflection", "Scoring", "Teacher", "Unlock", "Whole"]
