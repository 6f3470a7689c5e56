"""What is written on a building: at its front door, large enough, across no window, hidden by nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.export.reading import meaning, read_json
from worldgen.generate.buildings import KINDS
from worldgen.generate.buildings.building import assembled
from worldgen.generate.buildings.look import Look
from worldgen.generate.buildings.scheme import Scheme, settled
from worldgen.generate.buildings.signs import LEAST_M, Board, board_of
from worldgen.generate.buildings.usual import usual
from worldgen.generate.props.load import load_model
from worldgen.generate.registry import REGISTRY
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.rooms.plans import floor_plans
from worldgen.generate.stages import Stages
from worldgen.learners.profile import Learner
from worldgen.pipeline import build, for_learner
from worldgen.scene import Mesh
from worldgen.spec.load import parse_lesson
from worldgen.spec.texts import texts_of

WORDS = ("Bakery", "Bäckerei am Markt", "Town Hall and Public Library")
DRAWN = [kind.name for kind in KINDS if kind.name not in ("cottage", "ranger_hut")]
ROOMY = ("shop", "school", "museum", "office", "clinic", "house", "castle")
LESSON = """
worldgen: 1
lesson: {{id: bread, title: Bread, language: en}}
world:
  setting: farmland
  size: 128 m
  cover: []
  buildings:
    - {{id: it, kind: {kind}, on: land{more}}}
stations:
  - {{id: here, where: {{near: it, within: 20 m}}, text: A building.}}
"""


def plan_of(kind: str) -> FloorPlan:
    lesson = parse_lesson(LESSON.format(kind=kind, more=""), REGISTRY)
    return floor_plans(lesson, world_seed(3), Sources(Path.cwd()), Stages())["it"]


def looks(kind: str, era: str | None = None) -> Scheme:
    look = Look.model_validate({} if era is None else {"era": era})
    return settled(look, world_seed(3), usual(kind, look))


def bare(plan: FloorPlan, scheme: Scheme) -> tuple[Mesh, ...]:
    return assembled(plan, scheme).levels[0]


def added(plan: FloorPlan, scheme: Scheme, words: str) -> Mesh:
    """Return the mesh that the building has with `words` and has not without."""
    few, more = bare(plan, scheme), assembled(plan, scheme, words).levels[0]
    assert len(more) == len(few) + 1
    return more[-1]


def turned(plan: FloorPlan, mesh: Mesh) -> np.ndarray:
    """Return corners (n, 3) of `mesh` with x along the wall of the front door from its middle and +Z out of it."""
    door = next(one for one in plan.openings if one.id == plan.entrance)
    wall = plan.wall(door.wall)
    (ax, az), (bx, bz) = wall.start_m, wall.end_m
    along = np.array([bx - ax, bz - az]) / np.hypot(bx - ax, bz - az)
    out = np.array([along[1], -along[0]]) * (1.0 if wall.rooms[0] is None else -1.0)
    at = np.array([ax, az]) + along * door.along_m
    flat = mesh.position_m[:, [0, 2]] - at
    return np.stack([flat @ along, mesh.position_m[:, 1], flat @ out], axis=1)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("kind", ROOMY)
def test_the_board_is_at_the_front_door_and_covers_no_opening(kind: str, words: str) -> None:
    plan, scheme = plan_of(kind), looks(kind)
    board = turned(plan, added(plan, scheme, words))
    low, high = board.min(axis=0), board.max(axis=0)
    door = next(one for one in plan.openings if one.id == plan.entrance)
    floor = plan.storey(plan.wall(door.wall).level).floor_m
    assert abs((low[0] + high[0]) / 2) < 4.5
    assert low[1] > floor + 1.1
    assert low[2] > 0.0
    home = plan.wall(door.wall)
    for one in plan.openings:
        wall = plan.wall(one.wall)
        if None not in wall.rooms:
            continue
        share = one.along_m / np.hypot(*np.subtract(wall.end_m, wall.start_m))
        middle = np.array(wall.start_m) + share * np.subtract(wall.end_m, wall.start_m)
        span = np.subtract(home.end_m, home.start_m) / np.hypot(*np.subtract(home.end_m, home.start_m))
        offset = middle - np.array(home.start_m)
        if abs(offset[0] * span[1] - offset[1] * span[0]) > 0.3 or abs(np.dot(offset, span)) > 40:
            continue  # in another face of the building
        x = float(np.dot(offset, span)) - door.along_m
        y = plan.storey(wall.level).floor_m + one.sill_m
        beside = high[0] < x - one.width_m / 2 or low[0] > x + one.width_m / 2
        over = high[1] < y or low[1] > y + one.height_m
        assert beside or over, (one.id, one.kind)


@pytest.mark.parametrize("era", ["ancient", "medieval", "victorian", "modern"])
@pytest.mark.parametrize("kind", ROOMY)
def test_nothing_stands_before_the_letters(kind: str, era: str) -> None:
    plan, scheme = plan_of(kind), looks(kind, era)
    board = turned(plan, added(plan, scheme, "Bakery"))
    low, high = board.min(axis=0), board.max(axis=0)
    for mesh in bare(plan, scheme):
        corner = turned(plan, mesh)[mesh.face]
        middle = corner.mean(axis=1)
        within = (middle[:, :2] > low[:2]).all(axis=1) & (middle[:, :2] < high[:2]).all(axis=1)
        assert not (within & (middle[:, 2] > high[2]) & (middle[:, 2] < 4.0)).any()


@pytest.mark.parametrize("era", ["medieval", "victorian", "modern"])
@pytest.mark.parametrize("kind", ROOMY)
def test_no_pane_of_a_gable_is_behind_the_board(kind: str, era: str) -> None:
    plan, scheme = plan_of(kind), looks(kind, era)
    board = turned(plan, added(plan, scheme, WORDS[1]))
    low, high = board.min(axis=0), board.max(axis=0)
    for mesh in bare(plan, scheme):
        if mesh.material == "pane":
            corner = turned(plan, mesh)[mesh.face]
            flat = np.abs(corner[..., 2]).max(axis=1) < 1.0
            beside = (corner[..., 0].max(axis=1) < low[0]) | (corner[..., 0].min(axis=1) > high[0])
            over = (corner[..., 1].max(axis=1) < low[1]) | (corner[..., 1].min(axis=1) > high[1])
            assert (beside | over | ~flat).all()


def letters_m(plan: FloorPlan, scheme: Scheme, words: str) -> float:
    """Return how tall the capital at the beginning of `words` is."""
    mesh = added(plan, scheme, words)
    brown = np.ptp(mesh.colour[:, :3], axis=1)
    front = turned(plan, mesh)
    lies = np.isclose(front[:, 2], np.sort(np.unique(np.round(front[:, 2], 4)))[-2], atol=2e-3) & (brown < 0.3)
    tops = front[lies, 1]
    return float(np.ptp(tops))


@pytest.mark.parametrize("kind", ROOMY)
def test_a_word_is_written_large_enough_to_be_read_from_the_street(kind: str) -> None:
    plan, scheme = plan_of(kind), looks(kind)
    board = board_of(plan, "Bakery", bare(plan, scheme))
    assert isinstance(board, Board)
    assert board.tall_m >= 0.36
    assert 0.7 * LEAST_M <= letters_m(plan, scheme, "HHHHH") <= board.tall_m


def test_a_front_without_any_place_for_a_board_is_refused() -> None:
    plan, scheme = plan_of("shop"), looks("shop")
    corner = np.array([[x, y, z] for x in (-40.0, 40.0) for y in (0.0, 30.0) for z in (-40.0, 40.0)], np.float32)
    box = Mesh(corner, np.ones((8, 3)), np.ones((8, 4)), np.array([[0, 3, 7], [1, 2, 4]]))
    around = bare(plan, scheme)
    with pytest.raises(ValueError, match="neither above nor beside"):
        board_of(plan, "Bakery", [*around, box])


@pytest.mark.parametrize("kind", DRAWN)
def test_a_building_of_the_catalogue_has_its_text_on_a_board(kind: str) -> None:
    seed = world_seed(1) / kind
    without, with_it = load_model(kind, {}, seed), load_model(kind, {}, seed, {"en": "Bakery"})
    for level in (0, 1):
        count = [sum(len(mesh.face) for mesh in one.levels[level]) for one in (without, with_it)]
        assert 4 <= count[1] - count[0] <= 1200
    assert with_it.colliders == without.colliders


def test_two_makings_of_one_sign_are_alike() -> None:
    plan, scheme = plan_of("shop"), looks("shop")
    one, other = added(plan, scheme, "Bakery"), added(plan, scheme, "Bakery")
    assert one.position_m.tobytes() == other.position_m.tobytes()


def test_a_sign_is_a_text_that_is_translated_and_kept_in_the_file() -> None:
    lesson = parse_lesson(LESSON.format(kind="shop", more=", sign: {en: Bakery, de: Bäckerei}"), REGISTRY)
    key = "buildings/it/sign"
    assert [text.words for text in texts_of(lesson) if text.key.endswith(key)] == [{"en": "Bakery", "de": "Bäckerei"}]
    faces = {}
    for language in ("en", "de"):
        theirs = for_learner(lesson, Learner.model_validate({"id": "l-07", "languages": {"first": language}}))
        files = build(theirs, make=("glb",)).files
        found = read_json(next(data for path, data in files.items() if path.name.endswith(".glb")))[0]
        node = next(node for node in found["nodes"] if meaning(node).get("id") == "it")
        assert meaning(node)["facts"]["text"][language] == {"en": "Bakery", "de": "Bäckerei"}[language]
        faces[language] = sum(one["count"] for one in found["accessors"])
    assert faces["en"] != faces["de"]


def test_a_letter_that_no_font_has_is_told_where_it_stands() -> None:
    lesson = parse_lesson(LESSON.format(kind="shop", more=', sign: "Bakery 🥐"'), REGISTRY)
    with pytest.raises(SpecError) as caught:
        build(lesson, make=("glb",))
    assert [(one.code, one.pointer) for one in caught.value.issues] == [("LETTER_MISSING", "/world/buildings/0/sign")]


def test_a_sign_with_too_many_words_is_refused() -> None:
    lesson = parse_lesson(LESSON.format(kind="shop", more=f", sign: {'bread ' * 20}"), REGISTRY)
    with pytest.raises(SpecError, match="at most 80"):
        build(lesson, make=("glb",))
