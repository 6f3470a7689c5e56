"""What is looked at is looked at all over."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.generate.layout import PlacedThing
from worldgen.generate.layout.sight import MOST_SAMPLES, samples_of_thing

EYE = np.array([30.0, 1.6, 4.0])


@pytest.mark.parametrize("corners", [3, 4, 8, 12, 20, 60, 200])
@pytest.mark.parametrize("most", [20, MOST_SAMPLES])
def test_the_lower_half_of_a_thing_counts_as_much_as_its_upper_one(corners: int, most: int) -> None:
    turn = np.arange(corners) * (2.0 * np.pi / corners)
    outline = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    thing = PlacedThing("it", "it", (0.0, 2.0, 0.0), 0.0, outline, "/world/things/0", height_m=3.0)
    points = samples_of_thing(thing, EYE, most)
    assert 10 <= len(points) <= most
    share = (points[:, 1] - 2.0) / 3.0
    assert 0.0 < share.min() < 0.15
    assert 0.85 < share.max() < 1.0
    assert abs(float(np.median(share)) - 0.5) < 0.1
    assert len(np.unique(np.round(share, 6))) > len(points) // 2, "not in a few rows, between which an edge would fall"
