"""How the parts of a lesson fit together: each module checks one thing and returns issues; nothing is changed."""

from __future__ import annotations

from worldgen.core.issues import Issue
from worldgen.core.sources import Sources
from worldgen.spec.check.course import check_course
from worldgen.spec.check.draft import Draft
from worldgen.spec.check.files import check_files
from worldgen.spec.check.names import check_names
from worldgen.spec.check.objectives import check_objectives
from worldgen.spec.check.places import check_places
from worldgen.spec.check.questions import check_questions
from worldgen.spec.check.references import check_references
from worldgen.spec.check.shots import check_shots

__all__ = ["Draft", "check_draft"]


def check_draft(draft: Draft, sources: Sources | None) -> list[Issue]:
    """Return everything that does not fit together in a lesson, also when parts of it could not be read."""
    found = check_names(draft) + check_references(draft) + check_places(draft)
    found += check_questions(draft) + check_objectives(draft) + check_course(draft) + check_shots(draft)
    return found + (check_files(draft, sources) if sources is not None else [])
