"""Axe finds nothing wrong with the page, whatever it shows: in the world and plain, large and small, to any learner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import SCENES, VOLCANO, Visit, violations
from tests.web.hands import Hand, answer, card, do
from tests.web.test_play import begin, unfold

pytestmark = pytest.mark.chromium
PHONE = {"width": 390, "height": 844}
CHROMEBOOK = {"width": 1366, "height": 768}


def look(visit: Visit, within: str = "html") -> None:
    """Find nothing wrong with the page as it is now."""
    assert violations(visit.page, within) == []


def play_and_look(visit: Visit, come: Callable[[str], None]) -> None:
    """Do all there is to do, and look before and after each answer, with every hint, right and wrong."""
    page, lesson, hand = visit.page, visit.lesson, Hand(visit.page)
    for station in lesson["flow"]["order"]:
        come(station)
        look(visit)
        for activity in [one for one in lesson["activities"] if one["station"] == station]:
            do(hand, activity)
            look(visit, f"section[aria-labelledby='{activity['id']}-title']")
        for question in [one for one in lesson["questions"] if one["station"] == station]:
            place = card(page, question["id"])
            for _ in question.get("hints", ()):
                place.locator("button:not([type=submit]):has(svg)").last.click()
            assert place.locator(".hints li").count() == len(question.get("hints", ()))
            for right in (False, True):
                answer(hand, question, right=right)
                look(visit, f"section[aria-labelledby='{question['id']}-title']")
    look(visit)


def look_at_dialogues(visit: Visit) -> None:
    """Open each dialogue, which gives the focus back when it closes."""
    page = visit.page
    tools = page.locator(".bar .tool[aria-haspopup]:visible").all()
    assert len(tools) == (5 if page.viewport_size == CHROMEBOOK else 4)  # a phone has no keys to explain
    for tool in tools:
        tool.click()
        page.wait_for_selector("dialog[open]")
        look(visit)
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        assert tool.evaluate("one => document.activeElement === one")


def test_the_plain_page(made: Callable[..., Path], visit: Callable[..., Any]) -> None:
    with visit(made(), reduced_motion="reduce") as found:
        page, hand = found.page, Hand(found.page)
        look(found)
        begin(hand, "Ann")
        play_and_look(found, lambda station: unfold(hand, station))
        look_at_dialogues(found)
        page.evaluate("sitting.prefer({contrast: true, size: 200})")
        look(found)
        page.set_viewport_size(PHONE)
        look(found)
        look_at_dialogues(found)
        page.locator(".onward button:has-text('Finish')").last.click()
        page.wait_for_selector(".end")
        look(found)
        page.evaluate("sitting.prefer({contrast: false, size: 100})")
        look(found)
        found.come_again()
        assert page.locator(".slots button").count() == 2
        look(found)


def test_the_world(made: Callable[..., Path], visit: Callable[..., Any]) -> None:
    with visit(made(), world=True, reduced_motion="reduce") as found:
        page = found.page
        page.locator(".begin button[type=submit]").click()
        look(found)  # while it loads, or just after
        found.arrive()

        def come(station: str) -> None:
            if found.shown["state"]["at"] != station:
                page.locator(".onward button.main").first.click()
            assert found.shown["state"]["at"] == station
            found.beat()

        play_and_look(found, come)
        look_at_dialogues(found)
        page.locator(".panel button.word").first.click()
        look(found)
        page.keyboard.press("Escape")
        page.evaluate("sitting.dispatch({type: 'leave'})")
        look(found)
        for size, looks in ((PHONE, {"contrast": False}), (PHONE, {"contrast": True, "size": 200}), (CHROMEBOOK, {})):
            page.set_viewport_size(size)
            page.evaluate("looks => sitting.prefer(looks)", looks)
            found.beat()
            look(found)
        page.evaluate("sitting.prefer({size: 100}); sitting.set({picking: {for: 'measure', activity: 'x'}})")
        look(found)
        page.evaluate(
            "sitting.set({picking: null, panel: 'low', hovered: sitting.lesson.names[0].id, caption: 'Read.'})"
        )
        look(found)
        page.evaluate("sitting.dispatch({type: 'end'}); sitting.set({phase: 'end'})")
        look(found)


@pytest.mark.parametrize("name", ["l-03", "l-04"])
def test_the_world_of_one_who_reads_otherwise(name: str, made: Callable[..., Path], visit: Callable[..., Any]) -> None:
    with visit(made(VOLCANO, SCENES / "learners" / f"{name}.yaml"), world=True, reduced_motion="reduce") as found:
        page = found.page
        look(found)
        page.locator(".begin button[type=submit]").click()
        found.arrive()
        for size in (CHROMEBOOK, PHONE):
            page.set_viewport_size(size)
            found.beat()
            look(found)
            look_at_dialogues(found)


def test_a_page_without_a_world(made: Callable[..., Path], visit: Callable[..., Any]) -> None:
    page = made(VOLCANO)
    with visit(page) as found:
        found.page.goto(page.as_uri())
        assert found.page.locator(".start .note").count()
        look(found)
        begin(Hand(found.page))
        look(found)
