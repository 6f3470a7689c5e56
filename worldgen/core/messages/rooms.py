"""What is said of buildings that cannot be divided, drawn or entered as the lesson asks."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "PLAN_MANY_ROOMS": Message(
        text="`{id}` has {count} rooms, more than the {most} that one building may have",
        hint="make two buildings of it",
        page="The rooms of a building are arranged by trying ways to arrange them, and the work is bounded. Two "
        "buildings beside each other hold as many rooms as you like.",
    ),
    "PLAN_STOREY": Message(
        text="the room `{id}` is on storey {storey}, but the building has {count}: 0 to {top}",
        hint="raise `storeys` of the building, or move the room down; 0 is the ground floor",
        page="Storeys are counted from 0, the ground floor. A building with `storeys: 2` has the storeys 0 and 1.",
    ),
    "PLAN_STOREY_EMPTY": Message(
        text="storey {storey} of `{id}` has no rooms",
        hint="give a room `storey: {storey}`, or lower `storeys`",
        page="Every floor of a building is there for something. Name a room on it with `storey:`, or say fewer "
        "`storeys`. Without any `rooms:` the building fills its floors by itself.",
    ),
    "PLAN_NO_ROOM": Message(
        text="the room `{id}` is to be beside `{name}`, which is no other room of `{building}`",
        hint="the rooms are: {known}",
        page="`beside` of a room names other rooms of the same building by their ids.",
    ),
    "PLAN_BESIDE_STOREY": Message(
        text="the room `{id}` is to be beside `{name}`, which is on another storey",
        hint="put both on one storey, or leave `beside` out: stairs lead to every floor",
        page="`beside` asks for a shared wall with a door in it. Rooms on different floors share none.",
    ),
    "PLAN_TOO_SMALL": Message(
        text="storey {storey} of `{id}` has {there} m² within its walls, but its rooms ask for {wanted} m²",
        hint="make `size` larger or leave it out, or make rooms smaller",
        page="`size` of a building is its outside, width by depth. Walls and corridors take about a fifth of it. "
        "Without `size` a building is as large as its rooms need.",
    ),
    "PLAN_BESIDE": Message(
        text="no plan was found in which `{id}` is beside `{name}` together with all else that is asked",
        hint="take one of these wishes away; the listed lines also say `beside`",
        page="Rooms lie on a flat floor, so not every wish fits: five rooms cannot all be beside each other, and a "
        "room in a row along a corridor has two neighbours. Keep the wishes that matter for the lesson. Every room "
        "can be reached without any `beside`.",
    ),
    "PLAN_OUTSIDE": Message(
        text="the room `{id}` asks for windows or a door outside, but lies in the middle of the building in every plan "
        "that was found",
        hint="leave `beside` of other rooms out, or make the building longer",
        page="Windows and doors to the outside need an outer wall. Rooms that many others want to be beside end up in "
        "the middle.",
    ),
    "PLAN_SHAPE": Message(
        text="no plan was found in which `{id}` has about {area} m² and no side shorter than {least} m{turn}",
        hint="change its area, or the size or the storeys of the building",
        page="An area that an author gives is kept within a fifth below and a third above, and each kind of room has a "
        "shortest side below which it is of no use. The lines listed share the floor with this room.",
    ),
    "PLAN_CUT_OFF": Message(
        text="no plan was found in which a door of {door} m leads to `{id}`",
        hint="make it larger, or take some of the other rooms away",
        page="Every room must be reached through doors from the front door. This room finds no wall long enough.",
    ),
    "PLAN_NONE": Message(
        text="no plan was found for `{id}`: its rooms do not fit together in any way that was tried",
        hint="leave `size` out, say fewer rooms, or give them areas nearer to the usual",
        page="Rooms are cut from one another or set in rows along a corridor, in some hundreds of ways. None of them "
        "gave every room a door and a useful shape. Very large and very small rooms on one small floor are the usual "
        "cause.",
    ),
    "PLAN_WINDOWS": Message(
        text="the outer walls of `{id}` have no room for {count} windows",
        hint="ask for fewer, or leave `windows` out",
        page="Windows stand side by side in the outer walls of a room, clear of its doors, each at least 0.4 m wide.",
    ),
    "ROOM_FULL": Message(
        text="`{id}` cannot be placed in `{room}`: {why}",
        hint="make the room larger, take something else out of it, or place `{id}` in another",
        page="What a lesson names stands in its room, clear of doors and with a way to everything that is used, or is "
        "refused like this. Nothing is left out in silence.",
    ),
    "ROOM_WORD": Message(
        text="`{word}` says nothing about where `{id}` is in a room",
        hint="in a room, use in, on, near, beside, against and facing",
        page="Points and sides of the compass belong to the land. In a room, say what something stands `against` "
        "(wall, window, or another thing), what it is `beside`, `near` or `on`, and what it is `facing`.",
    ),
    "DOOR_TOO_NARROW": Message(
        text="`{id}` measures {thin} x {wide} m across and gets through no door of `{room}`, however it is carried; "
        "the widest is {door_wide} x {door_tall} m",
        hint="make a door of the room wider in a plan of your own, or take a smaller thing; a prop of your own that is "
        "put together where it stands says `in_pieces: true`",
        page="A thing that stands in a room should have come in by a door: lengthwise, on its side or tilted, the two "
        "smaller of its three measures must fit into one of the doors of its room. Learners who look closely ask how "
        "it got there. It stands where you want it all the same. Of a prop that comes in pieces, such as a rack or "
        "a skeleton, and says so with `in_pieces: true`, nothing is said.",
    ),
    "ROOM_ELSEWHERE": Message(
        text="`{id}` is in `{room}`, but `{other}`, which it is to be near, is not",
        hint="place both in one room",
        page="`near` and `beside` of something in a room name other things of the same room, or a station there.",
    ),
    "PLAN_LOOSE_WALL": Message(
        text="a wall of `{id}` ends in the open: every wall must meet others at both ends",
        hint="make its ends meet the walls beside it; they may miss by 3 cm",
        page="Rooms are what walls enclose. A wall that ends in the middle of a room encloses nothing. Draw it on "
        "to the next wall, or leave it out and use a screen or a shelf as a thing.",
    ),
    "PLAN_ENCLOSES_NOTHING": Message(
        text="the walls of storey {storey} of `{id}` enclose no room",
        hint="close their outline, and say `storey: {storey}` of those that are on it",
        page="Every storey of a plan of your own has walls of its own, and these enclose at least one room.",
    ),
    "PLAN_SPOT_OUTSIDE": Message(
        text="the room `{id}` lies outside all walls, or on one",
        hint="give a point well inside its walls; [right, back] in metres from the same corner as the walls",
        page="A room of a plan of your own is named by any point inside it, counted as the walls are.",
    ),
    "PLAN_SPOT_TWICE": Message(
        text="`{id}` and `{other}` lie within the same walls",
        hint="draw the wall between them, or keep one of the two",
        page="What the walls enclose is one room, with one name.",
    ),
    "PLAN_OFF_WALL": Message(
        text="this {sort} is in no wall: the nearest is more than {most} m away",
        hint="give the point in the middle of it, on a wall of the same storey",
        page="Doors and windows are holes in walls, named by their middle.",
    ),
    "PLAN_NO_FRONT_DOOR": Message(
        text="`{id}` has no door in an outer wall of its ground floor",
        hint="add a door there; the first such door is the front door",
        page="A building that one can go into has a front door. The plan is turned so that this door is at its front.",
    ),
    "PLAN_LINK_NOWHERE": Message(
        text="this leads to no room on storey {storey}",
        hint="let it begin and end inside rooms of two storeys, one above the other",
        page="Stairs and ramps begin at `from` on their `storey` and end at `to` on the next; a lift is at "
        "`from` on both.",
    ),
    "PLAN_STEEP": Message(
        text="this {kind} is {run} m long, too short for the height of a storey: it needs {need} m",
        hint="move `to` further from `from`",
        page="Stairs rise at 42 degrees at most. A ramp between storeys is seldom worth its length; a lift takes less.",
    ),
    "PLAN_DRAWING": Message(
        text="the drawing {name!r} cannot be read as a plan: {what}",
        hint="{mend}",
        page="A drawing of a plan is an SVG file. Lines, polylines, rectangles and straight paths whose class, id or "
        "layer begins with `wall`, `door` or `window` are walls, doors and windows; words are the names of the rooms "
        "in which they stand. `unit` says how long one unit of the drawing is.",
    ),
    "PLAN_AND_ROOMS": Message(
        text="`{id}` has both `rooms` and a `plan`",
        hint="keep one of the two; a plan names its rooms in `plan.rooms`",
        page="A building is described in one of three ways: by its rooms, by a plan of walls, or by what it is for and "
        "how large it is.",
    ),
    "PLAN_AREA_TWICE": Message(
        text="`{id}` says its area and its rooms",
        hint="leave `area` out: a building is as large as its rooms; or say its outside with `size`",
        page="`area` of a building is for one whose rooms are not named: they then follow from what it is for.",
    ),
    "ROOM_AREA_OR_SIZE": Message(
        text="the room `{id}` has both an area and a size",
        hint="keep one of the two",
        page="`size` says width by depth, `area` only how large the floor is.",
    ),
    "AGAINST_OUTDOORS": Message(
        text="`{id}` stands against `{against}`, but in no room",
        hint="say `in:` a room, or take `against` away",
        page="Walls and windows to stand against are those of a room: `in: school.workshop` with `against: wall`. On "
        "the land, `beside` something is what comes nearest to it.",
    ),
    "PLAN_EMPTY": Message(
        text="the plan of `{id}` has no walls",
        hint="say `walls`, or name a drawing with `file`",
        page="A plan of your own holds walls as coordinates, or the name of an SVG drawing in the lesson's folder.",
    ),
    "PLAN_NOT_PROVED": Message(
        text="the plan of `{id}` fails of its own proof: {what}",
        hint="{mend}",
        page="Every plan is measured again after it is made, by a part of the program that did not make it: whether "
        "all rooms can be walked to, doors are free, and, with `access: wheelchair`, whether doors are at least 0.9 m "
        "wide, every room has a circle of 1.5 m to turn in, there is no step at the door and a lift or a ramp leads "
        "to every floor. A plan of your own has to keep the same measures.",
    ),
}
