"""Pages in a real browser, opened from the disk; any request to a host and any error in the console fails the test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from worldgen.pipeline import build

ROOT = Path(__file__).resolve().parents[2]
SCENES = ROOT / "scenes"
EVERYTHING = SCENES / "lessons" / "everything.yaml"
VOLCANO = SCENES / "lessons" / "volcano-island.yaml"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = ROOT / "worldgen" / "web" / "player" / "node_modules" / "axe-core" / "axe.min.js"
GL = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
DEVICES: dict[str, dict[str, Any]] = {
    "chromebook": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return the page of a lesson on the disk; each is built once."""
    known: dict[tuple[Path, Path | None], Path] = {}

    def page_of(lesson: Path = EVERYTHING, learner: Path | None = None) -> Path:
        key = (lesson, learner)
        if key not in known:
            files = build(lesson, learner=learner, make=("page",)).files
            known[key] = tmp_path_factory.mktemp("page") / "index.html"
            known[key].write_bytes(next(data for name, data in files.items() if name.name == "index.html"))
        return known[key]

    return page_of


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with api.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=GL)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """One page in one browser of its own; `wrong` is what must not happen."""

    page: Any
    wrong: list[str] = field(default_factory=list)

    @property
    def lesson(self) -> dict[str, Any]:
        """The lesson as the page holds it."""
        return self.page.evaluate("sitting.lesson")

    @property
    def shown(self) -> dict[str, Any]:
        """What the session says now."""
        return self.page.evaluate(
            "() => { const {state, now, who, phase, view, picking} = sitting.get();"
            " return {state, who, phase, view, picking, now: {...now, facts: undefined},"
            " mastered: [...now.facts.mastered]}; }"
        )


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return what opens a page on a device, in a profile of its own."""
    contexts: list[Any] = []
    visits: list[Visit] = []

    @contextmanager
    def opened(path: Path, device: str = "chromebook", query: str = "?page", **options: Any) -> Iterator[Visit]:
        context = browser.new_context(**DEVICES[device], **options)
        contexts.append(context)
        yield from opened_in(context, path, query)

    def opened_in(context: Any, path: Path, query: str) -> Iterator[Visit]:
        found = Visit(context.new_page())
        found.page.set_default_timeout(10_000)
        visits.append(found)
        listen(found)
        found.page.goto(path.as_uri() + query)
        found.page.wait_for_selector(".start")
        yield found
        assert found.wrong == []

    yield opened
    for context in contexts:
        context.close()


def listen(found: Visit) -> None:
    """Note every request to a host and every error of the page."""
    inside = ("file:", "data:", "blob:", "about:")
    page, wrong = found.page, found.wrong
    page.on("request", lambda one: None if one.url.startswith(inside) else wrong.append(f"request to {one.url}"))
    page.on("console", lambda one: wrong.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: wrong.append(str(one)))


def violations(page: Any) -> list[str]:
    """Return what axe finds wrong with the page as it is now."""
    if not AXE.is_file():
        pytest.skip("npm ci --prefix worldgen/web/player")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", tags)
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found["violations"]
    ]
