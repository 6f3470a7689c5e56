"""The one doorway through which files are read: bounded in size, never outside the lesson's folder or the assets."""

from __future__ import annotations

from dataclasses import field
from hashlib import sha256
from pathlib import Path

from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """One file that was read: its name as the author wrote it, its digest and its bytes."""

    name: str
    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sources:
    """Files below `root` (the lesson's folder), each read once and remembered by digest."""

    root: Path
    seen: dict[str, Source] = field(default_factory=dict)

    def read(self, name: str, pointer: str = "", most_bytes: int = MOST_BYTES) -> Source:
        """Return the file `name`, relative to the lesson's folder.

        Raises
        ------
        SpecError
            FILE_OUTSIDE, FILE_MISSING or FILE_TOO_LARGE, at `pointer`.
        """
        if name in self.seen:
            return self.seen[name]
        root = self.root.resolve()
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise SpecError([issue("FILE_OUTSIDE", pointer, name=name)])
        if not path.is_file():
            raise SpecError([issue("FILE_MISSING", pointer, name=name)])
        size = path.stat().st_size
        if size > most_bytes:
            raise SpecError([issue("FILE_TOO_LARGE", pointer, name=name, size=size, most=most_bytes)])
        data = path.read_bytes()
        source = Source(name, sha256(data).hexdigest(), data)
        self.seen[name] = source
        return source
