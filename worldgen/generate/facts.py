"""What the lesson means, as kept in the file: objectives, words, questions, flow, and what each station says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from worldgen.languages.own import own_count
from worldgen.scene import Json
from worldgen.spec.lesson import Lesson
from worldgen.spec.params import Params
from worldgen.spec.world import Feature


def lesson_facts(lesson: Lesson) -> dict[str, Json]:
    """Return the whole lesson but its world, as plain data under the lesson's own words."""
    keep = (
        "lesson",
        "objectives",
        "vocabulary",
        "activities",
        "questions",
        "flow",
        "scoring",
        "reflection",
        "personalise",
    )
    facts: dict[str, Json] = {name: plain(getattr(lesson, name)) for name in keep}
    world = lesson.world
    about: dict[str, Json] = {
        "setting": world.setting, "seed": world.seed, "style": world.style, "time_h": world.time,
        "weather": world.weather, "budget": world.budget, "season": world.season,
    }  # fmt: skip
    if world.colour_vision != "usual":
        about["colour_vision"] = world.colour_vision
    if world.paths.access != "walking":
        about["access"] = world.paths.access
    facts["world"] = about
    return facts | {"said": said_numbers(lesson), "spec_sha256": lesson.digest}


def said_numbers(lesson: Lesson) -> dict[str, Json]:
    """Return how long the lesson takes and how many points there are, as its language says numbers."""
    tag, found = lesson.language, {}
    if lesson.lesson.duration is not None:
        minutes = max(round(lesson.lesson.duration / 60), 1)
        found["duration"] = {tag: own_count(minutes, "minute", "minutes", tag)}
    points = sum(one.points for one in lesson.questions)
    if points:
        found["points"] = {tag: own_count(points, "point", "points", tag)}
    return cast("dict[str, Json]", found)


def station_facts(lesson: Lesson) -> Mapping[str, Mapping[str, Json]]:
    """Return for each station what a learner reads, hears and does there."""
    return {
        station.id: {
            name: plain(value)
            for name in ("text", "support_text", "narration", "media", "props")
            if (value := getattr(station, name))
        }
        for station in lesson.stations
    }


def plain(value: Any) -> Json:
    """Return a piece of the lesson as JSON values; what was left out stays out."""
    if isinstance(value, Params):
        names = {name: field.alias or name for name, field in type(value).model_fields.items()}
        return {
            names[name]: plain(found) for name in names if (found := getattr(value, name)) not in (None, (), {}, [])
        }
    if isinstance(value, Feature):
        return {"id": value.id, "kind": value.kind, **cast("dict[str, Json]", plain(value.params))}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return cast("Json", value)
