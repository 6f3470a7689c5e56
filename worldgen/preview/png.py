"""Pixels to PNG bytes; Pillow is imported only when a picture is made."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def to_png(picture: Picture) -> bytes:
    """Return `picture` (h, w, 3) as a PNG file; the same picture is always the same bytes."""
    from PIL import Image  # noqa: PLC0415

    out = BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(out, "PNG", compress_level=4)
    return out.getvalue()
