"""A scene as the bytes of a glTF 2.0 file."""

from __future__ import annotations

from typing import Literal

from worldgen.scene import Scene

Profile = Literal["generic", "web"]
__all__ = ["Profile", "to_glb"]


def to_glb(scene: Scene, profile: Profile = "generic") -> bytes:
    """Return `scene` as a GLB: the same bytes for the same scene, always.

    Parameters
    ----------
    profile : {"generic", "web"}
        `generic` has plain nodes that share meshes and requires nothing of an engine; `web` is merged, instanced,
        quantised and packed for a page, and held to the budget `chromebook`.

    Raises
    ------
    SpecError
        BUDGET_EXCEEDED, when a world for the web is too much and dressing cannot be made thinner.
    """
    if profile == "web":
        from worldgen.export.fitted import fitted_glb  # noqa: PLC0415  a generic build does not pay for it

        return fitted_glb(scene).glb
    from worldgen.export.generic import generic_glb  # noqa: PLC0415

    return generic_glb(scene)
