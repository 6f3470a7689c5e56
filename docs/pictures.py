"""Draw the pictures of the gallery: whole worlds from afar, and portraits of what stands in them."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image

from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.generate.land import Land
from worldgen.generate.props.load import load_model
from worldgen.generate.registry import REGISTRY
from worldgen.generate.stages import Stages
from worldgen.generate.world import World, make_world
from worldgen.pipeline import load_lesson
from worldgen.preview import View, frame, prepare
from worldgen.preview.images import render_all
from worldgen.preview.sheet import render_model

FOV_RAD = math.radians(34.0)
SIZE_PX = (640, 360)
PROP_PX = 220
FROM_OUTSIDE = ("castle", "clinic", "museum", "office")  # buildings of plans that are known by their outsides
SIDES = 10
COPIES = 12  # of a plant, the largest ones, among which the most open one is shown


class Sitter(NamedTuple):
    """What a portrait shows: where it stands, its size, and how its front is turned."""

    foot_m: np.ndarray
    height_m: float
    width_m: float
    front_rad: float


def draw(lesson: Path, to: Path, *, portrait: bool) -> None:
    """Draw the world of `lesson` to the JPEG `to`: what has the id `it` alone, or its first shot, or the whole."""
    world = make_world(load_lesson(lesson), Sources(lesson.parent), Stages())
    if portrait:
        picture = Image.fromarray(frame(prepare(world.scene), portrait_of(world)))
    else:
        own = tuple(world.scene.views) if lesson.parent.name == "gallery" else ()
        (data,) = render_all(world.scene, [f"{own[0] if own else 'hero'}.png"]).values()
        picture = Image.open(io.BytesIO(data)).convert("RGB")
    if lesson.parent.name == "gallery":
        picture.thumbnail(SIZE_PX)
    picture.save(to, quality=85, optimize=True)
    sys.stderr.write(f"{lesson.stem}\n")


def portrait_of(world: World) -> View:
    """Return a view of `it`: of a thing from half its front, of a plant or stone from its open side."""
    land = world.layout.land
    best: tuple[float, View] | None = None
    for sitter in sitters(world):
        reach = max(sitter.height_m, 0.62 * sitter.width_m, 0.5)
        target = sitter.foot_m + np.array([0.0, 0.48 * sitter.height_m, 0.0])
        for (price, turn), (far, high) in product(turns(world, sitter), ((2.5, 0.5), (2.3, 1.1), (1.8, 0.4))):
            away = far * reach * np.array([math.sin(turn), 0.0, math.cos(turn)])
            eye = target + away + np.array([0.0, high * reach, 0.0])
            eye[1] = max(eye[1], float(land.height_at(eye[0], eye[2])) + 0.5)
            view = View(point(eye), point(target), FOV_RAD, *SIZE_PX)
            score = open_way(world, eye, target) - price - 0.2 * abs(2.5 - far)
            if best is None or score > best[0]:
                best = score, view
    if best is None:
        raise ValueError("nothing in this lesson has the id 'it'")
    return best[1]


def point(at: np.ndarray) -> tuple[float, float, float]:
    """Return a point as plain numbers."""
    return float(at[0]), float(at[1]), float(at[2])


def turns(world: World, sitter: Sitter) -> list[tuple[float, float]]:
    """Return (price, turn) of the sides from which `sitter` may be shown; a thing shows its front, if it can."""
    if "it" in world.layout.sites:
        return [(0.3 * abs(abs(turn) - 0.55), sitter.front_rad + turn) for turn in (0.55, -0.55, 0.1, 1.0, -1.0)]
    return [(0.0, 2.0 * math.pi * k / SIDES) for k in range(SIDES)]


def sitters(world: World) -> Iterable[Sitter]:
    """Yield the thing `it`, or the largest of the copies that the cover `it` grew."""
    site = world.layout.sites.get("it")
    if site is not None:
        width = float(np.ptp(site.footprint_m, axis=0).max())
        yield Sitter(np.array(site.position_m, np.float64), site.height_m, width, site.yaw_rad)
        return
    (node,) = (node for node in world.scene.walk() if node.id == "it")
    middle = 0.42 * world.scene.size_m
    for batch in node.instances:
        model = world.scene.models[batch.model]
        inside = np.flatnonzero((np.abs(batch.position_m[:, [0, 2]]) < middle).all(axis=1))
        for copy in inside[np.argsort(-batch.scale[inside], kind="stable")][:COPIES]:
            scale = float(batch.scale[copy])
            width = float(max(np.ptp(mesh.position_m[:, [0, 2]], axis=0).max() for mesh in model.levels[0])) * scale
            yield Sitter(batch.position_m[copy].astype(np.float64), model.height_m * scale, width, 0.0)


def open_way(world: World, eye: np.ndarray, target: np.ndarray) -> float:
    """Return 0 for a free way from `eye` to `target` inside the world, less for each plant or hump in the way."""
    land: Land = world.layout.land
    share = np.linspace(0.0, 0.8, 24)[:, None]
    line = eye + share * (target - eye)
    if np.abs(eye[[0, 2]]).max() > land.size_m / 2.0 - 2.0:
        return -math.inf
    blocked = float((land.height_at(line[:, 0], line[:, 2]) > line[:, 1] - 0.1).sum())
    blocked += float((land.depth_m()[land.cell_of(line[:, 0], line[:, 2])] > 0.0).sum()) * 0.02
    for node in world.scene.walk():
        for batch in node.instances:
            apart = batch.position_m[None, :, [0, 2]] - line[:, None, [0, 2]]
            near = np.hypot(apart[..., 0], apart[..., 1]) < 0.35 * world.scene.models[batch.model].height_m
            own = np.hypot(*(batch.position_m[:, [0, 2]] - target[[0, 2]]).T) < 0.2
            blocked += float(((near & ~own) * (1.0 - share)).max(axis=0, initial=0.0).sum())
    return -blocked


def draw_prop(name: str, to: Path) -> None:
    """Draw the prop or building `name` on a plain ground to the JPEG `to`."""
    model = load_model(name, {}, world_seed(1) / "prop" / name)
    picture = Image.fromarray(render_model(model, 2 * PROP_PX))
    picture.resize((PROP_PX, PROP_PX), Image.Resampling.LANCZOS).save(to, quality=85, optimize=True)
    sys.stderr.write(f"{name}\n")


def draw_building(lesson: Path, to: Path) -> None:
    """Draw the building `it` of `lesson` on a plain ground to the JPEG `to`."""
    world = make_world(load_lesson(lesson), Sources(lesson.parent), Stages())
    model = next(node.model for node in world.scene.walk() if node.id == "it")
    picture = Image.fromarray(render_model(world.scene.models[model], 2 * PROP_PX))
    picture.resize((PROP_PX, PROP_PX), Image.Resampling.LANCZOS).save(to, quality=85, optimize=True)
    sys.stderr.write(f"{lesson.stem}\n")


def draw_gallery(lessons: Iterable[Path], folder: Path) -> None:
    """Draw a picture of every whole lesson, and a smaller one for every kind."""
    props, species = set(REGISTRY.names("prop")), set(REGISTRY.names("species"))
    for lesson in lessons:
        to = folder / f"{lesson.stem}.jpg"
        if lesson.parent.name == "gallery" and lesson.stem in props:
            draw_prop(lesson.stem, to)
        elif lesson.parent.name == "gallery" and lesson.stem in FROM_OUTSIDE:
            draw_building(lesson, to)
        else:
            draw(lesson, to, portrait=lesson.parent.name == "gallery" and lesson.stem in species)
