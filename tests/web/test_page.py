"""The page as a file: one, small, closed to the world, with every text in its languages and none that runs."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from tests.web.conftest import SCENES, VOLCANO
from worldgen.core.issues import SpecError
from worldgen.languages.own import LANGUAGES
from worldgen.pipeline import build, page_of
from worldgen.web import media
from worldgen.web.own_words import english_words, page_words


@pytest.fixture(scope="module")
def html() -> str:
    return page_of(VOLCANO)[1].decode()


def data_of(html: str) -> dict:
    found = re.search(r'<script type="application/json" id="lesson">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_page_is_one_small_file_and_the_same_every_time(html: str) -> None:
    built = build(VOLCANO, make=("page",))
    assert {str(name) for name in built.files} == {"index.html", "report.json", "run.json"}
    assert built.files[next(name for name in built.files if name.name == "index.html")].decode() == html
    assert len(html.encode()) <= 2_500_000


def test_the_policy_lets_in_our_own_program_and_looks_and_no_host(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    rules = {one.split()[0]: one.split()[1:] for one in policy[1].split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert not re.search(r"https?:|\*|unsafe-inline|unsafe-eval'", policy[1].replace("wasm-unsafe-eval", ""))
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(script) == len(style) == 1
    for text, rule in ((script[0], "script-src"), (style[0], "style-src")):
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in rules[rule]
    assert not re.search(r"""(src|href)\s*=\s*["']?https?:""", html.replace(script[0], ""))


def test_the_world_in_the_page_is_the_world_of_profile_web(html: str) -> None:
    packed = re.search(r'id="world">([^<]+)<', html)
    assert packed
    glb = build(VOLCANO, make=("glb",), profile="web").files
    assert gzip.decompress(b64decode(packed[1])) == next(data for name, data in glb.items() if name.suffix == ".glb")


def test_what_an_author_writes_is_text_and_never_a_program(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)> <!-- & \u2028 ]]>"
    text = (SCENES / "gallery" / "hills.yaml").read_text("utf-8")
    found = re.search(r"title: ([^,}\n]+)", text)
    assert found
    lesson = tmp_path / "evil.yaml"
    lesson.write_text(text.replace(found[0], f"title: {json.dumps(evil)}", 1), "utf-8")
    html = page_of(lesson)[1].decode()
    assert evil not in html
    assert data_of(html)["title"]["en"] == evil
    assert html.count("<script") == len(re.findall(r"<script[ >]", html)) == 3


def test_every_language_beside_the_lesson_is_in_the_page_with_names_and_words(html: str) -> None:
    data = data_of(html)
    assert set(data["languages"]) == {"en", "es", "fr", "uk", "ar", "hi", "zh"}
    assert all(set(data["languages"]) <= set(one["text"]) for one in data["stations"])
    crater = next(one for one in data["names"] if one["id"] == "cone.crater")
    assert len(set(crater["label"].values())) >= 5
    assert set(data["words"]) == set(data["languages"])


def test_a_learner_gets_a_page_in_their_language_with_their_supports() -> None:
    name, page, _ = page_of(VOLCANO, SCENES / "learners" / "l-03.yaml")
    data = data_of(page.decode())
    assert (name, data["variant"], data["language"]) == ("volcano-island.l-03", "l-03", "ar")
    assert {"high_contrast", "larger_text", "extended_time"} <= set(data["supports"])
    assert '<html lang="ar" dir="rtl">' in page.decode()


def test_the_teachers_notes_are_not_in_the_page(html: str) -> None:
    assert "Lava burns from the start" not in html


def test_a_film_that_no_tablet_would_open_is_refused_at_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "MOST_BYTES", 1000)
    with pytest.raises(SpecError) as refused:
        page_of(VOLCANO)
    (found,) = refused.value.issues
    assert found.code == "PAGE_MEDIA_LARGE"
    text = VOLCANO.read_text("utf-8").splitlines()
    assert "ropy-lava.jpg" in text[found.line - 1]


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_every_word_of_the_page_is_there_in_every_language_we_speak(tag: str) -> None:
    english, words = english_words(), page_words(tag)
    holes = {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in english.items()}
    assert {key: sorted(re.findall(r"\{(\w+)\}", words[key])) for key in english} == holes
    same = {key for key in english if words[key] == english[key]}
    assert same <= {"picture_by", "minutes", "score"}, same


def test_the_page_bears_the_notices_of_those_whose_work_it_holds(html: str) -> None:
    for owner in ("three.js authors", "Jason Miller", "Arseny Kapoulkine", "THE SOFTWARE IS PROVIDED"):
        assert owner in html
