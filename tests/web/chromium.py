"""Programs of this folder that drive finished pages in a real Chromium, with no wait between two keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from worldgen.core.sources import Sources
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.pipeline import load_lesson

ROOT = Path(__file__).resolve().parents[2]
PLAYER = ROOT / "worldgen" / "web" / "player"


def missing() -> str | None:
    """Return what it takes to drive a page and is not here, or None."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (PLAYER / "node_modules" / "playwright-core").is_dir():
        return "run `npm ci` in worldgen/web/player"
    if not Path(os.environ.get("CHROMIUM", "/usr/bin/chromium")).exists():
        return "Chromium is not installed; CHROMIUM may say where it is"
    return None


@cache
def world_of(lesson: Path) -> World:
    """Return the world that the page shows, as the generator knows it."""
    return make_world(load_lesson(lesson), Sources(lesson.parent), Stages())


def drive(program: str, *words: str, timeout_s: float = 900.0) -> dict[str, Any]:
    """Return what a program of this folder prints about a page that it drove."""
    command = ["node", str(Path(__file__).with_name(program)), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout_s)
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
