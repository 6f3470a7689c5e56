"""A world for the web within the budget of a small computer, bytes included."""

from __future__ import annotations

import gzip

from worldgen.core.issues import SpecError
from worldgen.core.record import dataclass
from worldgen.export.budget import BUDGETS, Budget, Figures, copies, fitted, refusal, thinned
from worldgen.export.web import web_glb
from worldgen.scene import Scene

_SHARES = (1.0, 0.7, 0.45, 0.25, 0.1)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A file for the web, what it costs in its worst view, and which share of the dressing is left in it."""

    glb: bytes
    figures: Figures
    gzip_bytes: int
    dressing_share: float


def fitted_glb(scene: Scene, budget: Budget = BUDGETS["chromebook"]) -> Fitted:
    """Return `scene` for the web, within `budget`.

    Raises
    ------
    SpecError
        BUDGET_EXCEEDED, when it cannot be met.
    """
    for share in _SHARES:
        found, batches, figures = fitted(scene if share == 1.0 else thinned(scene, share), budget)
        glb = web_glb(found, batches)
        size = len(gzip.compress(glb, 6, mtime=0))
        if size <= budget.gzip_bytes:
            return Fitted(glb, figures, size, copies(found) / max(copies(scene), 1))
        if not copies(scene):
            break
    raise SpecError([refusal(figures, budget, size)])
