"""A world for the web within the budget of a small computer, bytes included."""

from __future__ import annotations

import gzip

from worldgen.core.issues import SpecError
from worldgen.export.batches import lay_out
from worldgen.export.budget import BUDGETS, Budget, choose_side, fit, measure_batches, refusal
from worldgen.export.web import web_glb
from worldgen.scene import Scene


def fitted_glb(scene: Scene, budget: Budget = BUDGETS["chromebook"]) -> bytes:
    """Return `scene` for the web, within `budget`.

    Raises
    ------
    SpecError
        BUDGET_EXCEEDED, when it cannot be met.
    """
    fitted = fit(scene, budget)
    batches = lay_out(fitted, choose_side(fitted, budget.draw_calls))
    glb = web_glb(fitted, batches)
    size = len(gzip.compress(glb, 6, mtime=0))
    if size > budget.gzip_bytes:
        raise SpecError([refusal(measure_batches(fitted, batches), budget, size)])
    return glb
