"""The way through the lesson, its scores, and how it fits its learners, its teacher and its platform."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from worldgen.spec.params import Params, Share
from worldgen.spec.words import Id, Local, Name, Ready, Whole, YesNo
from worldgen.spec.world import Feature

Support = Literal[
    "text_to_speech", "captions", "high_contrast", "larger_text", "reduced_motion", "extended_time",
    "keyword_translation", "simplified_language",
]  # fmt: skip
SUPPORTS: tuple[Support, ...] = get_args(Support)
"""The supports by their names in Access for All (1EdTech PNP 3.0), in the spelling of this language."""

Mobility = Literal["wheelchair"]
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
    mode: Literal["order", "free", "hub"] = Field(
        "order", description="what is suggested: the next of the order; nothing; or to go back to the start each time"
    )
    order: tuple[Name, ...] = Field((), description="ids of stations in the order in which they are suggested")
    review: tuple[Name, ...] = Field((), description="ids of stations to come back to at the end, as reinforcement")
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


class PriorKnowledge(Params):
    """What follows from what a learner can do already."""

    noun: ClassVar[str] = "prior knowledge"
    skip_if_mastered: YesNo = Field(
        True, description="whether stations are left out of the order that teach only what is mastered and ask nothing"
    )
    mastered_from: Share = Field(0.8, description="the share from which prior mastery is enough", examples=["80 %"])


class Personalise(Params):
    """How the lesson fits a learner."""

    noun: ClassVar[str] = "the section personalise"
    interests: Mapping[Id, Interest] = Field(default_factory=dict, description="other contexts, by interest")
    reading: Reading | None = Field(None, description="help for reading")
    pace: Pace | None = Field(None, description="help with time")
    prior_knowledge: PriorKnowledge | None = Field(None, description="what follows from what a learner can do already")
    mobility: Annotated[Mapping[Mobility, tuple[Feature, ...]], Ready("mobility", many=False)] = Field(
        default_factory=dict, description="other measures of the land, so that every station can be reached"
    )
    supports: tuple[Support, ...] = Field((), description="supports that are switched on from the start")
    mastered: tuple[Name, ...] = Field((), description="ids of objectives that count as mastered from the start")
    reinforce: tuple[Name, ...] = Field((), description="ids of objectives that get more practice")


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
