"""What is said of problems in this room, one entry a code."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "BUDGET_EXCEEDED": Message(
        text="the world is too much for a small computer: {over}; most is seen from {where!r}",
        hint="ask for fewer buildings and props near that station, make the world smaller, or build --profile generic, "
        "which has no budget",
        page="Profile `web` is made for the computers that schools have. In the worst view of any station, turning all "
        "round, it draws at most 150,000 triangles in 60 draw calls, with at most 25 materials in the file, and the "
        "file is at most 1.3 MB when it is sent.\n\nTo keep within that, plants and stones far from the stations are "
        "drawn with less detail, and then fewer of them are drawn. What the lesson names (stations, things, buildings) "
        "is never left out. This message means that what the lesson names is too much by itself.\n\nExample: forty "
        "houses of 6,000 triangles around one station. Spread them out, use fewer, or build with `--profile generic`, "
        "which has no budget.",
    ),
    "DRESSING_THINNED": Message(
        text="for the budget {budget!r}, {share} of the plants and stones are in the file",
        hint="ask for less cover, a smaller world or a larger budget; all that the lesson names is there",
        page="A world for the web must run well on the smallest machine that `world.budget` names. Far plants are "
        "drawn with less detail first; where that is not enough, some are left out, chosen so that a thinner wood is "
        "a part of the thicker one. Things, buildings, stations and paths are never left out.",
    ),
}
