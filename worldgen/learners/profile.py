"""What is known of a learner: needs and knowledge under a random name, and nothing that says who it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from worldgen.learners.pseudonym import PSEUDONYM
from worldgen.spec.course import Support
from worldgen.spec.params import Field, Params, Share
from worldgen.spec.words import Language, Name
from worldgen.spec.world import ColourVision


def _pseudonym(value: object) -> object:
    if not isinstance(value, str) or not PSEUDONYM.fullmatch(value):
        raise PydanticCustomError("LEARNER_ID", "not a pseudonym")
    return value


class Languages(Params):
    """The languages of a learner."""

    noun: ClassVar[str] = "the languages of a learner"
    first: Language | None = Field(None, description="the language of the home", examples=["uk"])
    instruction: Language | None = Field(
        None, description="the language the lesson is to be in; by default the first", examples=["en"]
    )


class Learner(Params):
    """One learner; left out is: as the lesson has it."""

    noun: ClassVar[str] = "a learner"
    id: Annotated[str, BeforeValidator(_pseudonym)] = Field(
        "l-00", description="a random name, such as l-07; never a person's", examples=["l-07"]
    )
    languages: Languages = Field(Languages.model_construct(), description="first language, language of instruction")
    supports: tuple[Support, ...] = Field((), description="supports that are switched on")
    mobility: Literal["walking", "wheelchair"] = Field("walking", description="how the learner moves about")
    colour_vision: ColourVision = Field("usual", description="which colours the learner can tell apart")
    interests: tuple[Name, ...] = Field((), description="what the learner cares about, dearest first")
    mastery: Mapping[str, Share] = Field(
        default_factory=dict, description="what the learner can do already, by the ids of objectives"
    )
    pace: float = Field(1.0, ge=1, le=10, allow_inf_nan=False, description="times as much time as usual")

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages to use, that of instruction first; none where nothing is said."""
        said = (self.languages.instruction or self.languages.first, self.languages.first)
        return tuple(dict.fromkeys(tag for tag in said if tag is not None))
