"""Buildings by a small shape grammar: footprint, storeys, facades split into bays, openings, roof."""

from worldgen.generate.kinds import Kind

KINDS: tuple[Kind, ...] = (
    Kind("cottage", "worldgen.generate.buildings.cottage", "A half-timbered village house with a tiled roof."),
    Kind("ranger_hut", "worldgen.generate.buildings.ranger_hut", "A round thatched hut on stilts, with a veranda."),
)
