"""Words become outlines: shaped as their script asks, in the order in which they are read, never as an empty box."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import polib
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from worldgen.core.assets import assets_root
from worldgen.letters.breaking import HINT, pieces, wrapped
from worldgen.letters.direction import base_level, runs
from worldgen.letters.line import line_of
from worldgen.letters.missing import MissingLetterError
from worldgen.letters.outline import Flat, triangles
from worldgen.letters.prepared import prepared, table
from worldgen.letters.shaping import shaped

ROOT = Path(__file__).parents[2]
PREPARED = sorted(table().place)
ARABIC, HINDI = "طريق فوهة البركان", "क्षेत्र में प्रवेश"


def by_harfbuzz(text: str, slack: float = 12.0) -> Flat:
    return shaped(text, runs(text, base_level(text)), slack)


def area(flat: Flat) -> float:
    a, b, c = (flat.position[flat.face[:, k]] for k in range(3))
    return float(((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]).sum()) / 2


@given(
    st.text(
        st.sampled_from([one for one in PREPARED if one.isalnum() or one in " .,:;!?'-()"]), min_size=1, max_size=24
    )
)
@settings(max_examples=150, deadline=None)
def test_the_prepared_letters_say_what_harfbuzz_says(text: str) -> None:
    mine = prepared(text)
    if mine is None:  # a letter and an accent that make a third one
        return
    theirs = by_harfbuzz(text)
    assert abs(mine.advance - theirs.advance) <= len(text)
    assert abs(area(mine) - area(theirs)) <= 0.02 * max(area(theirs), 1.0) + 50


def test_arabic_letters_are_joined_and_run_to_the_left() -> None:
    apart = sum(by_harfbuzz(letter).advance for letter in "بركان")
    assert by_harfbuzz("بركان").advance < 0.8 * apart
    whole = by_harfbuzz("با")
    alone = by_harfbuzz("ا")
    tall = whole.position[whole.position[:, 1] > 0.8 * alone.position[:, 1].max()]
    assert tall[:, 0].max() < whole.advance / 2  # the alif, read last, stands on the left


def test_hindi_letters_become_conjuncts_and_vowels_go_before_what_they_follow() -> None:
    assert by_harfbuzz("क्ष").advance < by_harfbuzz("क").advance + by_harfbuzz("ष").advance
    assert np.array_equal(by_harfbuzz("कि").position[:3], by_harfbuzz("कि").position[:3])
    before, alone = by_harfbuzz("कि"), by_harfbuzz("क")
    assert before.advance > alone.advance
    assert before.position[:, 1].max() > alone.position[:, 1].max()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc", [(0, 3, False)]),
        ("אבג", [(0, 3, True)]),
        ("abc אבג def", [(0, 4, False), (4, 7, True), (7, 11, False)]),
        ("אבג 123", [(4, 7, False), (0, 4, True)]),
        ("ارتفاع 38 m", [(10, 11, False), (9, 10, True), (7, 9, False), (0, 7, True)]),
        ("سعر 1,200.", [(9, 10, True), (4, 9, False), (0, 4, True)]),
        ("", []),
    ],
)
def test_runs_are_given_as_they_are_seen(text: str, seen: list[tuple[int, int, bool]]) -> None:
    assert runs(text, base_level(text)) == seen


@given(st.text(st.sampled_from("ab אבاب12 .,()+%"), max_size=30), st.integers(0, 1))
def test_every_letter_is_seen_once(text: str, base: int) -> None:
    places = [place for start, end, _ in runs(text, base) for place in range(start, end)]
    assert sorted(places) == list(range(len(text)))


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_drawn_or_its_missing_letter_named(text: str) -> None:
    try:
        flat = line_of(text, base_level(text))
    except MissingLetterError as error:
        named = (error.letter, str(error))
    else:
        assert np.isfinite(flat.position).all()
        assert (flat.face < max(len(flat.position), 1)).all()
        return
    assert named[0] in text
    assert f"U+{ord(named[0]):04X}" in named[1]


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(MissingLetterError, match=r"no font has 'の' \(U\+306E, hiragana letter no\)"):
        line_of("火山の小径", 0)


@pytest.mark.parametrize("path", sorted((ROOT / "scenes" / "lessons").glob("*.po")), ids=lambda path: path.name)
def test_every_letter_of_the_translated_lessons_is_there(path: Path) -> None:
    for entry in polib.pofile(str(path)):
        flat = line_of(" ".join(entry.msgstr.split()), base_level(entry.msgstr))
        assert len(flat.face)


@given(
    st.text(st.sampled_from("火山口小径abc 、。（）！："), min_size=1, max_size=30), st.booleans(), st.integers(1, 4)
)
def test_lines_hold_all_the_words_and_none_begins_with_a_closing_mark(text: str, within: bool, count: int) -> None:
    parts = pieces(text, within=within)
    lines = wrapped(parts, count)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert len(lines) <= count
    for word in text.split():
        assert not any(part.text[0] in "、。）！：" for part in pieces(word) if part.text[0] != word[0])


def test_a_line_of_chinese_ends_where_the_translator_says() -> None:
    assert [piece.text for piece in pieces(f"火山口{HINT}小径")] == ["火山口", "小径"]
    assert [piece.text for piece in pieces("危险：请勿靠近", within=False)] == ["危险：", "请勿靠近"]


def test_holes_are_cut_out_and_triangles_face_the_reader() -> None:
    outer = [(0, 0), (100, 0), (100, 100), (0, 100)]
    hole = [(25, 25), (25, 75), (75, 75), (75, 25)]
    flat = triangles([outer, hole], 1.0, 100.0)
    assert area(flat) == pytest.approx(100 * 100 - 50 * 50)
    for text in ("Crater", ARABIC, HINDI, "火山口"):
        flat = line_of(text, base_level(text))
        a, b, c = (flat.position[flat.face[:, k]] for k in range(3))
        assert ((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0] >= 0).all()


def test_each_file_that_is_not_ours_is_listed_with_its_licence() -> None:
    listed = {row["id"]: row for row in yaml.safe_load((assets_root() / "index.yaml").read_text("utf-8"))}
    there = {f"fonts/{path.name}" for path in (assets_root() / "fonts").iterdir() if path.suffix != ".txt"}
    assert set(listed) == there
    for name, row in listed.items():
        data = (assets_root() / name).read_bytes()
        assert (row["sha256"], row["bytes"], row["licence"]) == (sha256(data).hexdigest(), len(data), "OFL-1.1")
    assert "SIL OPEN FONT LICENSE" in (assets_root() / "fonts" / "OFL.txt").read_text("utf-8")


def test_an_english_lesson_with_a_sign_loads_neither_harfbuzz_nor_translations() -> None:
    lesson = (ROOT / "scenes" / "lessons" / "volcano-island.yaml").as_posix()
    code = (
        "import sys; from worldgen import build; "
        f"build({lesson!r}, make=('glb',)); "
        "print(sorted(set(sys.modules) & {'uharfbuzz', 'polib', 'readsight', 'worldgen.learners'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
