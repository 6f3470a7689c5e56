"""What is said of plants and rocks that find no room."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "COVER_EMPTY": Message(
        text="nothing of `{id}` finds a place. Of the land: {reasons}",
        hint="widen what `only` allows (height, max_slope, within), or leave the cover out",
        page="A cover stands only where all words of its `only` hold, on ground that suits its plants: dry, not bare "
        "rock or a path, not hot lava, and out of the way of things and promised views. Here no such ground is left. "
        "The figures say how much of the land each reason rules out; begin with the largest.",
    ),
    "COVER_UNFIT": Message(
        text="`{species}` does not grow in the forest `{id}`: it lives in the water",
        hint="name it in a cover of kind `reef_life` (or `meadow`), and only plants of dry land here",
        page="A forest stands on dry land. Corals, kelp and other plants that live under water, and those that float "
        "on it, have covers of their own: `reef_life`, or a `meadow` inside a lake or the sea.",
    ),
    "COVER_THIN": Message(
        text="`{id}` is thinner than asked: {placed} stand where about {asked} were meant. {square} m² of ground suit "
        "it, and {taken} % of that is kept free for paths, things and views",
        hint="widen what `only` allows, or ask for a lower density",
        page="Plants and rocks give way to paths, things and promised views, and they keep their distance from each "
        "other. What is left is far less than the density asks for. The world is sound; this is only to let "
        "you know.",
    ),
}
