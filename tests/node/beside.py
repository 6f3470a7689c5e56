"""Our picture of a world beside that of three.js from the same GLB, in a real Chromium.

    python -m tests.node.beside scenes/lessons/volcano-island.yaml beside.jpg [--style clay] [--time 21:00]

Left the preview, right three.js with the page's own modules, which read sky, fog and light out of the file. Needs
node, `npm ci` in worldgen/web/player, and Chromium (`CHROMIUM` says where it is; else /usr/bin/chromium).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.generate.stages import Stages
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson
from worldgen.preview import View, frame, prepare
from worldgen.preview.compose import hero_view, station_view
from worldgen.scene import Scene

NODE = Path(__file__).resolve().parent
PLAYER = NODE.parents[1] / "worldgen" / "web" / "player"
WORDS = ("style", "time", "season", "weather", "setting", "seed")
SIZE_PX = (640, 360)


def missing() -> str | None:
    """Return what three.js in Chromium needs and is not here, or None."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (PLAYER / "node_modules" / "playwright-core").is_dir():
        return "run `npm ci` in worldgen/web/player"
    if not Path(os.environ.get("CHROMIUM", "/usr/bin/chromium")).exists():
        return "Chromium is not installed; CHROMIUM may say where it is"
    return None


def three_picture(glb: bytes, view: View) -> np.ndarray:
    """Return the picture (h, w, 3) uint8 that three.js draws of a GLB from `view`."""
    words = {
        "eye": view.eye_m, "target": view.target_m, "fov_y": view.fov_y_rad,
        "width": view.width_px, "height": view.height_px,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        world, picture = Path(folder, "world.glb"), Path(folder, "picture.png")
        world.write_bytes(glb)
        command = ["node", str(NODE / "picture.mjs"), str(world), str(picture), json.dumps(words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode:
            raise RuntimeError(f"three.js in Chromium: {done.stderr}")
        return np.asarray(Image.open(picture).convert("RGB"))


def scene_of(lesson: Path, said: dict[str, str]) -> Scene:
    """Return the scene of a lesson file, with words of its section `world` said anew."""
    text = lesson.read_text("utf-8")
    for word, value in said.items():
        text = re.sub(rf"^  {word}:.*\n", "", text, flags=re.MULTILINE)
        text = re.sub(r"^world:\s*\n", f"world:\n  {word}: '{value}'\n", text, flags=re.MULTILINE)
    changed = lesson.with_name(f".beside-{os.getpid()}.yaml")
    changed.write_text(text, "utf-8")
    try:
        return make_world(load_lesson(changed), Sources(changed.parent), Stages()).scene
    finally:
        changed.unlink()


def both(scene: Scene, name: str = "hero", size_px: tuple[int, int] = SIZE_PX) -> tuple[np.ndarray, np.ndarray]:
    """Return our picture and that of three.js, from the view `hero` or that of a station."""
    ready = prepare(scene)
    view = hero_view(scene, ready) if name == "hero" else station_view(scene, ready, name)
    view = replace(view, width_px=size_px[0], height_px=size_px[1], quality="plain")
    return frame(ready, view), three_picture(to_glb(scene, "web"), view)


def main() -> None:
    """Draw both and lay them side by side."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lesson", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--view", default="hero")
    for word in WORDS:
        parser.add_argument(f"--{word}")
    asked = parser.parse_args()
    if (lack := missing()) is not None:
        sys.exit(lack)
    said = {word: value for word in WORDS if (value := getattr(asked, word)) is not None}
    ours, theirs = both(scene_of(asked.lesson, said), asked.view)
    Image.fromarray(np.concatenate([ours, theirs], axis=1)).save(asked.out, quality=88)
    apart = ours.reshape(-1, 3).mean(axis=0) - theirs.reshape(-1, 3).mean(axis=0)
    sys.stderr.write(f"mean colour apart by {np.round(apart, 1).tolist()} of 255\n")


if __name__ == "__main__":
    main()
