"""Buildings by a small shape grammar: footprint, storeys, facades split into bays, openings, roof."""

from worldgen.generate.kinds import Kind

_ROOM = "worldgen.generate.buildings."
KINDS: tuple[Kind, ...] = (
    Kind("cottage", "worldgen.generate.buildings.cottage", "A half-timbered village house with a tiled roof."),
    Kind("ranger_hut", "worldgen.generate.buildings.ranger_hut", "A round thatched hut on stilts, with a veranda."),
    Kind("hut", _ROOM + "hut", "A small hut of one room, of logs under a thick roof."),
    Kind("house", _ROOM + "house", "A family house with a chimney, a dormer and shutters."),
    Kind("terrace", _ROOM + "terrace", "A row of narrow houses joined wall to wall, each with a door of its own."),
    Kind("barn", _ROOM + "barn", "A great red barn with a wide gate and a hayloft."),
    Kind("church", _ROOM + "church", "A church with a nave, a bell tower and a pointed spire."),
    Kind("tower", _ROOM + "tower", "A watch tower of stone with battlements."),
    Kind("castle_wall", _ROOM + "castle_wall", "A stretch of castle wall with a gate between two round towers."),
    Kind("school", _ROOM + "school", "A school with rows of large windows, a clock and a bell on its roof."),
    Kind("hall", _ROOM + "hall", "A town hall with columns before its door and a clock turret."),
    Kind("factory", _ROOM + "factory", "A factory with a sawtooth roof and tall chimneys."),
    Kind("station", _ROOM + "station", "A railway station: a platform, tracks and a long canopy with a clock."),
    Kind("kiosk", _ROOM + "kiosk", "A kiosk that sells ice cream under a striped awning."),
    Kind("greenhouse", _ROOM + "greenhouse", "A greenhouse of glass with beds of plants inside."),
    Kind("temple", _ROOM + "temple", "A temple with columns all round, on steps, under a low gable."),
)
