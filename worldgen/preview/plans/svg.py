"""SVG elements as text, numbers short and always written alike."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from worldgen.generate.rooms.floor_plan import Vec2


def number(value: float) -> str:
    """Return a coordinate with at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def element(name: str, *inner: str, **attributes: object) -> str:
    """Return one element; `_` in the name of an attribute is a hyphen, and a trailing one is dropped."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(number(value) if isinstance(value, float) else str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inner)}</{name}>" if inner else f"<{name}{said}/>"


def text(words: str, at: Vec2, **attributes: object) -> str:
    """Return words at a point."""
    return element("text", escape(words), x=at[0], y=at[1], **attributes)


def path(points: Iterable[Vec2], **attributes: object) -> str:
    """Return a closed outline."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"
    return element("path", d=d, **attributes)
