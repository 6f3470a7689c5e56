"""A way through the stations that learners can go: start, order and what unlocks what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from worldgen.core.issues import Issue, issue
from worldgen.core.record import dataclass
from worldgen.spec.check.draft import Draft
from worldgen.spec.check.references import resolve
from worldgen.spec.questions import Question
from worldgen.spec.translate import nearest
from worldgen.spec.unlock import (
    COMPARISONS,
    WORDS,
    Ast,
    Call,
    Compare,
    Join,
    Not,
    Number,
    UnlockError,
    calls,
    parse_unlock,
)


def check_course(draft: Draft) -> list[Issue]:
    """Return what blocks the way through the lesson."""
    found = _order(draft)
    rules: dict[str, list[tuple[str, Ast]]] = {}
    broken = False
    for at, raw in draft.find("/flow/unlock/*"):
        if not isinstance(raw, Mapping) or not isinstance(raw.get("when"), str) or not isinstance(raw.get("open"), str):
            broken = True
            continue
        tree, wrong = _condition(draft, raw["when"], f"{at}/when")
        found += wrong
        broken = broken or tree is None or bool(wrong)
        if tree is not None:
            rules.setdefault(raw["open"], []).append((at, tree))
    questions = draft.data.get("questions") or []
    if broken or "station" in draft.unsure or len(draft.read(Question)) != len(questions):
        return found
    return found + _locked(draft, rules)


def _condition(draft: Draft, text: str, at: str) -> tuple[Ast | None, list[Issue]]:
    """Return the tree of a condition; the column of an issue counts from the first sign of the text."""
    try:
        tree = parse_unlock(text)
    except UnlockError as error:
        facts: dict[str, Any] = dict(error.facts)
        if error.code == "UNLOCK_WORD":
            near = nearest(facts["found"], tuple(WORDS))
            facts["hint"] = f"did you mean {near!r}? " if near else ""
        return None, [replace(issue(error.code, at, **facts), column=error.column)]
    found = []
    for call in calls(tree):
        if WORDS[call.word]:
            found += [replace(one, column=call.column) for one in resolve(draft, call.about, (WORDS[call.word],), at)]
    return tree, found


def _order(draft: Draft) -> list[Issue]:
    order = [(at, name) for at, name in draft.texts("/flow/order/*")]
    names = [name for _, name in order]
    found = [
        issue("ORDER_TWICE", at, related=[order[names.index(name)][0]], name=name)
        for index, (at, name) in enumerate(order)
        if name in names[:index]
    ]
    start = next(iter(draft.texts("/flow/start")), None)
    if start and names and start[1] != names[0]:
        found.append(issue("ORDER_START", start[0], related=[order[0][0]], start=start[1], first=names[0]))
    stations = [name for _, name in draft.texts("/stations/*/id")]
    missing = [name for name in stations if name not in names]
    if names and missing and set(names) <= set(stations):
        found.append(issue("ORDER_INCOMPLETE", "/flow/order", severity="warning", missing=", ".join(missing)))
    return found


@dataclass(frozen=True, slots=True)
class _Reach:
    """What learners can have done when only the stations `open` are open to them."""

    open: frozenset[str]
    questions: Mapping[str, Question]

    def answerable(self, name: str) -> bool:
        return name in self.questions and self.questions[name].station in self.open

    def can(self, tree: Ast, *, hold: bool) -> bool:
        """Return whether the condition can come to hold (or to fail); each of its parts is taken on its own."""
        if isinstance(tree, Not):
            return self.can(tree.of, hold=not hold)
        if isinstance(tree, Join):
            left, right = self.can(tree.left, hold=hold), self.can(tree.right, hold=hold)
            return (left and right) if (tree.word == "and") == hold else (left or right)
        if isinstance(tree, Compare):
            return self._compare(tree, hold=hold)
        if not isinstance(tree, Call) or not hold:
            return True
        if tree.word == "visited":
            return tree.about in self.open
        if tree.word == "mastered":
            return any(tree.about in one.assesses and one.station in self.open for one in self.questions.values())
        return self.answerable(tree.about)

    def _compare(self, tree: Compare, *, hold: bool) -> bool:
        """Return whether some pair of numbers in reach compares so; the ends of both ranges are enough to tell."""
        test = COMPARISONS[tree.sign]
        left, right = self._range(tree.left), self._range(tree.right)
        pairs = [(a, b) for a in left for b in right]
        if tree.sign in ("==", "!="):
            meet = left[0] <= right[1] and right[0] <= left[1]
            apart = left[0] != left[1] or right[0] != right[1] or left[0] != right[0]
            return meet if (tree.sign == "==") == hold else apart
        return any(test(a, b) is hold for a, b in pairs)

    def _range(self, tree: Ast) -> tuple[float, float]:
        if isinstance(tree, Number):
            return tree.value, tree.value
        if isinstance(tree, Call) and tree.word == "attempts":
            limit = self.questions[tree.about].attempts if tree.about in self.questions else None
            return 0.0, (float("inf") if limit is None else float(limit)) if self.answerable(tree.about) else 0.0
        total = sum(one.points for one in self.questions.values())
        within = sum(one.points for one in self.questions.values() if one.station in self.open)
        return 0.0, within / total if total else 0.0


def _locked(draft: Draft, rules: Mapping[str, list[tuple[str, Ast]]]) -> list[Issue]:
    """Return issues for stations that stay locked for ever, or that the order reaches before they open."""
    questions = {question.id: question for _, question in draft.read(Question)}
    stations = [name for _, name in draft.texts("/stations/*/id")]
    order = [name for _, name in draft.texts("/flow/order/*")]
    start = next((name for _, name in draft.texts("/flow/start")), order[0] if order else None)
    if start is not None and start in rules:
        return [issue("UNLOCK_START", rules[start][0][0], name=start)]
    opened = frozenset(name for name in stations if name not in rules)
    while more := {
        name for name in rules.keys() - opened
        if any(_Reach(opened, questions).can(tree, hold=True) for _, tree in rules[name])
    }:  # fmt: skip
        opened |= more
    never = [issue("UNLOCK_NEVER", rules[name][0][0], name=name) for name in rules if name not in opened]
    late = []
    for index, name in enumerate(order):
        reach = _Reach(frozenset(order[:index]), questions)
        if name in rules and name in opened and not any(reach.can(tree, hold=True) for _, tree in rules[name]):
            late.append(issue("UNLOCK_TOO_LATE", f"/flow/order/{index}", related=[rules[name][0][0]], name=name))
    return never + late
