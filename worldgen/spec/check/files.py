"""Files that a lesson names: there, inside its folder, and of the kind that their use wants."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.sources import Sources
from worldgen.spec.check.draft import Draft

_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "image": (".png", ".jpg", ".jpeg", ".webp", ".gif"),
    "audio": (".mp3", ".ogg", ".wav", ".m4a"),
    "video": (".mp4", ".webm"),
    "model": (".glb", ".gltf", ".obj", ".stl", ".ply"),
    "plan": (".svg",),
}
_BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".glb": (b"glTF",),
}
_WORDS = {"image": "a picture", "audio": "a sound", "video": "a film", "model": "a model", "plan": "a plan"}


def check_files(draft: Draft, sources: Sources) -> list[Issue]:
    """Return what is wrong with the files that the lesson names."""
    found: list[Issue] = []
    for sort in ("image", "audio", "video"):
        for at, name in draft.texts(f"/stations/*/media/*/{sort}"):
            found += _file(name, sort, at, sources)
    for at, name in draft.texts("/world/terrain/*/image"):
        found += _file(name, "image", at, sources)
    for at, name in draft.texts("/world/things/*/model"):
        found += _file(name, "model", at, sources)
    for at, name in draft.texts("/world/buildings/*/plan/file"):
        found += _file(name, "plan", at, sources)
    return found


def _file(name: str, sort: str, at: str, sources: Sources) -> list[Issue]:
    ending = PurePosixPath(name).suffix.lower()
    if ending not in _ENDINGS[sort]:
        return [issue("FILE_ENDING", at, name=name, sort=_WORDS[sort], allowed=", ".join(_ENDINGS[sort]))]
    try:
        data = sources.read(name, at).data
    except SpecError as error:
        return list(error.issues)
    beginnings = _BEGINNINGS.get(ending, ())
    if not data or (beginnings and not data.startswith(beginnings)):
        return [issue("FILE_CONTENT", at, name=name, sort=_WORDS[sort], ending=ending)]
    return []
