"""All the pictures of a scene as files."""

from __future__ import annotations

from collections.abc import Iterable

from worldgen.preview.compose import hero_view, map_view, station_view
from worldgen.preview.labels import letter_map
from worldgen.preview.png import Picture, to_png
from worldgen.preview.prepared import Prepared, prepare
from worldgen.preview.render import frame
from worldgen.preview.view import QualityName
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
    known = wanted(scene)
    names = known if want is None else tuple(want)
    for name in names:
        if name not in known:
            raise KeyError(f"{name} is none of {', '.join(known)}")
    ready = prepare(scene) if prepared is None else prepared
    return {name: to_png(_picture(scene, ready, name, quality)) for name in names}


def _picture(scene: Scene, prepared: Prepared, name: str, quality: QualityName) -> Picture:
    if name == HERO:
        return frame(prepared, hero_view(scene, prepared, quality))
    quality = "plain" if quality == "fine" else quality  # what is not the hero has fewer rays of bounced light
    if name == MAP:
        view = map_view(scene, prepared, quality)
        return letter_map(scene, view, frame(prepared, view))
    return frame(prepared, station_view(scene, prepared, name.removesuffix(".png"), quality))
