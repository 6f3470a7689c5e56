"""Splitting a length into named stretches, some of a fixed size and some that share what is left.

The heart of a shape grammar (Wonka et al. 2003, Müller et al. 2006): a storey is a split of the height, a facade a
split of its width into bays.
"""

from __future__ import annotations

from collections.abc import Sequence

from worldgen.core.record import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named piece of a length."""

    name: str
    start_m: float
    size_m: float

    @property
    def middle_m(self) -> float:
        """Where its middle is."""
        return self.start_m + self.size_m / 2.0


def split(total_m: float, parts: Sequence[tuple[str, float, bool]]) -> tuple[Stretch, ...]:
    """Return `parts` laid end to end over `total_m`.

    Parameters
    ----------
    parts : sequence of (name, size in metres, whether it floats)
        Fixed parts keep their size; floating ones share the rest in proportion to theirs. Where the fixed ones alone
        are too long, everything shrinks alike.
    """
    fixed = sum(size for _, size, floats in parts if not floats)
    floating = sum(size for _, size, floats in parts if floats)
    stretch = (total_m - fixed) / floating if floating > 0 else 0.0
    if stretch < 0 or floating == 0:
        whole = fixed + floating
        sizes = [size * total_m / whole for _, size, _ in parts]
    else:
        sizes = [size * stretch if floats else size for _, size, floats in parts]
    found, at = [], 0.0
    for (name, _, _), size in zip(parts, sizes, strict=True):
        found.append(Stretch(name, at, size))
        at += size
    return tuple(found)


def bays(total_m: float, about_m: float, *, odd: bool = False) -> tuple[Stretch, ...]:
    """Return `total_m` as equal bays of `about_m`; an odd number of them where a door is to be in the middle."""
    count = max(1, round(total_m / about_m))
    if odd and count % 2 == 0:
        count += 1
    return split(total_m, [(str(i), about_m, True) for i in range(count)])
