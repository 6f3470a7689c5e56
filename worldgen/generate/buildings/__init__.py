"""Buildings by a small shape grammar: footprint, storeys, facades split into bays, openings, roof."""

from worldgen.generate.kinds import Kind

KINDS: tuple[Kind, ...] = ()
