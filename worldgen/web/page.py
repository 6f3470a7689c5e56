"""The one file of a lesson: texts, world, program and looks inside it, and a policy that lets nothing else in."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from worldgen.core.bundle import Bundle
from worldgen.core.sources import Sources
from worldgen.languages.own import main_language
from worldgen.spec.lesson import Lesson
from worldgen.web.fonts import fonts_of
from worldgen.web.media import media_of
from worldgen.web.names import names_of
from worldgen.web.own_words import page_words
from worldgen.web.play import languages_in, play_data

PAGE = PurePosixPath("index.html")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"})
_GZIP_LEVEL = 9


def to_page(lesson: Lesson, glb: bytes, sources: Sources, *, variant: str = "", live: bool = False) -> Bundle:
    """Return the page that plays `lesson` in the world `glb`: one `index.html`.

    Parameters
    ----------
    lesson : Lesson
        As its learner gets it, with every translation that the page shall offer.
    glb : bytes
        Its world, in the profile `web`.
    sources : Sources
        Where its pictures, sounds and films are read.
    variant : str
        The random name of the learner whom it is for.
    live : bool
        Whether the page asks the computer it came from for a newer one of itself (`worldgen play --watch`).

    Raises
    ------
    SpecError
        PAGE_MEDIA_LARGE.
    """
    spoken = languages_in(lesson)
    names, size_m = names_of(glb, lesson, spoken)
    data = play_data(lesson, variant, names, media_of(lesson, sources))
    data |= {"size": size_m, "words": {tag: page_words(tag) for tag in spoken}, "live": live}
    data["fonts"] = fonts_of(data)
    return {PAGE: _html(lesson, data, glb).encode()}


def _html(lesson: Lesson, data: dict[str, Any], glb: bytes) -> str:
    words = data["words"][lesson.language]
    say = {key: escape(words[key]) for key in ("no_script", "loading")}
    title = escape(_in(lesson.title, lesson.language))
    summary = escape(_in(lesson.lesson.summary or {}, lesson.language))
    script, style = _package("player.js"), _package("player.css")
    world = b64encode(gzip.compress(glb, _GZIP_LEVEL, mtime=0)).decode()
    way = "rtl" if main_language(lesson.language) in RIGHT_TO_LEFT else "ltr"
    return f"""<!doctype html>
<html lang="{escape(lesson.language)}" dir="{way}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(script, style, live=data["live"])}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="generator" content="worldgen">
<meta name="description" content="{summary}">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<div id="app">
<main class="first"><h1>{title}</h1><p>{summary}</p><p class="wait">{say["loading"]}</p>
<noscript><p>{say["no_script"]}</p></noscript></main>
</div>
<script type="application/json" id="lesson">{_json(data)}</script>
<script type="text/plain" id="world">{world}</script>
<script>{script}</script>
</body>
</html>
"""


def _policy(script: str, style: str, *, live: bool) -> str:
    """Return the policy: our program and our looks by their digests, what is inside the page, and no host at all.

    `wasm-unsafe-eval` lets the decoder of the world run; it lets no text run as a program.
    """
    # Textures of a world are unpacked into blobs, which a loader then fetches; a blob is inside the page.
    connect = "connect-src blob: data: 'self'" if live else "connect-src blob: data:"
    return "; ".join([
        "default-src 'none'", f"script-src '{_digest(script)}' 'wasm-unsafe-eval'", f"style-src '{_digest(style)}'",
        "img-src data: blob:", "media-src data: blob:", "worker-src blob:", connect, "base-uri 'none'",
        "form-action 'none'",
    ])  # fmt: skip


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _package(name: str) -> str:
    text = (files("worldgen.web") / name).read_text("utf-8").strip()
    if "</script" in text or "<!--" in text or "</style" in text:
        raise ValueError(f"{name} would end the element that it stands in")
    return text


def _json(value: object) -> str:
    """Return `value` as JSON that can stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _in(words: Any, language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")
