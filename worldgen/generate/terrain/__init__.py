"""The features of the land: one module a kind, each with its SHAPER; imported only when a lesson names it."""

from __future__ import annotations

from worldgen.generate.kinds import Kind

_ROOM = "worldgen.generate.terrain."

KINDS: tuple[Kind, ...] = (
    Kind("hills", _ROOM + "hills", "Rolling hills over an area or the whole world."),
    Kind("ridge", _ROOM + "ridge", "A long crest of rock between two points."),
    Kind("peak", _ROOM + "peak", "A mountain with ridges, gullies that rain has cut, and snow on top.", ("summit",)),
    Kind("valley", _ROOM + "valley", "A long hollow with a flat floor between two points."),
    Kind("canyon", _ROOM + "canyon", "A winding gorge with walls of layered rock and a sandy floor.", ("floor",)),
    Kind("mesa", _ROOM + "mesa", "A table mountain of layered rock.", ("top",)),
    Kind("cliff", _ROOM + "cliff", "A wall of rock along which the ground breaks off.", ("top", "foot")),
    Kind("dunes", _ROOM + "dunes", "Waves of sand, gentle to windward and steep to leeward."),
    Kind("crater", _ROOM + "crater", "A crater struck by a stone from space, with a raised rim.", ("rim", "floor")),
    Kind("cave_mouth", _ROOM + "cave_mouth", "A dark opening in a bluff of rock, into which one can step.",
         ("inside",)),
    Kind("plateau", _ROOM + "plateau", "A level place: a meadow, a terrace, a building ground."),
    Kind("terraces", _ROOM + "terraces", "A hillside cut into level steps with crops."),
    Kind("heightmap", _ROOM + "heightmap", "Your own land from a grey PNG picture of heights, or from a GeoTIFF."),
    Kind("volcano", _ROOM + "volcano", "A volcano with gullies, a walkable rim and a crater.", ("rim", "crater")),
    Kind("lava_flow", _ROOM + "lava_flow", "Lava that ran down the land: cooled ropy rock or still glowing.", ("end",)),
    Kind("river", _ROOM + "river", "Running water from a spring or an edge down to sea, lake or edge.",
         ("spring", "mouth", "banks", "falls")),
    Kind("lake", _ROOM + "lake", "Still water in a hollow of its own.", ("banks",)),
    Kind("sea", _ROOM + "sea", "A sea along one side of the world, with its coast."),
    Kind("sea_stacks", _ROOM + "sea_stacks", "Pillars of rock in the sea before a coast, and an arch.", ("arch",)),
    Kind("reef", _ROOM + "reef", "Heads and terraces of coral rock on the floor of a sea."),
    Kind("marsh", _ROOM + "marsh", "Wet ground: shallow pools between tussocks.", ("banks",)),
    Kind("glacier", _ROOM + "glacier", "A tongue of ice down the land, with crevasses and a blue front.", ("front",)),
    Kind("iceberg_field", _ROOM + "iceberg_field", "Icebergs and floes that float in the sea."),
    Kind("beach", _ROOM + "beach", "A strip of sand along the water."),
    Kind("fields", _ROOM + "fields", "Parcels of farm land with crops in rows and hedges between.", ("hedges",)),
    Kind("street", _ROOM + "street", "A street of asphalt, cobbles or dirt, with pavements and zebra crossings.",
         ("carriageway", "pavement", "crossings")),
)  # fmt: skip
