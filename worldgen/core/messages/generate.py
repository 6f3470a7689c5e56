"""What is said when a world cannot be made as the lesson asks, one entry a code.

Each room of `generate` has its own mapping below, so that two people can add codes side by side; `MESSAGES` joins them.
"""

from __future__ import annotations

from worldgen.core.issues import Message
from worldgen.core.messages.cover import MESSAGES as COVER
from worldgen.core.messages.props import MESSAGES as PROPS
from worldgen.core.messages.rooms import MESSAGES as ROOMS
from worldgen.core.messages.terrain import MESSAGES as TERRAIN

LAYOUT: dict[str, Message] = {
    "PLACE_UNKNOWN": Message(
        text="`{id}` is placed by `{name}`, but this world has no place of that name",
        hint="use the id of a zone, a thing, a station or a piece of terrain of this lesson, or a place of the setting "
        "such as shore, sea or land",
        page="A place in words leans on another place. The name is known neither from the lesson nor from the setting: "
        "an inland setting has no shore, and a volcano without a crater has no rim. Look at the map of the last "
        "build, or ask `worldgen catalog settings` which places a setting brings.",
    ),
    "SOCKET_UNKNOWN": Message(
        text="`{id}` has no socket {socket!r} on which something could stand",
        hint="{known}",
        page="A socket is a named place of a prop, such as `left` of an office desk: `on: desk.left`. The catalogue "
        "says which sockets a prop has; a prop of your own declares them under `sockets:`. Only things stand on "
        "sockets."
        "\n\nWrong:\n\n```yaml\n- {id: globe, prop: globe, on: desk.lefft}\n```\n\nRight:\n\n"
        "```yaml\n- {id: globe, prop: globe, on: desk.left}\n```",
    ),
    "SOCKET_TAKEN": Message(
        text="`{id}` cannot be on `{socket}`: {other} stands in its way there",
        hint="put it on another socket; free: {free}",
        page="What stands on a socket stands exactly there. Two things do not fit on one socket, and a large thing may "
        "reach over the next one. Choose another socket, or a smaller thing.",
    ),
    "SHOT_HIDDEN": Message(
        text="the shot `{id}` sees only {share} of `{target}`: the land lies in between",
        hint="raise it with `height`, take it `from` another place, or leave `from` out and let a place be found",
        page="The picture is taken all the same. Half of what a shot shows should be in sight of its camera; only the "
        "land is looked at here, plants and things are kept out of the way when the picture is made.",
    ),
    "SIDE_NEEDS_FRONT": Message(
        text="`{id}` asks for the {side} of `{name}`, which has no front",
        hint="left, right, front and back need a thing or a station to refer to; write north, south, east or west",
        page="Things and stations face somewhere, so they have a left and a right hand, a front and a back. A zone or "
        "a mountain has none. Say the side by the compass.",
    ),
    "PLACE_EMPTY": Message(
        text="no ground for `{id}` is {words}: {nearly}",
        hint="take one of these words away, or make a distance or a zone larger",
        page="All words of a place must hold together. Here they contradict each other: `in: camp_ground` with "
        "`near: flow, within: 6 m` is empty when the flow runs 40 m from the camp. The lines that take part are "
        "listed with the error. Change one of them: a larger `within`, another zone, or one word fewer.",
    ),
    "PLACE_TOO_SMALL": Message(
        text="`{id}` needs a free level place of {wide} m by {deep} m {words}; that ground holds {square} m², of "
        "which {free} % is free and level",
        hint="make the zone larger, move something else out of it, or place `{id}` elsewhere",
        page="The place exists, but nothing of the size of this thing fits in it any more beside what stands there, "
        "with room to walk round. Make the radius of the zone larger, or give one of the things another place.",
    ),
    "OVERLAP": Message(
        text="{names} are asked for at places that overlap by {deep:.1f} m",
        hint="move one of them, or let it stand `beside` the other",
        page="Things that are placed at a point (`at`) would stand in each other. Points are kept exactly, so "
        "none is moved. Give one of them another point, or replace `at` by words such as `beside` or `in`.",
    ),
    "CANNOT_FACE": Message(
        text="`{id}` cannot be turned to face `{target}`: there is no room to turn it where it stands",
        hint="give it another place or more room, or leave `facing` out",
        page="A thing with `facing` is turned until its front points at what it names. Where the two lean on each "
        "other, it is turned after both are placed, and then something else may stand too near. Make its zone larger, "
        "give it another place, or place what it faces first by words that do not lean on it.",
    ),
    "ZONES_OVERLAP": Message(
        text="the zone `{id}` finds no room {words} beside `{other}`",
        hint="make one of the two smaller, move them apart, or place one `in` the other",
        page="Zones are levelled, each at its own height, so they must not overlap unless one lies inside the other "
        "on purpose (`in:` or `on:`). Make a radius smaller or move one of them.",
    ),
    "OUTSIDE_WORLD": Message(
        text="`{id}` would reach past the edge of the world, which is {size} m a side: its middle must be {need} m or "
        "more from every edge",
        hint="bring the point further in, make the zone smaller, or the world larger (world.size)",
        page="East is counted from the west edge and north from the south edge, as shares (`55 %`) or metres. The "
        "point, with the size of what stands there, must be inside of the world.",
    ),
    "IN_WATER": Message(
        text="`{id}` would stand in water: no dry ground is {words}",
        hint="move it inland; only what floats (a boat) and what one walks on (a jetty) may stand in water",
        page="Learners walk, and houses do not swim. The place asked for lies under water. Move the point inland, or "
        "place it by words: `on: shore`, `near: brook`.",
    ),
    "NO_WATER": Message(
        text="`{id}` needs water, but none at least 0.4 m deep is {words}",
        hint="place it `on: shore`, or near a lake, a river or the sea",
        page="A jetty begins on land and ends over water. A boat lies in water at least 0.4 m deep and at most 9 m "
        "from the bank, or is drawn up on a gentle beach.",
    ),
    "NO_LANDING": Message(
        text="`{id}` must begin on land that one can walk to and end over water at least 0.2 m deep, but {words} it "
        "does not",
        hint="place it `on: shore` or `near` the water, and leave its point and its direction to the layout",
        page="A jetty is stepped onto from dry land and is looked from onto water. Where its point and the way that it "
        "is turned are both given, it may lie wholly in the water, or along the bank.",
    ),
    "ON_HOT_GROUND": Message(
        text="`{id}` would stand on ground that nobody can walk on, such as hot lava: nothing else is {words}",
        hint="place it near the edge instead (`near:` with `within:`), or let the lava be cooled (`age: cooled`)",
        page="Hot lava and what is taken by other things is closed to learners. Place the thing beside it.",
    ),
    "TOO_STEEP": Message(
        text="`{id}` finds no ground gentle enough that is {words}: {share} % of it would do",
        hint="choose gentler ground, or make a zone there: zones are levelled",
        page="Things stand on a small level pad that is cut into the slope. Ground steeper than about 16 degrees for "
        "a building and 26 degrees for small things would need a wall. A zone is levelled as a whole: put the "
        "thing into a zone.",
    ),
    "PLACE_UNREACHABLE": Message(
        text="`{id}` cannot be reached on foot from `{start}`: no path of at most {slope:.0f} degrees leads there",
        hint="give it a place nearer to the start, bridge the water with another path, or allow steeper paths "
        "(world.paths.max_slope)",
        page="Every station, and the front of everything that a learner uses, must be reachable from where the lesson "
        "begins, by paths no steeper than `world.paths.max_slope` and past all things. Paths may switch back, "
        "but they do not climb cliffs, cross deep water without a bridge, or enter hot lava.",
    ),
    "VIEW_TAKEN": Message(
        text="`{id}` finds no place that leaves the view from `{station}` to `{target}` free",
        hint="place it on another `side`, in another zone, or give the station another place",
        page="A station was promised the view of what it looks at, and wherever this thing could stand it would hide "
        "more than half of that. Say another side, make the zone larger, or move the station.",
    ),
    "VIEW_BLOCKED": Message(
        text="from `{station}` only {share} % of `{target}` can be seen, and at least half must be{by}",
        hint="move the station to higher or more open ground, or move what stands in between",
        page="A station with `look_at`, and a thing with `visible_from`, promise a view: at least half of the target "
        "must be seen from the eye of a learner at the station. Hills and things that stand in between are "
        "counted, plants are kept out of the way by themselves.",
    ),
}

PATHS: dict[str, Message] = {
    "STATION_UNREACHABLE": Message(
        text="no path can lead to {station!r}: {why}",
        hint="{mend}",
        page="Every station must be reachable on foot from where the lesson starts, over paths no steeper than "
        "`paths: {max_slope: ...}`. Paths may wind, switch back, be cut into a slope and cross narrow water on a "
        "bridge of up to 24 m. This station cannot be reached that way. Move it or the thing in the way, raise the "
        "slope that paths may have, or make the land gentler.",
    ),
}

MESSAGES: dict[str, Message] = {**LAYOUT, **COVER, **PATHS, **PROPS, **ROOMS, **TERRAIN}
