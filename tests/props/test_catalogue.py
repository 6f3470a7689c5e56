"""Every prop and building of the catalogue, taken from the registry: a new one is tested by being there."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.buildings.coplanar import seen_fights
from worldgen.core.seed import world_seed
from worldgen.generate.buildings import KINDS
from worldgen.generate.props.load import _prop, load_model, prop_names, prop_params, prop_summary
from worldgen.scene import MATERIALS, Model

NAMES = prop_names()
BUILDINGS = tuple(kind.name for kind in KINDS)
GRAMMAR = tuple(name for name in NAMES if name not in BUILDINGS)
SEED = world_seed(3)


def model_of(name: str, values: dict | None = None, seed: int = 3) -> Model:
    return load_model(name, values or {}, world_seed(seed) / name, {"en": "Crater trail"})


def points_of(model: Model, level: int = 0, still_only: bool = False) -> np.ndarray:
    points = [mesh.position_m for mesh in model.levels[min(level, len(model.levels) - 1)]]
    if not still_only:
        for part in model.moving:
            points += [
                mesh.position_m + np.float32(part.pivot_m) for mesh in part.levels[min(level, len(part.levels) - 1)]
            ]
    return np.concatenate(points)


def same(one: Model, other: Model) -> bool:
    def meshes(model):
        return [mesh for level in model.levels for mesh in level] + [
            mesh for part in model.moving for level in part.levels for mesh in level
        ]

    pairs = list(zip(meshes(one), meshes(other), strict=True))
    return (
        all(
            np.array_equal(a.position_m, b.position_m)
            and np.array_equal(a.colour, b.colour)
            and np.array_equal(a.face, b.face)
            for a, b in pairs
        )
        and one.colliders == other.colliders
    )


def inside(points: np.ndarray, outline: np.ndarray, slack_m: float) -> bool:
    """Whether all points (n, 2) lie in the convex outline (k, 2), give or take."""
    after = np.roll(outline, -1, axis=0)
    edge = after - outline
    out = np.stack([edge[:, 1], -edge[:, 0]], axis=1) / np.hypot(*edge.T)[:, None]
    return bool((((points[:, None] - outline) * out).sum(axis=2) <= slack_m).all())


def test_there_are_at_least_two_dozen_props_and_the_lessons_find_theirs():
    needed = {
        "ranger_hut",
        "rowing_boat",
        "seismometer",
        "gas_plume",
        "sign",
        "basalt_sample",
        "hammer",
        "heron",
        "jetty",
    }
    assert len(GRAMMAR) >= 24
    assert needed <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_prop_keeps_its_triangle_budget_and_gets_coarser_with_distance(name):
    model = model_of(name)
    assert 0 < model.triangles(0) <= model.triangle_budget
    if len(model.levels) > 1:
        assert model.triangles(1) <= model.triangles(0)
        if model.triangles(0) > 1000:
            assert model.triangles(1) <= (3000 if model.enclosed else 800)


@pytest.mark.parametrize("name", NAMES)
def test_a_prop_stands_on_the_ground(name):
    model = model_of(name)
    low = float(points_of(model)[:, 1].min())
    assert low >= -1.0
    if not model.airy:
        assert low <= 0.02
    assert math.isclose(model.height_m, float(points_of(model)[:, 1].max()), abs_tol=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_the_footprint_holds_what_stands_near_the_ground(name):
    model = model_of(name)
    points = points_of(model)
    near = points[points[:, 1] <= max(2.0, float(points[:, 1].min()) + 0.05)]
    assert len(model.footprint_m) >= 3
    assert inside(near[:, [0, 2]], model.footprint_m, 0.02)


@pytest.mark.parametrize("name", NAMES)
def test_colliders_lie_within_the_bounds_of_what_is_seen(name):
    model = model_of(name)
    points = points_of(model)
    low, high = points.min(axis=0), points.max(axis=0)
    for solid in model.colliders:
        centre, half = np.array(solid.centre_m), np.array(solid.half_m)
        assert (half > 0).all()
        assert (centre - half >= low - 0.12).all(), solid
        assert (centre + half <= high + 0.12).all(), solid
    if model.airy:
        assert not model.colliders


@pytest.mark.parametrize("name", NAMES)
def test_normals_are_unit_and_agree_with_the_faces(name):
    model = model_of(name)
    for mesh in [m for level in model.levels for m in level] + [m for p in model.moving for lv in p.levels for m in lv]:
        assert mesh.material in MATERIALS
        assert np.allclose(np.linalg.norm(mesh.normal, axis=1), 1.0, atol=1e-3)
        assert (mesh.colour >= 0).all()
        assert (mesh.colour <= 1).all()
        corner = mesh.position_m[mesh.face].astype(np.float64)
        crossed = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
        area = np.linalg.norm(crossed, axis=1)
        agreement = (crossed * mesh.normal[mesh.face].mean(axis=1)).sum(axis=1)
        assert (agreement[area > 1e-6] > 0).mean() > 0.97


@pytest.mark.parametrize("name", NAMES)
def test_a_prop_is_named_in_four_languages_and_described(name):
    model = model_of(name)
    assert {"en", "es", "fr", "de"} <= set(model.label)
    assert all(model.label.values())
    assert len(prop_summary(name)) > 15


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_makes_the_same_prop(name):
    assert same(model_of(name), model_of(name))


@pytest.mark.parametrize("name", GRAMMAR)
def test_each_parameter_may_stand_at_both_ends_of_its_range(name):
    for parameter in _prop(name).parameters:
        unit = {"angle": " rad", "time": " s", "length": " m"}.get(parameter.kind, "")
        ends = [f"{end!r}{unit}" if unit else end for end in (parameter.low, parameter.high) if math.isfinite(end)]
        for end in [*ends, *parameter.choices]:
            model = model_of(name, {parameter.name: end})
            assert model.triangles() <= model.triangle_budget
            assert np.isfinite(points_of(model)).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_checked_parameters_make_the_same_prop_as_the_words(name):
    fields = prop_params(name).model_fields
    assert same(load_model(name, prop_params(name)(), SEED / name), load_model(name, {}, SEED / name))
    assert all(field.description for field in fields.values())


@pytest.mark.parametrize(
    ("name", "clip", "axis"),
    [
        ("windmill", "sails_turn", (0, 0, 1)),
        ("weather_station", "cups_turn", (0, 1, 0)),
        ("water_wheel", "wheel_turns", (1, 0, 0)),
    ],
)
def test_what_turns_in_the_wind_or_water_has_a_clip_and_hangs_on_its_axle(name, clip, axis):
    model = model_of(name)
    (part,) = model.moving
    assert part.clip.name == clip
    assert part.clip.kind == "turn"
    assert part.clip.axis == axis
    points = np.concatenate([mesh.position_m for mesh in part.levels[0]])
    across = points[:, [i for i in range(3) if not axis[i]]]
    assert np.abs(across.min(axis=0) + across.max(axis=0)).max() < 0.35 * np.ptp(across, axis=0).max()


def test_the_sails_of_the_windmill_clear_its_tower():
    model = model_of("windmill")
    tower = points_of(model, still_only=True)
    (sails,) = model.moving
    blades = np.concatenate([mesh.position_m for mesh in sails.levels[0]]) + np.float32(sails.pivot_m)
    reach = float(np.linalg.norm((blades - np.float32(sails.pivot_m))[:, :2], axis=1).max())
    aside = np.hypot(*(tower - np.float32(sails.pivot_m))[:, :2].T) > 1.0
    swept = tower[aside & (tower[:, 1] > sails.pivot_m[1] - reach)]
    assert float(blades[np.linalg.norm((blades - np.float32(sails.pivot_m))[:, :2], axis=1) > 1.0][:, 2].min()) > float(
        swept[:, 2].max()
    )
    assert float(blades[:, 1].min()) > 0.3


def test_a_jetty_can_be_stood_on_and_a_boat_floats():
    (deck,) = model_of("jetty", {"length": "9 m"}).decks
    assert np.isclose(np.ptp(deck.position_m[:, 2]), 9.0)
    corner = deck.position_m[deck.face]
    assert (np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])[:, 1] > 0).all()
    assert model_of("rowing_boat").floats
    assert model_of("gas_plume").airy


def test_a_sign_bears_the_words_of_its_thing():
    written = load_model("sign", {}, SEED, {"en": "Crater trail"})
    other = load_model("sign", {}, SEED, {"en": "To the sea"})
    assert written.triangles() != other.triangles()
    (board,) = written.levels[0]
    dark = board.colour[:, :3].max(axis=1) < 0.06
    assert dark.sum() > 100
    assert board.position_m[dark][:, 2].max() > 0.05


def test_drawn_parameters_differ_with_the_seed_and_can_be_pinned():
    periods = {model_of("windmill", seed=s).moving[0].clip.period_s for s in range(6)}
    assert len(periods) == 6
    assert all(9.0 <= p <= 13.0 for p in periods)
    assert model_of("windmill", {"period": "20 s"}).moving[0].clip.period_s == 20.0


@pytest.mark.parametrize("name", NAMES)
def test_no_two_faces_of_a_prop_fight_for_one_place(name: str) -> None:
    model = load_model(name, {}, world_seed(1) / name)
    assert [seen_fights(level) for level in model.levels] == [[]] * len(model.levels)
