"""The drawing of a plan: a picture that says what it shows, in the language of the lesson, always the same."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from tests.rooms.test_prove import MUSEUM
from worldgen.preview.plans import Marked, plan_svg

SVG = "{http://www.w3.org/2000/svg}"
STATION = Marked("stones", "Stones & bones", 1, (0.0, 0.0))


def root(language: str = "en") -> ET.Element:
    return ET.fromstring(plan_svg(MUSEUM, "The museum", language, (STATION,)))


def words(tree: ET.Element) -> set[str]:
    return {"".join(one.itertext()) for one in tree.iter(f"{SVG}text")}


def test_it_is_a_picture_with_a_name_and_a_description() -> None:
    tree = root()
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "title desc"
    assert tree.findtext(f"{SVG}title") == "The museum"
    assert "Ground floor: " in (tree.findtext(f"{SVG}desc") or "")


def test_it_names_rooms_storeys_the_scale_the_north_and_the_stations() -> None:
    said = words(root())
    assert {
        "The museum",
        "Ground floor",
        "Floor 1",
        "Toilets",
        "Corridor",
        "5 m",
        "N",
        "1",
        "1  Stones & bones",
    } <= said


def test_it_speaks_the_language_of_the_lesson() -> None:
    tree = root("es")
    assert tree.get("lang") == "es"
    assert {"Planta baja", "Aseos", "Pasillo"} <= words(tree)
    assert root("ar").get("direction") == "rtl"


def test_every_room_door_and_stair_is_drawn() -> None:
    text = plan_svg(MUSEUM, "M", "en")
    assert all(f'id="m.{room.id}"' in text for room in MUSEUM.rooms)
    doors = sum(one.kind == "door" for one in MUSEUM.openings)
    double = sum(one.kind in ("double_door", "gate") for one in MUSEUM.openings)
    assert len(re.findall(r"A[\d.]+ [\d.]+ 0 0 [01]", text)) == doors + 2 * double
    assert 'class="entrance"' in text


def test_it_is_the_same_every_time() -> None:
    assert plan_svg(MUSEUM, "M", "en", (STATION,), 0.3) == plan_svg(MUSEUM, "M", "en", (STATION,), 0.3)
