"""What pages weigh and ask of a computer: python tests/bench/page.py [LESSON.yaml ...]

A row for each lesson: program, looks, lesson, world and whole page in kilobytes; seconds from opening the file to the
first step that a pressed key makes; and the draw calls and thousands of triangles of the worst view, at full quality,
of eight round each station. The seconds are of this machine, and of Chromium that draws without a graphics card.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from worldgen.pipeline import page_of

ROOT = Path(__file__).resolve().parents[2]
PARTS = {
    "program": r"<script>(.*?)</script>",
    "looks": r"<style>(.*?)</style>",
    "lesson": r'id="lesson">(.*?)</script>',
    "world": r'id="world">(.*?)</script>',
}
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
GL = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
CHROMEBOOK: Any = {"width": 1366, "height": 768}
MOVED = """() => {
  const [x, , z] = worldgen.stance().position;
  window.began ??= [x, z];
  return began[0] !== x || began[1] !== z ? performance.now() / 1000 : null;
}"""
WORST = """() => {
  const {world} = worldgen;
  world.pause(true);
  world.comfort({speed: 2.6, reducedMotion: true, highContrast: false, quality: 'high'});
  const views = worldgen.stations.flatMap(({id}) => {
    world.go(id);
    const stance = world.stance();
    return [...Array(8).keys()].map(eighth => {
      world.stand({...stance, yaw: eighth * Math.PI / 4, pitch: 0});
      return worldgen.drawn();
    });
  });
  return ['calls', 'triangles'].map(what => Math.max(...views.map(view => view[what])));
}"""


def sizes_of(page: str) -> list[float]:
    """Return the kilobytes of each part of a page, and of the whole."""
    parts = [found[1] for part in PARTS.values() if (found := re.search(part, page, re.DOTALL))]
    return [len(one.encode()) / 1000 for one in (*parts, page)]


def asked_by(file: Path, browser: Browser) -> list[float]:
    """Return seconds to the first step, and draw calls and thousands of triangles of the worst view."""
    page = browser.new_page(viewport=CHROMEBOOK)
    page.set_default_timeout(120_000)
    page.goto(file.as_uri())
    page.locator("form.begin button[type=submit]").click()
    page.wait_for_function("() => window.worldgen")
    page.locator("canvas#view").focus()
    page.keyboard.down("KeyS")
    seconds = page.wait_for_function(MOVED).json_value()
    page.keyboard.up("KeyS")
    calls, triangles = page.evaluate(WORST)
    page.close()
    return [seconds, calls, triangles / 1000]


def main() -> None:
    """Print a row for each lesson."""
    named = [Path(one) for one in sys.argv[1:]] or sorted((ROOT / "scenes" / "lessons").glob("*.yaml"))
    heads = (*PARTS, "page", "first s", "calls", "k tris")
    sys.stdout.write(f"{'lesson':<20}" + "".join(f"{name:>9}" for name in heads) + "\n")
    with sync_playwright() as started, tempfile.TemporaryDirectory() as folder:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=GL)
        for path in named:
            file = Path(folder) / "index.html"
            file.write_bytes(page_of(path)[1])
            sizes, (seconds, *drawn) = sizes_of(file.read_text("utf-8")), asked_by(file, browser)
            row = (
                "".join(f"{one:>9.0f}" for one in sizes) + f"{seconds:>9.1f}" + "".join(f"{one:>9.0f}" for one in drawn)
            )
            sys.stdout.write(f"{path.stem:<20}{row}\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
