"""Lessons written for an older version of this language, brought up to date; those of a newer one, refused kindly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from worldgen.core.issues import SpecError, issue
from worldgen.spec.lesson import VERSION
from worldgen.spec.translate import describe

# From version n to n + 1. A migration may rename and move keys; it must leave the pointers of texts as they are.
MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    """Return `data` in the words of the present version.

    Raises
    ------
    SpecError
        When it does not say its version first, or is of a version that is not known.
    """
    if "worldgen" not in data:
        raise SpecError([issue("VERSION_MISSING", "/worldgen", version=VERSION)])
    version = data["worldgen"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise SpecError([issue("VERSION_UNKNOWN", "/worldgen", found=describe(version), version=VERSION)])
    if version > VERSION:
        raise SpecError([issue("VERSION_NEWER", "/worldgen", found=version, version=VERSION)])
    if next(iter(data)) != "worldgen":
        raise SpecError([issue("VERSION_NOT_FIRST", "/worldgen", version=VERSION)])
    for step in range(version, VERSION):
        data = MIGRATIONS[step](data)
    return data
