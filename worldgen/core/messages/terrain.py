"""What is said when the land cannot be shaped as the lesson asks, one entry a code."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "FEATURE_OUTSIDE": Message(
        text="`{id}` would reach past the edge of the world, which is {size} m wide",
        hint="move it towards the middle (at: {{east: 50 %, north: 50 %}}), give it a smaller radius, or make the "
        "world larger",
        page="A lake must have its whole shore in the world and a volcano its whole rim; the foot of a volcano may run "
        "out over the edge. Positions are counted from the west and from the south edge.",
    ),
    "VOLCANO_CRATER_TOO_WIDE": Message(
        text="the crater of `{id}` has a radius of {crater} m, too wide for a foot of {foot} m",
        hint="write a crater_radius of at most {most} m, or a larger radius",
        page="Between the crater and the foot there must be room for the rim, on which learners stand, and for a flank "
        "to walk down. A crater is usually a seventh of the foot.",
    ),
    "UNKNOWN_END": Message(
        text="`{id}` begins or ends at `{found}`, which is no place of this world",
        hint="use one of these: {known}; or a point such as {{east: 20 %, north: 40 %}}",
        page="Rivers and flows run between two ends: a feature of the land (`cone`, `cone.crater`), a lake, the sea, "
        "an edge (north, south, east, west) or a point. Only what shapes the land before them can be an end; zones "
        "are placed later. An inland setting has no sea.",
    ),
    "STREET_IN_WATER": Message(
        text="street `{id}` would run through water",
        hint="lead it around with another point in `through`, or move the water",
        page="A street is laid on dry ground; it builds no bridges. Footpaths do: they cross rivers by themselves.",
    ),
    "NO_WAY_DOWN": Message(
        text="`{id}` finds no way down to {to}: the ground there is higher than where it begins",
        hint="begin higher, end lower, or name another end (the sea, a lake, an edge)",
        page="Water and lava run downhill. The start must be higher than the end. A hollow on the way is no trouble, "
        "since the way is cut through its lowest lip.",
    ),
    "NO_SHORE_HERE": Message(
        text="beach `{id}` has no water within its reach",
        hint="move `at` to the water, make the radius larger, or leave `at` out to line every shore",
        page="A beach lies along a sea, a lake or a river. This world has no water within the radius of the beach.",
    ),
    "NO_SEA_HERE": Message(
        text="{kind} `{id}` lies in the sea, and there is none {where}",
        hint="choose a setting with a sea, add one (kind: sea), or move `at` into the water",
        page="Stacks stand and icebergs float in a sea that is deep enough for them. It is that of the setting, "
        "such as rocky_coast or polar, or one that the lesson adds with `kind: sea`.",
    ),
    "RIVER_TOO_FLAT": Message(
        text="river `{id}` is to have {asked} falls, and its way drops enough for {found} of them",
        hint="begin higher (in hills, or at a point further up), or write falls: {found}",
        page="A fall takes up the drop of fourteen metres of a river's way; where that is less than half a metre, "
        "nothing would fall. Leave `falls` out and the water falls wherever its bed drops steeply.",
    ),
    "HEIGHTMAP_LOW_HIGH": Message(
        text="`{id}` has its lowest height at {low:g} m and its highest at {high:g} m",
        hint="write a `low` that is below `high`: black is low, white is high",
        page="`low` is the height of black and `high` that of white, in metres above the sea.",
    ),
    "HEIGHTMAP_TOO_LARGE": Message(
        text="{name} is {width} by {depth} pixels; at most {most} on a side are read",
        hint="scale the picture down: a world has at most 257 samples on a side, so 1025 pixels are plenty",
        page="Pictures of heights are read at up to 2048 pixels on a side, then resampled to the grid of the world.",
    ),
    "HEIGHTMAP_NOT_SQUARE": Message(
        text="{name} is {width} by {depth} pixels, and the world is square",
        hint="cut the picture to a square",
        page="The picture is laid over the whole world, north up. Cut it to a square, so that nothing is stretched.",
    ),
    "HEIGHTMAP_NOT_SQUARE_LAND": Message(
        text="{name} shows land of {east} m by {north} m (east by north), and the world is square",
        hint="cut the map to a square piece of land, measured in metres",
        page="A map in degrees is narrower on the ground than on the screen, the more so the further it is from the "
        "equator. Bring it to a projection in metres (such as UTM) and cut a square out of it.",
    ),
    "HEIGHTMAP_EMPTY": Message(
        text="{name} has no height for {share} % of its land",
        hint="cut a piece out of the map that has heights nearly everywhere",
        page="Maps mark where nothing is known, such as the sea or the edge of a survey. A few holes are filled with "
        "the lowest height; more than half of a map cannot be made up.",
    ),
    "HEIGHTMAP_NOT_GREY": Message(
        text="{name} is not one number a pixel: grey of 8 or 16 bits, or a TIFF of 8 to 32 bits (its mode is {mode})",
        hint="save it as greyscale without transparency; 16 bits give smoother slopes",
        page="One number a pixel is wanted: black is low, white is high. Colours and transparency say nothing about "
        "heights. With 8 bits and 40 m of relief a step is 16 cm; with 16 bits it is less than a millimetre.",
    ),
    "HEIGHTMAP_UNREADABLE": Message(
        text="{name} cannot be read as a PNG or TIFF picture",
        hint="open it in a picture editor and save it again as PNG, or export it again as GeoTIFF",
        page="Only PNG and TIFF are read, since JPEG blurs heights into steps. The file may be damaged, of another "
        "type, or a TIFF packed in a way that is not known here: save it without compression.",
    ),
    "STYLE_FORM": Message(
        text="style {name}: {key} is {found}, wanted {wanted}",
        hint="see docs/howto/own-style.md for every key with an example",
        page="A style is a small YAML file of colours, light, lines and grain. Every key is checked before anything is "
        "built, and all that is wrong is told at once.",
    ),
    "STYLE_UNREADABLE": Message(
        text="the style file {name} cannot be read: {why}",
        hint="write it as a YAML mapping, such as `saturation: 1.1`",
        page="A lesson may name a YAML file beside it as its style: `style: our-school.yaml`. It must be UTF-8 text of "
        "at most 64 kB.",
    ),
}
