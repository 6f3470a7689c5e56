"""A lesson and its world as one page that plays it: a single file that asks no host for anything."""

from __future__ import annotations

from worldgen.web.page import to_page

__all__ = ["to_page"]
