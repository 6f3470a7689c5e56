"""What is said of props: of the catalogue, of a lesson's own, and of model files."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "PROP_UNKNOWN": Message(
        text="there is no prop called {name!r}",
        hint="{near}",
        page="A thing or a station names a prop that is neither in the catalogue nor among the lesson's own `props`. "
        "`worldgen catalog props` shows every prop with its picture; `worldgen explain` a word tells more.",
    ),
    "PROP_KEY": Message(
        text="{key!r} is not a word of the prop grammar here",
        hint="{near}allowed here: {allowed}",
        page="Each part of a prop knows a fixed set of words, so that a slip of the pen is found and not ignored.",
    ),
    "PROP_FORM": Message(
        text="found {found}, wanted {wanted}",
        hint="write {wanted}",
        page="A value of a prop has another form than its place needs: a list of three numbers, a word of a few, a "
        "true or false. The message says which.",
    ),
    "PROP_NUMBER": Message(
        text="{why}",
        hint="a number may be 0.4, 40 cm, or arithmetic over the parameters, such as height / 2 + 10 cm",
        page="Numbers in a prop are metres and degrees. They may have a unit (m, cm, mm, deg, %, s) and may be "
        "arithmetic with + - * / ( ), min, max, sin, cos, sqrt, abs, round over the parameters of the prop.",
    ),
    "PROP_COLOUR": Message(
        text="{found} is not a colour",
        hint="{near}write a colour such as '#b8644c' (with quotes), or one of {known}",
        page="Colours are `'#rrggbb'` in quotes, since # begins a comment in YAML, or a name of the palette, or one "
        "from the prop's own `colours`.",
    ),
    "PROP_SYMBOL": Message(
        text="there is no symbol called {found}",
        hint="{near}there are {known}; or write an outline: [[x, y], ...]",
        page="A `decal` is one of the symbols that worldgen brings along, by its name, or an outline of your own: a "
        "list of at least three points to the right and upward.",
    ),
    "PROP_CHILD": Message(
        text="{found} is not a prop of the catalogue that this prop could carry",
        hint="{near}write the name of a prop of the catalogue, such as prop: desk_lamp",
        page="A part `prop: name` puts a prop of the catalogue into this one: a lamp onto a desk. Buildings, the "
        "lesson's own props and model files cannot be carried.",
    ),
    "PROP_SOCKET": Message(
        text="there is no socket called {found} here",
        hint="{near}",
        page="`on` names a place where a prop is carried: one of the `sockets` of the prop itself, or `desk.left`, a "
        "socket of a prop that stands before it in the same list of parts.",
    ),
    "PROP_PARAM": Message(
        text="the parameter {name!r} is not declared well: {why}",
        hint="declare it as {{default: 1.2 m, range: 0.8..2 m, about: its height}}",
        page="A parameter of a prop has a `default` (with its unit), perhaps a `range` it must stay in, a `draw` range "
        "from which each thing draws its own value, or a `choice` of words, and a sentence in `about`.",
    ),
    "PROP_VALUE": Message(
        text="{name!r} cannot be set so: {why}",
        hint="`worldgen catalog props` lists the parameters of every prop with their ranges",
        page="`with:` sets the parameters of a prop. Each has a kind and a range, which the message names.",
    ),
    "PROP_SHAPE": Message(
        text="a part must be exactly one shape; this one names {found}",
        hint="give it one of {known}",
        page="Every item under `parts` is one shape, such as `- box: [1, 0.4, 0.5]`, with its place and colour beside "
        "it. Two shapes are two items; several that belong together are a `group`.",
    ),
    "PROP_TOO_MUCH": Message(
        text="there are {what}; allowed are {most}",
        hint="make it of fewer pieces: props are seen from a few metres away on small computers",
        page="Props are bounded, since lessons come from strangers and run on small computers.",
    ),
    "PROP_TRIANGLES": Message(
        text="{name!r} has {found} triangles, more than its budget of {most}",
        hint="use fewer `sides` and `bevel`s, or fewer copies; a plain box has 12, a bevelled one 44, a ball 80",
        page="A prop may have 600 triangles unless its `budget` says otherwise, and never more than 1,500.",
    ),
    "PROP_EMPTY": Message(
        text="nothing can be seen of {name!r}",
        hint="add a part, such as - box: [1, 1, 1]",
        page="The parts of the prop came to nothing: no shape has a size.",
    ),
    "PROP_SIZE": Message(
        text="{size:g} m is out of bounds; a prop may reach {most:g} m",
        hint="lengths are metres: write 80 cm or 0.8 for eighty centimetres",
        page="A length in a prop is larger than any prop can be; most often centimetres were written as metres.",
    ),
    "PROP_TEXT": Message(
        text="{why}",
        hint="put the rest in the text of a station, where it can be read aloud and translated",
        page="Boards are for a few words. A station's text has room for more.",
    ),
    "PROP_CUT": Message(
        text="this part cannot be cut: {why}",
        hint="cut solids from solids, such as a cylinder from a box",
        page="`cut` takes the solids in its list away from the part. All must be closed and something must be left.",
    ),
    "MODEL_FORMAT": Message(
        text="the model file {name!r} is not of a kind that can be read",
        hint="use .glb, .obj, .stl or .ply; a .gltf must have everything inside one file",
        page="Models are read from GLB, OBJ, STL and PLY files. Most programs export GLB.",
    ),
    "MODEL_BROKEN": Message(
        text="the model file {name!r} cannot be read: {why}",
        hint="open it in a viewer, such as Blender, and export it again as .glb",
        page="The file is damaged, or not what its name says.",
    ),
    "MODEL_TRIANGLES": Message(
        text="the model file {name!r} has {found} triangles; allowed are {most}",
        hint="simplify it first (in Blender: the Decimate modifier)",
        page="Worlds run on small computers. A model of 50,000 triangles is already most of what they can draw.",
    ),
    "MODEL_EMPTY": Message(
        text="the model file {name!r} holds no triangles",
        hint="export meshes, not only cameras, lights or curves",
        page="Nothing in the file can be drawn. Most programs export what is selected or shown: select the meshes, or "
        "switch their layer on, and export again.",
    ),
}
