"""What the whole package promises, on lessons that nobody wrote: kept, or refused with a reason that is true.

Every world is judged from its GLB alone; every refusal is checked by brute force on the bare land. Fast tier: 50
lessons, always the same. Deep tier (`pytest -m deep tests/build/test_random_lessons.py -s`): 1,000, with a summary.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.build.confirm import confirmed
from tests.build.judge import faults_of
from tests.strategies import Asked, anything, satisfiable, unsatisfiable
from worldgen.core.issues import SpecError
from worldgen.pipeline import build

REFUSED_AT_MOST = 0.02  # of the lessons that can be met
UNTOLD_AT_MOST = 0.25  # of the refusals of words that came as they came: where no brute force can tell
DRAWN = {"satisfiable": satisfiable, "unsatisfiable": unsatisfiable, "anything": anything}
FAST = {"satisfiable": 24, "unsatisfiable": 14, "anything": 12}
DEEP = {"satisfiable": 600, "unsatisfiable": 150, "anything": 250}


@dataclass
class Tally:
    """What became of many lessons."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # though they can be met
    wrong: list[str] = field(default_factory=list)  # refusals that the brute force contradicts
    untold: list[str] = field(default_factory=list)
    confirmed: int = 0

    def judge(self, asked: Asked, path: Path) -> None:
        path.write_text(asked.text, "utf-8")
        lesson = yaml.safe_load(asked.text)
        try:
            with np.errstate(all="raise"):
                built = build(path, make=("glb",))
        except SpecError as error:
            self._refused(asked, lesson, error)
            return
        data = next(data for name, data in built.files.items() if name.name == "world.glb")
        report = json.loads(built.files[next(name for name in built.files if name.name == "report.json")])
        self.outcomes["built"] += 1
        faults = faults_of(asked.text, lesson, data, report)
        if asked.kind == "unsatisfiable":
            faults.append(f"was built, though {asked.case.replace('_', ' ')}")
        self.faults += [f"{fault}\n{asked.text}" for fault in faults]

    def _refused(self, asked: Asked, lesson: dict, error: SpecError) -> None:
        codes = {found.code for found in error.issues}
        self.outcomes["refused: " + ", ".join(sorted(codes))] += 1
        if asked.kind == "unsatisfiable" and not codes <= set(asked.codes):
            self.wrong.append(f"{asked.case}: {error}\n{asked.text}")
            return
        if asked.kind == "satisfiable":
            self.refused.append(f"{error}\n{asked.text}")
        for found in error.issues:
            told = confirmed(asked.text, lesson, found)
            if told is None and asked.kind == "unsatisfiable":
                told = True  # whoever drew it has made sure on the bare land
            self.confirmed += told is True
            if told is not True:
                (self.untold if told is None else self.wrong).append(f"{found}\n{asked.text}")


def tally(kind: str, count: int, largest: int, folder: Path) -> Tally:
    """Return what became of `count` lessons of `kind`."""
    out = Tally()

    @seed(0)
    @settings(
        max_examples=count, phases=[Phase.generate], deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(DRAWN[kind](largest))
    def run(asked: Asked) -> None:
        out.judge(asked, folder / "lesson.yaml")

    run()
    return out


@pytest.mark.parametrize("counts", [pytest.param(FAST, id="50"), pytest.param(DEEP, id="1000", marks=pytest.mark.deep)])
@pytest.mark.parametrize("kind", sorted(DRAWN))
def test_what_a_lesson_says_is_kept_or_refused_for_a_reason_that_is_true(
    kind: str, counts: dict[str, int], tmp_path: Path
) -> None:
    found = tally(kind, counts[kind], 256 if counts is FAST else 512, tmp_path)
    total = sum(found.outcomes.values())
    print(  # noqa: T201  the figures of a run by hand (pytest -s)
        f"\n{kind}: {total} lessons, {found.confirmed} refusals confirmed, {len(found.untold)} untold",
        *(f"  {count:4d} {what}" for what, count in found.outcomes.most_common()),
        sep="\n",
    )
    assert total >= counts[kind] * 0.9
    assert not found.faults, "\n\n".join(found.faults[:3])
    assert not found.wrong or kind == "satisfiable", "\n\n".join(found.wrong[:3])
    if kind == "satisfiable":
        assert len(found.refused) <= REFUSED_AT_MOST * total, "\n\n".join(found.refused[:3])
    told = found.confirmed + len(found.untold)
    few = 3  # of a handful of refusals chance decides
    assert kind == "satisfiable" or len(found.untold) <= UNTOLD_AT_MOST * told + few, "\n\n".join(found.untold[:3])
