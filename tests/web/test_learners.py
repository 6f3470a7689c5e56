"""The same lesson in the browser as different learners get it: their words, their supports, the same maximum score."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import SCENES, VOLCANO, Visit, violations
from tests.web.hands import Hand, Keys
from tests.web.test_play import begin, play

pytestmark = pytest.mark.chromium
ENGLISH = ("Check", "Stop 1", "Settings", "Next", "Finish")  # words that no other language of ours writes so


def learner(name: str) -> Path:
    return SCENES / "learners" / f"{name}.yaml"


def root(visit: Visit) -> dict[str, Any]:
    """Return language, direction, classes and size of letters of the page."""
    return visit.page.evaluate(
        "() => { const one = document.documentElement;"
        " return {lang: one.lang, dir: one.dir, looks: [...one.classList], size: one.style.fontSize}; }"
    )


@pytest.mark.parametrize(
    ("name", "lang", "way", "looks", "size"),
    [
        ("l-03", "ar", "rtl", {"contrast"}, "135%"),
        ("l-04", "hi", "ltr", set(), "100%"),
        ("l-06", "fr", "ltr", {"calm"}, "100%"),
    ],
)
def test_a_learner_plays_in_their_language_with_their_supports_to_the_same_score(
    name: str, lang: str, way: str, looks: set[str], size: str, made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made(VOLCANO, learner(name))) as found:
        hand = Keys(found.page) if lang == "ar" else Hand(found.page)
        begin(hand)
        page = root(found)
        assert (page["lang"], page["dir"], page["size"]) == (lang, way, size)
        assert looks <= set(page["looks"])
        play(found, hand, wrong_first=True, look=lambda: none_wrong(found))
        now = found.shown["now"]
        assert (now["earned"], now["possible"], now["complete"]) == (4, 4, True)
        assert found.shown["who"]["name"]
        text = found.page.locator("body").inner_text()
        assert [word for word in ENGLISH if word in text] == []


def none_wrong(visit: Visit) -> None:
    assert violations(visit.page) == []


def test_easier_words_come_first_where_they_are_asked_for_and_the_usual_ones_a_tap_away(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made(VOLCANO, learner("l-04"))) as found:
        begin(Hand(found.page))
        found.page.locator("#stop-lava").click()
        station = next(one for one in found.lesson["stations"] if one["id"] == "lava")
        body = found.page.locator("#body-lava")
        assert station["support_text"]["hi"].strip() in body.inner_text()
        body.locator(".buttons.quiet button").last.click()
        assert station["text"]["hi"].strip() in body.inner_text()


def test_words_are_explained_in_the_first_language_too(made: Callable[..., Path], visit: Callable[..., Any]) -> None:
    with visit(made(VOLCANO, learner("l-01"))) as found:
        page = found.page
        begin(Hand(page))
        page.locator("#stop-lava").click()
        page.locator("#stop-rim").click()
        page.locator("#body-rim button.word").first.click()
        shown = page.locator("dialog .glossary > div.is-on")
        word = found.lesson["vocabulary"][0]
        assert word["term"]["en"] in shown.inner_text()
        assert word["term"]["es"] in shown.inner_text()
        assert shown.locator("[lang=es]").count() == 2


def test_there_is_no_clock_for_those_who_need_time(made: Callable[..., Path], visit: Callable[..., Any]) -> None:
    with visit(made(VOLCANO, learner("l-07"))) as found:
        assert "No hay reloj" in found.page.locator(".start").inner_text()


def test_where_there_is_no_webgl_the_page_says_so_and_goes_on(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    page = made(VOLCANO)
    with visit(page) as found:
        found.page.goto(page.as_uri())
        assert found.page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
        assert "cannot be shown on this device" in found.page.locator(".start").inner_text()
        hand = Hand(found.page)
        begin(hand)
        play(found, hand, wrong_first=False)
        assert found.shown["now"]["earned"] == 4


VOICES = """
window.said = [];
const voice = (name, lang, localService) => ({name, lang, localService, default: false, voiceURI: name});
const voices = [voice('net', 'en-GB', false), voice('own', 'en-US', true), voice('otro', 'es-ES', true)];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => voices,
  speak: (one) => { said.push([one.voice.name, one.text]); if (said.length === 1) one.onstart(); },
  cancel: () => {},
}});
"""


def test_texts_are_read_by_a_voice_of_this_device_alone_and_shown_while_they_are_read(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made()) as found:
        page = found.page
        page.add_init_script(VOICES)
        page.reload()
        begin(Hand(page))
        page.locator("#stop-mill").click()
        page.locator("#body-mill .buttons.quiet button").first.click()
        said = page.evaluate("said")
        assert {name for name, _ in said} == {"own"}
        narration = next(one for one in found.lesson["stations"] if one["id"] == "mill")["narration"]["en"]
        assert " ".join(text for _, text in said) == narration.strip()
        assert page.locator(".caption").inner_text() == said[0][1]


def test_a_world_that_is_lost_leaves_the_lesson_where_it_was(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made(VOLCANO), world=True, reduced_motion="reduce") as found:
        page = found.page
        page.locator(".begin button[type=submit]").click()
        page.wait_for_selector(".world.is-ready", timeout=60_000)
        page.evaluate(
            "document.getElementById('view').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
        )
        page.wait_for_selector(".reading")
        assert "cannot be shown" in page.locator(".reading").inner_text()
        assert found.shown["state"]["visited"] == ["camp"]
        found.wrong[:] = [one for one in found.wrong if "Context Lost" not in one]
