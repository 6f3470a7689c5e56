"""Buildings from their plans: closed walls, free openings, floors that meet, faces that do not fight."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

from tests.buildings.coplanar import fights
from worldgen.core.colour import linear
from worldgen.core.seed import world_seed
from worldgen.generate.buildings import KINDS
from worldgen.generate.buildings.blocks import Block, Door, Glazing, Massing, plan_of
from worldgen.generate.buildings.building import building_model
from worldgen.generate.buildings.emblems import clock
from worldgen.generate.buildings.features import make_features
from worldgen.generate.buildings.grid import quads
from worldgen.generate.buildings.look import Era, Look, Region
from worldgen.generate.buildings.scheme import settled
from worldgen.generate.buildings.shell import bands, hole_rect, shell_cells
from worldgen.generate.buildings.usual import usual
from worldgen.generate.props.load import load_model
from worldgen.generate.rooms.floor_plan import FloorPlan, Link, Opening, Room, Storey, Wall
from worldgen.scene import Model

NEW = [kind.name for kind in KINDS if kind.name not in ("cottage", "ranger_hut")]
sizes = st.integers(6, 28).map(lambda n: n / 2)


@st.composite
def massings(draw: st.DrawFn) -> Massing:
    """Return two or three rooms in a row or an L, some of them higher than others."""
    a, b, c, deep, wing = (draw(sizes) for _ in range(5))
    glass = Glazing(draw(st.sampled_from((0.6, 0.9, 1.5))), 1.2, 0.8, draw(st.sampled_from((1.9, 2.6))))
    low = draw(st.integers(1, 2))
    blocks = [
        Block("hall", "hall", (0.0, -deep, a, 0.0), draw(st.integers(1, 3)), glass),
        Block("west", "classroom", (-b, -deep, 0.0, 0.0), low, glass),
    ]
    doors = [Door("hall", "front", "double_door", (1.4, 2.1)), Door("hall", "west")]
    if draw(st.booleans()):
        blocks.append(Block("wing", "kitchen", (-b, -deep - wing, 0.0, -deep), low, glass))
        doors.append(Door("west", "wing"))
    del c
    kind = draw(st.sampled_from(("house", "school", "museum", "shop")))
    return Massing(kind, tuple(blocks), tuple(doors), (2.6,))


def overlaps(model: Model, low: np.ndarray, high: np.ndarray) -> bool:
    """Return whether a collider of the model reaches into a box."""
    for solid in model.colliders:
        centre, half = np.array(solid.centre_m), np.array(solid.half_m)
        if (np.minimum(centre + half, high) - np.maximum(centre - half, low) > 1e-3).all():
            return True
    return False


def floor_area(plan: FloorPlan, level: int) -> float:
    """Return the area of all rooms of a storey with the thresholds of its doors, without the wells of stairs."""
    walls = {wall.id: wall for wall in plan.walls}
    doors = [one for one in plan.openings if one.kind != "window" and walls[one.wall].level == level]
    wells = [link for link in plan.links if link.levels[1] == level and link.kind != "lift"]
    rooms = sum(room.area_m2 for room in plan.rooms if room.level == level)
    return rooms + sum(one.width_m * walls[one.wall].thickness_m for one in doors) - sum(map(well_area, wells))


def well_area(link: Link) -> float:
    """Return how much floor a flight takes of the storey above."""
    wide, deep = np.ptp(np.array(link.outline_m), axis=0)
    return float(wide * deep)


def deck_area(model: Model, name: str) -> float:
    """Return the area of a deck in plan."""
    deck = next(deck for deck in model.decks if deck.name == name)
    corner = deck.position_m[deck.face].astype(np.float64)
    crossed = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    assert (crossed[:, 1] > 0).all()
    return float(crossed[:, 1].sum() / 2)


@settings(max_examples=12, deadline=None)
@given(massings())
def test_walls_and_floors_are_closed_but_for_their_openings(massing: Massing) -> None:
    cells = shell_cells(plan_of(massing))
    faces = quads(cells)
    size = faces.high_m - faces.low_m
    area = np.where(faces.axis == 0, size[:, 1] * size[:, 2], 0.0)
    area += np.where(faces.axis == 1, size[:, 0] * size[:, 2], 0.0) + np.where(
        faces.axis == 2, size[:, 0] * size[:, 1], 0.0
    )
    solid = np.einsum("i,j,k,ijk->", *(np.diff(line) for line in cells.at), (cells.tag > 0).astype(float))
    for axis in range(3):  # the divergence theorem: a missing face, or one too many, leaves a remainder
        mine = faces.axis == axis
        assert abs(float((faces.sign * area)[mine].sum())) < 1e-6
        assert abs(float((faces.sign * area * faces.low_m[:, axis])[mine].sum()) - solid) < 1e-5 * solid


@settings(max_examples=12, deadline=None)
@given(massings())
def test_every_door_is_free_and_every_wall_stops(massing: Massing) -> None:
    plan = plan_of(massing)
    model = building_model(plan, Look(), world_seed(1))
    walls = {wall.id: wall for wall in plan.walls}
    floor = {band.level: band.floor_m for band in bands(plan)}
    for one in plan.openings:
        x0, z0, x1, z1 = hole_rect(walls[one.wall], one)
        y = floor[walls[one.wall].level]
        low, high = np.array([x0, y + 0.05, z0]) + 0.01, np.array([x1, y + 1.7, z1]) - 0.01
        assert overlaps(model, low, high) == (one.kind == "window"), one.id


@settings(max_examples=12, deadline=None)
@given(massings())
def test_floors_are_as_large_as_their_rooms(massing: Massing) -> None:
    plan = plan_of(massing)
    model = building_model(plan, Look(), world_seed(1))
    for storey in plan.storeys:
        assert deck_area(model, f"floor_{storey.level}") == pytest.approx(floor_area(plan, storey.level), rel=1e-4)


@settings(max_examples=14, deadline=None, derandomize=True)
@given(massings(), st.sampled_from((None, *get_args(Era))), st.sampled_from((None, *get_args(Region))))
def test_no_two_faces_of_other_colours_lie_in_one_place(
    massing: Massing, era: Era | None, region: Region | None
) -> None:
    model = building_model(plan_of(massing), Look(era=era, region=region), world_seed(2))
    assert fights(model.levels[0]) == []


@pytest.mark.parametrize("kind", NEW)
def test_no_two_faces_of_a_kind_fight(kind: str) -> None:
    assert fights(load_model(kind, {}, world_seed(1) / kind).levels[0]) == []


@pytest.mark.deep
@settings(max_examples=150, deadline=None, derandomize=True)
@given(massings(), st.sampled_from((None, *get_args(Era))), st.sampled_from((None, *get_args(Region))))
def test_no_two_faces_fight_in_any_era_or_region(massing: Massing, era: Era | None, region: Region | None) -> None:
    assert fights(building_model(plan_of(massing), Look(era=era, region=region), world_seed(2)).levels[0]) == []


@pytest.mark.parametrize("kind", NEW)
def test_a_kind_is_light_from_afar_and_can_be_looked_into(kind: str) -> None:
    model = load_model(kind, {}, world_seed(3) / kind)
    assert model.triangles(1) < 0.62 * model.triangles(0)
    parts = {mesh.part for mesh in model.levels[0]}
    assert {"storey_0", "roof"} <= parts
    assert model.enclosed


@settings(max_examples=6, deadline=None)
@given(massings())
def test_the_same_plan_is_the_same_building(massing: Massing) -> None:
    first, second = (building_model(plan_of(massing), Look(), world_seed(5)) for _ in range(2))
    for a, b in zip(first.levels[0], second.levels[0], strict=True):
        assert (a.part, a.material) == (b.part, b.material)
        assert a.position_m.tobytes() == b.position_m.tobytes()
        assert a.colour.tobytes() == b.colour.tobytes()


def slanted_plan() -> FloorPlan:
    """Return a house with five outer walls, two of them slanted, and a wall through its middle."""
    corner = [(-4.0, 4.0), (4.0, 4.0), (7.0, 0.0), (4.0, -4.0), (-4.0, -4.0)]
    ends = list(zip(corner, corner[1:] + corner[:1], strict=True))
    walls = [Wall(f"w{i}", 0, a, b, 0.3, ("den" if i in (1, 2) else "hall", None)) for i, (a, b) in enumerate(ends)]
    walls.append(Wall("inner", 0, (2.0, 4.0), (2.0, -4.0), 0.12, ("den", "hall")))
    hall = ((-3.85, -3.85), (-3.85, 3.85), (1.94, 3.85), (1.94, -3.85))
    den = ((2.06, -3.85), (2.06, 3.85), (3.925, 3.85), (6.81, 0.0), (3.925, -3.85))
    doors = (Opening("front", "door", "w0", 3.0, 1.0, 2.1), Opening("in", "door", "inner", 4.0, 0.9, 2.1))
    panes = (Opening("pane", "window", "w1", 2.5, 1.4, 1.2, 0.9),)
    return FloorPlan(
        "slanted", (Storey(0, 0.15, 2.6),), (Room("hall", "hall", 0, hall), Room("den", "studio", 0, den)),
        tuple(walls), (*doors, *panes), (), "front", tuple(corner[::-1]),
    )  # fmt: skip


def test_slanted_walls_are_built_too() -> None:
    plan = slanted_plan()
    model = building_model(plan, Look(), world_seed(1))
    assert deck_area(model, "floor_0") == pytest.approx(floor_area(plan, 0), rel=0.04)
    turned = [solid for solid in model.colliders if solid.yaw_rad]
    assert len(turned) == 2
    points = np.concatenate([mesh.position_m for mesh in model.levels[0] if mesh.part == "storey_0"])
    assert points[:, 0].max() > 6.9


@pytest.mark.parametrize("kind", ["museum", "library"])
def test_arches_lie_on_the_outside_of_the_walls_whose_windows_they_are_over(kind: str) -> None:
    massing = Massing(kind, (Block("hall", "gallery", (0.0, -8.0, 11.0, 0.0), 1, Glazing(1.0, 1.2, 0.8, 1.9)),),
                      (Door("hall", "front", "double_door", (1.4, 2.1)),), (3.6,))  # fmt: skip
    plan = plan_of(massing)
    outline = Polygon(plan.outline_m)
    found = make_features(plan, settled(Look(), world_seed(1), usual(kind, Look())))["storey_0"]
    middles = [Point(*shape.position_m[:, (0, 2)].mean(axis=0)) for _, shape in found]
    assert sum(outline.exterior.distance(middle) < 0.1 for middle in middles) > 4
    assert not any(outline.buffer(-0.4).contains(middle) for middle in middles)


def test_a_medieval_church_has_no_clock_yet() -> None:
    usual_one, medieval = (load_model("church", looks, world_seed(1)) for looks in ({}, {"era": "medieval"}))
    dial = clock(0.8)
    faces = sum(len(shape.face) for _, shape in dial)
    assert usual_one.triangles() - medieval.triangles() in {count * faces for count in (2, 3, 4)}


def test_timber_reaches_the_ground_where_there_is_no_storey_above() -> None:
    low, high = (load_model("house", {"era": "medieval", "storeys": storeys}, world_seed(3)) for storeys in (1, 2))
    assert _dark_posts(low) > 2 * _dark_posts(high)


def _dark_posts(model: Model) -> int:
    """Return how many corners of the colour of beams stand between plinth and window sill."""
    beam = linear("#5f4032")
    return sum(
        int(
            ((np.abs(mesh.colour[:, :3] - beam).max(axis=1) < 0.03) & (np.abs(mesh.position_m[:, 1] - 0.6) < 0.5)).sum()
        )
        for mesh in model.levels[0]
    )
