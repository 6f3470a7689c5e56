"""Pictures as files: the same picture is always the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


def to_png(picture: NDArray[np.uint8]) -> bytes:
    """Return `picture` (h, w, 3) as a PNG file."""
    from PIL import Image  # noqa: PLC0415  (a build without pictures does not need Pillow)

    out = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(out, "PNG", compress_level=6)
    return out.getvalue()


def font(size_px: int) -> FreeTypeFont:
    """Return the letters that come with Pillow, the same on every machine."""
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.load_default(size_px)  # type: ignore[return-value,no-any-return,unused-ignore]
