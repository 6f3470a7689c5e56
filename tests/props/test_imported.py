"""Models that a lesson brings as files."""

from __future__ import annotations

import numpy as np
import pytest

from worldgen.core.issues import SpecError
from worldgen.core.sources import Source
from worldgen.generate.props.imported import MOST_TRIANGLES, import_model

trimesh = pytest.importorskip("trimesh")


def bytes_of(thing, kind: str) -> bytes:
    with np.errstate(all="ignore"):
        data = thing.export(file_type=kind)
    return data.encode() if isinstance(data, str) else data


def box(colour=(200, 50, 50, 255)):
    mesh = trimesh.creation.box((1, 2, 3))
    mesh.visual.vertex_colors = colour
    return mesh


def imported(data: bytes, name: str, height_m: float | None = None):
    return import_model(Source(name, "0", data), "/world/things/0/model", height_m)


def codes(data: bytes, name: str) -> list[tuple[str, str]]:
    with pytest.raises(SpecError) as caught:
        imported(data, name)
    return [(issue.code, issue.pointer) for issue in caught.value.issues]


@pytest.mark.parametrize("kind", ["glb", "obj", "ply"])
def test_a_box_comes_back_on_the_ground_in_its_colour(kind):
    model = imported(bytes_of(box(), kind), f"media/box.{kind}")
    (mesh,) = model.levels[0]
    assert mesh.position_m.min(axis=0).tolist() == pytest.approx([-0.5, 0.0, -1.5])
    assert mesh.position_m.max(axis=0).tolist() == pytest.approx([0.5, 2.0, 1.5])
    assert model.triangles() == 12
    assert model.height_m == pytest.approx(2.0)
    red, green, _ = mesh.colour[0, :3]
    assert red > 2 * green
    assert model.colliders[0].half_m == pytest.approx((0.5, 1.0, 1.5))
    assert np.abs(model.footprint_m).max(axis=0).tolist() == pytest.approx([0.5, 1.5])
    assert model.source == f"media/box.{kind}"


def test_an_stl_file_is_stood_up_since_its_z_is_up():
    model = imported(bytes_of(box(), "stl"), "part.stl")
    assert model.height_m == pytest.approx(3.0)
    assert np.ptp(model.levels[0][0].position_m[:, 2]) == pytest.approx(2.0)


def test_the_height_asked_for_scales_it_evenly():
    model = imported(bytes_of(box(), "glb"), "box.glb", 4.0)
    assert np.ptp(model.levels[0][0].position_m, axis=0).tolist() == pytest.approx([2.0, 4.0, 6.0])


def test_places_of_nodes_and_colours_of_materials_are_kept():
    ball = trimesh.creation.icosphere(subdivisions=1, radius=0.5)
    material = trimesh.visual.material.PBRMaterial(baseColorFactor=[0, 255, 0, 255])
    ball.visual = trimesh.visual.TextureVisuals(uv=np.zeros((len(ball.vertices), 2)), material=material)
    scene = trimesh.Scene()
    scene.add_geometry(box())
    scene.add_geometry(ball, transform=trimesh.transformations.translation_matrix((0, 5, 0)))
    model = imported(bytes_of(scene, "glb"), "both.glb")
    assert model.height_m == pytest.approx(6.5)
    (mesh,) = model.levels[0]
    high = mesh.colour[mesh.position_m[:, 1] > 5]
    assert np.allclose(high[:, :3], [0, 1, 0])


def test_licence_and_author_travel_with_it():
    source = Source("a.glb", "0", bytes_of(box(), "glb"))
    model = import_model(source, "", None, {"en": "Box"}, "CC-BY-4.0", "A. Teacher")
    assert (model.licence, model.author, model.label["en"]) == ("CC-BY-4.0", "A. Teacher", "Box")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.fbx", "MODEL_FORMAT"),
        (b"glTF", "a.glb", "MODEL_BROKEN"),
        (b"not json", "a.gltf", "MODEL_BROKEN"),
        (b"ply\nformat", "a.ply", "MODEL_BROKEN"),
        (b"# only words", "a.obj", "MODEL_EMPTY"),
        (b'{"accessors": [{"count": 99999999999}]}', "a.gltf", "MODEL_BROKEN"),
        (b'{"nodes": [' + b",".join([b"{}"] * 5000) + b"]}", "a.gltf", "MODEL_BROKEN"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(data, name, code):
    assert codes(data, name) == [(code, "/world/things/0/model")]


@pytest.mark.parametrize("kind", ["glb", "obj", "stl", "ply"])
def test_a_file_cut_off_anywhere_is_a_model_or_an_issue(kind):
    whole = bytes_of(box(), kind)
    for end in range(0, len(whole), max(1, len(whole) // 12)):
        try:
            model = imported(whole[:end], f"a.{kind}")
        except SpecError as found:
            first = found.issues[0]
            assert first.code.startswith("MODEL_")
        else:
            assert np.isfinite(model.levels[0][0].position_m).all()


def test_too_many_triangles_are_refused_by_their_count():
    ball = trimesh.creation.icosphere(subdivisions=6)
    assert len(ball.faces) > MOST_TRIANGLES
    assert codes(bytes_of(ball, "stl"), "ball.stl") == [("MODEL_TRIANGLES", "/world/things/0/model")]
