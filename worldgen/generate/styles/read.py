"""A style as its file says it: every key checked, all that is wrong told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from worldgen.core.assets import assets_root
from worldgen.core.colour import linear
from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.sources import Sources
from worldgen.scene import Line, Recolouring, Style, Vec3
from worldgen.spec.yaml_text import read_plain

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_ROLES = ("ground", "plant", "rock", "water", "thing", "building", "bridge", "path", "base", "decor")
_RULE = ("saturation", "ramp", "share", "nearest")
_KEYS = ("about", *_RULE, "roles", "flat", "jitter", "light", "haze", "line", "grain")
_MOST_BYTES = 64 * 1024
# The words of `light`: the number or colour of the environment that each sets.
_LIGHT = {
    "sun": "sun_colour", "sky": "sky_ambient", "bounce": "ground_ambient", "horizon": "sky_horizon", "mid": "sky_mid",
    "zenith": "sky_zenith", "fog": "fog_colour", "exposure": "exposure", "saturation": "saturation",
}  # fmt: skip


def is_file(style: str) -> bool:
    """Return whether a lesson names a file of its own, and not a style of the catalogue."""
    return style.endswith((".yaml", ".yml"))


@cache
def style_names() -> tuple[str, ...]:
    """Return the styles of the catalogue, storybook first."""
    names = sorted(path.stem for path in (assets_root() / "styles").glob("*.yaml"))
    return ("storybook", *(name for name in names if name != "storybook"))


def style_summary(name: str) -> str:
    """Return a sentence that says how the style `name` looks."""
    return str(_data(name).get("about", ""))


def load_style(name: str, sources: Sources, pointer: str = "/world/style") -> Style:
    """Return the style `name`: of the catalogue, or a YAML file in the lesson's folder.

    Raises
    ------
    SpecError
        STYLE_FORM with everything that is wrong in the file, STYLE_UNREADABLE, or what `Sources` refuses.
    """
    if not is_file(name):
        return _catalogue(name)
    text = sources.read(name, pointer, _MOST_BYTES).data
    try:
        data = read_plain(text.decode("utf-8"))
    except (SpecError, UnicodeDecodeError) as error:
        why = error.issues[0].message if isinstance(error, SpecError) else "it is not UTF-8 text"
        raise SpecError([issue("STYLE_UNREADABLE", pointer, name=name, why=why)]) from None
    return read_style(name, data, pointer)


@cache
def _catalogue(name: str) -> Style:
    return read_style(name, _data(name), "/world/style")


@cache
def _data(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_plain((assets_root() / "styles" / f"{name}.yaml").read_text("utf-8"))
    return found


def read_style(name: str, data: object, pointer: str) -> Style:
    """Return the style that `data` describe.

    Raises
    ------
    SpecError
        STYLE_FORM, one for each thing that is wrong.
    """
    said = _Said(name, pointer)
    keys = said.mapping(data, _KEYS, "")
    roles = said.mapping(keys.get("roles", {}), _ROLES, "roles")
    line = keys.get("line")
    style = Style(
        name=name,
        usual=said.rule({key: keys[key] for key in _RULE if key in keys}, ""),
        roles=MappingProxyType({role: said.rule(rule, f"roles.{role}") for role, rule in roles.items()}),
        flat=said.flag(keys.get("flat", False), "flat"),
        jitter=said.number(keys.get("jitter", 1.0), (0.0, 1.0), "jitter"),
        environment=MappingProxyType(said.light(keys.get("light", {}))),
        haze=said.number(keys.get("haze", 1.0), (0.0, 3.0), "haze"),
        line=None if line is None else said.line(line),
        grain=said.number(keys.get("grain", 0.0), (0.0, 0.3), "grain"),
    )
    if said.wrong:
        raise SpecError(said.wrong)
    return style


class _Said:
    """What a file says, and what is wrong with it."""

    def __init__(self, name: str, pointer: str) -> None:
        self.name, self.pointer = name, pointer
        self.wrong: list[Issue] = []

    def refuse(self, key: str, found: object, wanted: str) -> None:
        key = key or "the file"
        self.wrong.append(
            issue("STYLE_FORM", self.pointer, name=self.name, key=key, found=repr(found)[:60], wanted=wanted)
        )

    def mapping(self, data: object, keys: tuple[str, ...], key: str) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            self.refuse(key, data, f"a mapping of {', '.join(keys)}")
            return {}
        for word in data:
            if word not in keys:
                self.refuse(f"{key}.{word}".lstrip("."), word, f"one of {', '.join(keys)}")
        return {str(word): value for word, value in data.items() if word in keys}

    def number(self, value: object, span: tuple[float, float], key: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not span[0] <= value <= span[1]:
            self.refuse(key, value, f"a number from {span[0]:g} to {span[1]:g}")
            return span[0]
        return float(value)

    def flag(self, value: object, key: str) -> bool:
        if value not in (True, False, "yes", "no"):
            self.refuse(key, value, "yes or no")
        return value in (True, "yes")

    def colour(self, value: object, key: str) -> Vec3:
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            self.refuse(key, value, "a colour such as '#3f8fdc'")
            return (0.0, 0.0, 0.0)
        red, green, blue = (float(part) for part in linear(value))
        return (red, green, blue)

    def colours(self, value: object, key: str) -> tuple[Vec3, ...]:
        if not isinstance(value, list) or not 2 <= len(value) <= 32:
            self.refuse(key, value, "a list of 2 to 32 colours")
            return ()
        return tuple(self.colour(one, key) for one in value)

    def rule(self, data: object, key: str) -> Recolouring:
        said = self.mapping(data, _RULE, key)
        dot = f"{key}." if key else ""
        return Recolouring(
            saturation=self.number(said.get("saturation", 1.0), (0.0, 2.0), f"{dot}saturation"),
            ramp=self.colours(said["ramp"], f"{dot}ramp") if "ramp" in said else (),
            share=self.number(said.get("share", 1.0), (0.0, 1.0), f"{dot}share"),
            nearest=self.colours(said["nearest"], f"{dot}nearest") if "nearest" in said else (),
        )

    def light(self, data: object) -> dict[str, float | Vec3]:
        """Return numbers and colours of the environment; a colour may have a strength: `['#ffe6c4', 1.8]`."""
        found: dict[str, float | Vec3] = {}
        for word, value in self.mapping(data, tuple(_LIGHT), "light").items():
            name, key = _LIGHT[word], f"light.{word}"
            if word in ("exposure", "saturation"):
                found[name] = self.number(value, (0.1, 3.0), key)
                continue
            pair = value if isinstance(value, list) and len(value) == 2 else [value, 1.0]
            rgb, strength = self.colour(pair[0], key), self.number(pair[1], (0.0, 5.0), key)
            if word == "sun":
                found["sun_colour"], found["sun_strength"] = rgb, strength
            else:
                found[name] = (rgb[0] * strength, rgb[1] * strength, rgb[2] * strength)
        return found

    def line(self, data: object) -> Line:
        said = self.mapping(data, ("colour", "strength", "fade", "plants"), "line")
        return Line(
            colour=self.colour(said.get("colour", "#3b2a4a"), "line.colour"),
            strength=self.number(said.get("strength", 0.6), (0.0, 1.0), "line.strength"),
            fade_m=self.number(said.get("fade", 180), (10.0, 5000.0), "line.fade"),
            plants=self.number(said.get("plants", 0.6), (0.0, 1.0), "line.plants"),
        )
