"""What is looked at is looked at all over."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.generate.layout import PlacedThing
from worldgen.generate.layout.rays import past_faces
from worldgen.generate.layout.sight import MOST_SAMPLES, samples_of_thing
from worldgen.scene import Mesh, Model

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


def test_rays_past_the_faces_of_a_thing_go_over_its_top_and_around_its_back() -> None:
    """A table top 2 m wide at 0.9 m, with a board 0.6 m high along its back; turned by a quarter, it faces east."""
    top = [[-1.0, 0.9, -0.4], [1.0, 0.9, -0.4], [1.0, 0.9, 0.4], [-1.0, 0.9, 0.4]]
    back = [[-1.0, 0.9, -0.4], [1.0, 0.9, -0.4], [1.0, 1.5, -0.4], [-1.0, 1.5, -0.4]]
    position = np.array(top + back, np.float32)
    face = np.array([[0, 2, 1], [0, 3, 2], [4, 5, 6], [4, 6, 7]], np.uint32)
    mesh = Mesh(position, np.zeros((8, 3), np.float32), np.ones((8, 4), np.float32), face)
    outline = np.array([[-1, -0.4], [1, -0.4], [1, 0.4], [-1, 0.4]], np.float32)
    model = Model("table", ((mesh,),), outline, 1.5)
    thing = PlacedThing("it", "table", (5.0, 0.0, 2.0), np.pi / 2, outline.astype(np.float64), "/world/things/0", 1.5)
    on_it = np.array([[5.0, 1.0, 2.0], [5.0, 1.4, 1.5], [5.0, 0.5, 2.0]])
    assert past_faces(thing, model, np.array([8.0, 1.6, 2.0]), on_it).tolist() == [True, True, True]
    assert past_faces(thing, model, np.array([2.0, 1.6, 2.0]), on_it).tolist() == [False, False, True]
    assert past_faces(thing, model, np.array([5.2, 3.0, 2.0]), on_it).tolist() == [True, True, False]
