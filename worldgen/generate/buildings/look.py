"""How a building looks, in the words of an author."""

from __future__ import annotations

from worldgen.spec.params import Params


class Look(Params):
    """What an author may say of the looks of a building."""
