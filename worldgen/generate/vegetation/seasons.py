"""What a season does to a plant: fresh leaves and blossom, autumn colours, bare crowns, grass that goes to straw.

A season works on the finished model, so that a species need not know of it: leaves are what is green.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import distinct, quantile
from worldgen.generate.vegetation.bare import bare
from worldgen.generate.vegetation.form import blend
from worldgen.generate.vegetation.species import Habit, Season
from worldgen.scene import F32, Mesh, Model

_AUTUMN = (("#7c3420", "#ee8a3c"), ("#86561c", "#f4cb4c"), ("#6a2230", "#dd5233"), ("#7a431c", "#e9a63a"))
_SPRING = ("#63a046", "#dcec88")
_STRAW = ("#86693a", "#ecd690")
_SEED_HEAD = ("#6a4d35", "#a98457")
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def in_season(model: Model, habit: Habit, season: Season, variant: int) -> Model:
    """Return `model` as it is in `season`; summer is how it is drawn."""
    if season == "summer" or habit.leaves in ("evergreen", "none"):
        return model
    if habit.leaves == "withering":
        levels = tuple(tuple(_withered(mesh, season) for mesh in level) for level in model.levels)
    elif season == "winter":
        levels = tuple(
            tuple(bare(mesh, leaf(mesh) | _ripe(mesh), model.height_m, fine=number == 0) for mesh in level)
            for number, level in enumerate(model.levels)
        )
    elif season == "autumn":
        gradient = habit.autumn or _AUTUMN[variant % len(_AUTUMN)]
        levels = tuple(tuple(_dyed(mesh, gradient, 1.0) for mesh in level) for level in model.levels)
    else:
        levels = tuple(tuple(_fresh(mesh, habit.blossom) for mesh in level) for level in model.levels)
    return replace(model, levels=levels)


def leaf(mesh: Mesh) -> NDArray[np.bool_]:
    """Return which corners (n,) belong to leaves: those that are green, or yellow green."""
    red, green, blue = mesh.colour[:, 0], mesh.colour[:, 1], mesh.colour[:, 2]
    return np.asarray((green > 0.9 * red) & (green > 1.2 * blue))


def _ripe(mesh: Mesh) -> NDArray[np.bool_]:
    """Return which corners (n,) belong to fruit: those that are as red as no bark is."""
    return np.asarray(mesh.colour[:, 0] > 4.0 * mesh.colour[:, 1])


def _share(mesh: Mesh, leaves: NDArray[np.bool_]) -> F32:
    """Return where each corner stands between the darkest (0) and the lightest (1) of the leaves."""
    bright = np.sqrt(np.maximum(mesh.colour[:, :3] @ _LUMA, 0.0))
    low, high = (quantile(bright[leaves], at) for at in (0.02, 0.98))
    return np.asarray(np.clip((bright - low) / max(high - low, 1e-6), 0.0, 1.0), np.float32)


def _dyed(mesh: Mesh, gradient: tuple[str, str], amount: float) -> Mesh:
    leaves = leaf(mesh)
    if not leaves.any():
        return mesh
    colour = mesh.colour.copy()
    dye = blend(*gradient, _share(mesh, leaves)[leaves])
    colour[leaves, :3] += np.float32(amount) * (dye - colour[leaves, :3])
    return replace(mesh, colour=colour)


def _fresh(mesh: Mesh, blossom: str | None) -> Mesh:
    """Return the mesh in light green, with more than half of its upper facets in blossom where it has any."""
    fresh = _dyed(mesh, _SPRING, 0.5)
    if blossom is None:
        return fresh
    colour, leaves = fresh.colour.copy(), leaf(mesh)
    open_ = (np.arange(len(mesh.face)) * 0.618034) % 1.0 < 0.62
    open_ &= (mesh.normal[mesh.face, 1].mean(1) > -0.3) & leaves[mesh.face].all(1)
    corner = distinct(mesh.face[open_].ravel())
    colour[corner, :3] = blend(blossom, "#fff6f2", _share(mesh, leaves)[corner] if leaves.any() else np.zeros(0))
    ripe = _ripe(mesh)  # fruit is still flower
    colour[ripe, :3] = blend(blossom, blossom, np.zeros(int(ripe.sum())))
    return replace(fresh, colour=colour)


def _withered(mesh: Mesh, season: Season) -> Mesh:
    if season == "spring":
        return _dyed(mesh, _SPRING, 0.35)
    dry = _dyed(mesh, _STRAW, 0.6 if season == "autumn" else 0.85)
    heads = ~leaf(mesh)
    if season != "winter" or not heads.any():
        return dry
    colour = dry.colour.copy()
    colour[heads, :3] = blend(*_SEED_HEAD, _share(mesh, heads)[heads])
    return replace(dry, colour=colour)
