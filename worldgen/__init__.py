"""worldgen: a short lesson file becomes a reachable 3-D world.

>>> from worldgen import build, load_lesson
>>> lesson = load_lesson("volcano-island.yaml")
>>> built = build(lesson, make=("glb",))
>>> {str(name): len(data) for name, data in built.files.items()}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from worldgen.core.issues import Issue, SpecError
    from worldgen.learners.profile import Learner
    from worldgen.pipeline import Built, build, check, for_learner, load_learner, load_lesson
    from worldgen.spec.lesson import Lesson

__all__ = [
    "Built", "Issue", "Learner", "Lesson", "SpecError", "build", "check", "for_learner", "load_learner", "load_lesson",
]  # fmt: skip

_HOME = {
    **dict.fromkeys(("Built", "build", "check", "for_learner", "load_learner", "load_lesson"), "worldgen.pipeline"),
    "Learner": "worldgen.learners.profile",
    "Issue": "worldgen.core.issues", "SpecError": "worldgen.core.issues", "Lesson": "worldgen.spec.lesson",
    "__version__": "worldgen.core.version",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `worldgen --help` loads nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'worldgen' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(_HOME[name]), name)
