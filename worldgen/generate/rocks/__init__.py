"""Rocks: one module a kind of stone, each a `MAKER` and a `HABIT`, to be scattered like a species."""

from __future__ import annotations

from worldgen.generate.kinds import Kind

_HERE = "worldgen.generate.rocks"

KINDS: tuple[Kind, ...] = (
    Kind("basalt", f"{_HERE}.basalt", "A dark volcanic rock."),
    Kind("granite", f"{_HERE}.granite", "A grey speckled rock, for mountains and river beds."),
    Kind("limestone", f"{_HERE}.limestone", "A pale rock, for sea cliffs and gentle hills."),
    Kind("sandstone", f"{_HERE}.sandstone", "A warm, layered rock, for dry land and shores."),
)
