"""Pictures of a scene on a CPU: `prepare` it once, then take a `frame` from any `View`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, NamedTuple

from worldgen.preview.view import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from worldgen.preview.prepared import Prepared
    from worldgen.scene import Scene

__all__ = ["Missing", "Renderer", "View", "available", "frame", "prepare", "renderer"]


class Missing(NamedTuple):
    """What a picture needs and this machine has not, and how to get it."""

    what: str
    how: str


Renderer = Literal["embree", "opengl"]


def renderer() -> Renderer | Missing:
    """Return what draws pictures on this machine, or what is missing: Embree, or OpenGL where there is no Embree.

    OpenGL is the extra `[pyrender]`; it is only looked for, and tried in a process of its own, where there is none.
    """
    if find_spec("PIL") is None:
        return Missing("the Python package PIL is not installed", "pip install pillow")
    if find_spec("embreex") is not None:
        return "embree"
    if find_spec("pyrender") is not None:
        from worldgen.preview.pyrender_gl import available as card  # noqa: PLC0415

        if card() is None:
            return "opengl"
    reason = "; there is no wheel of it for Linux on ARM"
    return Missing(f"the Python package embreex is not installed{reason}", "pip install embreex")


def available() -> Missing | None:
    """Return what is missing for pictures, or None when they can be made."""
    found = renderer()
    return found if isinstance(found, Missing) else None


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
