"""A whole lesson as it was written: the one value that this room hands over."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr

from worldgen.core.issues import Issue, Span
from worldgen.spec.about import Meta, Objective, Word
from worldgen.spec.course import Delivery, Flow, Personalise, Reflection, Scoring, Teacher
from worldgen.spec.params import Params
from worldgen.spec.questions import Question
from worldgen.spec.shots import Shot
from worldgen.spec.stations import Activity, Station
from worldgen.spec.words import Ready
from worldgen.spec.world import World

VERSION = 1


class Lesson(Params):
    """A lesson that was read and found consistent.

    Every item knows its `pointer`; `spans[pointer]` is its place in the file at `path`, `key_spans` those of the keys.
    """

    noun: ClassVar[str] = "the lesson"
    worldgen: Literal[1] = Field(description="the version of this language")
    lesson: Annotated[Meta, Ready("lesson", many=False)] = Field(description="the title page")
    objectives: Annotated[tuple[Objective, ...], Ready("objective")] = Field(
        (), description="what learners can do afterwards"
    )
    vocabulary: Annotated[tuple[Word, ...], Ready("word")] = Field((), description="the glossary")
    world: Annotated[World, Ready("world", many=False)] = Field(description="the world")
    stations: Annotated[tuple[Station, ...], Ready("station")] = Field((), description="the teaching places")
    shots: Annotated[tuple[Shot, ...], Ready("shot")] = Field(
        (), description="pictures, besides the hero, the map and one of each station"
    )
    activities: Annotated[tuple[Activity, ...], Ready("activity")] = Field((), description="things to do")
    questions: Annotated[tuple[Question, ...], Ready("question")] = Field((), description="questions")
    flow: Annotated[Flow, Ready("flow", many=False)] = Field(
        Flow.model_construct(), description="the way through the stations"
    )
    scoring: Annotated[Scoring, Ready("scoring", many=False)] = Field(
        Scoring.model_construct(), description="what counts"
    )
    reflection: Annotated[Reflection | None, Ready("reflection", many=False)] = Field(
        None, description="a thought to write down"
    )
    personalise: Annotated[Personalise, Ready("personalise", many=False)] = Field(
        Personalise.model_construct(), description="how the lesson fits a learner"
    )
    teacher: Annotated[Teacher, Ready("teacher", many=False)] = Field(
        Teacher.model_construct(), description="for the teacher's eyes"
    )
    delivery: Annotated[Delivery, Ready("delivery", many=False)] = Field(
        Delivery.model_construct(), description="what is made of the lesson"
    )
    _path: str = PrivateAttr("")
    _text: str = PrivateAttr("")
    _spans: Mapping[str, Span] = PrivateAttr(default_factory=dict)
    _key_spans: Mapping[str, Span] = PrivateAttr(default_factory=dict)
    _warnings: tuple[Issue, ...] = PrivateAttr(())

    @property
    def id(self) -> str:
        """The lesson's own name."""
        return self.lesson.id

    @property
    def title(self) -> Mapping[str, str]:
        """The title by language, the lesson's own first."""
        return self.lesson.title

    @property
    def language(self) -> str:
        """The language of every text that names no other."""
        return self.lesson.language

    @property
    def path(self) -> str:
        """The file as it was named."""
        return self._path

    @property
    def text(self) -> str:
        """The file, word for word."""
        return self._text

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hex."""
        return sha256(self._text.encode()).hexdigest()

    @property
    def spans(self) -> Mapping[str, Span]:
        """The place of every value, by JSON pointer."""
        return self._spans

    @property
    def key_spans(self) -> Mapping[str, Span]:
        """The place of every key, by the JSON pointer of its value."""
        return self._key_spans

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """What is doubtful but does not stop a build."""
        return self._warnings
