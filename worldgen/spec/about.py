"""What the lesson is, what it teaches and the words it uses."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from worldgen.spec.params import Params, Seconds, Share
from worldgen.spec.words import Ages, Id, Item, Language, Local, Name, Ready, Whole


class Meta(Params):
    """The title page of the lesson."""

    noun: ClassVar[str] = "the section lesson"
    id: Id = Field(description="the name of the lesson's output folder and files", examples=["volcano-island"])
    title: Local = Field(description="what learners see first", examples=["Field trip to a volcano island"])
    summary: Local | None = Field(None, description="one sentence: what learners do and find out")
    subject: Name | None = Field(None, description="the school subject", examples=["earth science"])
    ages: Ages | None = Field(
        None, description="the readers; texts above their level are pointed out by `worldgen check`"
    )
    duration: Seconds | None = Field(None, gt=0, description="how long it takes", examples=["25 min"])
    language: Language = Field(
        "en", description="the language of every text that names no other (BCP 47)", examples=["en", "es", "pt-BR"]
    )
    license: Name | None = Field(None, description="under which others may use it", examples=["CC-BY-4.0"])
    authors: tuple[Name, ...] = Field((), description="who wrote it", examples=[["Example School"]])
    sources: tuple[Name, ...] = Field((), description="where the facts come from")


class Standard(Params):
    """A line of a curriculum."""

    noun: ClassVar[str] = "a standard"
    framework: Name = Field(description="the curriculum", examples=["NGSS"])
    code: Name = Field(description="its code there", examples=["MS-ESS2-1"])


class Streak(Params):
    """Mastered after so many right answers in a row."""

    noun: ClassVar[str] = "mastery by streak"
    model: Literal["streak"] = Field(description="right answers in a row")
    correct: Whole = Field(2, ge=1, le=20, description="how many right answers in a row")


class Percent(Params):
    """Mastered when this share of the points is earned."""

    noun: ClassVar[str] = "mastery by percent"
    model: Literal["percent"] = Field(description="a share of the points of all questions that assess it")
    at_least: Share = Field(description="the share of points that is enough", examples=["80 %"])


class Every(Params):
    """Mastered when every question that assesses it is right."""

    noun: ClassVar[str] = "mastery of all"
    model: Literal["all"] = Field(description="every question that assesses it, right at last")


class Bkt(Params):
    """Mastered when it is likely that the learner knows it (Bayesian knowledge tracing)."""

    noun: ClassVar[str] = "mastery by bkt"
    model: Literal["bkt"] = Field(description="how likely it is that the learner knows it, after every answer")
    at_least: Share = Field(0.95, gt=0, lt=1, description="how likely is enough", examples=["95 %"])
    known: Share = Field(0.3, description="how likely it is known before the first answer", examples=["30 %"])
    learnt: Share = Field(0.2, description="how likely it is learnt by one answer", examples=["20 %"])
    slip: Share = Field(0.1, gt=0, lt=0.5, description="how likely one who knows it answers wrong", examples=["10 %"])
    guess: Share = Field(0.2, gt=0, lt=0.5, description="how likely one who does not answers right", examples=["20 %"])


class Elo(Params):
    """Mastered when the learner's rating reaches a mark (Elo, as in chess: every question is an opponent)."""

    noun: ClassVar[str] = "mastery by elo"
    model: Literal["elo"] = Field(description="a rating that rises and falls with every answer")
    at_least: float = Field(1100.0, ge=0, le=3000, description="the rating that is enough; one begins with 1000")
    step: float = Field(120.0, gt=0, le=400, description="how much one answer can change it")


Mastery = Streak | Percent | Every | Bkt | Elo
MASTERY: dict[str, type[Params]] = {"streak": Streak, "percent": Percent, "all": Every, "bkt": Bkt, "elo": Elo}


class Objective(Item):
    """One thing that learners can do afterwards."""

    noun: ClassVar[str] = "an objective"
    statement: Local = Field(description="what learners can do afterwards", examples=["Explain why magma rises."])
    standard: Standard | None = Field(None, description="the line of the curriculum that it meets")
    mastery: Annotated[Mastery | None, Ready("mastery", many=False)] = Field(
        None, description="when it counts as mastered; by default when every question on it is right"
    )


class Word(Item):
    """A word of the glossary."""

    noun: ClassVar[str] = "a word of the vocabulary"
    term: Local = Field(description="the word as it stands in the texts", examples=["magma"])
    meaning: Local = Field(description="what it means, in plain words", examples=["melted rock under the ground"])
