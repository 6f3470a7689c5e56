"""The primitive solids: closed, the right size, facing outward."""

from __future__ import annotations

import math

import numpy as np
import pytest

from worldgen.generate.shapes import (
    Shape,
    bent,
    box,
    cone,
    copied,
    cylinder,
    extrude,
    faces_normal,
    flat,
    hull,
    icosphere,
    lathe,
    loft,
    merge,
    mirrored,
    moved,
    painted,
    prism,
    rotation,
    rotations,
    rounded,
    smooth,
    sweep,
    triangulated,
    welded,
)

L_SHAPE = [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2]]
U_SHAPE = np.array([[-1, 1], [-1, 0], [1, 0], [1, 1], [0.8, 1], [0.8, 0.2], [-0.8, 0.2], [-0.8, 1]], np.float64)


def levels(*sections: tuple[np.ndarray, float]) -> np.ndarray:
    return np.stack([np.column_stack([line[:, 0], np.full(len(line), y), line[:, 1]]) for line, y in sections])


SOLIDS = {
    "box": (box((1, 2, 3)), 6.0),
    "bevelled box": (box((1, 2, 3), 0.1), 5.885),
    "tapered box": (box((1, 2, 1), 0, 0.5), 2 / 3 * 1.75),
    "cylinder": (cylinder(1, 2, 64), 2 * math.pi),
    "bevelled cylinder": (cylinder(1, 2, 64, bevel_m=0.01), 2 * math.pi),
    "cone": (cone(1, 3, 64), math.pi),
    "ball": (icosphere(1, 2), 4 / 3 * math.pi),
    "extrusion": (extrude(L_SHAPE, 1.0), 3.0),
    "extrusion drawn backwards": (extrude(L_SHAPE[::-1], 1.0), 3.0),
    "prism": (prism(L_SHAPE, 1.0), 3.0),
    "tube": (sweep([[0, 0, 0], [0, 1, 0], [0, 2, 0]], 0.5, 64), math.pi / 2),
    "loft of boxes": (loft(levels((rounded(1, 2, 0, 12), 0), (rounded(1, 2, 0, 12), 1.5))), 3.0),
    "loft from a box to a tip": (loft(levels((rounded(2, 2, 0, 4), 0), (rounded(0, 0, 0, 4), 3))), 4.0),
    "loft drawn downward": (loft(levels((rounded(1, 1, 1, 64), 2), (rounded(1, 1, 1, 64), 0))), math.pi / 2),
    "loft of a trough": (loft(levels((U_SHAPE, 0), (U_SHAPE, 1))), 0.72),
    "faceted lathe": (lathe([(0, 0), (1, 0), (1, 1), (0, 1)], 4, facets=True), 2.0),
}


def volume(shape: Shape) -> float:
    corner = shape.position_m[shape.face]
    return float((corner[:, 0] * np.cross(corner[:, 1], corner[:, 2])).sum() / 6)


def open_edges(shape: Shape) -> int:
    face = welded(shape).face
    edge = np.concatenate([face[:, [0, 1]], face[:, [1, 2]], face[:, [2, 0]]])
    there, back = {tuple(e) for e in edge.tolist()}, {tuple(e[::-1]) for e in edge.tolist()}
    return len(there ^ back)


@pytest.mark.parametrize("name", list(SOLIDS))
def test_a_solid_is_closed_and_has_its_volume(name):
    shape, cubic_m = SOLIDS[name]
    assert open_edges(shape) == 0
    assert volume(shape) == pytest.approx(cubic_m, rel=0.04)


@pytest.mark.parametrize("name", list(SOLIDS))
def test_normals_point_the_way_of_their_faces(name):
    shape, _ = SOLIDS[name]
    agreement = np.einsum("mj,mkj->mk", faces_normal(shape), shape.normal[shape.face])
    assert agreement.min() > 0.5
    assert np.allclose((shape.normal**2).sum(axis=1), 1.0)


def test_moving_turns_normals_along_and_mirrors_keep_faces_outward():
    shape = box((1, 2, 3))
    turned = moved(shape, (5, 0, 0), (0.3, 0.5, -0.2), (1, 2, 0.5))
    assert volume(turned) == pytest.approx(volume(shape), rel=1e-9)
    assert np.einsum("mj,mkj->mk", faces_normal(turned), turned.normal[turned.face]).min() > 0.999
    assert volume(mirrored(shape, 0)) == pytest.approx(volume(shape))


def test_a_turn_is_about_x_then_y_then_z_in_the_right_handed_way():
    assert np.allclose(rotation((0, math.pi / 2, 0)) @ [0, 0, 1], [1, 0, 0])
    assert np.allclose(rotation((math.pi / 2, 0, 0)) @ [0, 1, 0], [0, 0, 1])
    assert np.allclose(rotation((0, 0, math.pi / 2)) @ [1, 0, 0], [0, 1, 0])
    both = rotation((math.pi / 2, math.pi / 2, 0))
    assert np.allclose(both @ [0, 1, 0], [1, 0, 0])
    for axis in range(3):
        turn = [0.0, 0.0, 0.0]
        turn[axis] = 0.7
        assert np.allclose(rotations(axis, [0.7])[0], rotation(turn))


def test_copies_are_the_same_as_moving_each():
    shape = box((1, 1, 1))
    angle = np.array([0.0, 1.0, 2.0])
    at = np.array([[0, 0, 0], [3, 0, 0], [0, 0, 4]], np.float64)
    together = copied(shape, rotations(1, angle), at)
    one_by_one = merge([moved(shape, p, (0, a, 0)) for p, a in zip(at.tolist(), angle.tolist(), strict=True)])
    assert np.allclose(together.position_m, one_by_one.position_m)
    assert np.array_equal(together.face, one_by_one.face)


def test_flat_and_smooth_shading_keep_the_form():
    ball = icosphere(1, 1)
    assert len(flat(ball).position_m) == 240
    assert len(smooth(flat(ball)).position_m) == 42
    assert volume(smooth(flat(ball))) == pytest.approx(volume(ball), rel=1e-4)


def test_paint_runs_from_the_bottom_to_the_top():
    shape = painted(box((1, 2, 1)), "#000000", "#ffffff")
    low = shape.position_m[:, 1] == 0.0
    assert (shape.colour[low, :3] == 0).all()
    assert np.allclose(shape.colour[~low, :3], 1.0)


def test_ears_cover_an_outline_that_is_not_convex():
    outline = np.array(L_SHAPE, np.float64)
    corner = outline[triangulated(outline)]
    a, b = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    assert float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum() / 2) == pytest.approx(3.0)


def test_a_hull_holds_every_point_and_no_corner_too_many():
    angle = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    inner = np.stack([np.cos(angle * 7), np.sin(angle * 3)], axis=1)
    square = np.array([[-2, -2], [2, -2], [2, 2], [-2, 2]], np.float64)
    found = hull(np.concatenate([inner, square, (square + np.roll(square, 1, axis=0)) / 2]))
    assert sorted(found.tolist()) == sorted(square.tolist())


def test_a_loft_is_smooth_where_it_is_round_and_has_edges_where_it_is_square():
    square = loft(levels((rounded(1, 1, 0, 4), 0), (rounded(1, 1, 0, 4), 1)))
    assert np.allclose(np.abs(square.normal).max(axis=1), 1.0)
    drum = loft(levels((rounded(1, 1, 1, 16), 0), (rounded(1, 1, 1, 16), 1)))
    side = np.abs(drum.normal[:, 1]) < 0.5
    out = drum.position_m[side] * (1, 0, 1)
    assert np.allclose(drum.normal[side], out / np.linalg.norm(out, axis=1, keepdims=True), atol=1e-6)
    faceted = loft(levels((rounded(1, 1, 1, 16), 0), (rounded(1, 1, 1, 16), 1)), facets=True)
    assert len(faceted.position_m) > 1.4 * len(drum.position_m)
    tube = loft(levels((rounded(1, 1, 1, 16), 0), (rounded(1, 1, 1, 16), 1)), caps=False)
    assert np.abs(tube.normal[:, 1]).max() < 1e-6
    assert np.einsum("mj,mj->m", faces_normal(tube), tube.position_m[tube.face[:, 0]] * (1, 0, 1)).min() > 0


def test_what_is_bent_round_a_pillar_lies_on_it_and_keeps_its_size():
    corner = np.array([[-1, -1, 0.0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]])
    flat_one = Shape(corner, np.tile([0.0, 0, 1], (4, 1)), np.array([[0, 1, 2], [0, 2, 3]]), np.ones((4, 4)))
    label = bent(flat_one, 0.5)
    assert np.allclose(np.hypot(label.position_m[:, 0], label.position_m[:, 2] + 0.5), 0.5)
    far = np.array([0.5 * math.sin(2.0), 0.5 * math.cos(2.0) - 0.5])
    assert np.hypot(*(label.position_m[:, [0, 2]] - far).T).min() < 1e-9
    sides = label.position_m[label.face]
    area = np.linalg.norm(np.cross(sides[:, 1] - sides[:, 0], sides[:, 2] - sides[:, 0]), axis=1).sum() / 2
    assert area == pytest.approx(4.0, rel=0.01)
    assert np.einsum("mj,mkj->mk", faces_normal(label), label.normal[label.face]).min() > 0.97
