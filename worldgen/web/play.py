"""A lesson as the data that the page plays: plain JSON, texts by language, nothing that only the teacher may see."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from worldgen.spec.lesson import Lesson
from worldgen.spec.questions import Question
from worldgen.spec.stations import Activity, Station
from worldgen.spec.texts import texts_of
from worldgen.web.names import Named

FORMAT = 1
Row = dict[str, Any]


def languages_in(lesson: Lesson) -> tuple[str, ...]:
    """Return the languages in which learners can read the whole of `lesson`, its own first."""
    texts = [set(text.words) for text in texts_of(lesson)]
    known = dict.fromkeys(tag for text in texts_of(lesson) for tag in text.words)
    whole = [tag for tag in known if tag != lesson.language and all(tag in words for words in texts)]
    return (lesson.language, *whole)


def play_data(lesson: Lesson, variant: str, names: Sequence[Named], media: Mapping[str, Sequence[Row]]) -> Row:
    """Return what the page needs to know of `lesson`.

    Parameters
    ----------
    variant : str
        The random name of the learner whom it is for; empty where it is for everybody.
    names : sequence of Named
        What can be named in the world.
    media : mapping
        What is shown at each station, as `media_of` returns it.
    """
    meta = lesson.lesson
    return {
        "format": FORMAT,
        "id": lesson.id,
        "variant": variant,
        "digest": lesson.digest,
        "language": lesson.language,
        "languages": list(languages_in(lesson)),
        "spoken": sorted({tag for text in texts_of(lesson) for tag in text.words}),
        "title": dict(meta.title),
        "summary": dict(meta.summary or {}),
        "minutes": None if meta.duration is None else round(meta.duration / 60),
        "license": meta.license,
        "authors": list(meta.authors),
        "sources": list(meta.sources),
        "objectives": [_plain(one, "id", "statement", "mastery") for one in lesson.objectives],
        "vocabulary": [_plain(one, "id", "term", "meaning") for one in lesson.vocabulary],
        "stations": [_station(one, media.get(one.id, ())) for one in lesson.stations],
        "activities": [_activity(one, lesson) for one in lesson.activities],
        "questions": [_question(one) for one in lesson.questions],
        "flow": _flow(lesson),
        "pass": lesson.scoring.pass_,
        "show": lesson.scoring.show,
        "reflection": None if lesson.reflection is None else _plain(lesson.reflection, "after", "prompt"),
        "reading": _plain(lesson.personalise.reading, "offer", "glossary") if lesson.personalise.reading else None,
        "supports": list(lesson.personalise.supports),
        "mastered": list(lesson.personalise.mastered),
        "reinforce": list(lesson.personalise.reinforce),
        "extended": lesson.personalise.pace.extended_time if lesson.personalise.pace else 1.0,
        "names": [_named(one) for one in names],
    }


def _plain(value: BaseModel, *keys: str) -> Row:
    row = value.model_dump(mode="json", include=set(keys), exclude_none=True)
    return {key: row[key] for key in keys if key in row}


def _station(station: Station, media: Sequence[Row]) -> Row:
    row = _plain(station, "id", "look_at", "text", "support_text", "narration", "alt", "teaches")
    return row | {"title": station.label, "media": list(media)}


def _activity(activity: Activity, lesson: Lesson) -> Row:
    row = _plain(activity, "id", "station", "kind", "prompt", "text", "steps", "groups", "assesses")
    near = next((one.props for one in lesson.stations if one.id == activity.station), ())
    full = {name: f"{activity.station}.{name}" if name in near else name for name in activity.things}
    belongs = {full.get(name, name): group for name, group in activity.belongs.items()}
    return row | {"things": [*full.values()], "belongs": belongs}


def _question(question: Question) -> Row:
    row = question.model_dump(mode="json", exclude_none=True)
    row.pop("pointer", None)
    mark = sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:8]
    return row | {"mark": mark}


def _flow(lesson: Lesson) -> Row:
    flow = lesson.flow
    order = list(flow.order or (one.id for one in lesson.stations))
    start = flow.start or next(iter(order), None)
    unlock = [_plain(rule, "open", "when") for rule in flow.unlock]
    return {"mode": flow.mode, "start": start, "order": order, "review": list(flow.review), "unlock": unlock}


def _named(one: Named) -> Row:
    row: Row = {"id": one.id, "role": one.role, "label": dict(one.label), "at": list(one.at_m)}
    return row | ({"radius": one.radius_m} if one.radius_m else {})
