"""A learner at the page: by mouse, by keyboard alone, or by touch; each answers the same questions."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

MOST_TABS = 400


class Hand:
    """What one can do with a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def tick(self, target: Locator) -> None:
        self.press(target.locator("xpath=.."))

    def choose(self, target: Locator, value: str) -> None:
        target.select_option(value)

    def write(self, target: Locator, text: str) -> None:
        self.press(target)
        target.fill("")
        target.press_sequentially(text)


class Touch(Hand):
    """Fingers on glass."""

    def press(self, target: Locator) -> None:
        target.tap()


class Keys(Hand):
    """A keyboard and nothing else: every target is walked to with Tab."""

    def reach(self, target: Locator) -> None:
        handle = target.element_handle()
        for _ in range(MOST_TABS):
            if self.page.evaluate("one => document.activeElement === one", handle):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def tick(self, target: Locator) -> None:
        if target.get_attribute("type") == "checkbox":
            self.reach(target)
            self.page.keyboard.press("Space")
            return
        group = self.page.locator(f"input[name='{target.get_attribute('name')}']")
        chosen = group.and_(self.page.locator(":checked"))
        self.reach(chosen if chosen.count() else group.first)
        if not chosen.count():
            self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert target.is_checked()

    def choose(self, target: Locator, value: str) -> None:
        self.reach(target)
        places: list[str] = target.evaluate("one => [...one.options].map(option => option.value)")
        self.page.keyboard.press("Home")
        for _ in range(places.index(value)):
            self.page.keyboard.press("ArrowDown")
        assert target.input_value() == value

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)


def arrange(hand: Hand, name: str, count: int) -> None:
    """Put the list `name` in its right order with its buttons."""
    for item in range(count):
        here = hand.page.locator(f"ol.arrange:has(#{name}-{item}-up) li")
        order = [
            int(one.split("-")[-2])
            for one in here.locator("button:first-child").evaluate_all("all => all.map(one => one.id)")
        ]
        for _ in range(order.index(item) - item):
            hand.press(hand.page.locator(f"#{name}-{item}-up"))


def answer(hand: Hand, question: dict[str, Any], *, right: bool) -> None:
    """Answer `question` rightly, or as wrongly as can be, and hand it in."""
    page, name = hand.page, question["id"]
    match question["type"]:
        case "choice":
            index = next(i for i, one in enumerate(question["options"]) if one["correct"] is right)
            hand.tick(page.locator(f"input[name='{name}'][value='{index}']"))
        case "multi":
            for index, option in enumerate(question["options"]):
                box = page.locator(f"input[name='{name}'][value='{index}']")
                if box.is_checked() is not (option["correct"] is right):
                    hand.tick(box)
        case "number":
            hand.write(page.locator(f"#{name}-in"), str(question["answer"] if right else question["answer"] + 99))
        case "text":
            hand.write(page.locator(f"#{name}-in"), next(iter(question["answers"][0].values())) if right else "zebra")
        case "order":
            if right:
                arrange(hand, name, len(question["items"]))
        case "match":
            count = len(question["pairs"])
            for index in range(count):
                hand.choose(page.locator(f"#{name}-{index}"), str(index if right else (index + 1) % count))
        case "label":
            targets = [one["target"] for one in question["labels"]]
            for index in range(len(targets)):
                wanted = targets[index] if right else targets[(index + 1) % len(targets)]
                hand.choose(page.locator(f"#{name}-{index}"), wanted)
        case "point":
            folded = card(page, name).locator("details:not([open]) summary")
            if folded.count():
                hand.press(folded)
            boxes = page.locator(f"input[name='{name}']")
            values: list[str] = boxes.evaluate_all("all => all.map(one => one.value)")
            wanted = question["target"] if right else next(one for one in values if one != question["target"])
            hand.tick(page.locator(f"input[name='{name}'][value='{wanted}']"))
    hand.press(card(page, name).locator("button[type=submit]"))


def card(page: Page, name: str) -> Locator:
    """Return the card of a question or an activity."""
    return page.locator(f"section.card[aria-labelledby='{name}-title']")


def do(hand: Hand, activity: dict[str, Any]) -> None:
    """Do an activity to its end."""
    page, name, kind = hand.page, activity["id"], activity["kind"]
    place = card(page, name)
    if kind in ("explore", "inspect", "collect"):
        for _ in range(max(1, len(activity["things"]))):
            hand.press(place.locator("button:enabled").first)
    elif kind in ("dialogue", "procedure"):
        for _ in activity["steps"]:
            hand.press(place.locator("button.main:enabled").first)
    elif kind == "measure":
        hand.press(place.locator(".measuring button"))
    else:
        if kind == "order":
            arrange(hand, name, len(activity["steps"]))
        for thing in activity["things"]:
            value = thing if kind == "label" else str(activity["belongs"][thing])
            hand.choose(page.locator(f"[id='{name}-{thing}']"), value)
        hand.press(place.locator("button.main"))
