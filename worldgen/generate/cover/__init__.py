"""Dressing: what grows or lies over an area, thinned and mixed as nature would; never in the way of teaching."""

from __future__ import annotations

from worldgen.generate.cover.dressing import Around, Dressing, choose_levels, dress, shade_of, species_in, thin
from worldgen.generate.cover.plot import spot
from worldgen.generate.kinds import Kind

_HERE = "worldgen.generate.cover"

KINDS: tuple[Kind, ...] = (
    Kind("forest", f"{_HERE}.forest", "Trees and what grows under them, in clumps with clearings and thin edges."),
    Kind("meadow", f"{_HERE}.meadow", "Tufts of grass and wild flowers in drifts."),
    Kind("crops", f"{_HERE}.crops", "Plants in straight rows, as on a field or in an orchard."),
    Kind("reef_life", f"{_HERE}.reef_life", "Corals, sponges and sea plants in gardens on the floor of the sea."),
    Kind("deadwood", f"{_HERE}.deadwood", "Fallen trunks and stumps that lie among the trees."),
    Kind("herd", f"{_HERE}.herd", "Animals that graze or rest on the land, in loose groups."),
    Kind("flock", f"{_HERE}.flock", "Birds that circle over the land or the sea."),
    Kind("shoal", f"{_HERE}.shoal", "Fish that circle in the water."),
    Kind("butterflies", f"{_HERE}.butterflies", "Butterflies that flutter over the grass."),
    Kind("rocks", f"{_HERE}.rocks", "Boulders and stones, a few large and many small."),
)

__all__ = ["KINDS", "Around", "Dressing", "choose_levels", "dress", "shade_of", "species_in", "spot", "thin"]
