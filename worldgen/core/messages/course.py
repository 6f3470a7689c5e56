"""What is said about questions, objectives, the way through a lesson and its reading, one entry a code."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    # --- questions and activities ------------------------------------------------------------------------------
    "ASSESSES_NOTHING": Message(
        text="the question {id!r} does not assess any objective",
        hint="add `assesses: [...]` with ids of objectives, so that its answers count for something",
        page="An answer is evidence for an objective. A question that assesses none cannot help to show what was "
        "learned."
        "\n\nWrong:\n\n```yaml\n- id: q1\n  station: bank\n  type: point\n```\n\nRight:\n\n```yaml\n- id: q1\n"
        "  station: bank\n  assesses: [erosion]\n  type: point\n```",
    ),
    "NO_RIGHT_ANSWER": Message(
        text="no option of {id!r} is correct",
        hint="add `correct: true` to the right one",
        page="At least one option must be right, or nobody can answer."
        "\n\nWrong:\n\n```yaml\n- text: Into the outer bank.\n```\n\nRight:\n\n```yaml\n"
        "- text: Into the outer bank.\n  correct: true\n```",
    ),
    "TWO_RIGHT_ANSWERS": Message(
        text="{count} options of {id!r} are correct, but a question of type choice has exactly one",
        hint="leave one of them correct, or write `type: multi`",
        page="`choice` takes one answer, `multi` takes all that are right."
        "\n\nIf more than one answer is right, ask for all of them:\n\n```yaml\ntype: multi\n```",
    ),
    "TWO_ALIKE": Message(
        text="{found!r} stands here twice",
        hint="change or delete one of the two",
        page="Two answers that read the same cannot be told apart, and only one of them would count."
        "\n\nWrong:\n\n```yaml\nitems: [Rain falls., Rain falls.]\n```\n\nRight:\n\n```yaml\n"
        "items: [Rain falls., The stream swells.]\n```",
    ),
    "SORTED_WRONG": Message(
        text="activity {id!r} does not say rightly to which group {name!r} belongs",
        hint="give every thing of the activity the number of its group, from 1 to {most}, and no other thing",
        page="`belongs` of an activity of the kind `sort` gives each of its `things` the number of a group: 1 is the "
        "first of `groups`. Where it is left out, every sorting counts."
        "\n\n```yaml\nthings: [basalt_sample, hammer]\ngroups: [Rocks, Tools]\n"
        "belongs: {basalt_sample: 1, hammer: 2}\n```",
    ),
    "ACTIVITY_NEEDS": Message(
        text="the activity {id!r} of kind {kind} needs at least {least} under `{key}`",
        hint="list them: `{key}: [...]`",
        page="Inspecting, collecting, measuring and labelling need `things`; sorting needs `groups`; ordering, "
        "procedures and dialogues need `steps`."
        "\n\nWrong:\n\n```yaml\n- {id: sort_it, station: bank, kind: sort, things: [hammer]}\n```\n\nRight:\n\n"
        "```yaml\n- {id: sort_it, station: bank, kind: sort, things: [hammer], groups: [tools, stones]}\n"
        "```",
    ),
    # --- objectives and passing --------------------------------------------------------------------------------
    "OBJECTIVE_IDLE": Message(
        text="nothing teaches or assesses the objective {id!r}",
        hint="add it to `teaches` of a station or `assesses` of a question, or delete it",
        page="An objective that no station teaches and no question assesses is a promise not kept."
        "\n\n"
        "A station that explains it gets `teaches: [its_id]`; a question about it gets `assesses: [its_id]`.",
    ),
    "MASTERY_OUT_OF_REACH": Message(
        text="{id!r} can never be mastered: it takes {wanted}, but {asked}",
        hint="ask for less, or write more questions that assess it",
        page="Mastery by a streak of n right answers needs n questions that assess the objective; any rule needs one."
        "\n\nWith two questions on an objective, write `mastery: {model: streak, correct: 2}`.",
    ),
    "MASTERY_WITHOUT_POINTS": Message(
        text="{id!r} can never be mastered: it takes a share of the points, but no question on it is worth any",
        hint="give one of them points",
        page="A share of no points at all can never be earned."
        "\n\nWrong:\n\n```yaml\n- id: q1\n  points: 0\n```\n\nRight:\n\n```yaml\n- id: q1\n  points: 1\n```",
    ),
    "PASS_OUT_OF_REACH": Message(
        text="nobody can pass: no question is worth any points",
        hint="add questions with points, or delete `pass`",
        page="Passing with a share of the points needs questions that are worth points."
        "\n\nA lesson without questions needs no `pass`: leave the line `scoring` out.",
    ),
    # --- the way through ---------------------------------------------------------------------------------------
    "ORDER_TWICE": Message(
        text="{name!r} stands twice in the order",
        hint="name each station once; learners may always go back",
        page="The order is the suggested way through the stations, each of them once."
        "\n\nWrong:\n\n```yaml\norder: [bank, camp, bank]\n```\n\nRight:\n\n```yaml\norder: [camp, bank]\n```",
    ),
    "ORDER_START": Message(
        text="learners start at {start!r}, but the order begins with {first!r}",
        hint="put the start first in the order, or delete `start`",
        page="`start` is where learners arrive, `order` the way they are led. The two must agree."
        "\n\nWrong:\n\n```yaml\nstart: camp\norder: [bank, camp]\n```\n\nRight:\n\n```yaml\nstart: camp\n"
        "order: [camp, bank]\n```",
    ),
    "ORDER_INCOMPLETE": Message(
        text="the order leaves out: {missing}",
        hint="add the missing stations, or leave it so if they are extra",
        page="Stations that are not in the order are reachable, but learners are not led there."
        "\n\nThis is only a warning: a station off the main way can be a reward for those who look around.",
    ),
    "UNLOCK_SYNTAX": Message(
        text="this condition cannot be read: {found} stands where {wanted} is wanted",
        hint="such as visited(lava), or correct(q1) and not answered(q2), or score() >= 60 %",
        page="A condition is made of visited(station), answered(question), correct(question), attempts(question), "
        "mastered(objective) and score(), joined by `and`, `or`, `not`, comparisons and brackets."
        "\n\nWrong:\n\n```yaml\nwhen: visited lava\n```\n\nRight:\n\n```yaml\nwhen: visited(lava)\n```",
    ),
    "UNLOCK_WORD": Message(
        text="{found!r} is not a word of conditions",
        hint="{hint}allowed: visited, answered, correct, attempts, mastered, score, and, or, not",
        page="Conditions know few words, so that they can be checked before any learner meets them."
        "\n\nWrong:\n\n```yaml\nwhen: visted(lava)\n```\n\nRight:\n\n```yaml\nwhen: visited(lava)\n```",
    ),
    "UNLOCK_ABOUT": Message(
        text="{word}(...) needs the id of a {about} in its brackets",
        hint="such as {word}(my_{about})",
        page="The word in the brackets says which station, question or objective is meant."
        "\n\nWrong:\n\n```yaml\nwhen: visited()\n```\n\nRight:\n\n```yaml\nwhen: visited(lava)\n```",
    ),
    "UNLOCK_MEANING": Message(
        text="{found} does not fit here: {wanted} is wanted",
        hint="attempts(...) and score() are numbers and are compared; the other words are true or false by themselves",
        page="`attempts(q1) >= 3` and `score() >= 60 %` compare numbers; `visited(lava)` is true or false and is not "
        "compared with anything."
        "\n\nWrong:\n\n```yaml\nwhen: attempts(q1) and visited(lava)\n```\n\nRight:\n\n```yaml\n"
        "when: attempts(q1) >= 1 and visited(lava)\n```",
    ),
    "UNLOCK_START": Message(
        text="learners start at {name!r}, so it cannot be locked",
        hint="delete this rule, or start somewhere else",
        page="The first station is open from the beginning."
        "\n\nTo hold learners back until they have read the first text, lock the second station instead:\n\n"
        "```yaml\nunlock:\n  - {open: bank, when: visited(camp)}\n```",
    ),
    "UNLOCK_NEVER": Message(
        text="{name!r} can never open: what unlocks it can only be done when it is open already",
        hint="let it be unlocked by something at a station that is open before",
        page="The condition leans on a station that is locked behind this one, on a question asked there, or on a "
        "score that cannot be reached before."
        "\n\nWrong:\n\n```yaml\n- {open: rim, when: correct(q_rim)}   # asked at the rim\n```\n\nRight:\n\n"
        "```yaml\n- {open: rim, when: visited(lava)}\n```",
    ),
    "UNLOCK_TOO_LATE": Message(
        text="the order leads learners to {name!r} while it is still locked",
        hint="move it behind the stations that unlock it",
        page="What opens the station lies at a station that comes later in `order`."
        "\n\nWrong:\n\n```yaml\norder: [camp, rim, lava]\nunlock:\n  - {open: rim, when: visited(lava)}\n```\n\n"
        "Right:\n\n```yaml\norder: [camp, lava, rim]\nunlock:\n  - {open: rim, when: visited(lava)}\n```",
    ),
    # --- reading -----------------------------------------------------------------------------------------------
    "HARD_TO_READ": Message(
        text="reads like grade {grade}; readers of {ages} are at grade {target} at most: {sentence}",
        hint="make two sentences of it, use shorter words, or explain the hard word in the vocabulary",
        page="The grade is that of Flesch and Kincaid: long sentences and words of many syllables raise it. It is a "
        "rough measure, so this is only a warning. Words that the vocabulary explains do not count; an easier "
        "`support_text` is offered to those who want it."
        "\n\n"
        "Instead of *The solidification of the superficial layer precedes that of the interior*, write *The skin\n"
        "cools first. The inside still flows.*",
    ),
}
