"""Maps of heights in metres: their scale, their holes, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from tests.terrain.ground import feature, shaped
from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.generate.land import Land
from worldgen.generate.terrain.raster import Raster, read_raster

SCALE, TIE, KEYS, NODATA = 33550, 33922, 34735, 42113
DEGREES = (1, 1, 0, 1, 1024, 0, 1, 2)


def write(path: Path, values: np.ndarray, **tags: Any) -> None:
    """Write `values` as a TIFF with the tags of GeoTIFF."""
    info = ImageFileDirectory_v2()
    for number, sort, value in (
        (SCALE, 12, tags.get("scale")), (TIE, 12, tags.get("tie")), (KEYS, 3, tags.get("keys")),
        (NODATA, 2, tags.get("nodata")),
    ):  # fmt: skip
        if value is not None:
            info.tagtype[number] = sort
            info[number] = value
    Image.fromarray(values).save(path, "TIFF", tiffinfo=info)


def slope(n: int = 65, low: float = 400.0, high: float = 560.0) -> np.ndarray:
    """Land that rises from the north to the south."""
    return np.broadcast_to(np.linspace(low, high, n)[:, None], (n, n)).copy()


def read(path: Path) -> Raster:
    return read_raster(Sources(path.parent).read(path.name, "/image"), "/image")


def land_of(path: Path, **words: Any) -> Land:
    mine = feature("mine", "heightmap", image=path.name, **words)
    return shaped(mine, setting="night_sky_field", size_m=256.0, root=path.parent)


@pytest.mark.parametrize("sort", [np.float32, np.int16, np.uint16, np.int32])
def test_a_map_in_metres_keeps_its_shape(tmp_path: Path, sort: type) -> None:
    path = tmp_path / "land.tif"
    write(path, slope().astype(sort), scale=(8.0, 8.0, 0.0), tie=(0, 0, 0, 500000, 5_200_000, 0))
    land = land_of(path)  # 64 pixels of 8 m are 512 m, twice the world: heights are halved too
    assert land.height_m[0] == pytest.approx(2.0, abs=0.05)
    assert land.height_m[-1] == pytest.approx(2.0 + 80.0, abs=0.6)
    assert np.diff(land.height_m[:, 100]).min() >= -1e-3


def test_heights_can_be_stretched_or_given(tmp_path: Path) -> None:
    path = tmp_path / "land.tif"
    write(path, slope().astype(np.float32), scale=(8.0, 8.0, 0.0))
    assert land_of(path, exaggerate=0.5).height_m.max() == pytest.approx(42.0, abs=0.1)
    given_ = land_of(path, low="1 m", high="21 m").height_m
    assert (given_.min(), given_.max()) == (pytest.approx(1.0, abs=0.01), pytest.approx(21.0, abs=0.01))


def test_a_map_without_a_scale_is_read_as_a_picture_is(tmp_path: Path) -> None:
    path = tmp_path / "land.tif"
    write(path, slope().astype(np.float32))
    height = land_of(path).height_m
    assert (height.min(), height.max()) == (pytest.approx(0.0, abs=0.01), pytest.approx(30.0, abs=0.01))


def test_a_map_in_degrees_is_measured_on_the_ground(tmp_path: Path) -> None:
    path = tmp_path / "land.tif"
    side = 0.01 / 64
    write(path, slope().astype(np.float32), scale=(side, side, 0.0), tie=(0, 0, 0, 30.0, 0.005, 0.0), keys=DEGREES)
    found = read(path)
    assert found.side_m == pytest.approx(1113.0, rel=0.01)
    wide = (side / np.cos(np.radians(60.0)), side, 0.0)
    write(path, slope().astype(np.float32), scale=wide, tie=(0, 0, 0, 10.0, 60.005, 0.0), keys=DEGREES)
    assert read(path).side_m == pytest.approx(1113.0, rel=0.01)


@given(st.sampled_from([-9999.0, -32768.0, -3.4e38, float("nan")]), st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_holes_lie_as_low_as_the_lowest_ground_whatever_marks_them(
    tmp_path_factory: pytest.TempPathFactory, mark: float, seed: int
) -> None:
    path = tmp_path_factory.mktemp("map") / "land.tif"
    values = slope().astype(np.float32)
    holes = world_seed(seed).uniform(*values.shape) < 0.2
    values[holes] = np.float32(mark)
    write(path, values, scale=(8.0, 8.0, 0.0), nodata=repr(mark))
    found = read(path)
    assert (found.share[holes] == 0.0).all()
    assert found.share.max() == 1.0
    assert 100.0 < found.span_m <= 160.0


def refused(path: Path) -> list[str]:
    with pytest.raises(SpecError) as error:
        land_of(path)
    return [found.code for found in error.value.issues]


def test_a_map_that_is_no_land_is_refused_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "land.tif"
    write(path, np.full((65, 65), -9999.0, np.float32), scale=(8.0, 8.0, 0.0), nodata="-9999")
    assert refused(path) == ["HEIGHTMAP_EMPTY"]
    side = 0.01 / 64
    write(path, slope().astype(np.float32), scale=(side, side, 0.0), tie=(0, 0, 0, 10, 60.0, 0), keys=DEGREES)
    assert refused(path) == ["HEIGHTMAP_NOT_SQUARE_LAND"]
    write(path, slope()[:30].astype(np.float32))
    assert refused(path) == ["HEIGHTMAP_NOT_SQUARE"]
    write(path, np.zeros((2050, 2050), np.uint8))
    assert refused(path) == ["HEIGHTMAP_TOO_LARGE"]
    Image.new("RGB", (32, 32)).save(path, "TIFF")
    assert refused(path) == ["HEIGHTMAP_NOT_GREY"]


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_bytes_whatever_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, looks_right: bool
) -> None:
    path = tmp_path_factory.mktemp("map") / "land.tif"
    path.write_bytes((b"II*\x00\x08\x00\x00\x00" if looks_right else b"") + junk)
    with pytest.raises(SpecError):
        read(path)


def test_a_map_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "land.tif"
    write(path, slope().astype(np.float32), scale=(8.0, 8.0, 0.0))
    whole = path.read_bytes()
    for end in range(8, len(whole) - 1, len(whole) // 23):
        path.write_bytes(whole[:end])
        with pytest.raises(SpecError):
            read(path)
