"""The colours that props name: warm, and few, so that things look as if one hand had painted them."""

from __future__ import annotations

from types import MappingProxyType

COLOURS = MappingProxyType(
    {
        "wood": "#a9764a", "wood_dark": "#6f4a35", "wood_light": "#d2a46c", "wood_grey": "#9a8a78", "bark": "#5f4032",
        "plank": "#c08a56", "rope": "#d9bd86", "straw": "#d9a94e", "thatch": "#cfa85a", "canvas": "#f3e6c8",
        "cream": "#f6ead0", "white": "#f7f3ea", "paper": "#fdf8ea", "ink": "#3a2f3d", "black": "#2e2a33",
        "stone": "#b3a797", "stone_dark": "#7d736c", "basalt": "#4b4550", "basalt_dark": "#332d38", "ash": "#8d8487",
        "red": "#c9473c", "coral": "#dd6b4d", "orange": "#e8893b", "mustard": "#e5ae3f", "yellow": "#f2cf5b",
        "green": "#5f9a60", "green_dark": "#2f6b50", "leaf": "#79b257", "teal": "#3f8a8c", "blue": "#3f76b5",
        "navy": "#2f4a78", "sky": "#8fd2f4", "water": "#58b9d0", "steel": "#9aa7b4", "iron": "#5b606b",
        "brass": "#d0a24a", "copper": "#b8744c", "roof": "#b8644c", "roof_dark": "#a5574b", "skin": "#e2ac80",
        "glow": "#ffd98a", "flame": "#ff9a3c", "ember": "#ff5a24", "cloud": "#fbfcff", "cloud_grey": "#b9c4d4",
        "glass": "#bfe3ec",
    }
)  # fmt: skip
"""Named colours, sRGB hex."""
