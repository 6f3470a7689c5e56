"""The settled looks of a building: every colour, and the forms of its parts."""

from __future__ import annotations

from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.generate.buildings.look import Look

_DOORS = ("#7a4a34", "#3f6f73", "#8c3f38", "#4f7aa0", "#3f8a8c")
_WALLS = {
    "timber": ("#f6ead0", "#f0d9a8", "#edc9b0", "#dfe0c4"),
    "plaster": ("#f3e7cf", "#f0d7b4", "#e9c7a8", "#dfe3d2", "#f4efe6"),
    "stone": ("#c9bda8", "#bfb3a2", "#d2c3a4"),
    "brick": ("#b5694f", "#a85f4c", "#bf7a58"),
    "boards": ("#d8d2c0", "#9fb6ac", "#b9603f", "#c9a86a"),
    "glass": ("#e7efee",),
    "metal": ("#a9b8bd", "#8fa9a6", "#c0b49a"),
    "mud": ("#d9b485", "#cfa26f", "#e2c296"),
    "logs": ("#a9764a", "#b5834f", "#96683f"),
}
_ROOFS = {
    "thatch": ("#cfa85a", "#d8b066", "#bf9a50"),
    "flat": ("#8f8a84", "#a39a8c"),
    "metal": ("#6f8f96", "#8d6f62"),
    "slate": ("#64798f", "#5f7280"),
    "tiles": ("#b8644c", "#a5574b", "#c27a56", "#bb6d52"),
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """The looks of a building of which everything is settled."""

    era: str = "medieval"
    region: str = "northern"
    walls: str = "plaster"
    roof: str = "gable"
    wall: str = "#f6ead0"
    beam: str = "#5f4032"
    tiles: str = "#b8644c"
    stone: str = "#b3a797"
    trim: str = "#f3e6cc"
    door: str = "#7a4a34"
    shutter: str | None = None
    glass: str = "#41606f"
    lit: str = "#f2cf7e"
    cut: str = "#5a4a5c"
    inside: str = "#f1e3c8"
    wainscot: str = "#7fab9d"
    floor: str = "#d8ad7d"
    ceiling: str = "#f6efe2"
    rise: float = 1.0  # of the roof, for each metre to the ridge
    eaves_m: float = 0.45
    chimney: bool = True
    sign: str = ""


def settled(look: Look, seed: Seed, usual: Scheme) -> Scheme:
    """Return the scheme of `look`; what it does not say is `usual`, and what that leaves open is drawn."""
    from dataclasses import replace  # noqa: PLC0415

    era, region = look.era or usual.era, look.region or usual.region
    walls, roof = look.walls or usual.walls, look.roof or usual.roof
    shades = _WALLS[walls]
    tiles = _ROOFS[roof if roof in _ROOFS else "tiles"]
    door = look.door_colour or _DOORS[(seed / "door").choice(len(_DOORS))]
    return replace(
        usual, era=era, region=region, walls=walls, roof=roof,
        wall=look.wall_colour or (shades[(seed / "wall").choice(len(shades))] if look.walls or not usual.wall else usual.wall),
        tiles=look.roof_colour or (tiles[(seed / "roof").choice(len(tiles))] if look.roof or not usual.tiles else usual.tiles),
        door=door, sign=look.sign or usual.sign, chimney=usual.chimney if look.chimney is None else look.chimney,
        shutter=(door if look.shutters else None) if look.shutters is not None else usual.shutter,
    )  # fmt: skip
