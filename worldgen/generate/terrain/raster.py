"""Files of heights: a grey PNG, or a TIFF with what GeoTIFF says of scale and of what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from worldgen.core.grid import F32
from worldgen.core.issues import SpecError, issue
from worldgen.core.record import dataclass
from worldgen.core.sources import Source

MOST_PX = 2048
_GREY = {"L": 255.0, "I;16": 65535.0, "I;16B": 65535.0, "I": 65535.0}  # modes of a PNG, and what white is in them
_NUMBERS = (*_GREY, "I;16S", "I;16BS", "I;32S", "I;32BS", "F", "F;32F", "F;32BF")
_SCALE, _TIE, _KEYS, _NODATA = 33550, 33922, 34735, 42113  # tags of GeoTIFF, and GDAL's for what is not known
_MODEL, _DEGREES = 1024, 2  # the key that says what a map is measured in, and its value for degrees
_METRES_A_DEGREE = 111_320.0
_ALIKE = 0.12  # sides that differ by no more than this are a square
_MOST_UNKNOWN = 0.5


@dataclass(frozen=True, eq=False, slots=True)
class Raster:
    """Heights as shares 0..1 (rows, cols), north up.

    `span_m` is from the lowest to the highest in the file's own metres; `side_m` is how long a side is on the ground,
    None where the file does not say.
    """

    share: F32
    span_m: float = 0.0
    side_m: float | None = None


def read_raster(source: Source, pointer: str) -> Raster:
    """Return the heights in a file.

    Raises
    ------
    SpecError
        HEIGHTMAP_UNREADABLE, HEIGHTMAP_TOO_LARGE, HEIGHTMAP_NOT_SQUARE, HEIGHTMAP_NOT_GREY, HEIGHTMAP_EMPTY.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  only lessons with a picture pay for it

    try:
        with _quiet(), Image.open(BytesIO(source.data), formats=("PNG", "TIFF")) as picture:
            _refuse_size(picture.size, source.name, pointer)
            mode, is_tiff = picture.mode, picture.format == "TIFF"
            if mode not in (_NUMBERS if is_tiff else _GREY):
                raise SpecError([issue("HEIGHTMAP_NOT_GREY", pointer, name=source.name, mode=mode)])
            tags: dict[int, Any] = dict(picture.tag_v2) if is_tiff else {}
            values = np.asarray(picture).astype(np.float64)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, TypeError,
            KeyError) as trouble:  # fmt: skip
        raise SpecError([issue("HEIGHTMAP_UNREADABLE", pointer, name=source.name)]) from trouble
    if not is_tiff:
        return Raster((values / _GREY[mode]).astype(np.float32))
    return _measured(values, tags, source.name, pointer)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep warnings of the reader to itself: what is wrong with a file is said as an issue."""
    with catch_warnings():
        simplefilter("ignore")
        yield


def _refuse_size(size: tuple[int, int], name: str, pointer: str) -> None:
    width, depth = size
    if max(width, depth) > MOST_PX:
        raise SpecError([issue("HEIGHTMAP_TOO_LARGE", pointer, name=name, width=width, depth=depth, most=MOST_PX)])
    if abs(width - depth) > 1 or min(width, depth) < 2:
        raise SpecError([issue("HEIGHTMAP_NOT_SQUARE", pointer, name=name, width=width, depth=depth)])


def _measured(values: NDArray[np.float64], tags: dict[int, Any], name: str, pointer: str) -> Raster:
    """Return a TIFF's heights: what is not known lies as low as the lowest that is."""
    known = np.isfinite(values) & (np.abs(values) < 1e5)  # no place on Earth or Mars; a mark of a hole in the data
    nodata = _number(tags.get(_NODATA))
    if nodata is not None:
        known &= values != np.float32(nodata)
        known &= values != nodata
    if known.mean() < 1.0 - _MOST_UNKNOWN:
        raise SpecError(
            [issue("HEIGHTMAP_EMPTY", pointer, name=name, share=round(100.0 * (1.0 - float(known.mean()))))]
        )
    low, high = float(values[known].min()), float(values[known].max())
    span = max(high - low, 1e-9)
    share = np.where(known, (np.where(known, values, low) - low) / span, 0.0).astype(np.float32)
    east, north = _sides_m(tags, values.shape)
    if east is not None and north is not None and abs(east - north) > _ALIKE * max(east, north):
        raise SpecError([issue("HEIGHTMAP_NOT_SQUARE_LAND", pointer, name=name, east=round(east), north=round(north))])
    return Raster(share, high - low, None if east is None or north is None else 0.5 * (east + north))


def _sides_m(tags: dict[int, Any], shape: tuple[int, ...]) -> tuple[float | None, float | None]:
    """Return how far the map reaches to the east and to the north on the ground, metres, if it says."""
    scale = tags.get(_SCALE)
    if not isinstance(scale, tuple) or len(scale) < 2 or not all(0 < float(part) < 1e6 for part in scale[:2]):
        return None, None
    east, north = float(scale[0]) * (shape[1] - 1), float(scale[1]) * (shape[0] - 1)
    if not _in_degrees(tags):
        return east, north
    tie = tags.get(_TIE)
    top = float(tie[4]) if isinstance(tie, tuple) and len(tie) >= 6 else 0.0
    latitude = min(max(top - 0.5 * north, -89.0), 89.0)
    return east * _METRES_A_DEGREE * float(np.cos(np.radians(latitude))), north * _METRES_A_DEGREE


def _in_degrees(tags: dict[int, Any]) -> bool:
    keys = tags.get(_KEYS)
    if isinstance(keys, tuple):
        entries = [keys[start : start + 4] for start in range(4, len(keys) - 3, 4)]
        return any(entry[0] == _MODEL and entry[3] == _DEGREES for entry in entries)
    return False


def _number(text: object) -> float | None:
    try:
        return float(str(text).strip(" \0")) if text is not None else None
    except ValueError:
        return None
