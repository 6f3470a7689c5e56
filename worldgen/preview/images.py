"""All the pictures of a scene as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from worldgen.preview import renderer
from worldgen.preview.compose import hero_view, map_view, station_view
from worldgen.preview.labels import letter_map
from worldgen.preview.png import Picture, to_png
from worldgen.preview.prepared import Prepared, prepare
from worldgen.preview.render import frame
from worldgen.preview.view import QualityName, View
from worldgen.scene import Scene

HERO, MAP = "hero.png", "map.png"


def wanted(scene: Scene) -> tuple[str, ...]:
    """Return the names of all pictures of `scene`, in the order in which they are made."""
    stations = (
        node.id
        for node in scene.walk()
        if node.semantics is not None
        and node.semantics.role == "station"
        and any(child.camera is not None for child in node.children)
    )
    return (HERO, MAP, *(f"{station}.png" for station in stations))


def render_all(
    scene: Scene,
    want: Iterable[str] | None = None,
    *,
    prepared: Prepared | None = None,
    quality: QualityName = "fine",
) -> dict[str, bytes]:
    """Return PNG files by name: `hero.png`, `map.png` and one for each station, as many as are in `want`.

    Raises
    ------
    KeyError
        When `want` names a picture that is none of `wanted(scene)`.
    """
    return {name: to_png(one) for name, one in draw_all(scene, want, prepared=prepared, quality=quality).items()}


def draw_all(
    scene: Scene,
    want: Iterable[str] | None = None,
    *,
    prepared: Prepared | None = None,
    quality: QualityName = "fine",
) -> dict[str, Picture]:
    """Return the same pictures as pixels (h, w, 3)."""
    known = wanted(scene)
    names = known if want is None else tuple(want)
    for name in names:
        if name not in known:
            raise KeyError(f"{name} is none of {', '.join(known)}")
    ready = prepare(scene) if prepared is None else prepared
    draw = _drawing(scene, ready)
    return {name: _picture(scene, ready, (name, quality), draw) for name in names}


def _drawing(scene: Scene, prepared: Prepared) -> Callable[[View], Picture]:
    """Return what draws a view: Embree, or OpenGL where only that is there."""
    if renderer() != "opengl":
        return lambda view: frame(prepared, view)
    from worldgen.preview import pyrender_gl  # noqa: PLC0415  (an extra)

    card = pyrender_gl.prepare(scene)
    return lambda view: pyrender_gl.frame(card, view)


def _picture(
    scene: Scene, prepared: Prepared, which: tuple[str, QualityName], draw: Callable[[View], Picture]
) -> Picture:
    name, quality = which
    if name == HERO:
        return draw(hero_view(scene, prepared, quality))
    quality = "plain" if quality == "fine" else quality  # what is not the hero has fewer rays of bounced light
    if name == MAP:
        view = map_view(scene, prepared, quality)
        return letter_map(scene, view, draw(view))
    return draw(station_view(scene, prepared, name.removesuffix(".png"), quality))
