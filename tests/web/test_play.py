"""A whole lesson played in a real browser: by mouse, by keys alone, by touch, to the same score; and resumed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import ROOT, VOLCANO, Visit, violations
from tests.web.hands import Hand, Keys, Touch, answer, card, do

pytestmark = pytest.mark.chromium


def as_documented() -> dict[str, Any]:
    """Return what the documentation gives to check a result code with."""
    (example,) = re.findall(r"```py\n(.*?)```", (ROOT / "docs/reference/result-code.md").read_text("utf-8"), re.DOTALL)
    found: dict[str, Any] = {}
    exec(compile(example, "result-code.md", "exec"), found)
    return found


def unfold(hand: Hand, station: str) -> None:
    """Open the part of the page of `station`."""
    head = hand.page.locator(f"#stop-{station}")
    if head.get_attribute("aria-expanded") != "true":
        hand.press(head)


def begin(hand: Hand, name: str = "") -> None:
    if name:
        hand.write(hand.page.locator("#who"), name)
    hand.press(hand.page.locator(".begin button[type=submit]"))
    hand.page.wait_for_selector("#main.reading")


def play(visit: Visit, hand: Hand, *, wrong_first: bool, look: Callable[[], None] = lambda: None) -> None:
    """Do everything that there is to do, station by station."""
    lesson = visit.lesson
    for station in lesson["flow"]["order"]:
        unfold(hand, station)
        look()
        for activity in [one for one in lesson["activities"] if one["station"] == station]:
            do(hand, activity)
            assert visit.shown["state"]["works"][activity["id"]]["done"], activity["id"]
        for question in [one for one in lesson["questions"] if one["station"] == station]:
            if wrong_first:
                answer(hand, question, right=False)
                assert card(hand.page, question["id"]).locator(".reply.is-wrong").count() == 1, question["id"]
                look()
            answer(hand, question, right=True)
            assert card(hand.page, question["id"]).locator(".reply.is-right").count() == 1, question["id"]
        look()


@pytest.mark.parametrize(
    ("kind", "device"), [(Hand, "chromebook"), (Keys, "chromebook"), (Touch, "phone"), (Touch, "tablet")]
)
def test_every_question_is_answered_wrong_and_right_and_every_activity_done_to_the_same_score(
    kind: type[Hand], device: str, made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made(), device) as found:
        hand = kind(found.page)
        begin(hand)
        play(found, hand, wrong_first=True)
        shown = found.shown
        assert (shown["now"]["earned"], shown["now"]["possible"]) == (18, 18)
        assert shown["now"]["complete"]
        hand.press(found.page.locator(".onward button:has-text('Finish')").last)
        found.page.wait_for_selector(".end")
        assert "100%" in found.page.locator(".score").inner_text()
        code = found.page.locator("#result-code").input_value()
        assert code.startswith("WG1 everything Guest 18/18 99999999")
        assert as_documented()["is_whole"](code)
        assert not as_documented()["is_whole"](code.replace("18/18", "17/18"))


def fold(visit: Visit, hand: Hand) -> None:
    """Fold the sheet of paper away and unfold it again, however the device is held."""
    page = visit.page
    size = page.viewport_size
    for turned in (size, {"width": size["height"], "height": size["width"]}, {"width": 640, "height": 360}, size):
        page.set_viewport_size(turned)
        for panel in ("low", "open"):
            hand.press(page.locator(".panel-head .square"))
            assert page.evaluate("sitting.get().panel") == panel


@pytest.mark.parametrize(("kind", "device"), [(Hand, "chromebook"), (Keys, "chromebook"), (Touch, "phone")])
def test_in_the_world_the_same_questions_and_activities_earn_the_same_score(
    kind: type[Hand], device: str, made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made(), device, world=True, reduced_motion="reduce") as found:
        page, hand, lesson = found.page, kind(found.page), found.lesson
        hand.press(page.locator(".begin button[type=submit]"))
        found.arrive()
        fold(found, hand)
        for station in lesson["flow"]["order"]:
            if found.shown["state"]["at"] != station:
                hand.press(page.locator(".onward button.main").first)
            assert found.shown["state"]["at"] == station
            found.beat()
            for activity in [one for one in lesson["activities"] if one["station"] == station]:
                do(hand, activity)
            for question in [one for one in lesson["questions"] if one["station"] == station]:
                answer(hand, question, right=False)
                answer(hand, question, right=True)
        shown = found.shown
        undone = [
            one["id"] for one in lesson["activities"] if not shown["state"]["works"].get(one["id"], {}).get("done")
        ]
        assert undone == []
        now = shown["now"]
        assert (now["earned"], now["possible"], now["complete"]) == (18, 18, True)
        hand.press(page.locator(".bar .tool.view"))
        page.wait_for_selector(".reading")
        assert found.shown["now"]["earned"] == 18


def test_a_click_on_the_thing_itself_answers(made: Callable[..., Path], visit: Callable[..., Any]) -> None:
    with visit(made(VOLCANO), world=True, reduced_motion="reduce") as found:
        page = found.page
        page.locator(".begin button[type=submit]").click()
        found.arrive()
        page.evaluate("sitting.dispatch({type: 'visit', station: 'lava'})")
        page.evaluate("sitting.dispatch({type: 'visit', station: 'rim'})")
        page.locator(".bar .tool").first.click()
        page.locator(".stops button").nth(2).click()
        question = next(one for one in found.lesson["questions"] if one["type"] == "point")
        place = card(page, question["id"])
        place.locator("button.big").click()
        found.beat()
        assert page.evaluate("worldgen.station()") == "rim"
        page.evaluate("id => worldgen.world.look(id)", question["target"])  # as one turns to it with a key
        for _ in range(20):
            found.beat(0.2)
        spot = page.evaluate(
            "id => { const {at} = sitting.lesson.names.find(one => one.id === id); return worldgen.screen(...at); }",
            question["target"],
        )
        assert spot is not None
        for up in range(0, 400, 30):  # the near edge of the crater hides its middle
            if found.shown["picking"] is not None:
                page.mouse.click(spot[0], spot[1] - up)
                found.beat()
        place.locator("button[type=submit]").click()
        assert place.locator(".reply.is-right").count() == 1


def test_a_page_that_is_closed_after_any_step_goes_on_where_it_was(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made()) as found:
        page, hand, lesson = found.page, Hand(found.page), found.lesson
        begin(hand, "Ann")

        def again() -> None:
            before = found.shown["state"]
            found.come_again()
            assert page.locator(".slots button").first.inner_text().startswith("Continue as Ann?")
            page.locator(".slots button").first.click()
            after = found.shown["state"]
            assert {**after, "seconds": 0} == {**before, "seconds": 0}

        for station in lesson["flow"]["order"]:
            unfold(hand, station)
            for activity in [one for one in lesson["activities"] if one["station"] == station]:
                do(hand, activity)
                again()
            for question in [one for one in lesson["questions"] if one["station"] == station]:
                unfold(hand, station)
                answer(hand, question, right=True)
                again()
            unfold(hand, station)
        assert found.shown["now"]["earned"] == 18


def test_a_measure_in_the_world_is_done_when_it_goes_from_the_one_thing_to_the_other(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made(), world=True, reduced_motion="reduce") as found:
        page = found.page
        page.locator(".begin button[type=submit]").click()
        found.arrive()
        activity = next(one for one in found.lesson["activities"] if one["kind"] == "measure")
        page.evaluate("id => sitting.dispatch({type: 'visit', station: id})", activity["station"])
        page.evaluate("id => worldgen.world.go(id)", activity["station"])
        found.beat()
        place = card(page, activity["id"])
        place.locator("button.big").click()
        for x in (300, 600):  # from one spot of the ground to another
            page.mouse.click(x, 600)
            found.beat()
        page.wait_for_function("() => sitting.get().picking === null", polling=50)
        assert place.locator(".measures li").count() == 3
        work = found.shown["state"]["works"][activity["id"]]
        assert (work["done"], float(work["placed"]["distance"]) > 0) == (False, True)
        first, second = (
            next(one for one in found.lesson["names"] if one["id"] == name)["label"]["en"].capitalize()
            for name in activity["things"]
        )
        assert page.evaluate("sitting.get().said") == f"From: {first}. To: {second}."
        place.locator("button.big").click()
        for thing in activity["things"]:
            page.evaluate(
                "id => { const [x, y, z] = worldgen.world.whereIs(id);"
                " worldgen.world.stand({position: [x + 14, y, z + 8], yaw: 0, pitch: 0, surface: 'ground'});"
                " worldgen.world.look(id); }",
                thing,
            )
            found.beat()
            page.mouse.click(*page.evaluate("id => worldgen.screen(...worldgen.world.whereIs(id))", thing))
            found.beat()
        page.wait_for_function("() => sitting.get().picking === null", polling=50)
        assert found.shown["state"]["works"][activity["id"]]["done"]


def test_two_learners_share_a_computer_and_neither_loses_anything(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made()) as found:
        page, hand = found.page, Hand(found.page)
        question = found.lesson["questions"][0]
        begin(hand, "Ann")
        answer(hand, question, right=True)
        found.come_again()
        begin(hand, "Bo")
        assert found.shown["state"]["answers"] == {}
        found.come_again()
        names = page.locator(".slots li button:first-child span").all_inner_texts()
        assert names == ["Continue as Bo?", "Continue as Ann?"]
        page.locator(".slots button:has-text('Ann')").first.click()
        assert list(found.shown["state"]["answers"]) == [question["id"]]


def test_another_language_changes_the_words_and_nothing_else(
    made: Callable[..., Path], visit: Callable[..., Any]
) -> None:
    with visit(made(VOLCANO)) as found:
        page, hand = found.page, Hand(found.page)
        begin(hand)
        unfold(hand, "lava")
        do(hand, found.lesson["activities"][0])
        unfold(hand, "rim")
        answer(hand, found.lesson["questions"][1], right=True)
        before = found.shown["state"]
        for tag, way in (("ar", "rtl"), ("uk", "ltr"), ("zh", "ltr")):
            page.locator(".bar .tool").nth(3).click()
            page.locator("#set-language").select_option(tag)
            page.keyboard.press("Escape")
            assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [tag, way]
            assert found.shown["state"] == before
            assert violations(page) == []
        text = page.locator("body").inner_text()
        assert not [word for word in ("Check", "Stop 1", "Question", "Settings") if word in text]


def test_without_a_place_to_save_the_page_plays_on_and_says_so(
    made: Callable[..., Path], visit: Callable[..., Any], browser: Any
) -> None:
    with visit(made()) as found:
        found.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
        found.page.reload()
        hand = Hand(found.page)
        assert "does not let the page save" in found.page.locator(".start").inner_text()
        begin(hand)
        answer(hand, found.lesson["questions"][0], right=True)
        assert found.shown["now"]["earned"] == 2
