"""What the spec needs to know of the generators: names, parameters and parts. The registry above implements it."""

from __future__ import annotations

from typing import Literal, Protocol

from worldgen.spec.params import Params

Family = Literal["setting", "terrain", "cover", "species", "prop", "style", "building"]


class Kinds(Protocol):
    """A catalogue of kinds by family."""

    def names(self, family: Family) -> tuple[str, ...]:
        """Return the words that a lesson may use, in the order of the catalogue."""

    def params(self, family: Family, name: str) -> type[Params]:
        """Return the parameters of one kind."""

    def parts(self, family: Family, name: str) -> tuple[str, ...]:
        """Return the names of its parts, such as `rim` in `cone.rim`."""

    def summary(self, family: Family, name: str) -> str:
        """Return one sentence about it."""

    def areas(self, setting: str) -> tuple[str, ...]:
        """Return the names of places that every world of this setting has, such as `sea` and `shore`."""
