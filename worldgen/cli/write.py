"""Files onto the disk, all or none: written beside the target and moved into place when the last byte is there."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath

from worldgen.core.bundle import Bundle


def write_bundle(bundle: Bundle, folder: Path) -> None:
    """Write `bundle` as `folder`, replacing only the files it names once all of them are whole.

    An interrupted call leaves the old files as they were; files of a former build that this one does not make are
    taken away, unless the author put them there.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, data in sorted(bundle.items()):
            path = beside.joinpath(*_safe(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if folder.exists():
            _keep_the_rest(folder, beside)
            old = beside.with_name(beside.name + "-old")
            folder.rename(old)
            try:
                beside.rename(folder)
            except BaseException:
                old.rename(folder)
                raise
            shutil.rmtree(old, ignore_errors=True)
        else:
            beside.rename(folder)
        _open_to_others(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


OURS = ("world.glb", "index.html", "report.json", "run.json")


def _keep_the_rest(folder: Path, beside: Path) -> None:
    """Copy what stands in `folder` and is not of our making into `beside`."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        ours = inner.as_posix() in OURS or inner.parts[0] == "preview"
        if path.is_file() and not ours and not (beside / inner).exists():
            (beside / inner).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, beside / inner)


def _safe(name: PurePosixPath) -> tuple[str, ...]:
    if name.is_absolute() or ".." in name.parts:
        raise ValueError(f"a bundle may not write to {name}")
    return name.parts


def _open_to_others(folder: Path) -> None:
    """Give the folder the permissions that a folder made here would have (a temporary one is private)."""
    mask = os.umask(0)
    os.umask(mask)
    folder.chmod(0o777 & ~mask)
