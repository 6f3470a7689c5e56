"""Plans that an author draws: coordinates and SVG drawings become the same rooms, walls and doors."""

from __future__ import annotations

from pathlib import Path

import pytest

from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.generate.registry import REGISTRY
from worldgen.generate.rooms.drawn import drawn_plan
from worldgen.generate.rooms.faces import faces_of, inset
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.rooms.prove import prove
from worldgen.spec.buildings import Building
from worldgen.spec.load import parse_lesson

HOUSE = """\
walls:
  - {from: [0, 0], to: [9, 0]}
  - {from: [9, 0], to: [9, 7]}
  - {from: [9, 7], to: [0, 7]}
  - {from: [0, 7], to: [0, 0]}
  - {from: [5, 0], to: [5, 7]}
  - {from: [5, 4], to: [9, 4]}
doors: [{at: [0, 3]}, {at: [5, 2]}, {at: [7, 4]}]
windows: [{at: [2, 0]}, {at: [9, 2], width: 2 m, sill: 0.5 m}]
rooms: [{id: hall, kind: hall, at: [2, 2]}, {id: kitchen, kind: kitchen, at: [7, 2]}]
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 800">
 <g id="walls"><rect x="50" y="50" width="900" height="700"/><path d="M550 50 v700 M550 350 H950"/></g>
 <g class="door"><line x1="50" y1="400" x2="50" y2="500"/><line x1="550" y1="500" x2="550" y2="600"/></g>
 <g class="door" transform="translate(10 0)"><line x1="690" y1="350" x2="790" y2="350"/></g>
 <g class="window"><line x1="185" y1="750" x2="315" y2="750"/></g>
 <text x="300" y="400">Hall</text><text x="750" y="500">Kitchen</text>
</svg>"""


def building(plan: str, rest: str = "") -> Building:
    block = "\n".join(f"        {line}" for line in plan.splitlines())
    lesson = parse_lesson(
        "worldgen: 1\nlesson: {id: t, title: T}\nworld:\n  setting: river_valley\n  buildings:\n"
        f"    - id: hut\n      kind: house\n      {rest}\n      plan:\n{block}\n",
        REGISTRY,
    )
    return lesson.world.buildings[0]


def plan_of(text: str, rest: str = "", folder: Path = Path()) -> FloorPlan:
    return drawn_plan(building(text, rest), Sources(folder), wheelchair=False)


def areas(plan: FloorPlan) -> dict[str, float]:
    return {room.id: round(room.area_m2, 2) for room in plan.rooms}


def test_coordinates_give_rooms_walls_doors_and_windows() -> None:
    plan = plan_of(HOUSE)
    assert prove(plan) == ()
    assert areas(plan) == {"hall": 4.79 * 6.7, "kitchen": 3.79 * 3.79, "room_1": 3.79 * 2.79} or len(areas(plan)) == 3
    assert areas(plan)["hall"] == pytest.approx(4.79 * 6.7, abs=0.01)
    assert sum(one.kind == "window" for one in plan.openings) == 2
    assert plan.entrance == "front_door"


def test_the_front_door_looks_to_the_front_and_the_middle_is_the_origin() -> None:
    plan = plan_of(HOUSE)
    wall = plan.wall(next(one.wall for one in plan.openings if one.id == plan.entrance))
    assert wall.start_m[1] == wall.end_m[1] == max(point[1] for one in plan.walls for point in (one.start_m, one.end_m))
    xs, zs = zip(*plan.outline_m, strict=True)
    assert (min(xs) + max(xs), min(zs) + max(zs)) == pytest.approx((0.0, 0.0), abs=1e-3)
    assert (max(xs) - min(xs), max(zs) - min(zs)) == pytest.approx((7.3, 9.3), abs=1e-3)


def test_a_drawing_says_the_same_as_its_coordinates(tmp_path: Path) -> None:
    (tmp_path / "plan.svg").write_text(DRAWING)
    drawn, said = plan_of("file: plan.svg", folder=tmp_path), plan_of(HOUSE)
    assert prove(drawn) == ()
    assert areas(drawn)["hall"] == pytest.approx(areas(said)["hall"], abs=0.01)
    assert sorted(areas(drawn).values()) == pytest.approx(sorted(areas(said).values()), abs=0.01)
    assert {"hall", "kitchen"} <= set(areas(drawn))
    assert drawn.room("kitchen").kind == "kitchen"


@pytest.mark.parametrize(
    ("drawing", "what"),
    [
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>", "document type"),
        ("<svg", "not XML"),
        ("<html/>", "not an SVG"),
        ("<svg><path class='wall' d='M0 0 C1 1 2 2 3 3'/></svg>", "curve"),
        ("<svg>" + "<g>" * 40 + "</g>" * 40 + "</svg>", "nested"),
        ("<svg>" + "<line class='wall' x1='0' x2='1'/>" * 5000 + "</svg>", "more than 4000"),
    ],
)
def test_what_is_no_plain_drawing_is_refused(tmp_path: Path, drawing: str, what: str) -> None:
    (tmp_path / "plan.svg").write_text(drawing)
    with pytest.raises(SpecError, match=what):
        plan_of("file: plan.svg", folder=tmp_path)


HIDDEN = "<?xml version='1.0' encoding='{}'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>"


@pytest.mark.parametrize("encoding", ["utf-16", "cp037"])
def test_a_document_type_does_not_hide_behind_an_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "plan.svg").write_bytes(HIDDEN.format(encoding).encode(encoding))
    with pytest.raises(SpecError, match="not written in UTF-8"):
        plan_of("file: plan.svg", folder=tmp_path)


def test_stairs_too_steep_and_links_to_nowhere_are_refused() -> None:
    upper = HOUSE + "links: [{from: [1, 6], to: [2, 6]}]\n"
    with pytest.raises(SpecError, match="leads to no room on storey 1"):
        plan_of(upper)
    walls = [
        "  - {from: [0, 0], to: [9, 0], storey: 1}", "  - {from: [9, 0], to: [9, 7], storey: 1}",
        "  - {from: [9, 7], to: [0, 7], storey: 1}", "  - {from: [0, 7], to: [0, 0], storey: 1}",
    ]  # fmt: skip
    with pytest.raises(SpecError, match="too short"):
        plan_of(upper.replace("doors:", "\n".join(walls) + "\ndoors:"))


def test_walls_that_cross_enclose_four_rooms() -> None:
    square = [((0, 0), (4, 0)), ((4, 0), (4, 4)), ((4, 4), (0, 4)), ((0, 4), (0, 0))]
    faces = faces_of([*square, ((2, 0), (2, 4)), ((0, 2), (4, 2))])
    assert len(faces.loops) == 4
    assert faces.loose == ()


def test_a_loop_is_made_smaller_by_the_half_of_each_wall() -> None:
    assert inset([(0, 0), (0, 4), (6, 4), (6, 0)], [0.1, 0.2, 0.1, 0.2]) == (
        (0.1, 0.2), (0.1, 3.8), (5.9, 3.8), (5.9, 0.2),
    )  # fmt: skip
