"""Pictures of a scene on a CPU: `prepare` it once, then take a `frame` from any `View`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from worldgen.preview.view import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from worldgen.preview.prepared import Prepared
    from worldgen.scene import Scene

__all__ = ["Missing", "View", "available", "frame", "prepare"]


class Missing(NamedTuple):
    """What a picture needs and this machine has not, and how to get it."""

    what: str
    how: str


def available() -> Missing | None:
    """Return what is missing for pictures, or None when they can be made."""
    for package, how in (("embreex", "pip install embreex"), ("PIL", "pip install pillow")):
        if find_spec(package) is None:
            reason = "; there is no wheel of it for Linux on ARM" if package == "embreex" else ""
            return Missing(f"the Python package {package} is not installed{reason}", how)
    return None


def prepare(scene: Scene) -> Prepared:
    """Return `scene` flattened and sorted for tracing, at most 600,000 triangles; `notes` says what was thinned.

    Raises
    ------
    ModuleNotFoundError
        When embreex is not installed: ask `available` first.
    """
    from worldgen.preview.prepared import prepare as make  # noqa: PLC0415

    return make(scene)


def frame(prepared: Prepared, view: View, time_s: float = 0.0) -> NDArray[np.uint8]:
    """Return the picture (h, w, 3) uint8 from `view`, with moving parts as they are at `time_s`."""
    from worldgen.preview.render import frame as draw  # noqa: PLC0415

    return draw(prepared, view, time_s)
