"""Objectives that are taught, assessed and can be mastered."""

from __future__ import annotations

from worldgen.core.issues import Issue, issue
from worldgen.spec.about import Objective, Percent, Streak
from worldgen.spec.check.draft import Draft
from worldgen.spec.course import Scoring
from worldgen.spec.questions import Question


def check_objectives(draft: Draft) -> list[Issue]:
    """Return what keeps objectives from being met, and the lesson from being passed."""
    found: list[Issue] = []
    patterns = ("/stations/*/teaches/*", "/activities/*/assesses/*")
    taught = {name for pattern in patterns for _, name in draft.texts(pattern)}
    asked: dict[str, list[str]] = {}
    for at, name in draft.texts("/questions/*/assesses/*"):
        asked.setdefault(name, []).append("/".join(at.split("/")[:3]))
    for at, objective in draft.read(Objective):
        if objective.id not in taught and objective.id not in asked:
            found.append(issue("OBJECTIVE_IDLE", f"{at}/id", severity="warning", id=objective.id))
        found += _mastery(draft, at, objective, asked.get(objective.id, []))
    return found + _passing(draft)


def _mastery(draft: Draft, at: str, objective: Objective, asked: list[str]) -> list[Issue]:
    rule = objective.mastery
    if rule is None:
        return []
    if isinstance(rule, Streak) and len(asked) < rule.correct:
        wanted = f"{rule.correct} right answers in a row"
        return [
            issue("MASTERY_OUT_OF_REACH", f"{at}/mastery", id=objective.id, wanted=wanted, asked=_asked(len(asked)))
        ]
    if not asked:
        return [
            issue("MASTERY_OUT_OF_REACH", f"{at}/mastery", id=objective.id, wanted="right answers", asked=_asked(0))
        ]
    points = [item.points for place in asked if isinstance(item := draft.items.get(place), Question)]
    if isinstance(rule, Percent) and len(points) == len(asked) and not sum(points):
        return [issue("MASTERY_WITHOUT_POINTS", f"{at}/mastery", id=objective.id)]
    return []


def _asked(count: int) -> str:
    if count < 2:
        return "only one question assesses it" if count else "no question assesses it"
    return f"only {count} questions assess it"


def _passing(draft: Draft) -> list[Issue]:
    questions = draft.data.get("questions")
    read = [question.points for _, question in draft.read(Question)]
    whole = not questions or (isinstance(questions, list) and len(read) == len(questions))
    for at, scoring in draft.read(Scoring):
        if scoring.pass_ and whole and not sum(read):
            return [issue("PASS_OUT_OF_REACH", f"{at}/pass")]
    return []
