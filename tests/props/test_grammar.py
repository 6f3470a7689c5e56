"""The prop grammar: what it accepts, and how it says what is wrong, since inline props come from strangers."""

from __future__ import annotations

import string
import textwrap

import numpy as np
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ConfigDict

from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.generate.props.decals import symbols
from worldgen.generate.props.expression import evaluate
from worldgen.generate.props.lettering import lettered
from worldgen.generate.props.load import inline_params, load_model, prop_params
from worldgen.generate.props.pieces import SHAPES
from worldgen.generate.shapes import triangulated
from worldgen.spec.params import Params

SEED = world_seed(1)


def made(text: str, values: dict | None = None, words: dict | None = None):
    data = yaml.safe_load(textwrap.dedent(text))
    return load_model("mine", values or {}, SEED, words or {}, None, {"first": {}, "mine": data})


def issues_of(text: str, values: dict | None = None):
    with pytest.raises(SpecError) as caught:
        made(text, values)
    return [(issue.code, issue.pointer) for issue in caught.value.issues]


def test_a_box_has_the_size_and_place_it_is_given():
    model = made("parts: [{box: [2, 1, 0.5], at: [1, 0.5, 0]}]")
    points = model.levels[0][0].position_m
    assert points.min(axis=0).tolist() == [0.0, 0.5, -0.25]
    assert points.max(axis=0).tolist() == [2.0, 1.5, 0.25]
    assert model.triangles() == 12


def test_parameters_reach_every_number_and_colour():
    text = """
        params:
          tall: {default: 2 m, range: 1..3 m}
          tint: {default: '#ff0000'}
        parts: [{cylinder: [20 cm, tall / 2 + 50 cm], colour: tint, to: tint}]
    """
    assert made(text).height_m == pytest.approx(1.5)
    taller = made(text, {"tall": "3 m", "tint": "#0000ff"})
    assert taller.height_m == pytest.approx(2.0)
    assert taller.levels[0][0].colour[:, 2].min() > 0.7
    assert taller.levels[0][0].colour[:, 0].max() == 0.0


def test_repeats_and_mirrors_make_copies():
    row = made("parts: [{box: [1, 1, 1], repeat: {count: 4, step: [2, 0, 0]}}]")
    assert row.triangles() == 48
    assert np.ptp(row.levels[0][0].position_m[:, 0]) == pytest.approx(7.0)
    ring = made("parts: [{box: [0.2, 1, 0.2], repeat: {count: 6, ring: 2}}]")
    assert np.hypot(*ring.levels[0][0].position_m[:, [0, 2]].T).min() == pytest.approx(1.9, abs=0.01)
    pair = made("parts: [{box: [1, 1, 1], at: [3, 0, 0], mirror: x}]")
    assert pair.levels[0][0].position_m[:, 0].min() == pytest.approx(-3.5)


def test_a_cut_leaves_a_hole():
    whole = "parts: [{box: [1, 1, 1]}]"
    holed = "parts: [{box: [1, 1, 1], cut: [{cylinder: [0.3, 3], at: [0, -1, 0], sides: 16}]}]"
    volume = [_volume(made(text)) for text in (whole, holed)]
    assert volume[0] == pytest.approx(1.0)
    assert volume[1] == pytest.approx(1.0 - 0.5 * 16 * 0.09 * np.sin(2 * np.pi / 16), abs=1e-3)


def _volume(model):
    corner = model.levels[0][0].position_m[model.levels[0][0].face].astype(np.float64)
    return float((corner[:, 0] * np.cross(corner[:, 1], corner[:, 2])).sum() / 6)


@pytest.mark.parametrize("kind", list(SHAPES))
def test_every_shape_is_closed_over_by_an_example(kind):
    example = {
        "box": "box: [1, 1, 1]", "cylinder": "cylinder: [0.4, 1]", "cone": "cone: [0.4, 1]", "sphere": "sphere: 0.5",
        "lathe": "lathe: [[0.5, 0], [0.2, 1]]", "extrude": "extrude: [[0, 0], [1, 0], [0, 1]]",
        "sweep": "sweep: [[0, 0, 0], [0, 1, 0]]", "sheet": "sheet: [1, 1]", "text": "text: Hi",
        "loft": "loft: [{size: [1, 1]}, {at: 1, size: [0.5, 0.5], round: 0}]", "decal": "decal: star",
    }[kind]  # fmt: skip
    assert made(f"parts: [{{{example}}}]").triangles() >= 4


def test_a_decal_lies_just_before_its_place_and_fits_its_room():
    points = made("parts: [{decal: arrow, at: [0, 1, 2], width: 0.5, height: 0.2}]").levels[0][0].position_m
    assert np.allclose(points[:, 2], 2.004)
    assert np.ptp(points[:, 1]) == pytest.approx(0.2)
    assert np.ptp(points[:, 0]) < 0.5
    own = made("parts: [{decal: [[0, 0], [0, 3], [6, 0]], width: 0.4}]").levels[0][0]
    assert np.allclose(np.ptp(own.position_m, axis=0), [0.4, 0.2, 0.0])
    assert (own.normal == [0, 0, 1]).all()


@pytest.mark.parametrize("name", list(symbols()))
def test_a_symbol_is_cut_into_triangles_that_cover_it(name):
    about, outlines = symbols()[name]
    assert about
    for outline in outlines:
        assert np.abs(outline).max() <= 0.5 + 1e-9
        face = triangulated(outline)
        assert len(face) == len(outline) - 2
        a, b, c = (outline[face[:, k]] for k in range(3))
        double = (b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]
        x, y = outline.T
        assert double.min() > 0.0
        assert double.sum() == pytest.approx(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)))


def test_words_and_symbols_go_round_a_bottle():
    model = made("parts: [{text: Strawberry, width: 0.6, bend: 20 cm}, {decal: disc, width: 0.3, bend: 30 cm}]")
    points = np.concatenate([mesh.position_m for mesh in model.levels[0]])
    assert points[:, 2].max() <= 0.004 + 1e-6
    assert points[:, 2].min() < -0.15


def test_a_prop_carries_another_on_its_socket_and_sets_its_parameters():
    text = """
        params: {tint: {default: '#ff0000'}}
        sockets: {top: {at: [1, 2, 0], turn: 90}}
        parts:
          - {prop: crate, 'on': top, with: {size: 50 cm}}
          - {prop: desk_lamp, with: {body: tint}, at: [5, 0, 0]}
    """
    points = made("sockets: {top: [1, 2, 0]}\nparts: [{prop: crate, 'on': top, with: {size: 50 cm}}]").levels[0][0]
    assert np.allclose(points.position_m.min(axis=0)[1], 2.0)
    assert np.allclose(points.position_m[:, 0].mean(), 1.0, atol=0.1)
    assert made("parts: [{prop: crate, with: {size: 50 cm}}]").height_m == pytest.approx(0.5, abs=0.01)
    carried = made(text)
    alone = load_model("desk_lamp", {"body": "#ff0000"}, SEED)
    crate = load_model("crate", {"size": "50 cm"}, SEED)
    assert carried.triangles() == alone.triangles() + crate.triangles()


def test_a_socket_moves_with_the_prop_that_has_it():
    seen = made(
        "parts: [{prop: office_desk, at: [3, 0, 0], turn: 90, scale: 2}, {prop: book_stack, 'on': office_desk.middle}]"
    )
    desk = made("parts: [{prop: office_desk, at: [3, 0, 0], turn: 90, scale: 2}]")
    top = np.concatenate([mesh.position_m for mesh in desk.levels[0]])[:, 1].max()
    points = np.concatenate([mesh.position_m for mesh in seen.levels[0]])
    books = points[points[:, 1] > top + 0.01]
    assert np.allclose(books[:, [0, 2]].mean(axis=0), [3, 0], atol=0.05)
    assert books[:, 1].max() == pytest.approx(2 * 0.77 + 0.29, abs=0.01)


def test_a_carried_prop_is_left_out_far_away_where_it_is_a_detail():
    text = "parts: [{sphere: 1, repeat: {count: 2, step: [3, 0, 0]}}, {prop: crate, detail: true}]"
    assert made(text).triangles(1) == 2 * 20


def test_a_tagged_part_becomes_a_floor():
    (deck,) = made("parts: [{box: [2, 0.2, 3], deck: floor}]").decks
    assert deck.name == "floor"
    assert np.allclose(deck.position_m[:, 1], 0.2)
    assert np.ptp(deck.position_m[:, 2]) == pytest.approx(3.0)


def test_details_are_left_out_far_away():
    model = made(
        "parts: [{box: [1, 1, 1], bevel: 5 cm, repeat: {count: 4, step: [2, 0, 0]}}, {sphere: 1, detail: true}]"
    )
    assert model.triangles(0) == 4 * 44 + 80
    assert model.triangles(1) == 4 * 12


@pytest.mark.parametrize(
    ("text", "code", "pointer"),
    [
        ("parts: [{box: [1, 1]}]", "PROP_FORM", "/parts/0/box"),
        ("parts: [{box: [1, 1, -1]}]", "PROP_FORM", "/parts/0/box"),
        ("parts: [{bocks: [1, 1, 1]}]", "PROP_SHAPE", "/parts/0"),
        ("parts: [{box: [1, 1, 1], sphere: 1}]", "PROP_SHAPE", "/parts/0"),
        ("parts: [{box: [1, 1, 1], colr: red}]", "PROP_KEY", "/parts/0/colr"),
        ("parts: [{box: [1, 1, 1], sides: 4}]", "PROP_KEY", "/parts/0/sides"),
        ("parts: [{box: [1, 1, 1], colour: puce}]", "PROP_COLOUR", "/parts/0/colour"),
        ("parts: [{box: [1, hight, 1]}]", "PROP_NUMBER", "/parts/0/box/1"),
        ("parts: [{box: [1, '1 / 0', 1]}]", "PROP_NUMBER", "/parts/0/box/1"),
        ("parts: [{box: [1, '__import__(1)', 1]}]", "PROP_NUMBER", "/parts/0/box/1"),
        ("parts: [{box: [1, 400, 1]}]", "PROP_SIZE", "/parts/0/box/1"),
        ("parts: [{box: [1, 1, 1], material: gold}]", "PROP_FORM", "/parts/0/material"),
        ("parts: [{box: [1, 1, 1], repeat: {count: 500, step: [1, 0, 0]}}]", "PROP_TOO_MUCH", "/parts/0/repeat"),
        ("parts: [{box: [1, 1, 1], repeat: {count: 3}}]", "PROP_FORM", "/parts/0/repeat"),
        ("parts: [{sphere: 1, rounds: 2, repeat: {count: 3, ring: 3}}]", "PROP_TRIANGLES", ""),
        ("parts: [{group: [{box: [1, 1, 1]}, {box: 3}]}]", "PROP_FORM", "/parts/0/group/1/box"),
        ("parts: [{box: [1, 1, 1], cut: [{box: [5, 5, 5], at: [0, -1, 0]}]}]", "PROP_CUT", "/parts/0/cut"),
        ("parts: [{box: [1, 1, 1], cut: [{sheet: [1, 1]}]}]", "PROP_CUT", "/parts/0/cut"),
        ("parts: [{text: '" + "long " * 20 + "'}]", "PROP_TEXT", "/parts/0/text"),
        ("parts: [{loft: [{size: [1, 1]}]}]", "PROP_FORM", "/parts/0/loft"),
        ("parts: [{loft: [{size: [1, 1]}, {at: 1}]}]", "PROP_FORM", "/parts/0/loft/1"),
        ("parts: [{loft: [{size: [1, 1]}, {at: 1, size: [1, 1], tip: 3}]}]", "PROP_KEY", "/parts/0/loft/1/tip"),
        ("parts: [{loft: [{size: [1, 1]}, {at: 900, size: [1, 1]}]}]", "PROP_SIZE", "/parts/0/loft/1/at"),
        ("parts: [{loft: [{size: [1, 1]}, {outline: [[0, 0], [1, 0], [0, 1]]}]}]", "PROP_FORM", "/parts/0/loft/1"),
        ("parts: [{decal: stra}]", "PROP_SYMBOL", "/parts/0/decal"),
        ("parts: [{decal: [[0, 0], [1, 1]]}]", "PROP_FORM", "/parts/0/decal"),
        ("parts: [{decal: star, bend: 1 cm}]", "PROP_FORM", "/parts/0/bend"),
        ("parts: [{text: Hello, width: 1, bend: 0}]", "PROP_FORM", "/parts/0/bend"),
        ("parts: [{prop: desk_lamb}]", "PROP_CHILD", "/parts/0/prop"),
        ("parts: [{prop: church}]", "PROP_CHILD", "/parts/0/prop"),
        ("parts: [{prop: crate, colour: red}]", "PROP_KEY", "/parts/0/colour"),
        ("parts: [{prop: crate, with: {size: 9 m}}]", "PROP_VALUE", "/parts/0/with/size"),
        ("parts: [{prop: crate, with: 3}]", "PROP_FORM", "/parts/0/with"),
        ("parts: [{prop: crate, 'on': roof}]", "PROP_SOCKET", "/parts/0/on"),
        ("parts: [{prop: vase, 'on': office_desk.left}, {prop: office_desk}]", "PROP_SOCKET", "/parts/0/on"),
        ("parts: [{group: [{prop: office_desk}]}, {prop: vase, 'on': office_desk.left}]", "PROP_SOCKET", "/parts/1/on"),
        ("parts: [{box: [1, 1, 1]}]\nsockets: {top: [1, 2]}", "PROP_FORM", "/sockets/top"),
        ("parts: [{box: [1, 1, 1]}]\nsockets: [top]", "PROP_FORM", "/sockets"),
        ("parts: [{box: [1, 1, 1]}]\nsockets: {top: {at: [0, 1, 0], tilt: 3}}", "PROP_KEY", "/sockets/top/tilt"),
        ("parts: []", "PROP_FORM", "/parts"),
        ("label: Box", "PROP_FORM", ""),
        ("[1, 2]", "PROP_FORM", ""),
        ("parts: [{box: [1, 1, 1]}]\nbudgt: 3", "PROP_KEY", "/budgt"),
        ("params: {Tall: 3}\nparts: [{box: [1, 1, 1]}]", "PROP_PARAM", "/params/Tall"),
        ("params: {tall: {default: 3 m, range: 1..2 m}}\nparts: [{box: [1, 1, 1]}]", "PROP_PARAM", "/params/tall"),
        ("params: {tall: {default: 3 miles}}\nparts: [{box: [1, 1, 1]}]", "PROP_PARAM", "/params/tall"),
        ("moving: [{name: a, parts: [{box: [1, 1, 1]}], clip: {period: 0}}]", "PROP_FORM", "/moving/0/clip/period"),
        ("parts: [{box: [1, 1, 1]}]\ncolliders: [{ball: 3}]", "PROP_FORM", "/colliders/0"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_where_it_stands(text, code, pointer):
    assert (code, f"/world/props/1{pointer}") in issues_of(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("parts: [{box: [1, 1, 1], colr: red}]", "colour"), ("parts: [{box: [1, 1, 1], colour: creme}]", "cream")],
)
def test_the_word_that_was_probably_meant_is_named(text, meant):
    with pytest.raises(SpecError) as caught:
        made(text)
    assert caught.value.issues[0].hint.startswith(f"did you mean {meant}? ")


def test_all_mistakes_are_told_at_once():
    found = issues_of("parts: [{box: [1, 1]}, {box: [1, 1, 1], colour: puce}, {sphere: big}]")
    assert [code for code, _ in found] == ["PROP_FORM", "PROP_COLOUR", "PROP_NUMBER"]


def test_groups_nest_only_so_deep():
    part: dict = {"box": [1, 1, 1]}
    for _ in range(30):
        part = {"group": [part]}
    with pytest.raises(SpecError) as caught:
        load_model("mine", {}, SEED, {}, None, {"mine": {"parts": [part]}})
    assert caught.value.issues[0].code == "PROP_TOO_MUCH"


def test_copies_of_copies_are_stopped_before_they_fill_the_memory():
    part: dict = {"sphere": 1, "rounds": 2}
    for _ in range(5):
        part = {"group": [part], "repeat": {"count": 64, "ring": 5}}
    with pytest.raises(SpecError) as caught:
        load_model("mine", {}, SEED, {}, None, {"mine": {"parts": [part]}})
    assert caught.value.issues[0].code == "PROP_TOO_MUCH"


def test_values_out_of_range_and_unknown_parameters_are_refused():
    text = "params: {tall: {default: 1 m, range: 0.5..2 m}}\nparts: [{box: [1, tall, 1]}]"
    with pytest.raises(SpecError) as caught:
        made(text, {"tall": "5 m", "wide": 3})
    assert [(issue.code, issue.pointer) for issue in caught.value.issues] == [
        ("PROP_VALUE", "/tall"),
        ("PROP_VALUE", "/wide"),
    ]


def test_the_params_of_a_prop_are_the_type_of_its_with():
    params = prop_params("telescope")
    assert params.model_validate({"tilt": "45 deg"}).tilt == pytest.approx(np.pi / 4)
    with pytest.raises(ValueError, match="less than or equal"):
        params.model_validate({"tilt": "80 deg"})
    as_words = load_model("telescope", {"tilt": "45 deg"}, SEED)
    as_params = load_model("telescope", params.model_validate({"tilt": "45 deg"}), SEED)
    assert as_words.height_m == pytest.approx(as_params.height_m, abs=1e-6)
    mine = inline_params("mine", {"mine": {"params": {"tall": {"default": "2 m", "about": "how tall"}}, "parts": []}})
    assert mine.model_validate({"tall": "80 cm"}).tall == pytest.approx(0.8)


def test_the_words_for_an_own_prop_reach_it_as_they_were_written():
    class Written(Params):
        model_config = ConfigDict(extra="allow")

    own = {"mine": {"params": {"tall": {"default": "1 m", "range": "0.5..2 m"}}, "parts": [{"box": [1, "tall", 1]}]}}
    assert load_model("mine", Written.model_validate({"tall": "150 cm"}), SEED, inline=own).height_m == 1.5
    with pytest.raises(SpecError) as caught:
        load_model("mine", Written.model_validate({"tall": "9 m"}), SEED, inline=own, pointer="/world/things/4/prop")
    assert [issue.pointer for issue in caught.value.issues] == ["/world/things/4/with/tall"]


def test_an_unknown_prop_is_answered_with_the_nearest():
    with pytest.raises(SpecError) as caught:
        load_model("seismomter", {}, SEED, pointer="/world/things/2/prop")
    (issue,) = caught.value.issues
    assert (issue.code, issue.pointer) == ("PROP_UNKNOWN", "/world/things/2/prop")
    assert "seismometer" in issue.hint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("-a / 4", -0.5), ("40 cm", 0.4), ("min(a, 1) + max(2, 3)", 4),
        ("sin(30) + cos(60 deg)", 1), ("sqrt(a * 8)", 4), ("2 - -2", 4), ("50 % * a", 1), ("round(2.6)", 3),
    ],
)  # fmt: skip
def test_arithmetic_is_as_in_school(text, value):
    assert evaluate(text, {"a": 2.0}) == pytest.approx(value)


@given(st.text(alphabet=string.ascii_letters + string.digits + "+-*/(),. _%°'\"[]", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_number_or_a_sentence(text):
    try:
        value = evaluate(text, {"a": 2.0, "wide": 0.5})
    except ValueError as found:
        sentence = str(found)
        assert len(sentence.split()) > 3
    else:
        assert np.isfinite(value)


@given(st.text(min_size=1, max_size=48))
@settings(max_examples=100, deadline=None)
def test_any_words_fit_their_board(words):
    try:
        shape = lettered(words, 1.5, 0.6)
    except ValueError:
        return
    if len(shape.position_m):
        assert np.abs(shape.position_m[:, 0]).max() <= 0.76
        assert np.abs(shape.position_m[:, 1]).max() <= 0.33


_WORD = st.sampled_from([
    "box", "sphere", "cylinder", "cone", "lathe", "extrude", "sweep", "sheet", "text", "group", "at", "turn", "scale",
    "colour", "to", "repeat", "mirror", "cut", "deck", "count", "step", "ring", "axis", "name", "pivot", "clip",
    "parts", "moving", "params", "default", "range", "draw", "choice", "label", "budget", "colliders", "decks", "size",
    "x", "tall", "loft", "decal", "bend", "outline", "round", "sockets", "on", "prop", "with",
])  # fmt: skip
_LEAF = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 80), st.floats(allow_nan=True, allow_infinity=True, width=32),
    st.sampled_from(["tall", "2 m", "1..2 m", "red", "#aabbcc", "x", "{text}", "1 / 0", "((", "20 deg"]),
)  # fmt: skip
_DATA = st.recursive(
    _LEAF,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_WORD, inner, max_size=5)),
    max_leaves=12,
)
_NUMBERS = st.lists(st.one_of(st.floats(-3, 3), st.just("tall")), min_size=2, max_size=4)
_PART = st.dictionaries(
    st.sampled_from(["box", "sphere", "cylinder", "cone", "lathe", "sweep", "extrude", "decal"]),
    st.one_of(_NUMBERS, st.lists(_NUMBERS, min_size=2, max_size=4)), min_size=1, max_size=1,
).flatmap(lambda part: st.dictionaries(_WORD, _DATA, max_size=2).map(lambda more: {**more, **part}))  # fmt: skip


@given(
    st.one_of(
        _DATA,
        st.fixed_dictionaries({"parts": st.lists(_PART, min_size=1, max_size=3)}),
        st.dictionaries(_WORD, _DATA, max_size=5),
    )
)
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_data_is_a_prop_or_is_refused_with_issues(data):
    try:
        model = load_model("mine", {}, SEED, {"en": "Hi"}, None, {"mine": data})
    except SpecError as found:
        pointers = [issue.pointer for issue in found.issues]
        assert pointers
        assert all(pointer.startswith("/world/props/0") for pointer in pointers)
    else:
        assert 0 < model.triangles() <= 1500
        assert np.isfinite(model.footprint_m).all()


def test_a_prop_needs_the_ground_that_it_says_rather_than_all_that_is_low_of_it():
    parts = "parts: [{box: [1, 2, 1]}, {box: [4, 1, 1], at: [2.5, 0.5, 0]}]"
    assert np.ptp(made(parts).footprint_m[:, 0]) == pytest.approx(5.0)
    wheel = made(parts + "\nfootprint: [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]")
    assert np.ptp(wheel.footprint_m, axis=0) == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize(
    "corners",
    ["[[0, 0], [1, 0]]", "[[0, 0], [1, 1], [2, 2]]", "[[0, 0], [0, 0], [0, 0]]", "[[0, 0], [1, 0], [0]]", "5"],
)
def test_corners_around_no_ground_are_refused(corners):
    ((code, pointer), *_) = issues_of(f"parts: [{{box: [1, 2, 1]}}]\nfootprint: {corners}")
    assert code == "PROP_FORM"
    assert "/footprint" in pointer
