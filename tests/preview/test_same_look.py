"""The file looks in three.js as in the preview: the same view of the same world, drawn by a real Chromium."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.node.beside import both, missing, scene_of

pytestmark = [pytest.mark.node, pytest.mark.chromium]
LESSONS = Path(__file__).resolve().parents[2] / "scenes" / "lessons"
REGIONS = (3, 4)  # rows and columns whose mean colours are compared
APART = 30.0  # of 255 in any one region: three.js has no bounced light and no shade of contact
CASES = [
    ("volcano-island", {"time": "10:00"}, "hero"),
    ("volcano-island", {"time": "22:00"}, "hero"),
    ("river-valley", {"time": "18:00", "season": "autumn"}, "hero"),
    ("river-valley", {"season": "winter", "weather": "overcast"}, "lake_shore"),
]


@pytest.fixture(scope="module", autouse=True)
def chromium() -> None:
    lack = missing()
    if lack is not None:
        pytest.skip(lack)


def regions(picture: np.ndarray) -> np.ndarray:
    """Return the mean colour of each region, (rows, columns, 3)."""
    rows, columns = REGIONS
    height, width = picture.shape[0] // rows, picture.shape[1] // columns
    cut = picture[: rows * height, : columns * width].astype(np.float64)
    return cut.reshape(rows, height, columns, width, 3).mean(axis=(1, 3))


@pytest.mark.parametrize(("lesson", "said", "view"), CASES, ids=["morning", "night", "autumn", "winter"])
def test_every_region_of_the_picture_has_nearly_the_same_colour(lesson: str, said: dict[str, str], view: str) -> None:
    with np.errstate(under="ignore"):
        ours, theirs = both(scene_of(LESSONS / f"{lesson}.yaml", said), view, (320, 180))
    apart = np.abs(regions(ours) - regions(theirs))
    assert apart.max() < APART, np.round(apart.max(axis=2), 1)
    assert apart.mean() < APART / 2.5
    assert float(np.ptp(luma(theirs))) > 60.0  # it is a picture, not one colour


def luma(picture: np.ndarray) -> np.ndarray:
    return picture @ np.array([0.2126, 0.7152, 0.0722])
