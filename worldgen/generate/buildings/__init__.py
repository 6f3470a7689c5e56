"""Buildings by a small shape grammar: footprint, storeys, facades split into bays, openings, roof."""

from worldgen.generate.kinds import Kind

KINDS: tuple[Kind, ...] = (
    Kind("cottage", "worldgen.generate.buildings.cottage", "a half-timbered village house with a tiled roof"),
    Kind("ranger_hut", "worldgen.generate.buildings.ranger_hut", "a round thatched hut on stilts, with a veranda"),
)
