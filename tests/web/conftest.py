"""Pages in a real browser, opened from the disk; any request to a host and any error in the console fails the test."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.web.chromium import drive, missing
from worldgen.pipeline import build

ROOT = Path(__file__).resolve().parents[2]
SCENES = ROOT / "scenes"
EVERYTHING = SCENES / "lessons" / "everything.yaml"
VOLCANO = SCENES / "lessons" / "volcano-island.yaml"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = ROOT / "worldgen" / "web" / "player" / "node_modules" / "axe-core" / "axe.min.js"
PLAIN = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
GL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
DRAWN = ["--no-sandbox", "--disable-gpu-compositing", *GL]
COPYING = "GPU stall due to ReadPixels"
"""What Chromium says where it draws without a graphics card: it copies each picture of the world into the page."""
CLOCK = Path(__file__).with_name("clock.js")
DEVICES: dict[str, dict[str, Any]] = {
    "chromebook": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
}


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all the workers of a run of tests share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def made(shared: Path) -> Callable[..., Path]:
    """Return the page of a lesson on the disk; each is built once, by whichever of the workers needs it first."""

    def page_of(lesson: Path = EVERYTHING, learner: Path | None = None) -> Path:
        name = "-".join(one.stem for one in (lesson, learner) if one is not None)
        page = shared / name / "index.html"
        page.parent.mkdir(exist_ok=True)
        with alone(page.parent / "lock"):
            if not page.is_file():
                files = build(lesson, learner=learner, make=("page",)).files
                page.write_bytes(next(data for name, data in files.items() if name.name == "index.html"))
        return page

    return page_of


@pytest.fixture(scope="session")
def driven(made: Callable[..., Path]) -> Callable[..., dict[str, Any]]:
    """Return what a program of this folder finds on the page of a lesson; each is run once, by one of the workers."""

    def found_by(program: str, lesson: Path, *words: str) -> dict[str, Any]:
        lack = missing()
        if lack is not None:
            pytest.skip(lack)
        page = made(lesson)
        told = page.with_name(f"{program}.json")
        with alone(page.with_name(f"{program}.lock")):
            if not told.is_file():
                told.write_text(json.dumps(drive(program, str(page), *words)), "utf-8")
        found: dict[str, Any] = json.loads(told.read_text("utf-8"))
        return found

    return found_by


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Be the only one of the processes of a run of tests that does this now; one that dies lets go."""
    fcntl = pytest.importorskip("fcntl", reason="there is no such lock on Windows")
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Return the Chromium that is installed, still to be started."""
    api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}")
    with api.sync_playwright() as started:
        yield started.chromium


@pytest.fixture(scope="session")
def browser(chromium: Any) -> Iterator[Any]:
    """Return a browser for pages that show no world; it paints them twice as quickly as one that can draw."""
    started = chromium.launch(executable_path=CHROMIUM, args=PLAIN)
    yield started
    started.close()


@pytest.fixture(scope="session")
def drawing(chromium: Any) -> Iterator[Any]:
    """Return a browser that draws worlds, with the processor alone."""
    started = chromium.launch(executable_path=CHROMIUM, args=DRAWN)
    yield started
    started.close()


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

    def come_again(self) -> None:
        """Open the page anew, with what was saved.

        Under load Chromium now and then hands a private window an empty storage, and the full one at the next load.
        """
        for _ in range(2):
            self.page.reload()
            self.page.wait_for_selector(".start", timeout=60_000)
            if self.page.evaluate("localStorage.length"):
                return

    def arrive(self) -> None:
        """Wait until the world is there, and take its clock in hand."""
        self.page.wait_for_selector(".world.is-ready", timeout=60_000)
        self.page.evaluate("beats.hold()")

    def beat(self, seconds: float = 0.1) -> None:
        """Let time pass in the world, and draw how it is then."""
        self.page.evaluate("lapse => beats.pass(lapse)", seconds)


@pytest.fixture
def visit(request: pytest.FixtureRequest) -> Iterator[Callable[..., Any]]:
    """Return what opens a page on a device, in a profile of its own: the plain one, or the world."""
    contexts: list[Any] = []

    @contextmanager
    def opened(path: Path, device: str = "chromebook", *, world: bool = False, **options: Any) -> Iterator[Visit]:
        browser = request.getfixturevalue("drawing" if world else "browser")
        context = browser.new_context(**DEVICES[device], **options)
        contexts.append(context)
        context.add_init_script(path=CLOCK)
        found = Visit(context.new_page())
        found.page.set_default_timeout(20_000)
        listen(found)
        found.page.goto(path.as_uri() + ("" if world else "?page"))
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
    page.on("console", lambda one: wrong.append(one.text) if complains(one) else None)
    page.on("pageerror", lambda one: wrong.append(str(one)))


def complains(said: Any) -> bool:
    """Return whether a line of the console is a complaint about the page."""
    return said.type in ("error", "warning") and COPYING not in said.text


def violations(page: Any, within: str = "html") -> list[str]:
    """Return what axe finds wrong with the page, or with a part of it, as it is now."""
    if not AXE.is_file():
        pytest.skip("npm ci --prefix worldgen/web/player")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    program = "([within, tags]) => axe.run(within, {runOnly: tags, resultTypes: ['violations']})"
    found = page.evaluate(program, [within, tags])
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found["violations"]
    ]
