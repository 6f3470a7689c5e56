"""A scene as the bytes of a glTF 2.0 file."""

from __future__ import annotations

from typing import Literal

from worldgen.export.generic import generic_glb
from worldgen.scene import Scene

Profile = Literal["generic", "web"]
__all__ = ["Profile", "to_glb"]


def to_glb(scene: Scene, profile: Profile = "generic") -> bytes:
    """Return `scene` as a GLB: the same bytes for the same scene, always.

    Parameters
    ----------
    profile : {"generic", "web"}
        `generic` has plain nodes that share meshes and requires nothing of an engine.
    """
    if profile != "generic":
        raise ValueError(f"there is no profile {profile!r}")
    return generic_glb(scene)
