"""Pixels to PNG bytes, and the letters to write on pictures; Pillow is imported only when a picture is made."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

Picture = NDArray[np.uint8]


def to_png(picture: Picture) -> bytes:
    """Return `picture` (h, w, 3) as a PNG file; the same picture is always the same bytes."""
    from PIL import Image  # noqa: PLC0415

    out = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(out, "PNG", compress_level=6)
    return out.getvalue()


def font(size_px: int) -> FreeTypeFont:
    """Return the letters that come with Pillow, the same on every machine."""
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.load_default(size_px)  # type: ignore[return-value,no-any-return,unused-ignore]
