"""One line of words as flat triangles: from the prepared letters where that is enough, else shaped."""

from __future__ import annotations

from worldgen.letters.outline import Flat
from worldgen.letters.prepared import prepared

FINE = 10.0  # thousandths of an em between a curve and its chords


def line_of(text: str, base: int, slack: float = FINE) -> Flat:
    """Return `text`, beginning at (0, 0) and running along x.

    Parameters
    ----------
    base : int
        1 where the text as a whole runs to the left (`direction.base_level`), else 0.
    slack : float
        How far chords may be from their curves, in thousandths of an em; up to `FINE`, prepared letters serve.

    Raises
    ------
    MissingLetterError
        When no font has one of its letters.
    """
    found = prepared(text) if base == 0 and slack <= FINE else None
    if found is not None:
        return found
    from worldgen.letters.direction import runs  # noqa: PLC0415
    from worldgen.letters.shaping import shaped  # noqa: PLC0415

    return shaped(text, runs(text, base), slack)
