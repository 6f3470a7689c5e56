"""Words onto a picture, from the same outlines as the signs in the world: any script, the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.letters.direction import base_level
from worldgen.letters.line import line_of
from worldgen.letters.outline import EM, Flat

if TYPE_CHECKING:
    from PIL.Image import Image

_FINER = 4  # triangles are filled this much larger, and made smaller again


@dataclass(frozen=True, eq=False, slots=True)
class Written:
    """One line of words at a size in pixels an em."""

    flat: Flat
    size_px: float

    @property
    def width_px(self) -> float:
        """How wide it is."""
        return self.flat.advance * self.size_px / EM

    def onto(self, image: Image, middle: tuple[float, float], ink: tuple[int, int, int]) -> None:
        """Write it on `image`, the middle of its small letters at (column, row) `middle`."""
        from PIL import Image as Images  # noqa: PLC0415
        from PIL import ImageDraw  # noqa: PLC0415

        if not len(self.flat.face):
            return
        scale = self.size_px / EM
        x = (self.flat.position[:, 0] - self.flat.advance / 2) * scale + middle[0]
        y = middle[1] - (self.flat.position[:, 1] - 0.34 * EM) * scale
        left, top = int(np.floor(x.min())) - 1, int(np.floor(y.min())) - 1
        width, height = int(np.ceil(x.max())) + 2 - left, int(np.ceil(y.max())) + 2 - top
        mask = Images.new("L", (width * _FINER, height * _FINER))
        draw = ImageDraw.Draw(mask)
        corner = (np.stack([x - left, y - top], axis=1) * _FINER)[self.flat.face]
        for triangle in corner.reshape(-1, 6).tolist():
            draw.polygon(triangle, fill=255)
        image.paste(ink, (left, top), mask.resize((width, height), Images.Resampling.BOX))


def written(text: str, size_px: float) -> Written:
    """Return one line of `text`.

    Raises
    ------
    SpecError
        LETTER_MISSING, where no font has one of its letters.
    """
    plain = " ".join(text.split())
    try:
        return Written(line_of(plain, base_level(plain)), size_px)
    except ValueError as error:
        raise SpecError([issue("LETTER_MISSING", text=plain, why=str(error))]) from None
