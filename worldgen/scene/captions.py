"""The pictures of a scene by name, each with what is written under it and what it shows in words.

Loads nothing that draws: the report of a build without pictures says what they would show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from worldgen.core.record import dataclass
from worldgen.scene.scene import Node, Scene
from worldgen.scene.texts import LocalText, words

HERO, MAP = "hero.png", "map.png"
_MOST = 6  # things that are named of a whole world
_PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "hero": "{title}: the whole world, with {things}.", "bare": "{title}: the whole world.",
        "map": "Map of {title} with north at the top: {things}.", "map_of": "Map",
        "toward": "From {start} one sees: {target}.", "from": "The view from {start}.",
        "of": "A picture of: {target}.",
    },
    "de": {
        "hero": "{title}: die ganze Welt mit {things}.", "bare": "{title}: die ganze Welt.",
        "map": "Karte von {title}, Norden ist oben: {things}.", "map_of": "Karte",
        "toward": "Von {start} aus sieht man: {target}.", "from": "Der Blick von {start}.",
        "of": "Ein Bild von: {target}.",
    },
    "es": {
        "hero": "{title}: el mundo entero, con {things}.", "bare": "{title}: el mundo entero.",
        "map": "Mapa de {title} con el norte arriba: {things}.", "map_of": "Mapa",
        "toward": "Desde {start} se ve: {target}.", "from": "La vista desde {start}.",
        "of": "Una imagen de: {target}.",
    },
    "fr": {
        "hero": "{title} : le monde entier, avec {things}.", "bare": "{title} : le monde entier.",
        "map": "Carte de {title}, le nord en haut : {things}.", "map_of": "Carte",
        "toward": "Depuis {start} on voit : {target}.", "from": "La vue depuis {start}.",
        "of": "Une image de : {target}.",
    },
    "pt": {
        "hero": "{title}: o mundo inteiro, com {things}.", "bare": "{title}: o mundo inteiro.",
        "map": "Mapa de {title} com o norte em cima: {things}.", "map_of": "Mapa",
        "toward": "De {start} vê-se: {target}.", "from": "A vista de {start}.",
        "of": "Uma imagem de: {target}.",
    },
    "uk": {
        "hero": "{title}: увесь світ, у ньому {things}.", "bare": "{title}: увесь світ.",
        "map": "Мапа, північ угорі. {title}: {things}.", "map_of": "Мапа",
        "toward": "{start}: звідси видно {target}.", "from": "{start}: вигляд звідси.",
        "of": "На світлині: {target}.",
    },
    "ar": {
        "hero": "{title}: العالم كلّه، وفيه {things}.", "bare": "{title}: العالم كلّه.",
        "map": "خريطة {title}، والشمال في الأعلى: {things}.", "map_of": "خريطة",
        "toward": "{start}: يُرى من هنا {target}.", "from": "{start}: المنظر من هنا.",
        "of": "صورة: {target}.",
    },
    "hi": {
        "hero": "{title}: पूरी दुनिया, जिसमें हैं {things}।", "bare": "{title}: पूरी दुनिया।",
        "map": "{title} का नक्शा, उत्तर ऊपर: {things}।", "map_of": "नक्शा",
        "toward": "{start}: यहाँ से दिखता है {target}।", "from": "{start}: यहाँ का दृश्य।",
        "of": "चित्र: {target}।",
    },
    "zh": {
        "hero": "{title}：整个世界，包括{things}。", "bare": "{title}：整个世界。",
        "map": "{title}的地图，上方为北：{things}。", "map_of": "地图",
        "toward": "从{start}可以看到：{target}。", "from": "从{start}看到的景色。",
        "of": "图中是：{target}。",
    },
}  # fmt: skip
_EVERYWHERE = frozenset({"land", "sea", "shore", "beach"})


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture is called and what it shows."""

    title: str
    alt: LocalText


def captions(scene: Scene) -> dict[str, Caption]:
    """Return every picture of `scene` by its file's name, in the order in which they are made.

    What the author wrote stands; else a sentence is made of the names in the lesson, in its language where that is one
    of those below (regions included), and in English otherwise.
    """
    language = next((tag for tag in (scene.language, scene.language.partition("-")[0]) if tag in _PHRASES), "en")
    say = _PHRASES[language]
    tag = scene.language if language in (scene.language, scene.language.partition("-")[0]) else language
    title = words(scene.title, scene.language) or scene.id
    stations = list(_stations(scene))
    named = list(_named(scene))
    found = {
        HERO: Caption(title, {tag: say["hero" if named else "bare"].format(title=title, things=", ".join(named))}),
        MAP: Caption(
            say["map_of"],
            {tag: say["map"].format(title=title, things=", ".join(_name(scene, node) for node in stations) or title)},
        ),
    }
    for node in (*stations, *scene.views.values()):
        means = node.semantics
        alt = means.alt if means is not None and means.alt else {tag: _sentence(scene, node, say)}
        found[f"{node.id}.png"] = Caption(_name(scene, node), alt)
    return found


def _sentence(scene: Scene, node: Node, say: Mapping[str, str]) -> str:
    """Return a sentence about the picture of a station or a shot."""
    facts = node.semantics.facts if node.semantics else {}
    station = node.semantics is not None and node.semantics.role == "station"
    start = _name(scene, node) if station else _called(scene, facts.get("from"))
    target = _called(scene, facts.get("look_at" if station else "of"))
    if start and target:
        return say["toward"].format(start=start, target=target)
    return say["from"].format(start=start) if start else say["of"].format(target=target or _name(scene, node))


def _called(scene: Scene, name: object) -> str:
    """Return what a person calls the place `name`; empty where there is none."""
    if not isinstance(name, str):
        return ""
    return next((_name(scene, node) for node in scene.walk() if node.id == name), _plain(name))


def _name(scene: Scene, node: Node) -> str:
    label = words(node.semantics.label, scene.language) if node.semantics is not None else ""
    return label or _plain(node.id)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").replace(".", ", ")


def _stations(scene: Scene) -> Iterator[Node]:
    for node in scene.walk():
        station = node.semantics is not None and node.semantics.role == "station"
        if station and any(child.camera is not None for child in node.children):
            yield node


def _named(scene: Scene) -> Iterator[str]:
    """Yield what a picture of the whole shows: pieces of land that the lesson names, then buildings, then things."""
    found: dict[str, None] = {}
    for roles in (("area",), ("building",), ("thing",)):
        for node in scene.walk():
            means = node.semantics
            if means is None or means.role not in roles or "." in node.id or node.id in _EVERYWHERE:
                continue
            if means.facts.get("kind") != "alias":
                found.setdefault(_name(scene, node))
    yield from list(found)[:_MOST]
