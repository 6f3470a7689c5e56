"""The way through a lesson for one who knows a part of it, and who takes the time that it takes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from worldgen.spec.course import Pace, PriorKnowledge, Unlock
from worldgen.spec.lesson import Lesson
from worldgen.spec.stations import Station

USUAL_EXTENSION = 1.5


def sequenced(lesson: Lesson, mastery: Mapping[str, float]) -> Lesson:
    """Return `lesson` with stations left out that teach what is mastered, and those to come back to that do not.

    A station that asks a question is never left out: what is assessed is the same for all. What a station left out
    would have unlocked is unlocked by what is mastered.
    """
    rules = lesson.personalise.prior_knowledge or PriorKnowledge.model_construct()
    known = {one.id: mastery[one.id] for one in lesson.objectives if one.id in mastery}
    if not known:
        return lesson
    mastered = tuple(name for name, share in known.items() if share >= rules.mastered_from)
    weak = tuple(name for name, share in known.items() if share < rules.mastered_from)
    order = lesson.flow.order or tuple(one.id for one in lesson.stations)
    left_out = _left_out(lesson, order, mastered) if rules.skip_if_mastered else {}
    again = {one.id for one in lesson.stations if set(one.teaches) & set(weak)} - {*lesson.flow.review}
    places = {name: place for place, name in enumerate(order)}
    flow = lesson.flow.model_copy(
        update={
            "order": tuple(name for name in order if name not in left_out) if left_out else lesson.flow.order,
            "unlock": tuple(_opened(rule, left_out) for rule in lesson.flow.unlock),
            "review": (*lesson.flow.review, *sorted(again, key=lambda name: (places.get(name, len(order)), name))),
        }
    )
    about = lesson.personalise.model_copy(update={"mastered": mastered, "reinforce": weak})
    return lesson.model_copy(update={"flow": flow, "personalise": about})


def at_its_pace(lesson: Lesson, pace: float, *, extended: bool) -> Lesson:
    """Return `lesson` with `pace` times its time; `extended`: at least what it gives to those who need more."""
    said = lesson.personalise.pace
    usual = said.extended_time if said is not None and said.extended_time > 1 else USUAL_EXTENSION
    times = max(pace, usual if extended else 1.0)
    if times == 1.0:
        return lesson
    duration = lesson.lesson.duration
    meta = lesson.lesson.model_copy(update={"duration": duration * times if duration is not None else None})
    about = lesson.personalise.model_copy(update={"pace": Pace.model_construct(extended_time=times)})
    return lesson.model_copy(update={"lesson": meta, "personalise": about})


def _left_out(lesson: Lesson, order: tuple[str, ...], mastered: tuple[str, ...]) -> dict[str, str]:
    """Return stations that can be left out, each with the condition that stands for a visit to it."""
    asked = {one.station for one in lesson.questions} | {one.station for one in lesson.activities if one.assesses}
    start = lesson.flow.start or next(iter(order), None)
    refused = " ".join(rule.when.replace(" ", "") for rule in lesson.flow.unlock if re.search(r"\bnot\b", rule.when))
    return {
        one.id: " and ".join(f"mastered({name})" for name in one.teaches)
        for one in lesson.stations
        if _only_known(one, mastered) and one.id not in asked and one.id != start and f"({one.id})" not in refused
    }


def _only_known(station: Station, mastered: tuple[str, ...]) -> bool:
    return bool(station.teaches) and set(station.teaches) <= set(mastered)


def _opened(rule: Unlock, left_out: Mapping[str, str]) -> Unlock:
    when = rule.when
    for name, known in left_out.items():
        when = re.sub(rf"visited\(\s*{re.escape(name)}\s*\)", f"(visited({name}) or ({known}))", when)
    return rule if when == rule.when else rule.model_copy(update={"when": when})
