"""A world for the web within the budget of a small computer, bytes included."""

from __future__ import annotations

import gzip

from worldgen.core.issues import SpecError
from worldgen.export.budget import BUDGETS, Budget, fitted, refusal
from worldgen.export.web import web_glb
from worldgen.scene import Scene


def fitted_glb(scene: Scene, budget: Budget = BUDGETS["chromebook"]) -> bytes:
    """Return `scene` for the web, within `budget`.

    Raises
    ------
    SpecError
        BUDGET_EXCEEDED, when it cannot be met.
    """
    thinned, batches, figures = fitted(scene, budget)
    glb = web_glb(thinned, batches)
    size = len(gzip.compress(glb, 6, mtime=0))
    if size > budget.gzip_bytes:
        raise SpecError([refusal(figures, budget, size)])
    return glb
