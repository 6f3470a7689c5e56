"""`worldgen doctor`: what this machine can do, and what to install for more."""

from __future__ import annotations

import importlib.metadata
import os
import platform

from worldgen.cli.say import say, say_json

_PACKAGES = (
    ("numpy", "everything", "pip install numpy"),
    ("pydantic", "reading lessons", "pip install pydantic"),
    ("embreex", "previews (pictures of the world)", "pip install embreex; no wheel for Linux on ARM"),
    ("meshopt", "compressed files for the web", "pip install meshopt; without it, they are only quantised"),
    ("trimesh", "your own models (GLB, OBJ, STL, PLY)", "pip install trimesh"),
    ("manifold3d", "props with holes cut into them", "pip install manifold3d"),
    ("readsight", "the reading level of your texts", "pip install readsight"),
    ("pyrender-maintained", "previews on a graphics card", "pip install 'worldgen[pyrender]' and Mesa EGL or a GPU"),
)


def run_doctor(*, as_json: bool) -> int:
    """Print what is there and what is missing; always 0, since nothing here is an error."""
    drawn = _previews()
    rows = [(name, _version(name), job, cure) for name, job, cure in _PACKAGES]
    machine = {
        "worldgen": _version("worldgen"), "python": platform.python_version(), "system": platform.platform(),
        "cores": os.cpu_count(), "previews": drawn,
    }  # fmt: skip
    if as_json:
        say_json({**machine, "packages": {name: version for name, version, _, _ in rows}})
        return 0
    say(f"worldgen {machine['worldgen']}, Python {machine['python']}, {machine['system']}, {machine['cores']} cores")
    for name, version, job, cure in rows:
        say(
            f"  {'yes' if version else 'no ':<3} {name:<20} {version or '-':<12} {job}"
            + ("" if version else f": {cure}")
        )
    say(f"Previews are drawn by: {drawn}")
    return 0


def _previews() -> str:
    """Return which renderer draws pictures here, or why none does."""
    from worldgen.preview import Missing, renderer  # noqa: PLC0415

    found = renderer()
    if isinstance(found, Missing):
        return f"nothing: {found.what}"
    return {"embree": "Embree, on the processor", "opengl": "OpenGL, through pyrender"}[found]


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None
