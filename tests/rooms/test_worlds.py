"""Buildings in whole worlds: a station in every room is reached in the file, or the lesson is refused by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml

from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.export.reading import read_json
from worldgen.generate.registry import REGISTRY
from worldgen.generate.rooms.programme import PROGRAMMES
from worldgen.pipeline import build
from worldgen.spec.load import parse_lesson
from worldgen.verify import verify

ROOMS = {
    "classroom": (40, 65), "workshop": (40, 80), "office": (10, 24), "store": (6, 16), "toilets": (8, 18),
    "gallery": (40, 90), "shop": (20, 50), "kitchen": (10, 20), "reception": (16, 36), "library": (40, 80),
    "meeting": (16, 30), "laboratory": (40, 70), "ward": (24, 40), "bedroom": (10, 20), "canteen": (40, 80),
}  # fmt: skip


class Luck:
    """Draws for one lesson, each by its own name."""

    def __init__(self, number: int) -> None:
        self._seed = world_seed(number)

    def whole(self, name: str, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        return low + (self._seed / name).choice(high - low + 1)

    def of(self, name: str, words: Sequence[str]) -> str:
        """Return one of `words`."""
        return words[(self._seed / name).choice(len(words))]

    def often(self, name: str, share: float) -> bool:
        """Return yes in `share` of all cases."""
        return (self._seed / name).one() < share


def lesson(number: int) -> str:
    """Return a lesson with one building of random rooms and a station in each."""
    luck = Luck(number)
    storeys = (1, 1, 1, 2, 2, 3)[luck.whole("storeys", 0, 5)]
    rooms: list[dict[str, Any]] = []
    for level in range(storeys):
        for k in range(luck.whole(f"count {level}", 1 if storeys == 1 else 2, 7 if storeys == 1 else 5)):
            name = f"r{level}_{k}"
            kind = luck.of(f"kind {name}", list(ROOMS))
            room: dict[str, Any] = {"id": name, "kind": kind, "storey": level}
            if luck.often(f"said {name}", 0.7):
                room["area"] = f"{luck.whole(f'area {name}', *ROOMS[kind])} m2"
            rooms.append(room)
    ground = [room for room in rooms if room["storey"] == 0]
    if len(ground) > 1 and luck.often("beside", 0.4):
        ground[0]["beside"] = [ground[luck.whole("whom", 1, len(ground) - 1)]["id"]]
    access = luck.of("access", ("walking", "wheelchair"))
    building = {
        "id": "b", "kind": luck.of("kind", list(PROGRAMMES)), "on": "land", "storeys": storeys, "rooms": rooms,
        "access": access,
    }  # fmt: skip
    world: dict[str, Any] = {
        "setting": luck.of("setting", ("farmland", "river_valley", "savanna")), "size": "192 m",
        "seed": luck.whole("seed", 1, 99), "buildings": [building],
    }  # fmt: skip
    if access == "wheelchair":
        world["paths"] = {"access": "wheelchair"}
    stations: list[dict[str, Any]] = [{"id": "gate", "where": {"near": "b", "within": "30 m"}, "text": "A."}]
    stations += [{"id": f"at_{room['id']}", "where": {"in": f"b.{room['id']}"}, "text": "A."} for room in rooms]
    data = {"worldgen": 1, "lesson": {"id": "t", "title": "T"}, "world": world, "stations": stations}
    return str(yaml.safe_dump(data, sort_keys=False))


def outcome(number: int) -> str:
    """Return `reached`, `lost` with what was not reached, or the code by which the lesson was refused."""
    try:
        files = build(parse_lesson(lesson(number), REGISTRY), make=("glb",)).files
    except SpecError as refused:
        return refused.issues[0].code
    found = verify(files[PurePosixPath("world.glb")])
    lost = [station.id for station in found.stations if not station.reachable]
    return "reached" if found.ok else f"lost {lost} {found.portals_missed}"


@pytest.mark.parametrize("number", range(3))
def test_a_station_in_every_room_is_reached(number: int) -> None:
    assert outcome(number) == "reached"


@pytest.mark.deep
def test_of_five_hundred_buildings_nearly_all_stand_and_every_room_of_those_is_reached() -> None:
    found = Counter(outcome(number) for number in range(500))
    assert not [what for what in found if what.startswith("lost")], found
    assert found["reached"] >= 0.98 * 500, found


def test_furniture_is_named_in_words_and_every_node_by_a_name_of_its_own() -> None:
    """As Blender wants it, which renames what has the name of another."""
    files = build(parse_lesson(lesson(2), REGISTRY), make=("glb",)).files
    nodes = read_json(files[PurePosixPath("world.glb")])[0]["nodes"]
    names = [node["name"] for node in nodes if ".furniture" in node["name"]]
    assert len(names) > 60
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if not re.fullmatch(r"[\w.,=#/-]+", name)] == []
