"""Questions, one model a type."""

from typing import ClassVar, Literal

from pydantic import Field

from worldgen.spec.params import Params
from worldgen.spec.words import Item, Local, Name, Whole, YesNo

Number = float


class Feedback(Params):
    """What is said after an answer."""

    noun: ClassVar[str] = "feedback"
    right: Local | None = Field(None, description="after a right answer")
    wrong: Local | None = Field(None, description="after a wrong answer: explain, do not only judge")


class Question(Item):
    """What all questions have."""

    station: Name = Field(description="id of the station where it is asked", examples=["rim"])
    assesses: tuple[Name, ...] = Field((), description="ids of the objectives that it assesses")
    prompt: Local = Field(description="the question")
    feedback: Feedback | None = Field(None, description="what is said after an answer")
    hints: tuple[Local, ...] = Field((), description="help, given one by one when asked for")
    points: Whole = Field(1, ge=0, le=100, description="what a right answer is worth")
    attempts: Whole | None = Field(
        None, ge=1, le=20, description="how many tries there are; no limit by default", examples=[3]
    )


class Option(Params):
    """One answer to choose."""

    noun: ClassVar[str] = "an option"
    text: Local = Field(description="the answer")
    correct: YesNo = Field(False, description="whether it is right")
    feedback: Local | None = Field(None, description="what is said to who chose it")


class Choice(Question):
    """One right answer among several."""

    noun: ClassVar[str] = "a choice question"
    type: Literal["choice"] = Field(description="one right answer among several")
    options: tuple[Option, ...] = Field(description="the answers; exactly one is correct")


class Multi(Question):
    """All right answers among several."""

    noun: ClassVar[str] = "a multi question"
    type: Literal["multi"] = Field(description="all right answers among several")
    options: tuple[Option, ...] = Field(description="the answers; one or more are correct")


class NumberQuestion(Question):
    """A number to find."""

    noun: ClassVar[str] = "a number question"
    type: Literal["number"] = Field(description="a number to find")
    answer: float = Field(description="the right number", allow_inf_nan=False, examples=[1200])
    tolerance: float = Field(0.0, ge=0, allow_inf_nan=False, description="how far off is still right")
    unit: Name | None = Field(None, description="shown behind the answer", examples=["°C"])


class TextQuestion(Question):
    """A word or a phrase to write."""

    noun: ClassVar[str] = "a text question"
    type: Literal["text"] = Field(description="a word or a phrase to write")
    answers: tuple[Local, ...] = Field(description="what counts as right")
    exact: YesNo = Field(False, description="whether capitals and accents must agree too")


class Order(Question):
    """Things to put in order."""

    noun: ClassVar[str] = "an order question"
    type: Literal["order"] = Field(description="things to put in order")
    items: tuple[Local, ...] = Field(description="the things in the right order; learners see them shuffled")


class Pair(Params):
    """Two things that belong together."""

    noun: ClassVar[str] = "a pair"
    left: Local = Field(description="one of the two")
    right: Local = Field(description="what belongs to it")


class Match(Question):
    """Pairs to find."""

    noun: ClassVar[str] = "a match question"
    type: Literal["match"] = Field(description="pairs to find")
    pairs: tuple[Pair, ...] = Field(description="what belongs together")


class LabelOf(Params):
    """A label and the thing it belongs to."""

    noun: ClassVar[str] = "a label"
    text: Local = Field(description="the words of the label")
    target: Name = Field(description="id of what it belongs to", examples=["cone.crater"])


class Label(Question):
    """Labels to put on what one sees."""

    noun: ClassVar[str] = "a label question"
    type: Literal["label"] = Field(description="labels to put on what one sees")
    labels: tuple[LabelOf, ...] = Field(description="the labels and what they belong to")


class Point(Question):
    """Something in the world to point at."""

    noun: ClassVar[str] = "a point question"
    type: Literal["point"] = Field(description="something in the world to point at")
    target: Name = Field(description="id of what is to be pointed at", examples=["cone.crater"])


QUESTIONS: dict[str, type[Question]] = {
    "choice": Choice,
    "multi": Multi,
    "number": NumberQuestion,
    "text": TextQuestion,
    "order": Order,
    "match": Match,
    "label": Label,
    "point": Point,
}
