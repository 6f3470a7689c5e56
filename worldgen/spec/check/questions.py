"""Questions and activities that can be answered and done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from worldgen.core.issues import Issue, issue
from worldgen.spec.check.draft import Draft
from worldgen.spec.questions import Choice, Label, Match, Multi, Option, Order, Question, TextQuestion
from worldgen.spec.stations import Activity
from worldgen.spec.translate import wrong_count

_NEEDS = {
    "inspect": ("things", 1),
    "collect": ("things", 1),
    "measure": ("things", 1),
    "label": ("things", 1),
    "sort": ("groups", 2),
    "order": ("steps", 2),
    "procedure": ("steps", 2),
    "dialogue": ("steps", 1),
}


def check_questions(draft: Draft) -> list[Issue]:
    """Return what makes questions and activities impossible or pointless."""
    found: list[Issue] = []
    for at, question in draft.read(Question):
        if not question.assesses:
            found.append(issue("ASSESSES_NOTHING", f"{at}/assesses", id=question.id))
        found += _answers(at, question)
    for at, activity in draft.read(Activity):
        key, least = _NEEDS.get(activity.kind, ("", 0))
        if key and len(getattr(activity, key)) < least:
            found.append(issue("ACTIVITY_NEEDS", at, id=activity.id, kind=activity.kind, key=key, least=least))
        found += _sorting(at, activity)
    return found


def _sorting(at: str, activity: Activity) -> list[Issue]:
    """Return what is wrong with the groups that things belong to."""
    if not activity.belongs:
        return []
    most, things = len(activity.groups), set(activity.things)
    strange = [name for name in activity.belongs if name not in things]
    beyond = [name for name, group in activity.belongs.items() if not 1 <= group <= most]
    missing = [name for name in activity.things if name not in activity.belongs]
    if not (strange or beyond or missing):
        return []
    wrong = (strange or beyond or missing)[0]
    return [issue("SORTED_WRONG", f"{at}/belongs", id=activity.id, name=wrong, most=most)]


def _answers(at: str, question: Question) -> list[Issue]:
    if isinstance(question, Choice | Multi):
        return _options(at, question)
    if isinstance(question, Order):
        return _several(f"{at}/items", question.items, 2)
    if isinstance(question, Match):
        return _several(f"{at}/pairs", [pair.left for pair in question.pairs], 2) + _alike(
            f"{at}/pairs", [pair.right for pair in question.pairs], "/right"
        )
    if isinstance(question, Label):
        return _several(f"{at}/labels", [label.text for label in question.labels], 1) + _alike(
            f"{at}/labels", [{"": label.target} for label in question.labels], "/target"
        )
    if isinstance(question, TextQuestion):
        return _several(f"{at}/answers", question.answers, 1)
    return []


def _options(at: str, question: Choice | Multi) -> list[Issue]:
    options: tuple[Option, ...] = question.options
    found = _several(f"{at}/options", [option.text for option in options], 2)
    right = [index for index, option in enumerate(options) if option.correct]
    if not right:
        found.append(issue("NO_RIGHT_ANSWER", f"{at}/options", id=question.id))
    elif len(right) > 1 and isinstance(question, Choice):
        others = [f"{at}/options/{index}/correct" for index in right[:-1]]
        found.append(
            issue(
                "TWO_RIGHT_ANSWERS",
                f"{at}/options/{right[-1]}/correct",
                related=others,
                count=len(right),
                id=question.id,
            )
        )
    return found


def _several(at: str, texts: Sequence[Mapping[str, str]], least: int) -> list[Issue]:
    if len(texts) < least:
        return [wrong_count(len(texts), "at least", least, at)]
    return _alike(at, texts, "")


def _alike(at: str, texts: Sequence[Mapping[str, str]], below: str) -> list[Issue]:
    found = []
    for index, text in enumerate(texts):
        if text in texts[:index]:
            first = f"{at}/{list(texts).index(text)}{below}"
            found.append(issue("TWO_ALIKE", f"{at}/{index}{below}", related=[first], found=next(iter(text.values()))))
    return found
