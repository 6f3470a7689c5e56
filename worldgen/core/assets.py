"""Where the authored inputs lie, from a wheel and from an editable install alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def assets_root() -> Path:
    """Return the folder of the assets: inside the installed package, or beside it in a source tree."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "_assets"
    return inside if inside.is_dir() else package.parent / "assets"
