"""What is said about places in words, zones, things and shots, one entry a code."""

from __future__ import annotations

from worldgen.core.issues import Message

MESSAGES: dict[str, Message] = {
    "PLACE_ITSELF": Message(
        text="{name!r} is placed by itself",
        hint="say where it is by something else",
        page="A thing cannot be near itself, or beside or in itself."
        "\n\nWrong:\n\n```yaml\n- {id: post, prop: sign, near: post}\n```\n\nRight:\n\n```yaml\n"
        "- {id: post, prop: sign, near: camp}\n```",
    ),
    "PLACE_CIRCLE": Message(
        text="these places lean on each other in a circle: {circle}",
        hint="say where one of them is by something that stands on its own, or with `at`",
        page="`a near b` and `b near a` never say where either of them is. At least one needs a place of its own, such "
        "as `at: {east: 50 %, north: 20 %}` or `on: shore`."
        "\n\nWrong:\n\n```yaml\n- {id: hut, prop: ranger_hut, near: boat}\n"
        "- {id: boat, prop: rowing_boat, near: hut}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, prop: ranger_hut, near: boat}\n- {id: boat, prop: rowing_boat, on: shore}\n```",
    ),
    "WITHIN_WHAT": Message(
        text="`within` says how close, but not to what",
        hint="add `near: ` and an id, or delete `within`",
        page="`within` belongs to `near`: `{near: flow, within: 6 m}`."
        "\n\nWrong:\n\n```yaml\nwhere: {on: shore, within: 5 m}\n```\n\nRight:\n\n```yaml\n"
        "where: {on: shore, near: boat, within: 5 m}\n```",
    ),
    "SIDE_OF_WHAT": Message(
        text="`side` says on which side, but not of what",
        hint="add `beside: ` or `near: ` and an id, or delete `side`",
        page="`side` belongs to a place: `{beside: hut, side: north}`."
        "\n\nWrong:\n\n```yaml\nwhere: {side: north}\n```\n\nRight:\n\n```yaml\nwhere: {near: hut, side: north}\n```",
    ),
    "PLACE_CONTRADICTS": Message(
        text="this is to be away from {name!r} and `{word}` it at once",
        hint="delete one of the two",
        page="All that is said of a place must hold together. These two cannot."
        "\n\nWrong:\n\n```yaml\n{near: boat, away_from: boat}\n```\n\nRight:\n\n```yaml\n"
        "{near: boat, away_from: hut}\n```",
    ),
    "ZONE_IN_VIEW": Message(
        text="`visible_from` is promised for a thing or a station, not for the ground of a zone",
        hint="write it with what is to be seen in the zone, or let the station `look_at` the zone",
        page="A zone is ground: what stands in it is what a learner sees, and what hides its far side too. Promise the "
        "view of a thing in the zone, or let a station look at the zone."
        "\n\nWrong:\n\n```yaml\nzones:\n  - {id: camp, on: land, visible_from: hill}\n```\n\n"
        "Right:\n\n```yaml\nzones:\n  - {id: camp, on: land}\nthings:\n"
        "  - {id: tent, prop: tent, in: camp, visible_from: hill}\n```",
    ),
    "BETWEEN_ONE": Message(
        text="`between` names {name!r} twice",
        hint="name two different places, or write `near: {name}`",
        page="Half way between a place and itself is that place."
        "\n\nWrong:\n\n```yaml\nbetween: [hut, hut]\n```\n\nRight:\n\n```yaml\nbetween: [hut, boat]\n```",
    ),
    "POINT_OUTSIDE_WORLD": Message(
        text="`{key}` lies outside the world: it goes from 0 to {limit}",
        hint="choose a value in between, or make the world larger with `size`",
        page="`east` counts from the west edge and `north` from the south edge, in metres or as a share of the side."
        "\n\nWrong:\n\n```yaml\nat: {east: 120 %, north: 20 %}\n```\n\nRight:\n\n```yaml\n"
        "at: {east: 90 %, north: 20 %}\n```",
    ),
    "SHOT_OF_NOTHING": Message(
        text="nothing says what the shot {id!r} shows",
        hint="add `of: ` and an id, or `facing: ` and a compass word together with `from` or `at`",
        page="A shot is a picture of something, or in some direction from somewhere."
        '\n\nWrong:\n\n```yaml\n- {id: sunset, time: "18:00"}\n```\n\nRight:\n\n```yaml\n'
        '- {id: sunset, from: camp, facing: west, time: "18:00"}\n```',
    ),
    "SHOT_FROM_NOWHERE": Message(
        text="the shot {id!r} looks somewhere, but nothing says from where",
        hint="add `from: ` and an id or `at: {{east: ..., north: ...}}`, or say with `of` what it shows",
        page="`facing` alone is a direction. With `of`, a good place is found by itself; without it the shot must say "
        "where it is taken from."
        "\n\nWrong:\n\n```yaml\n- {id: view, facing: north}\n```\n\nRight:\n\n```yaml\n"
        "- {id: view, from: camp, facing: north}\n```",
    ),
    "SHOT_TWICE": Message(
        text="`{a}` and `{b}` say the same twice",
        hint="delete one of the two",
        page="A shot is taken from one place (`from` or `at`), looks one way (`of` or `facing`) and has one lens "
        "(`lens` or `fov`). Only a shot `of` something that says nothing of its place may add a compass word, as in "
        "`{of: hut, facing: north}`: the hut as it is seen looking north."
        "\n\nWrong:\n\n```yaml\n- {id: view, of: hut, from: camp, facing: north}\n```\n\nRight:\n\n```yaml\n"
        "- {id: view, of: hut, from: camp}\n```",
    ),
    "SHOT_OF_ITSELF": Message(
        text="a shot of {name!r} cannot be taken from {name!r}",
        hint="delete `from`, or say with `facing` which way to look",
        page="One cannot see a place by standing in it. Leave `from` out, and a good place is found."
        "\n\nWrong:\n\n```yaml\n- {id: view, of: camp, from: camp}\n```\n\nRight:\n\n```yaml\n"
        "- {id: view, of: camp}\n```",
    ),
    "PICTURE_NAME_TAKEN": Message(
        text="{id!r} is the name of a picture that every world has",
        hint="choose another id",
        page="Each station and each shot has a picture of its own name in the folder `preview`; `hero.png`, `map.png` "
        "and `sheet.png` are there already."
        "\n\nWrong:\n\n```yaml\n- {id: map, of: camp}\n```\n\nRight:\n\n```yaml\n- {id: camp_map, of: camp}\n```",
    ),
    "ZONE_TOO_LARGE": Message(
        text="a radius of {radius} m does not fit into a world of {size} m",
        hint="make the zone smaller or the world larger",
        page="A zone is a round place inside the world; it cannot be wider than the world itself."
        "\n\nWrong:\n\n```yaml\nsize: 128 m\nzones:\n  - {id: camp, radius: 90 m}\n```\n\nRight:\n\n```yaml\n"
        "size: 128 m\nzones:\n  - {id: camp, radius: 12 m}\n```",
    ),
    "PROP_OR_MODEL": Message(
        text="nothing says what {id!r} is",
        hint="add `prop: ` and a name of the catalogue, or `model: ` and a file",
        page="A thing is either a prop (of the catalogue, or the lesson's own) or a model file."
        "\n\nWrong:\n\n```yaml\n- {id: hut, near: camp}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, prop: ranger_hut, near: camp}\n```",
    ),
    "PROP_AND_MODEL": Message(
        text="{id!r} is said to be a prop and a model file at once",
        hint="keep `prop` or `model`, and delete the other",
        page="A thing is either a prop (of the catalogue, or the lesson's own) or a model file."
        "\n\nWrong:\n\n```yaml\n- {id: hut, prop: tent, model: hut.glb}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, model: hut.glb}\n```",
    ),
    "ONLY_FOR_MODELS": Message(
        text="`{key}` is only for things with a `model` file",
        hint="delete it; the size of a prop is set under `with`",
        page="A model file is scaled to a height and names its licence and author. Props of the catalogue have theirs."
        "\n\nWrong:\n\n```yaml\n- {id: hut, prop: ranger_hut, height: 3 m}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, model: media/hut.glb, height: 3 m}\n```",
    ),
    "ONLY_FOR_PROPS": Message(
        text="`with` is only for things with a `prop`",
        hint="delete it; a model file is scaled with `height`",
        page="`with` sets parameters of a prop, such as its colour. A model file has none."
        "\n\nWrong:\n\n```yaml\n- {id: hut, model: media/hut.glb, with: {width: 3 m}}\n```\n\nRight:\n\n```yaml\n"
        "- {id: hut, model: media/hut.glb, height: 3 m}\n```",
    ),
}
