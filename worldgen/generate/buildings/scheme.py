"""The settled looks of a building: every colour, and the forms of its parts."""

from __future__ import annotations

from dataclasses import replace

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
    "thatch": ("#c2a671", "#c9b07e", "#b29965"),
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
    wall: str = ""  # nothing: drawn from those that go with the walls
    beam: str = "#5f4032"
    tiles: str = ""  # nothing: drawn; "slate": drawn from slates
    stone: str = "#b3a797"
    trim: str = "#f3e6cc"
    door: str = ""
    shutter: str | None = None  # nothing: in the colour of the door; None: no shutters
    glass: str = "#41606f"
    lit: str = "#f2cf7e"
    cut: str = "#5a4a5c"
    inside: str = "#f1e3c8"
    wainscot: str = "#7fab9d"
    floor: str = "#d8ad7d"
    ceiling: str = "#f6efe2"
    rise: float = 1.0  # of the roof, for each metre to the ridge
    eaves_m: float = 0.45
    ridge: str = ""  # along "x" or "z"; along the longer side where nothing is said
    tower: str = ""  # the roof of what rises above the rest
    finial: str = ""  # what stands on a spire: a cross
    gable: str = ""  # colour of gables, where other than the walls
    base_walls: str = ""  # of what the ground storey is, where other than what is above
    arch: str = ""  # over windows: round, pointed
    dormers: int = 0
    chimney: bool = False
    clock: bool = True  # on each side of a church's tower


def settled(look: Look, seed: Seed, usual: Scheme) -> Scheme:
    """Return the scheme of `look`; what it does not say is `usual`, and colours left open there are drawn."""
    walls, roof = look.walls or usual.walls, look.roof or usual.roof
    tiles = _ROOFS[roof if roof in _ROOFS else "slate" if usual.tiles == "slate" else "tiles"]
    door = look.door_colour or usual.door or _DOORS[(seed / "door").choice(len(_DOORS))]
    drawn = _WALLS[walls][(seed / "wall").choice(len(_WALLS[walls]))]
    wall = usual.wall if usual.wall and walls == usual.walls else drawn
    roofs = tiles[(seed / "roof").choice(len(tiles))]
    shutters = usual.shutter is not None if look.shutters is None else look.shutters
    return replace(
        usual, era=look.era or usual.era, region=look.region or usual.region, walls=walls, roof=roof,
        wall=look.wall_colour or wall, door=door,
        tiles=look.roof_colour or (usual.tiles if usual.tiles.startswith("#") and roof == usual.roof else roofs),
        chimney=usual.chimney if look.chimney is None else look.chimney,
        shutter=(usual.shutter or door) if shutters else None,
    )  # fmt: skip
