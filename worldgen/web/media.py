"""The author's pictures, sounds and films inside the page, within bounds that a small computer can open."""

from __future__ import annotations

from base64 import b64encode
from pathlib import PurePosixPath
from typing import Any

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.sources import Sources
from worldgen.spec.lesson import Lesson
from worldgen.spec.stations import Media

MOST_BYTES = 8 * 1024 * 1024
"""Of one file in a page."""
MOST_TOGETHER = 24 * 1024 * 1024
"""Of all files of a page: beyond it, phones and tablets refuse to open the page."""
_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif",
    ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav", ".m4a": "audio/mp4", ".mp4": "video/mp4",
    ".webm": "video/webm",
}  # fmt: skip


def media_of(lesson: Lesson, sources: Sources) -> dict[str, list[dict[str, Any]]]:
    """Return what is shown at each station, by its id, with every file as a data URI.

    Raises
    ------
    SpecError
        PAGE_MEDIA_LARGE, at the file that is too much for a page.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    together = 0
    for index, station in enumerate(lesson.stations):
        shown = []
        for place, one in enumerate(station.media):
            sort, name = _file(one)
            at = f"/stations/{index}/media/{place}/{sort}"
            data = sources.read(name, at).data
            together += len(data)
            if len(data) > MOST_BYTES or together > MOST_TOGETHER:
                raise SpecError([_large(at, name, len(data), together)])
            kind = _TYPES[PurePosixPath(name).suffix.lower()]
            source = f"data:{kind};base64,{b64encode(data).decode()}"
            about = {key: said for key, said in (("credit", one.credit), ("license", one.license)) if said}
            shown.append({"sort": sort, "source": source, "alt": dict(one.alt), **about})
        found[station.id] = shown
    return found


def _large(at: str, name: str, size: int, together: int) -> Issue:
    facts: dict[str, Any] = {"size": round(size / 1e6, 1), "together": round(together / 1e6, 1)}
    return issue("PAGE_MEDIA_LARGE", at, name=name, **facts, most=MOST_BYTES >> 20, most_together=MOST_TOGETHER >> 20)


def _file(media: Media) -> tuple[str, str]:
    pairs = (("image", media.image), ("audio", media.audio), ("video", media.video))
    return next((sort, name) for sort, name in pairs if name is not None)
