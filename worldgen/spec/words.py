"""The small words of a lesson: ids, texts in several languages, ages, times of day, yes and no."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from worldgen.spec.params import Params
from worldgen.spec.yaml_trouble import quoted

ID = re.compile(r"[a-z][a-z0-9_-]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_AGES = re.compile(r"\s*(\d{1,2})\s*(?:(?:-|\u2013|to)\s*(\d{1,2})|(\+))?\s*")
_CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2})\s*")


class Ready:
    """Mark of a field whose value was already read item by item; `items` is its word in the JSON Schema."""

    def __init__(self, items: str, *, many: bool = True) -> None:
        self.items, self.many = items, many

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.any_schema()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        item = {"x-ref": self.items}
        return {"type": "array", "items": item} if self.many else item


class _Local:
    """Reads a text, or a mapping of language tags to texts, as texts by language with the lesson's language first."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(_local)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return {"x-ref": "text"}


def _local(value: object, info: Any) -> dict[str, str]:
    language: str = (info.context or {}).get("language", "en")
    if isinstance(value, str):
        return {language: _some(value)}
    if not isinstance(value, dict) or not value:
        raise PydanticCustomError("text_type", "a text is wanted")
    for tag, text in value.items():
        if len(value) == 1 and isinstance(text, str) and (" " in tag or tag[:1].isupper()):
            raise PydanticCustomError("PROSE_CUT_BY_COLON", "a sentence", quoted(f"{tag}: {text}"))
        if not LANGUAGE.fullmatch(str(tag)):
            raise PydanticCustomError("TEXT_LANGUAGE", "not a language", {"tag": str(tag)})
        if not isinstance(text, str):
            raise PydanticCustomError("TEXT_NOT_WORDS", "not a text", {"tag": str(tag)})
        _some(text)
    if language not in value:
        raise PydanticCustomError(
            "TEXT_WITHOUT_LANGUAGE", "own language missing", {"language": language, "found": ", ".join(value)}
        )
    return {language: value[language], **{tag: text for tag, text in value.items() if tag != language}}


def _some(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("EMPTY_TEXT", "an empty text")
    return text


def _id(value: object) -> object:
    if isinstance(value, str) and not ID.fullmatch(value):
        slug = re.sub(r"[^a-z0-9_-]+", "_", value.lower()).lstrip("_-0123456789").rstrip("_-") or "camp"
        raise PydanticCustomError("BAD_ID", "not an id", {"found": value, "suggestion": slug})
    return value


def _ages(value: object) -> object:
    if isinstance(value, tuple):
        return value
    match = _AGES.fullmatch(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
    low = int(match[1]) if match else 0
    high = int(match[2]) if match and match[2] else 18 if match and match[3] else low
    if not 3 <= low <= high <= 99:
        raise PydanticCustomError("BAD_AGES", "not ages", {"found": str(value)})
    return low, high


def _clock(value: object) -> object:
    if isinstance(value, float):
        return value
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise PydanticCustomError("BAD_TIME", "not a time of day", {"found": str(value)})
    return int(match[1]) + int(match[2]) / 60.0


def _language(value: object) -> object:
    if isinstance(value, str) and not LANGUAGE.fullmatch(value):
        raise PydanticCustomError("BAD_LANGUAGE", "not a language", {"found": value})
    return value


def _filled(value: object) -> object:
    return _some(value) if isinstance(value, str) else value


Local = Annotated[Mapping[str, str], _Local()]
Id = Annotated[
    str,
    BeforeValidator(_id),
    WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$", "examples": ["camp", "q_crater"]}),
]
Name = Annotated[str, BeforeValidator(_filled), WithJsonSchema({"type": "string", "minLength": 1})]
Ages = Annotated[
    tuple[int, int],
    BeforeValidator(_ages),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["10-13", "16+"]}),
]
Clock = Annotated[
    float,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$", "examples": ["09:30"]}),
]
Language = Annotated[
    str, BeforeValidator(_language), WithJsonSchema({"type": "string", "pattern": f"^{LANGUAGE.pattern}$"})
]
YesNo = Annotated[bool, WithJsonSchema({"enum": [True, False, "yes", "no"]})]
Whole = Annotated[int, Field(strict=True)]


class Item(Params):
    """A mapping of the lesson that has an id; `pointer` is its place in the file (RFC 6901)."""

    id: Id = Field(description="its name in this lesson, used to refer to it; small letters, digits, _ and -")
    _pointer: str = PrivateAttr("")

    @property
    def pointer(self) -> str:
        """JSON pointer of this mapping in the lesson."""
        return self._pointer
