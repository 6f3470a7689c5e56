"""The features of the land: one module a kind, each with its SHAPER; imported only when a lesson names it."""

from __future__ import annotations

from worldgen.generate.kinds import Kind

_ROOM = "worldgen.generate.terrain."

KINDS: tuple[Kind, ...] = (
    Kind("hills", _ROOM + "hills", "Rolling hills over an area or the whole world."),
    Kind("ridge", _ROOM + "ridge", "A long crest of rock between two points."),
    Kind("valley", _ROOM + "valley", "A long hollow with a flat floor between two points."),
    Kind("plateau", _ROOM + "plateau", "A level place: a meadow, a terrace, a building ground."),
    Kind("heightmap", _ROOM + "heightmap", "Your own land from a grey PNG picture of heights."),
    Kind("volcano", _ROOM + "volcano", "A volcano with gullies, a walkable rim and a crater.", ("rim", "crater")),
    Kind("lava_flow", _ROOM + "lava_flow", "Lava that ran down the land: cooled ropy rock or still glowing.", ("end",)),
    Kind("river", _ROOM + "river", "Running water from a spring or an edge down to sea, lake or edge.",
         ("spring", "mouth", "banks")),
    Kind("lake", _ROOM + "lake", "Still water in a hollow of its own.", ("banks",)),
    Kind("beach", _ROOM + "beach", "A strip of sand along the water."),
)  # fmt: skip
