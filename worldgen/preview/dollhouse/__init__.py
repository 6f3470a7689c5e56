"""A lesson indoors as a dollhouse: its rooms cut open towards the eye, on a plinth, in the light of a studio."""

from __future__ import annotations

from worldgen.preview.dollhouse.focus import Focus, focus_of
from worldgen.preview.dollhouse.picture import dollhouse

__all__ = ["Focus", "dollhouse", "focus_of"]
