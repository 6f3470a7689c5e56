"""Draw the pictures of docs/howto/light.md and of own-style.md that lay preview and three.js side by side.

    python docs/light_pictures.py [NAME ...]

A minute each; `beside` and `styles` also need Chromium.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.generate.stages import Stages
from worldgen.generate.styles.read import style_names
from worldgen.generate.world import make_world
from worldgen.pipeline import load_lesson
from worldgen.preview import View, frame, prepare
from worldgen.scene import Scene

HERE = Path(__file__).resolve().parent
HOWTO = HERE / "howto" / "light.md"
PANEL_PX = (320, 180)
SHEETS = {
    "hours": [("time", hour) for hour in ("06:30", "10:00", "12:00", "17:30", "18:20", "22:00")],
    "seasons": [("season", season) for season in ("spring", "summer", "autumn", "winter")],
    "weathers": [("weather", weather) for weather in ("overcast", "mist", "fog", "rain", "storm", "snow")],
}
USUAL = {"time": '"10:00"', "season": "summer", "weather": "clear"}


def scene(said: dict[str, str]) -> Scene:
    """Return the scene of the how-to's lesson with words said anew."""
    (text,) = re.findall(r"```yaml lesson\n(.*?)```", HOWTO.read_text("utf-8"), re.DOTALL)
    for word, value in (USUAL | said).items():
        text = re.sub(rf"^  {word}: .*$", f"  {word}: {value}", text, flags=re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "light.yaml")
        path.write_text(text, "utf-8")
        return make_world(load_lesson(path), Sources(path.parent), Stages()).scene


def sheet(panels: Iterable[np.ndarray], columns: int) -> Image.Image:
    """Return pictures of one size beside and below each other."""
    rows = list(panels)
    return Image.fromarray(
        np.concatenate([np.concatenate(rows[i : i + columns], axis=1) for i in range(0, len(rows), columns)])
    )


def main() -> None:
    """Draw every sheet, or those that are named, all from the same place."""
    chosen = sys.argv[1:] or [*SHEETS, "beside", "styles"]
    view = view_of(scene({}))
    for name in chosen:
        if name in SHEETS:
            word = name.removesuffix("s") if name != "hours" else "time"
            panels = [
                panel(scene({word: f'"{value}"' if word == "time" else value}), view) for _, value in SHEETS[name]
            ]
            save(sheet(panels, 2 if len(panels) == 4 else 3), f"light/{name}.jpg")
    pairs = {"beside": lit_pairs, "styles": style_pairs}
    for name in chosen:
        if name in pairs:
            beside(name, pairs[name](), view)


def save(picture: Image.Image, name: str) -> None:
    """Write a picture beside the how-to."""
    to = HOWTO.parent / name
    to.parent.mkdir(exist_ok=True)
    picture.save(to, quality=86, optimize=True)
    sys.stderr.write(f"{name}\n")


def lit_pairs() -> Iterator[Scene]:
    """Yield a morning in spring and an evening in winter."""
    for said in ({"time": '"10:00"', "season": "spring"}, {"time": '"20:00"', "season": "winter"}):
        yield scene(said)


def style_pairs() -> Iterator[Scene]:
    """Yield the how-to's lesson in every style."""
    for style in style_names():
        yield scene({"season": f"summer\n  style: {style}"})


def beside(name: str, scenes: Iterable[Scene], view: View) -> None:
    """Draw the preview of each scene and what three.js makes of its file, where Chromium is at hand."""
    sys.path.insert(0, str(HERE.parent))
    from tests.node.beside import missing, three_picture  # noqa: PLC0415

    lack = missing()
    if lack is not None:
        sys.stderr.write(f"{name} is left as it is: {lack}\n")
        return
    panels: list[np.ndarray] = []
    for made in scenes:
        panels += [panel(made, view), smaller(three_picture(to_glb(made, "web"), view))]
    save(sheet(panels, 2 if len(panels) == 4 else 4), f"light/{name}.jpg")


def view_of(made: Scene) -> View:
    """Return a view over the bank to the house, with the sky behind it."""
    house, boat = (
        np.array(node.translation_m) for name in ("house", "boat") for node in made.walk() if node.id == name
    )
    away = (boat - house) * np.array([1.0, 0.0, 1.0])
    away = away / np.linalg.norm(away)
    eye = house + 40.0 * away + np.array([0.0, 7.5, 0.0])
    target = house + 4.0 * away + np.array([0.0, 5.2, 0.0])
    width, height = PANEL_PX
    return View(tuple(eye.tolist()), tuple(target.tolist()), 0.60, 2 * width, 2 * height)


def panel(made: Scene, view: View) -> np.ndarray:
    """Return a small picture: drawn at twice its size, so that it is smooth."""
    return smaller(frame(prepare(made), view))


def smaller(picture: np.ndarray) -> np.ndarray:
    """Return a picture at half its size."""
    return np.asarray(Image.fromarray(picture).resize(PANEL_PX, Image.Resampling.LANCZOS))


if __name__ == "__main__":
    main()
