"""A street is level from side to side, no steeper than it may be, and in nobody's way."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen import build
from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.generate.ground.streets import street_meshes
from worldgen.generate.kinds import Site
from worldgen.generate.land import NO_WATER, Cover, Land
from worldgen.generate.layout.doorsteps import tread_to_doors
from worldgen.generate.layout.placed import PlacedThing
from worldgen.generate.terrain.street import KERB_M, Street, shape_street
from worldgen.verify import verify

SITE = Site("it", "/world/terrain/0", Sources(Path()))
LESSON = """\
worldgen: 1
lesson: {id: town, title: A town, ages: 8-10}
world:
  setting: farmland
  size: 128 m
  terrain:
    - id: main
      kind: street
      through: [{east: 0 %, north: 40 %}, {east: 100 %, north: 46 %}]
      crossings: [{east: 50 %, north: 40 %}]
    - id: lane
      kind: street
      surface: cobbles
      width: 4 m
      through: [{east: 60 %, north: 40 %}, {east: 60 %, north: 100 %}]
  things:
    - {id: house, prop: cottage, along: main, facing: main}
    - {id: lamp, prop: street_lamp, on: main.pavement, near: here, within: 20 m}
    - {id: car, prop: car, on: main.carriageway}
    - {id: tree, prop: well, near: here, within: 30 m}
stations:
  - {id: here, where: {on: main.pavement, near: main.crossings, within: 8 m}, text: We wait here.}
  - {id: there, where: {along: lane}, text: We look back.}
"""


def land_of(height: np.ndarray, cell_m: float = 1.0) -> Land:
    n = len(height)
    blank = np.zeros((n, n), np.float32)
    return Land(height, np.full((n, n), NO_WATER, np.float32), np.zeros((n, n), np.uint8),
                np.zeros((n, n), np.bool_), blank, cell_m)  # fmt: skip


def street(**more: object) -> Street:
    said = {
        "through": [
            {"east": "5 %", "north": "30 %"},
            {"east": "50 %", "north": "60 %"},
            {"east": "95 %", "north": "50 %"},
        ]
    }
    return Street.model_validate(said | more)


def hilly(seed: int) -> np.ndarray:
    z, x = np.mgrid[-64:65, -64:65].astype(np.float32)
    a, b, c = world_seed(seed).uniform(3)
    return (5.0 * np.sin(x / (14 + 20 * a) + 6 * b) * np.cos(z / (14 + 20 * c))).astype(np.float32)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000), st.floats(0.03, 0.2))
def test_it_is_nowhere_steeper_than_it_may_be(seed: int, grade: float) -> None:
    land = shape_street(street(grade=f"{100 * grade:.1f} %"), land_of(hilly(seed)), world_seed(seed), SITE)
    line = land.areas["it"].line_m
    level = land.height_at(line[:, 0], line[:, 1])
    steps = np.hypot(*np.diff(line, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    far = np.abs(level[8:] - level[:-8]) / (run[8:] - run[:-8])  # over eight metres, so that no sample decides
    assert far.max() <= grade + 0.012


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_it_is_level_from_side_to_side_and_the_pavement_a_kerb_higher(seed: int) -> None:
    land = shape_street(street(), land_of(hilly(seed)), world_seed(seed), SITE)
    line = land.areas["it"].line_m.astype(np.float64)
    way = np.gradient(line, axis=0)
    right = np.stack([-way[:, 1], way[:, 0]], axis=1) / np.hypot(way[:, 0], way[:, 1])[:, None]

    def at(across: float) -> np.ndarray:
        point = line + right * across
        return land.height_at(point[:, 0], point[:, 1])[4:-4]

    assert np.abs(at(2.0) - at(-2.0)).max() < 0.2
    assert np.abs(np.median(at(4.8) - at(0.0)) - KERB_M) < 0.05


def test_a_street_without_a_pavement_has_no_kerb() -> None:
    land = shape_street(street(surface="dirt"), land_of(np.zeros((129, 129), np.float32)), world_seed(0), SITE)
    assert land.height_m.max() == land.height_m.min() == 0.0
    assert (land.cover[land.areas["it"].mask] == Cover.SOIL).all()


def test_a_road_of_earth_frays_into_the_grass_and_is_only_a_colour_of_the_ground() -> None:
    land = shape_street(street(surface="dirt"), land_of(hilly(3)), world_seed(1), SITE)
    assert street_meshes(land) == {}
    frayed = (land.tread > 0.05) & (land.tread < 0.95)
    assert frayed.any()
    assert (land.tread[land.areas["it"].mask] > 0.0).all()
    paved = shape_street(street(surface="cobbles"), land_of(hilly(3)), world_seed(1), SITE)
    assert set(np.unique(paved.tread).tolist()) == {0.0, 1.0}


def test_a_house_by_a_road_of_earth_has_a_trodden_way_from_its_door_to_the_road() -> None:
    land = shape_street(street(surface="dirt"), land_of(np.full((129, 129), 3.0, np.float32)), world_seed(1), SITE)
    line = land.areas["it"].line_m
    assert line is not None
    x, z = (float(part) for part in line[len(line) // 2])
    outline = np.array([[x - 4, z + 8], [x + 4, z + 8], [x + 4, z + 14], [x - 4, z + 14]])

    def house(height_m: float) -> PlacedThing:
        return PlacedThing("house", "house", (x, 3.0, z + 11), np.pi, outline, "/world/things/0", height_m)

    trodden = tread_to_doors(land, [house(8.0)]).tread
    door = np.array([x, z + 7.6])
    road = line[int(np.hypot(*(line - door).T).argmin())]
    steps = door + np.linspace(0.0, 1.0, 12)[:, None] * (road - door)
    between = land.cell_of(steps[:, 0], steps[:, 1])
    assert (trodden[between] > 0.3).all()
    assert (land.tread[between] == 0.0).any()
    assert np.array_equal(tread_to_doors(land, [house(1.5)]).tread, land.tread)  # a cart has no door


def test_two_streets_meet_at_one_level() -> None:
    first = shape_street(street(), land_of(hilly(3)), world_seed(3), SITE)
    cross = Street.model_validate({"through": [{"east": "50 %", "north": "5 %"}, {"east": "50 %", "north": "95 %"}]})
    second = shape_street(cross, first, world_seed(3), Site("other", "/world/terrain/1", Sources(Path())))
    mask = first.areas["it"].mask
    assert (second.height_m[mask] == first.height_m[mask]).all(), "the first stays as it was laid"
    line = second.areas["other"].line_m
    level = second.height_at(line[:, 0], line[:, 1])
    assert np.abs(np.diff(level)).max() < 0.25, "no step where they meet"
    drawn = street_meshes(second)
    assert set(drawn) == {"it", "other"}
    assert len(drawn["other"].face) > 0


def test_it_does_not_run_through_water() -> None:
    land = land_of(np.full((129, 129), -1.0, np.float32))
    wet = Land(land.height_m, np.zeros((129, 129), np.float32), land.cover, land.blocked, land.tread, 1.0)
    with pytest.raises(SpecError) as refused:
        shape_street(street(), wet, world_seed(0), SITE)
    assert [one.code for one in refused.value.issues] == ["STREET_IN_WATER"]


def test_a_zebra_crossing_has_a_dropped_kerb_and_stripes() -> None:
    plain = land_of(np.zeros((129, 129), np.float32))
    without = shape_street(street(), plain, world_seed(0), SITE)
    crossed = shape_street(street(crossings=[{"east": "50 %", "north": "60 %"}]), plain, world_seed(0), SITE)
    spot = crossed.areas["it.crossings"].line_m[0]
    assert without.height_at(*spot) < -0.1
    assert abs(float(crossed.height_at(*spot))) < 0.04, "a wheelchair gets over it"
    assert crossed.areas["it.crossings"].mask.any()
    white = (street_meshes(crossed)["it"].colour[:, :3] > 0.7).all(axis=1)
    assert white.sum() > (street_meshes(without)["it"].colour[:, :3] > 0.7).all(axis=1).sum()


def test_a_town_is_walked_and_only_what_is_told_to_stands_in_the_street(tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(LESSON, "utf-8")
    done = build(path, make=("glb",))
    assert verify(done.files[PurePosixPath("world.glb")]).ok
    places = done.report["placements"]
    line = np.array([[-64.0, 0.1 * 128], [64.0, 0.04 * 128]])

    def away(name: str) -> float:
        x, _, z = places[name]["position_m"]
        share = np.clip((x - line[0, 0]) / 128.0, 0.0, 1.0)
        return abs(z - (line[0, 1] + share * (line[1, 1] - line[0, 1])))

    assert away("car") < 3.0
    assert 3.0 < away("lamp") < 5.2
    assert away("house") > 5.0
    assert away("tree") > 3.0
