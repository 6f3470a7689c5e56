"""Rocks: one module a kind of stone, each a `MAKER` and a `HABIT`, to be scattered like a species."""

from __future__ import annotations

from worldgen.generate.kinds import Kind

_HERE = "worldgen.generate.rocks"

KINDS: tuple[Kind, ...] = (
    Kind("basalt", f"{_HERE}.basalt", "A dark volcanic rock."),
    Kind("granite", f"{_HERE}.granite", "A grey speckled rock, for mountains and river beds."),
    Kind("limestone", f"{_HERE}.limestone", "A pale rock, for sea cliffs and gentle hills."),
    Kind("sandstone", f"{_HERE}.sandstone", "A warm, layered rock, for dry land and shores."),
    Kind("rust_rock", f"{_HERE}.rust_rock", "A rust-red boulder, for Mars and red deserts."),
    Kind("slate", f"{_HERE}.slate", "A dark blue-grey layered rock, for mountains and coasts."),
    Kind("chalk", f"{_HERE}.chalk", "A white soft rock, for sea cliffs and downs."),
    Kind("ice_block", f"{_HERE}.ice_block", "A block of blue ice, for polar land."),
)
