"""Everything that a lesson can name, by family: lazy entries, so that a build imports only what its lesson uses.

From an entry here come, with no further code, the YAML kind, the JSON Schema, spelling hints, the catalogue, the
reference and the tests that every kind must pass.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from worldgen.generate.kinds import Kind
from worldgen.spec.params import Params

FAMILIES = ("setting", "terrain", "cover", "species", "prop", "style", "building")


class NoParams(Params):
    """Takes no parameters."""


class Registry:
    """Implements `worldgen.spec.kinds.Kinds` over the folders of the generators."""

    def names(self, family: str) -> tuple[str, ...]:
        """Return the words of `family`, in the order of its folder's registry."""
        if family == "style":
            from worldgen.generate.styles import style_names  # noqa: PLC0415  reads a folder

            return style_names()
        if family == "prop":
            from worldgen.generate.props.load import prop_names  # noqa: PLC0415  reads a folder

            return prop_names()
        if family == "building":
            return tuple(_programmes())
        return tuple(_kinds(family))

    def params(self, family: str, name: str) -> type[Params]:
        """Return the model that the parameters of `name` are checked against."""
        if family == "prop":
            from worldgen.generate.props.load import prop_params  # noqa: PLC0415  reads one prop

            return prop_params(name)
        if family in ("style", "setting"):
            return NoParams
        if family == "building":
            from worldgen.generate.buildings.look import Look  # noqa: PLC0415  only lessons with buildings need it

            return Look
        found: type[Params] = self.load(family, name).params
        return found

    def parts(self, family: str, name: str) -> tuple[str, ...]:
        """Return the names of the pieces of `name`, such as `rim` of a volcano; of a prop, those of its sockets."""
        if family == "prop":
            from worldgen.generate.props.catalogue import data_of, files  # noqa: PLC0415  reads one prop

            return tuple(data_of(name).get("sockets", ())) if name in files() else ()
        kind = _kinds(family).get(name) if family in ("terrain", "cover") else None
        return kind.parts if kind else ()

    def summary(self, family: str, name: str) -> str:
        """Return a sentence that says what `name` is."""
        if family == "style":
            from worldgen.generate.styles import style_summary  # noqa: PLC0415  reads a file

            return style_summary(name)
        if family == "prop":
            from worldgen.generate.props.load import prop_summary  # noqa: PLC0415  reads one prop

            return prop_summary(name)
        if family == "building":
            summary: str = _programmes()[name].summary
            return summary
        return _kinds(family)[name].summary

    def areas(self, setting: str) -> tuple[str, ...]:
        """Return the pieces of land that every world of `setting` offers, such as `shore`."""
        return _kinds("setting")[setting].parts

    def load(self, family: str, name: str) -> Any:
        """Import `name` and return its SHAPER, PLACER or MAKER."""
        return _kinds(family)[name].load()


def _programmes() -> dict[str, Any]:
    from worldgen.generate.rooms.programme import PROGRAMMES  # noqa: PLC0415  only lessons with buildings need it

    return PROGRAMMES


@cache
def _kinds(family: str) -> dict[str, Kind]:
    from importlib import import_module  # noqa: PLC0415

    folders = {
        "setting": ("settings",), "terrain": ("terrain",), "cover": ("cover",), "species": ("vegetation", "rocks"),
    }  # fmt: skip
    return {
        kind.name: kind for folder in folders[family] for kind in import_module(f"worldgen.generate.{folder}").KINDS
    }


REGISTRY = Registry()
