"""Profile web: fewer bytes and draw calls, and still every thing by name where it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.export.dense import dense_scene
from tests.export.reread import drawn_soup
from tests.samples import box_mesh, sample_scene
from worldgen.export import to_glb, web
from worldgen.export.batches import Layouts
from worldgen.export.drawn import Cut
from worldgen.export.reading import read_json
from worldgen.scene import Model, Node, Scene, Semantics
from worldgen.verify import verify
from worldgen.verify.glb import Glb


@pytest.fixture(scope="module")
def scene() -> Scene:
    return sample_scene()


@pytest.fixture(scope="module")
def packed(scene: Scene) -> bytes:
    return to_glb(scene, "web")


def farthest_m(soup: np.ndarray, other: np.ndarray) -> float:
    """Return how far the corner of `soup` that is worst off is from the nearest corner of `other`."""
    corners, targets = soup.reshape(-1, 3), np.unique(other.reshape(-1, 3), axis=0)
    parts = np.array_split(corners, 40)
    return max(float(np.sqrt(((part[:, None] - targets[None]) ** 2).sum(-1).min(1)).max()) for part in parts)


def test_every_corner_stands_within_2_mm_of_where_profile_generic_has_it(scene: Scene, packed: bytes) -> None:
    plain, small = drawn_soup(to_glb(scene)), drawn_soup(packed)
    assert len(plain) == len(small)
    assert farthest_m(small, plain) < 0.002
    assert farthest_m(plain, small) < 0.002


def test_stations_things_cameras_and_colliders_are_those_of_profile_generic(scene: Scene, packed: bytes) -> None:
    generic = {node.name: node for node in Glb(to_glb(scene)).nodes()}
    there = {node.name: node for node in Glb(packed).nodes()}
    kept = {name for name in generic if ".fir." not in name}
    assert kept <= there.keys()
    for name in kept:
        assert np.allclose(there[name].world, generic[name].world)
        assert there[name].meaning == generic[name].meaning
        assert ("camera" in there[name].json) == ("camera" in generic[name].json)


def test_each_vertex_of_a_batch_names_the_thing_that_stands_there(scene: Scene, packed: bytes) -> None:
    file = Glb(packed)
    features = file.scene()["extras"]["worldgen"]["features"]
    plain = {node.name: node for node in Glb(to_glb(scene)).nodes()}
    seen = set()
    for node in file.nodes():
        for primitive in file.json["meshes"][node.json["mesh"]]["primitives"] if "mesh" in node.json else []:
            if "_FEATURE_ID_0" not in primitive["attributes"]:
                continue
            assert primitive["extensions"]["EXT_mesh_features"]["featureIds"][0]["featureCount"] == len(features)
            ids = file.array(primitive["attributes"]["_FEATURE_ID_0"])[:, 0].astype(int)
            points = file.array(primitive["attributes"]["POSITION"]) @ node.world[:3, :3].T + node.world[:3, 3]
            for number in np.unique(ids):
                name = features[number]
                seen.add(name)
                own, _ = Glb(to_glb(scene)).triangles(plain[name])
                near = points[ids == number]
                assert (near >= own.min(axis=0) - 0.01).all()
                assert (near <= own.max(axis=0) + 0.01).all()
    assert seen == {"ground", "stream", "hut", "mill", "bridge"}


def test_colours_of_copies_are_those_of_the_scene_within_the_steps_of_eight_bits(scene: Scene, packed: bytes) -> None:
    file = Glb(packed)
    batch = next(node for node in scene.walk() if node.id == "wood").instances[0]
    wanted = {tuple(np.round(at, 1)): tint for at, tint in zip(batch.position_m.tolist(), batch.tint, strict=True)}
    checked = 0
    for node in file.nodes():
        instancing = node.json.get("extensions", {}).get("EXT_mesh_gpu_instancing")
        if instancing is None:
            continue
        mesh = file.json["meshes"][node.json["mesh"]]
        level = mesh["extras"]["worldgen"]["level"]
        bright = file.array(mesh["primitives"][-1]["attributes"]["COLOR_0"])[:, :3].max()
        original = max(float(part.colour[:, :3].max()) for part in scene.models["fir"].levels[level])
        tint = file.array(instancing["attributes"]["_COLOR_0"])[:, :3] * bright / original
        solid = mesh["extras"]["worldgen"]["colliders"][0]
        for placed, colour in zip(file.placements(node), tint, strict=True):
            x, y, z = solid["centre_m"]
            foot = placed @ np.array([x, y - solid["half_m"][1], z, 1.0])
            assert np.abs(colour - wanted[tuple(np.round(foot[:3], 1))]).max() < 0.02
            checked += 1
    assert checked == 40


def test_the_verifier_walks_the_packed_file_as_it_walks_the_plain_one(scene: Scene, packed: bytes) -> None:
    plain, small = verify(to_glb(scene)), verify(packed)
    assert small.ok == plain.ok
    assert {s.id: s.reachable for s in small.stations} == {s.id: s.reachable for s in plain.stations}


def test_seams_between_pieces_of_the_ground_stay_closed() -> None:
    scene = dense_scene(trees=1, side=65)
    file = Glb(to_glb(scene, "web"))
    pieces = [file.triangles(node)[0] for node in file.nodes() if node.meaning.get("of") == "ground"]
    assert len(pieces) == 4
    corners = np.concatenate([np.unique(np.round(piece, 4), axis=0) for piece in pieces])
    # A corner on a seam stands in several pieces: all its copies round to one place, so none is left over.
    assert len(np.unique(corners, axis=0)) == 65 * 65


def test_a_file_without_the_compressor_is_the_same_world(
    scene: Scene, packed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "_meshopt", lambda: None)
    plain = to_glb(scene, "web")
    found = read_json(plain)[0]
    assert "EXT_meshopt_compression" not in found["extensionsUsed"]
    assert found["scenes"][0]["extras"]["worldgen"]["compression"] == "none"
    assert len(found["buffers"]) == 1
    ours, theirs = drawn_soup(plain), drawn_soup(packed)
    assert np.abs(np.sort(ours.reshape(-1, 3), axis=0) - np.sort(theirs.reshape(-1, 3), axis=0)).max() < 1e-6


def test_it_is_a_quarter_of_the_bytes_of_profile_generic() -> None:
    scene = dense_scene()
    assert len(to_glb(scene, "web")) < 0.25 * len(to_glb(scene))


def test_things_with_one_look_are_drawn_in_one_call(scene: Scene) -> None:
    cube = box_mesh((0.0, 0.5, 0.0), (0.5, 0.5, 0.5), "#808080")
    box = Model("box", ((cube,),), scene.models["hut"].footprint_m, 1.0)
    meaning = Semantics("thing", {"en": "Box"})
    many = tuple(Node(f"box.{i}", (2.0 + i, 1.0, 20.0), model="box", semantics=meaning) for i in range(9))
    file = Glb(to_glb(replace(scene, roots=(*scene.roots, *many), models={**scene.models, "box": box}), "web"))
    batches = [node for node in file.nodes() if node.name.startswith("batch.matte.0.0")]
    assert len(batches) == 1
    ids = file.array(file.json["meshes"][batches[0].json["mesh"]]["primitives"][0]["attributes"]["_FEATURE_ID_0"])
    names = {file.scene()["extras"]["worldgen"]["features"][int(number)] for number in np.unique(ids)}
    assert {f"box.{i}" for i in range(9)} < names


def test_a_thing_that_is_mirrored_keeps_its_outside_outside(scene: Scene) -> None:
    hut = next(node for node in scene.walk() if node.id == "hut")
    mirrored = replace(hut, scale=(-1.0, 1.0, 1.0))
    soup = drawn_soup(to_glb(replace(scene, roots=(mirrored,)), "web"))
    around = soup - soup.reshape(-1, 3).mean(axis=0)
    assert float(np.einsum("ij,ij->i", around[:, 0], np.cross(around[:, 1], around[:, 2])).sum()) > 0.0


def test_few_copies_can_be_merged_like_things_and_stand_and_look_as_before(scene: Scene) -> None:
    whole = Cut(64.0, 64.0, 10_000)
    batches = Layouts(scene).at(whole)
    assert batches.many == ()
    merged = web.web_glb(scene, batches)
    plain = drawn_soup(to_glb(scene))
    assert farthest_m(plain, drawn_soup(merged)) < 0.002
    file = Glb(merged)
    features = file.scene()["extras"]["worldgen"]["features"]
    brightest = 0.0
    for node in file.nodes():
        for primitive in file.json["meshes"][node.json["mesh"]]["primitives"] if "mesh" in node.json else []:
            if "_FEATURE_ID_0" in primitive["attributes"]:
                ids = file.array(primitive["attributes"]["_FEATURE_ID_0"])[:, 0].astype(int)
                mine = file.array(primitive["attributes"]["COLOR_0"])[ids == features.index("wood"), 1]
                brightest = max(brightest, float(mine.max(initial=0.0)))
    fir = max(float(mesh.colour[:, 1].max()) for level in scene.models["fir"].levels for mesh in level)
    tint = next(node for node in scene.walk() if node.id == "wood").instances[0].tint
    assert brightest == pytest.approx(fir * float(tint[:, 1].max()), abs=0.005)
