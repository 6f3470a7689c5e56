"""Presets of a whole place: base land, sea, palette, light, usual cover. One module each, imported only when named."""

from __future__ import annotations

from importlib import import_module

from worldgen.generate.kinds import Kind
from worldgen.generate.settings.setting import Setting

KINDS: tuple[Kind, ...] = (
    Kind(
        "volcanic_island",
        "worldgen.generate.settings.volcanic_island",
        "A warm island in the sea: beaches, coves, palms; room for a volcano.",
        ("land", "sea", "shore", "beach"),
    ),
    Kind(
        "river_valley",
        "worldgen.generate.settings.river_valley",
        "A green valley: a river on its flat floor, wooded hills on three sides.",
        ("land", "shore", "river"),
    ),
    Kind(
        "mountain_lake",
        "worldgen.generate.settings.mountain_lake",
        "A deep blue lake among snowy peaks; conifers up to the tree line.",
        ("land", "shore", "lake"),
    ),
    Kind(
        "farmland",
        "worldgen.generate.settings.farmland",
        "A patchwork of fields and hedges on gentle hills, with a pond.",
        ("land", "shore", "pond", "fields"),
    ),
    Kind(
        "desert_canyon",
        "worldgen.generate.settings.desert_canyon",
        "A desert of red layered rock: table mountains and a winding gorge.",
        ("land",),
    ),
    Kind(
        "savanna",
        "worldgen.generate.settings.savanna",
        "Golden plains with heaps of round rocks and a waterhole.",
        ("land", "shore", "waterhole"),
    ),
    Kind(
        "mars",
        "worldgen.generate.settings.mars",
        "The red planet: craters, boulders and cliffs; no plants and no water.",
        ("land",),
    ),
    Kind(
        "night_sky_field",
        "worldgen.generate.settings.night_sky_field",
        "An open hilltop meadow at night, for looking at the stars.",
        ("land",),
    ),
    Kind(
        "rainforest",
        "worldgen.generate.settings.rainforest",
        "A misty rainforest: a river falls over a step of rock into a green basin.",
        ("land", "shore", "river"),
    ),
    Kind(
        "broadleaf_forest",
        "worldgen.generate.settings.broadleaf_forest",
        "Old rolling woods with clearings, a brook, fallen trunks and ferns.",
        ("land", "shore", "river"),
    ),
    Kind(
        "rocky_coast",
        "worldgen.generate.settings.rocky_coast",
        "Cliffs with turf on top, a cove with sand, stacks and an arch in the surf.",
        ("land", "sea", "shore", "beach", "stacks"),
    ),
    Kind(
        "polar",
        "worldgen.generate.settings.polar",
        "Snow plains by a cold sea: a glacier ends there, icebergs drift.",
        ("land", "sea", "shore", "glacier", "icebergs"),
    ),
    Kind(
        "underwater_reef",
        "worldgen.generate.settings.underwater_reef",
        "The floor of a warm sea: white sand, coral gardens, kelp; one walks under the water.",
        ("land", "reef"),
    ),
)


def load_setting(name: str) -> Setting:
    """Return the setting called `name`, importing its module only.

    Raises
    ------
    KeyError
        When there is none of that name; the spec refuses such a lesson before this.
    """
    entry = {kind.name: kind for kind in KINDS}[name]
    found: Setting = import_module(entry.module).SETTING
    return found


__all__ = ["KINDS", "Setting", "load_setting"]
