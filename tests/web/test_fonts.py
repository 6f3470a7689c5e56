"""Letters on a computer that has no font for them: those that the page brings along, and no box."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import CHROMIUM, PLAIN, VOLCANO, Visit, listen
from tests.web.hands import Hand
from tests.web.test_play import begin
from worldgen.core.assets import assets_root
from worldgen.letters.shaping import letters_of
from worldgen.letters.subsets import SCRIPTS, font_with, letters_by_font
from worldgen.web.fonts import fonts_of

BOXES = """() => {
  const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const drawn = letter => {
    pen.clearRect(0, 0, 60, 60);
    pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
    pen.fillText(letter, 5, 45);
    return pen.getImageData(0, 0, 60, 60).data.join();
  };
  const box = drawn('\\u0378');
  const texts = [document.body.innerText, ...[...document.querySelectorAll('option')].map(one => one.text)];
  return [...new Set(texts.join(''))].filter(letter => letter.trim() && drawn(letter) === box).join('');
}"""


@pytest.fixture
def computer(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Return what opens a page in the browser of a computer that has some of our fonts and no other."""
    browsers: list[Any] = []

    def opened(page: Path, *fonts: str) -> Visit:
        for font in fonts:
            shutil.copy(assets_root() / "fonts" / font, tmp_path)
        settings = tmp_path / "fonts.conf"
        settings.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>")
        env = {**os.environ, "FONTCONFIG_FILE": str(settings)}
        browsers.append(chromium.launch(executable_path=CHROMIUM, args=PLAIN, env=env))
        found = Visit(browsers[-1].new_page(viewport={"width": 1000, "height": 900}))
        listen(found)
        found.page.goto(page.as_uri() + "?page")
        found.page.wait_for_selector(".start")
        return found

    yield opened
    for one in browsers:
        one.close()


@pytest.mark.chromium
def test_no_letter_of_a_lesson_is_a_box(made: Callable[..., Path], computer: Callable[..., Visit]) -> None:
    found = computer(made(VOLCANO), "latin.ttf")
    page = found.page
    begin(Hand(page))
    page.evaluate("sitting.set({unfolded: sitting.lesson.stations.map(one => one.id)})")
    for tag, name in (("ar", "arabic"), ("hi", "devanagari"), ("zh", "chinese")):
        page.wait_for_function("name => [...document.fonts].some(one => one.family === name)", arg=f"Lesson {name}")
        page.evaluate("tag => sitting.prefer({language: tag})", tag)
        page.wait_for_selector(f"html[lang={tag}]")
        assert page.evaluate(BOXES) == "", tag
    assert found.wrong == []


@pytest.mark.chromium
def test_a_computer_that_has_a_font_keeps_it(made: Callable[..., Path], computer: Callable[..., Visit]) -> None:
    page = computer(made(VOLCANO), "latin.ttf", "arabic.ttf").page
    page.wait_for_function("() => document.fonts.size === 2")
    assert page.evaluate("[...document.fonts].map(one => one.family)") == ["Lesson devanagari", "Lesson chinese"]


def test_a_page_has_only_the_letters_that_it_may_show() -> None:
    found = letters_by_font("Lava ﬂows · 熔岩 ज्वाला é Ж 😀")
    assert found == {"devanagari": "".join(sorted(set("ज्वाला"))), "chinese": "".join(sorted("熔岩"))}
    assert len(font_with("chinese", found["chinese"])) < 3000
    assert fonts_of({"languages": ["en"], "title": {"en": "Kraków, Київ"}}) == []
    assert fonts_of({"languages": ["hi"], "title": {"hi": "ज्वाला"}}) == fonts_of({"languages": ["hi"], "t": "ज्वाला"})
    (arabic,) = fonts_of({"languages": ["ar"], "title": {"ar": "حمم"}})
    assert (arabic["name"], arabic["sample"]) == ("arabic", "حم")


def test_every_letter_of_a_font_can_be_brought_along() -> None:
    for name in SCRIPTS:
        assert len(font_with(name, "".join(map(chr, sorted(letters_of(name)))))) > 20_000
