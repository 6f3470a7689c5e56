"""Buildings by the shape grammar."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.generate.buildings import KINDS
from worldgen.generate.buildings.assemble import PLINTH_M
from worldgen.generate.buildings.facade import arranged
from worldgen.generate.buildings.split import bays, split
from worldgen.generate.props.load import load_model


def test_a_split_fills_its_length_and_keeps_fixed_parts():
    parts = split(10.0, [("post", 0.2, False), ("bay", 1.0, True), ("door", 1.1, False), ("bay", 2.0, True)])
    assert [part.size_m for part in parts] == pytest.approx([0.2, 2.9, 1.1, 5.8])
    assert parts[-1].start_m + parts[-1].size_m == pytest.approx(10.0)


def test_a_split_that_is_too_long_shrinks_alike():
    parts = split(3.0, [("a", 4.0, False), ("b", 2.0, False)])
    assert [part.size_m for part in parts] == pytest.approx([2.0, 1.0])


@pytest.mark.parametrize("total", [1.0, 3.3, 7.0, 11.0])
def test_bays_with_a_door_are_odd_in_number(total):
    assert len(bays(total, 1.45, odd=True)) % 2 == 1
    facade = arranged(total, 2.45, door=True)
    assert facade.openings[len(facade.openings) // 2] == "door"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_making_is_pure_and_only_drawing_sees_the_seed(kind):
    maker = kind.load()
    drawn = [maker.draw(maker.params(), world_seed(n)) for n in (1, 2)]
    assert drawn[0] == maker.draw(maker.params(), world_seed(1))
    assert drawn[0] != drawn[1]
    one, again = maker.make(drawn[0]), maker.make(drawn[0])
    assert np.array_equal(one.levels[0][0].position_m, again.levels[0][0].position_m)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_building_goes_deep_enough_for_a_slope_and_has_a_coarse_level(kind):
    for n in range(6):
        model = load_model(kind.name, {}, world_seed(n))
        low = min(float(mesh.position_m[:, 1].min()) for mesh in model.levels[0])
        assert low == pytest.approx(-PLINTH_M)
        assert model.triangles(0) <= model.triangle_budget
        assert model.triangles(1) <= (3000 if model.enclosed else 800)


def test_what_an_author_says_of_a_building_is_kept():
    model = load_model("cottage", {"width": "9 m", "depth": "6 m", "storeys": 1, "roof": "slate"}, world_seed(1))
    assert np.ptp(model.footprint_m[:, 0]) == pytest.approx(9.2, abs=0.4)
    two = load_model("cottage", {"width": "9 m", "depth": "6 m", "storeys": 2, "roof": "slate"}, world_seed(1))
    assert two.height_m - model.height_m == pytest.approx(2.45 + 0.25, abs=0.05)
    assert load_model("ranger_hut", {"radius": "4 m"}, world_seed(1)).footprint_m[:, 0].max() > 3.6


def test_a_word_that_a_building_does_not_know_is_refused():
    with pytest.raises(SpecError) as caught:
        load_model("cottage", {"storeys": 9, "colour": "red"}, world_seed(1), pointer="/world/things/0/with")
    assert {(issue.code, issue.pointer) for issue in caught.value.issues} == {
        ("PROP_VALUE", "/world/things/0/with/storeys"), ("PROP_VALUE", "/world/things/0/with/colour"),
    }  # fmt: skip


@pytest.mark.parametrize("name", [kind.name for kind in KINDS if kind.name != "kiosk"])
def test_the_door_is_in_front(name):
    model = load_model(name, {}, world_seed(1))
    if model.enclosed:
        floor = next(deck for deck in model.decks if deck.name == "floor_0").position_m
        around = [solid.centre_m[2] for solid in model.colliders if solid.kind == "box"]
        assert floor[:, 2].max() > max(around) - 1e-3  # the threshold reaches through the front wall
        return
    (mesh,) = (part for part in model.levels[0] if part.material == "matte")
    low = mesh.position_m[(mesh.position_m[:, 1] > 0.0) & (mesh.position_m[:, 1] < 0.25)]
    assert low[:, 2].max() > -low[:, 2].min() + 0.2  # the steps
