"""A lesson file becomes a `Lesson` that keeps every idea in it, or a list of everything that is wrong."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.spec.kinds import KINDS
from worldgen.core.issues import SpecError
from worldgen.generate.registry import REGISTRY
from worldgen.spec.about import Streak
from worldgen.spec.lesson import VERSION, Lesson
from worldgen.spec.load import load_lesson, parse_lesson
from worldgen.spec.migrate import MIGRATIONS
from worldgen.spec.questions import Choice, Order, Point

SCENES = Path(__file__).parents[2] / "scenes"
VOLCANO = Path(__file__).with_name("field-trip.yaml")  # the language is tested apart from how a lesson looks
TEXT = VOLCANO.read_text("utf-8")


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    return load_lesson(VOLCANO, REGISTRY)


def refused(text: str) -> list[tuple[str, str]]:
    with pytest.raises(SpecError) as error:
        parse_lesson(text, KINDS)
    return [(one.code, one.pointer) for one in error.value.issues]


def test_every_quantity_of_the_lesson_is_in_si_units(lesson: Lesson) -> None:
    world = lesson.world
    assert (world.size, world.time_h, world.paths.width) == (256.0, 9.5, 1.6)
    assert world.paths.max_slope == pytest.approx(math.radians(12))
    assert (world.zones[0].radius, world.zones[1].radius) == (12.0, 6.0)
    assert world.zones[0].at is not None
    assert (world.zones[0].at.east, world.zones[0].at.north) == ((0.5, True), (0.12, True))
    assert lesson.lesson.duration == 25 * 60
    assert lesson.lesson.ages == (10, 13)
    assert lesson.scoring.pass_ == pytest.approx(0.8)


def test_every_item_keeps_its_order_its_id_and_its_line(lesson: Lesson) -> None:
    world = lesson.world
    assert [one.id for one in world.terrain] == ["cone", "flow", "brook"]
    assert [one.id for one in world.things] == ["hut", "boat", "seismo", "plume", "board"]
    assert [one.id for one in lesson.stations] == ["camp", "lava", "rim"]
    assert [type(one) for one in lesson.questions] == [Point, Choice, Order]
    for item in (*world.terrain, *world.zones, *world.cover, *world.things, *lesson.stations, *lesson.questions):
        span = lesson.spans[f"{item.pointer}/id"]
        line = lesson.text.split("\n")[span.line - 1]
        assert line[span.column - 1 : span.end_column - 1] == item.id


def test_place_words_stand_on_the_thing_and_apart_in_its_where(lesson: Lesson) -> None:
    boat = lesson.world.things[1]
    assert (boat.prop, boat.on, boat.near, boat.facing) == ("rowing_boat", "shore", "camp_ground", None)
    assert boat.where.names() == ("shore", "camp_ground")
    assert boat.where.model_fields_set == {"on", "near"}
    assert lesson.stations[1].where.within == 6.0
    assert lesson.world.things[2].visible_from == "rim"


def test_texts_are_by_language_with_that_of_the_lesson_first() -> None:
    text = TEXT.replace("title: Field trip to a volcano island", "title: {es: Viaje, en: Trip}")
    lesson = parse_lesson(text, KINDS)
    assert list(lesson.title.items()) == [("en", "Trip"), ("es", "Viaje")]
    assert lesson.stations[0].label == {"en": "Camp"}
    assert lesson.questions[0].prompt == {"en": "Point at the crater."}


def test_the_rest_of_the_lesson_is_kept_for_those_who_play_it(lesson: Lesson) -> None:
    assert isinstance(lesson.objectives[1].mastery, Streak)
    assert lesson.objectives[1].mastery.correct == 2
    assert lesson.objectives[0].standard is not None
    assert lesson.objectives[0].standard.code == "MS-ESS2-1"
    assert [word.term["en"] for word in lesson.vocabulary] == ["magma", "fumarole"]
    assert (lesson.flow.start, lesson.flow.order) == ("camp", ("camp", "lava", "rim"))
    assert (lesson.flow.unlock[0].open, lesson.flow.unlock[0].when) == ("rim", "visited(lava)")
    assert lesson.stations[1].media[0].credit == "A. Teacher"
    assert lesson.personalise.interests["football"].contexts["q_rise"]["en"].startswith("A ball")
    assert lesson.personalise.pace is not None
    assert lesson.personalise.pace.extended_time == 1.5
    assert lesson.personalise.reading is not None
    assert lesson.personalise.reading.glossary == "first_language"
    assert lesson.teacher.print == ("answer_key", "worksheet")
    assert lesson.delivery.targets == ("glb", "preview", "page", "scorm12")
    assert lesson.reflection is not None
    assert lesson.reflection.after == "each_station"
    assert lesson.activities[0].kind == "inspect"
    assert lesson.warnings == ()


def test_a_lesson_never_changes(lesson: Lesson) -> None:
    with pytest.raises(ValidationError):
        lesson.world.size = 12.0  # type: ignore[misc]
    assert lesson.digest == load_lesson(VOLCANO, REGISTRY).digest
    assert lesson.digest != parse_lesson(TEXT.replace("seed: 7", "seed: 8"), KINDS).digest


def test_all_problems_are_said_at_once_in_the_order_of_the_file() -> None:
    text = TEXT.replace("style: storybook", "style: cartoon").replace("radius: 12 m", "radius: wide")
    text = text.replace("in: camp_ground, facing", "in: camp_grund, facing").replace("points: 2", "point: 2")
    with pytest.raises(SpecError) as error:
        parse_lesson("\n" + text.replace("seed: 7\n", "sead: 7\n"), KINDS, "dir/lesson.yaml")
    issues = error.value.issues
    assert [one.code for one in issues] == ["UNKNOWN_KEY", "NOT_ONE_OF", "BAD_QUANTITY", "UNKNOWN_ID", "UNKNOWN_KEY"]
    assert [one.line for one in issues] == sorted(one.line for one in issues)
    assert {one.path for one in issues} == {"dir/lesson.yaml"}


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("summary:", "sumary:", "'summary'"),
        ("crater: lava_lake", "crater: lavalake", "'lava_lake'"),
        ("kind: volcano", "kind: vulcano", "'volcano'"),
        ("prop: ranger_hut", "prop: rangers_hut", "'ranger_hut'"),
        ("species: [palm", "species: [plam", "'palm'"),
        ("to: sea, age", "to: see, age", "'sea'"),
        ("on: cone.rim", "on: cone.rin", "'rim'"),
        ("look_at: cone\n", "look_at: cones\n", "'cone'"),
        ("teaches: [magma]", "teaches: [magmas]", "'magma'"),
        ("contexts:\n        q_rise", "contexts:\n        q_raise", "'q_rise'"),
        ("things: [basalt_sample]", "things: [basalt]", "'basalt_sample'"),
        ("type: point ", "type: pointer ", "'point'"),
        ("when: visited(lava)", "when: visit(lava)", "'visited'"),
        ("only: {near: flow", "only: {near: flwo", "'flow'"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_word_that_would_do(old: str, new: str, hint: str) -> None:
    assert old in TEXT
    with pytest.raises(SpecError) as error:
        parse_lesson(TEXT.replace(old, new, 1), KINDS)
    assert [f"did you mean {hint}?" in one.hint for one in error.value.issues] == [True]


def test_an_unknown_key_is_shown_at_the_key_and_a_wrong_value_at_the_value() -> None:
    with pytest.raises(SpecError) as error:
        parse_lesson(TEXT.replace("height: 38 m", "hight: 38 m").replace("size: 256 m", "size: 2 m"), KINDS)
    lines = TEXT.split("\n")
    size, key = error.value.issues
    assert lines[size.line - 1][size.column - 1 :].startswith("256 m")
    assert lines[key.line - 1][key.column - 1 :].startswith("height")


def test_one_bad_item_does_not_make_its_id_unknown_to_the_others() -> None:
    text = TEXT.replace("{id: flow, kind: lava_flow,", "{id: flow, kind: lava_flow, widht: 2 m,")
    assert refused(text) == [("UNKNOWN_KEY", "/world/terrain/1/widht")]


def test_the_id_of_a_station_prop_can_be_named_short_in_its_station_and_in_full_elsewhere() -> None:
    full = TEXT.replace("things: [basalt_sample]", "things: [lava.basalt_sample]")
    assert parse_lesson(full, KINDS).activities[0].things == ("lava.basalt_sample",)
    aim = TEXT.replace("target: cone.crater", "target: lava.hammer")
    assert parse_lesson(aim, KINDS).questions[0].target == "lava.hammer"  # type: ignore[attr-defined]
    other = TEXT.replace("id: find_flow\n    station: lava", "id: find_flow\n    station: camp")
    assert refused(other) == [("UNKNOWN_ID", "/activities/0/things/0")]


def test_a_prop_of_the_lessons_own_keeps_its_grammar_and_can_be_used() -> None:
    own = "  props:\n    - {id: totem, parts: [{box: [1, 2, 3]}], note: null}\n  things:\n"
    own += "    - {id: t1, prop: totem, with: {tall: 2 m}}\n"
    lesson = parse_lesson(TEXT.replace("  things:\n", own), KINDS)
    assert lesson.world.props[0].grammar == {"parts": [{"box": [1, 2, 3]}], "note": None}
    assert lesson.world.things[0].prop == "totem"
    assert lesson.world.things[0].with_.model_dump() == {"tall": "2 m"}
    taken = TEXT.replace("  things:\n", own.replace("totem", "bench").replace("tall: 2 m", ""))
    assert refused(taken) == [("PROP_NAME_TAKEN", "/world/props/0/id")]


def test_a_model_file_is_looked_for_and_looked_at(tmp_path: Path) -> None:
    text = TEXT.replace("{id: hut, prop: ranger_hut,", "{id: hut, model: hut.glb, height: 3 m, author: Me,")
    text = text.replace("media/ropy-lava.jpg", "hut.png")
    (tmp_path / "lesson.yaml").write_text(text, "utf-8")
    (tmp_path / "hut.png").write_bytes(b"not a picture")
    with pytest.raises(SpecError) as error:
        load_lesson(tmp_path / "lesson.yaml", KINDS)
    assert [one.code for one in error.value.issues] == ["FILE_MISSING", "FILE_CONTENT"]
    (tmp_path / "hut.glb").write_bytes(b"glTF....")
    (tmp_path / "hut.png").write_bytes(b"\x89PNG\r\n\x1a\n....")
    thing = load_lesson(tmp_path / "lesson.yaml", KINDS).world.things[0]
    assert (thing.model, thing.height, thing.author) == ("hut.glb", 3.0, "Me")


def test_a_file_that_is_no_lesson_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="LESSON_MISSING"):
        load_lesson(tmp_path / "none.yaml", KINDS)
    with pytest.raises(SpecError, match="LESSON_MISSING"):
        load_lesson(tmp_path, KINDS)
    (tmp_path / "latin.yaml").write_bytes("worldgen: 1\ntitle: r\xedo".encode("latin-1"))
    with pytest.raises(SpecError, match=r"latin.yaml:2:1: error\[NOT_UTF8\]"):
        load_lesson(tmp_path / "latin.yaml", KINDS)
    (tmp_path / "marked.yaml").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("media/ropy-lava", "x").encode())
    with pytest.raises(SpecError, match="FILE_MISSING"):
        load_lesson(tmp_path / "marked.yaml", KINDS)


@pytest.mark.parametrize(
    ("first", "code"),
    [
        ("", "VERSION_MISSING"),
        ("worldgen: 2\n", "VERSION_NEWER"),
        ("worldgen: one\n", "VERSION_UNKNOWN"),
        ("worldgen: true\n", "VERSION_UNKNOWN"),
        ("worldgen: 0\n", "VERSION_UNKNOWN"),
    ],
)
def test_the_version_comes_first_and_is_known(first: str, code: str) -> None:
    assert refused(TEXT.replace("worldgen: 1\n", first)) == [(code, "/worldgen")]


def test_the_version_may_not_hide_below_other_keys() -> None:
    assert refused(TEXT.replace("worldgen: 1\n", "") + "worldgen: 1\n") == [("VERSION_NOT_FIRST", "/worldgen")]


def test_there_is_a_migration_from_every_older_version() -> None:
    assert set(MIGRATIONS) == set(range(1, VERSION))


def test_yes_is_a_text_where_a_text_is_wanted_and_true_where_yes_or_no_is() -> None:
    lesson = parse_lesson(TEXT.replace("correct: true", "correct: yes").replace("term: magma", "term: yes"), KINDS)
    assert lesson.vocabulary[0].term == {"en": "yes"}
    assert isinstance(question := lesson.questions[1], Choice)
    assert [option.correct for option in question.options] == [True, False]


LINES = TEXT.split("\n")
WORDS = sorted({word for line in LINES for word in line.replace(",", " ").replace(":", " ").split()})


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_edit_of_a_lesson_ends_in_anything_but_a_lesson_or_a_refusal(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        edit = data.draw(st.sampled_from(("drop", "twice", "word", "swap", "insert", "indent", "value")))
        if edit == "drop":
            lines[at] = ""
        elif edit == "twice":
            lines.insert(at, lines[at])
        elif edit == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        elif edit == "indent":
            lines[at] = " " * data.draw(st.integers(0, 8)) + lines[at].lstrip()
        elif edit == "value" and ":" in lines[at]:
            value = data.draw(
                st.sampled_from(("", "[]", "{}", "-1", "1e999", ".nan", "true", "[[]]", "{a: 1}", "~", '""'))
            )
            lines[at] = f"{lines[at].partition(':')[0]}: {value}"
        elif edit == "word" and (words := lines[at].split()):
            old = data.draw(st.sampled_from(words))
            lines[at] = lines[at].replace(old, data.draw(st.sampled_from(WORDS)), 1)
        else:
            column = data.draw(st.integers(0, len(lines[at])))
            sign = data.draw(st.sampled_from(list(":,{}[]-#&*!|>'\"%@` \té0")))
            lines[at] = lines[at][:column] + sign + lines[at][column:]
    try:
        lesson = parse_lesson("\n".join(lines), KINDS)
    except SpecError as error:
        issues = error.issues
    else:
        assert lesson.world.setting in KINDS.names("setting")
        return
    assert issues
    assert [(one.line, one.column) for one in issues] == sorted((one.line, one.column) for one in issues)
    assert all(1 <= one.line <= len(lines) + 1 and one.path for one in issues)


def test_what_a_catalogue_does_not_know_of_plants_and_models_is_refused() -> None:
    text = TEXT.replace("species: [basalt]", "species: [bassalt]")
    assert refused(text) == [("UNKNOWN_SPECIES", "/world/cover/1/species/0")]
    text = TEXT.replace("prop: ranger_hut,", "model: hut.glb, with: {width: 2 m},")
    assert refused(text) == [("ONLY_FOR_PROPS", "/world/things/0/with")]


def test_a_section_that_cannot_be_read_makes_no_noise_about_the_ids_in_it() -> None:
    assert refused(TEXT.replace("stations: ", "stations: 12\nstation: ")) == [
        ("WRONG_TYPE", "/stations"),
        ("UNKNOWN_KEY", "/station"),
    ]
    assert refused(TEXT.replace("- id: parts", "- id: [parts]")) == [("WRONG_TYPE", "/objectives/0/id")]
    assert refused(TEXT.replace("setting: volcanic_island", "setting: volcano_land")) == [
        ("NOT_ONE_OF", "/world/setting")
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("in: camp_ground, facing: cone", "between: [cone]", ("WRONG_COUNT", "/world/things/0/between")),
        ("in: camp_ground, facing: cone", "at: {east: 5 %}", ("MISSING_KEY", "/world/things/0/at/north")),
        ("- Think of a cork", "- Think: of a cork", ("PROSE_CUT_BY_COLON", "/questions/1/hints/0")),
        ("football:", "Foot Ball:", ("BAD_ID", "/personalise/interests/Foot Ball")),
        ("extended_time: 1.5", "extended_time: .nan", ("OUT_OF_RANGE", "/personalise/pace/extended_time")),
        ("{framework: NGSS, code: MS-ESS2-1}", "MS-ESS2-1", ("WRONG_TYPE", "/objectives/0/standard")),
    ],
)
def test_a_wrong_value_is_said_once_and_where_it_stands(old: str, new: str, found: tuple[str, str]) -> None:
    assert old in TEXT
    assert refused(TEXT.replace(old, new, 1)) == [found]
