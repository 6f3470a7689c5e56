"""All the pictures of a scene, as arrays, as files, and together on one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from worldgen.preview import renderer
from worldgen.preview.compose import HERO_PX, Sight, hero_view, map_view, shot_view, sight_of, station_view
from worldgen.preview.dollhouse import dollhouse, focus_of
from worldgen.preview.indoors import enclosed, exposed, indoors
from worldgen.preview.labels import letter_map
from worldgen.preview.png import Picture, to_png
from worldgen.preview.prepared import Prepared, prepare, relit
from worldgen.preview.render import frame
from worldgen.preview.sheet import contact_sheet, fitted
from worldgen.preview.view import QualityName, View
from worldgen.scene import Environment, Scene
from worldgen.scene.captions import HERO, MAP, captions

SHEET = "sheet.png"
_TILE_PX, _COLUMNS = (480, 270), 3
_SMALL = 0.5  # of the size of a picture that is made for the sheet alone
Draw = Callable[[Prepared, View], Picture]


def wanted(scene: Scene) -> tuple[str, ...]:
    """Return the names of all pictures of `scene`, in the order in which they are made."""
    return tuple(captions(scene))


def render_all(
    scene: Scene,
    want: Iterable[str] | None = None,
    *,
    prepared: Prepared | None = None,
    quality: QualityName = "fine",
) -> dict[str, bytes]:
    """Return PNG files by name: `hero.png`, `map.png`, one for each station and shot, as many as are in `want`.

    Raises
    ------
    KeyError
        When `want` names a picture that is none of `wanted(scene)`.
    """
    drawn = draw_all(scene, want, prepared=prepared, quality=quality)
    return {name: to_png(picture) for name, picture in drawn.items()}


def draw_all(
    scene: Scene,
    want: Iterable[str] | None = None,
    *,
    prepared: Prepared | None = None,
    quality: QualityName = "fine",
    scale: float = 1.0,
) -> dict[str, Picture]:
    """Return the pictures themselves (h, w, 3) by name; `scale` makes them smaller. Raises as `render_all` does."""
    known = wanted(scene)
    names = known if want is None else tuple(want)
    for name in names:
        if name not in known:
            raise KeyError(f"{name} is none of {', '.join(known)}")
    ready = prepare(scene) if prepared is None else prepared
    sight, draw = sight_of(scene, ready), _drawing(scene)
    return {name: _picture(sight, name, (quality, scale), draw) for name in names}


def small_all(scene: Scene) -> dict[str, Picture]:
    """Return all pictures of `scene`, small and soon made: enough for the sheet."""
    return draw_all(scene, quality="plain", scale=_SMALL)


def sheet_of(scene: Scene, pictures: Mapping[str, Picture]) -> bytes:
    """Return one PNG with all `pictures` and what each is called."""
    named = captions(scene)
    tiles = [(named[name].title, fitted(picture, _TILE_PX)) for name, picture in pictures.items()]
    return contact_sheet(tiles, _COLUMNS)


def _drawing(scene: Scene) -> Draw:
    """Return what draws a view: Embree, or OpenGL where only that is there."""
    if renderer() != "opengl":
        return frame
    from worldgen.preview import pyrender_gl  # noqa: PLC0415  (an extra)

    cards: dict[Environment, pyrender_gl.GlPrepared] = {}

    def draw(prepared: Prepared, view: View) -> Picture:
        sky = prepared.air.environment
        if sky not in cards:
            cards[sky] = pyrender_gl.prepare(replace(scene, environment=sky))
        return pyrender_gl.frame(cards[sky], view)

    return draw


def _picture(sight: Sight, name: str, how: tuple[QualityName, float], draw: Draw) -> Picture:
    quality, scale = how
    scene, prepared = sight.scene, sight.prepared
    stem = name.removesuffix(".png")
    plain: QualityName = "plain" if quality == "fine" else quality  # all but the hero have fewer rays of bounced light
    if name == HERO and (focus := focus_of(scene)) is not None:
        wide, high = HERO_PX
        doll = dollhouse(scene, focus, (round(wide * scale), round(high * scale)), quality)
        return draw(doll.prepared, doll.view)
    if name == HERO:
        return draw(prepared, _scaled(hero_view(scene, prepared, quality, sight), scale))
    if name == MAP:
        view = _scaled(map_view(scene, prepared, plain), scale)
        return letter_map(scene, view, draw(prepared, view))
    if stem in scene.views:
        if stem in scene.skies:
            prepared = relit(prepared, scene.skies[stem])
            sight = replace(sight, prepared=prepared)
        return _seen(prepared, _scaled(shot_view(scene, prepared, stem, plain, sight), scale), draw)
    return _seen(prepared, _scaled(station_view(scene, prepared, stem, plain, sight), scale), draw)


def _seen(prepared: Prepared, view: View, draw: Draw) -> Picture:
    """Return the picture of a view, in the light of a room where the eye is in one."""
    if not any(name.endswith(".floor") for name in prepared.nodes) or not enclosed(prepared, view.eye_m):
        return draw(prepared, view)
    finer: QualityName = "fine" if view.quality == "plain" else view.quality
    return draw(exposed(indoors(prepared, view.eye_m), view), replace(view, quality=finer))


def _scaled(view: View, scale: float) -> View:
    width, height = (int(np.rint(side * scale)) for side in (view.width_px, view.height_px))
    return view if scale == 1.0 else replace(view, width_px=width, height_px=height)
