"""What every test shares: strict numbers, and no silent skips where everything must run."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def strict_numbers() -> Iterator[None]:
    """Turn every overflow, division by zero and invalid operation into an error."""
    with np.errstate(all="raise"):
        yield


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Where WORLDGEN_REQUIRE=all (continuous integration), a test that was skipped has failed."""
    outcome = yield
    _must_run(outcome.get_result())  # type: ignore[attr-defined]


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Say the same of a whole module that was skipped."""
    outcome = yield
    _must_run(outcome.get_result())  # type: ignore[attr-defined]


def _must_run(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and os.environ.get("WORLDGEN_REQUIRE") == "all" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"did not run, and must run here: {report.longrepr}"
