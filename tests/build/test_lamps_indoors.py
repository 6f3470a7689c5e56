"""Rooms at night: lit by the lamps of their ceilings, with windows that shine outward and are dark from within."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from worldgen.core.polygon import hull, within
from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.export.reading import read_json
from worldgen.generate.lamps import MOST_LIGHTS
from worldgen.generate.lamps_indoors import MOST_ROOMS
from worldgen.generate.layout.indoors import to_world
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.preview.lamps import lamps_of, shine
from worldgen.preview.prepared import prepare
from worldgen.scene import Mesh, Node
from worldgen.spec.load import parse_lesson

LESSON = """
worldgen: 1
lesson: {{id: evening, title: Evening school}}
world:
  setting: farmland
  size: 96 m
  time: "{time}"
  cover: []
  buildings:
    - id: it
      kind: school
      on: land
      furnished: {furnished}
      rooms:
        - {{id: hall, kind: hall, area: 24 m2}}
        - {{id: class, kind: classroom, area: 50 m2}}
        - {{id: office, kind: office, area: 18 m2}}
        - {{id: library, kind: library, area: 40 m2}}
        - {{id: music, kind: classroom, area: 40 m2}}
        - {{id: staff, kind: meeting, area: 20 m2}}
        - {{id: store, kind: office, area: 14 m2}}
stations:
  - {{id: a, where: {{in: it.class}}, text: We read.}}
  - {{id: b, where: {{in: it.staff}}, text: We talk.}}
"""


@cache
def made(time: str, furnished: str = "yes") -> World:
    lesson = parse_lesson(LESSON.format(time=time, furnished=furnished), REGISTRY)
    return make_world(lesson, Sources(Path.cwd()), Stages())


def lights_of(world: World) -> dict[str, Node]:
    return {node.id: node for node in world.scene.walk() if node.light is not None}


def outline_of(world: World, room: str) -> np.ndarray:
    node = next(node for node in world.scene.walk() if node.id == f"it.{room}")
    assert node.semantics is not None
    return to_world(world.layout.sites["it"], hull(np.array(node.semantics.facts["outline_m"])))


def panes_of(world: World, material: str) -> list[Mesh]:
    """Return the meshes of the windows in their walls, without what shines elsewhere."""
    return [mesh for mesh in world.scene.models["thing/it"].levels[0] if mesh.material == material]


def test_by_day_no_room_is_lit_and_one_looks_through_its_windows() -> None:
    day = made("11:00")
    assert lights_of(day) == {}
    assert panes_of(day, "glass")
    assert panes_of(day, "lamp") == panes_of(day, "pane") == []


def test_at_night_the_rooms_nearest_to_learners_are_lit_and_no_more_than_engines_bear() -> None:
    night = made("22:00")
    lights = lights_of(night)
    rooms = [name for name in lights if name.startswith("it.") and name != "it.light"]
    assert len(rooms) == MOST_ROOMS
    assert len(lights) <= MOST_LIGHTS
    assert {"it.class.light", "it.staff.light", "it.light"} <= set(lights)


def test_the_light_of_a_room_hangs_in_it_below_its_lamps_and_reaches_its_corners() -> None:
    night = made("22:00")
    floor_m = night.layout.sites["it"].position_m[1]
    for name, node in lights_of(night).items():
        room = name.removeprefix("it.").removesuffix(".light")
        if name == "it.light" or node.light is None:
            continue
        x, y, z = node.translation_m
        outline = outline_of(night, room)
        assert within(np.array([[x, z]]), outline).all(), room
        assert floor_m + 1.4 < y < floor_m + 3.4
        assert node.light.range_m is not None
        assert node.light.range_m > np.hypot(*(outline - (x, z)).T).max()


def test_evening_lamps_are_dimmer_than_those_of_the_night() -> None:
    evening, night = (lights_of(made(time))["it.class.light"].light for time in ("18:20", "22:00"))
    assert evening is not None
    assert night is not None
    assert 0.2 * night.intensity < evening.intensity < night.intensity


def test_a_building_without_furniture_has_no_lamps_under_its_ceilings() -> None:
    assert [name for name in lights_of(made("22:00", "no")) if name != "it.light"] == []


def test_windows_shine_outward_and_are_dark_from_within() -> None:
    night = made("22:00")
    rooms = [outline_of(night, room) for room in ("hall", "class", "office", "library", "music", "staff", "store")]
    for material, inside in (("lamp", False), ("pane", True)):
        meshes = panes_of(night, material)
        assert meshes
        for mesh in meshes:
            flat = to_world(night.layout.sites["it"], (mesh.position_m + 0.5 * mesh.normal)[:, [0, 2]].astype(float))
            found = np.zeros(len(flat), np.bool_)
            for outline in rooms:
                found |= within(flat, outline)
            assert (found == inside).all()


def test_the_lamps_of_a_room_light_its_floor_and_not_that_of_a_room_without_any() -> None:
    night = made("22:00")
    prepared = prepare(night.scene)
    every = lamps_of(night.scene)
    assert "it.music.light" not in lights_of(night)
    middle = np.array([outline_of(night, room).mean(axis=0) for room in ("class", "staff", "music")])
    floor_m = night.layout.sites["it"].position_m[1] + 0.6
    point = np.stack([middle[:, 0], np.full(3, floor_m), middle[:, 1]], axis=1).astype(np.float32)
    up = np.tile(np.array([[0.0, 1.0, 0.0]], np.float32), (3, 1))
    bright = shine(every, prepared.solids.still, point, up).max(axis=1)
    assert bright[:2].min() > 0.2
    assert bright[2] < 0.2 * bright[:2].min()


def test_the_lights_of_rooms_are_in_both_files() -> None:
    night = made("22:00")
    for profile in ("generic", "web"):
        found = read_json(to_glb(night.scene, profile))[0]
        named = [node["name"] for node in found["nodes"] if "KHR_lights_punctual" in node.get("extensions", {})]
        assert "it.class.light" in named
        assert len([name for name in named if name != "sun"]) <= MOST_LIGHTS
