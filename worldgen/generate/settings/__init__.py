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
