"""The files of the catalogue of props: which there are, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from worldgen.core.assets import assets_root
from worldgen.spec.yaml_text import read_plain


@cache
def files() -> Mapping[str, Path]:
    """Return the file of every prop of the catalogue, in the order of their names."""
    found = {path.stem: path for path in (assets_root() / "props").glob("*/*.yaml")}
    return {name: found[name] for name in sorted(found)}


@cache
def kit_names(kit: str) -> tuple[str, ...]:
    """Return the props of one kit, which is a folder of the catalogue; no file is opened."""
    return tuple(name for name, path in files().items() if path.parent.name == kit)


@cache
def data_of(name: str) -> Mapping[str, Any]:
    """Return what the file of the prop `name` says."""
    found: Mapping[str, Any] = read_plain(files()[name].read_text("utf-8"))
    return found
