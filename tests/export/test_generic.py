"""Profile generic: what is in the scene is in the file, by name, and any reader finds it."""

from __future__ import annotations

import io
import json
import math
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pygltflib
import pytest
import trimesh

from tests.export.reread import decoded, drawn_soup
from tests.samples import box_mesh, sample_scene
from worldgen.export import Profile, to_glb
from worldgen.export.document import GENERATOR
from worldgen.export.reading import read_json
from worldgen.scene import MATERIALS, Camera, Clip, Instances, Light, Mesh, Model, Moving, Node, Scene, Semantics
from worldgen.verify.glb import Glb

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scene() -> Scene:
    return sample_scene()


@pytest.fixture(scope="module")
def glb(scene: Scene) -> bytes:
    return to_glb(scene)


def triangles_of(scene: Scene) -> int:
    total = 0
    for node in scene.walk():
        total += scene.models[node.model].triangles() if node.model else 0
        for batch in node.instances:
            total += sum(scene.models[batch.model].triangles(int(level)) for level in batch.level)
    return total


def test_the_same_scene_gives_the_same_bytes_whatever_the_hash_seed(glb: bytes) -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); from hashlib import sha256; from tests.samples import sample_scene;"
        "from worldgen.export import to_glb; s = sample_scene();"
        "print(sha256(to_glb(s)).hexdigest(), sha256(to_glb(s, 'web')).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert runs == {f"{sha256(glb).hexdigest()} {sha256(to_glb(sample_scene(), 'web')).hexdigest()}\n"}


def test_the_generator_names_the_release_of_the_package() -> None:
    text = (ROOT / "worldgen" / "core" / "version.py").read_text("utf-8")
    assert f'__version__ = "{GENERATOR.removeprefix("worldgen ")}"' in text


def test_nothing_is_required_of_an_engine(glb: bytes) -> None:
    assert "extensionsRequired" not in read_json(glb)[0]


def test_every_node_of_the_scene_is_there_by_its_id_with_its_children(scene: Scene, glb: bytes) -> None:
    found = read_json(glb)[0]
    names = [node["name"] for node in found["nodes"]]
    assert len(names) == len(set(names))
    by_name = {node["name"]: node for node in found["nodes"]}
    for node in scene.walk():
        children = [names[index] for index in by_name[node.id].get("children", [])]
        wanted = [child.id for child in node.children]
        assert [name for name in children if name in wanted] == wanted


def test_parents_come_before_children_and_every_node_hangs_in_the_tree_once(glb: bytes) -> None:
    found = read_json(glb)[0]
    children = [index for node in found["nodes"] for index in node.get("children", [])]
    assert sorted(children + found["scenes"][0]["nodes"]) == list(range(len(found["nodes"])))
    assert all(child > index for index, node in enumerate(found["nodes"]) for child in node.get("children", []))


def test_copies_are_named_by_cover_model_and_cell_and_stand_where_the_scene_says(scene: Scene, glb: bytes) -> None:
    placed = {node.name: node.world for node in Glb(glb).nodes()}
    batch = next(node for node in scene.walk() if node.id == "wood").instances[0]
    for i in range(len(batch)):
        world = placed[f"wood.fir.{int(batch.key[i]):016x}"]
        assert np.abs(world[:3, 3] - batch.position_m[i]).max() < 1e-4
        front = world[:3, :3] @ np.array([0.0, 0.0, 1.0])
        wanted = float(batch.scale[i]) * np.array([math.sin(batch.yaw_rad[i]), 0.0, math.cos(batch.yaw_rad[i])])
        assert np.abs(front - wanted).max() < 1e-4


def test_each_copy_is_drawn_at_the_level_of_detail_that_the_scene_asks_for(scene: Scene, glb: bytes) -> None:
    found = read_json(glb)[0]
    level = {
        node["name"]: found["meshes"][node["mesh"]]["extras"]["worldgen"]["level"]
        for node in found["nodes"]
        if ".fir." in node["name"]
    }
    batch = next(node for node in scene.walk() if node.id == "wood").instances[0]
    assert level == {f"wood.fir.{int(k):016x}": int(want) for k, want in zip(batch.key, batch.level, strict=True)}


def test_shades_of_a_model_share_everything_but_their_colours(glb: bytes) -> None:
    found = read_json(glb)[0]
    firs = [mesh for mesh in found["meshes"] if mesh["name"].startswith("fir.") and "1" not in mesh["name"]]
    firs += [mesh for mesh in found["meshes"] if mesh["name"] == "fir"]
    assert len(firs) >= 2
    places = {mesh["primitives"][0]["attributes"]["POSITION"] for mesh in firs}
    shades = {mesh["primitives"][0]["attributes"]["COLOR_0"] for mesh in firs}
    assert (len(places), len(shades)) == (1, len(firs))


def test_pygltflib_and_trimesh_read_the_triangles_that_the_scene_draws(scene: Scene, glb: bytes) -> None:
    loaded = trimesh.load_scene(io.BytesIO(glb), file_type="glb")
    wanted = triangles_of(scene)
    assert sum(len(mesh.faces) for mesh in loaded.dump()) == wanted
    other = pygltflib.GLTF2().load_from_bytes(glb)
    per_mesh = [sum(other.accessors[p.indices].count // 3 for p in mesh.primitives) for mesh in other.meshes]
    assert sum(per_mesh[node.mesh] for node in other.nodes if node.mesh is not None) == wanted


def test_pygltflib_writes_back_a_file_that_means_the_same(glb: bytes) -> None:
    again = b"".join(pygltflib.GLTF2().load_from_bytes(glb).save_to_bytes())
    assert decoded(again) == decoded(glb)


def test_the_windmill_turns_once_round_without_a_jump(glb: bytes) -> None:
    file = Glb(glb)
    clip = next(row for row in file.json["animations"] if row["name"] == "mill.sails")
    assert file.json["nodes"][clip["channels"][0]["target"]["node"]]["name"] == "mill.sails"
    sampler = clip["samplers"][clip["channels"][0]["sampler"]]
    time_s, turn = file.array(sampler["input"])[:, 0], file.array(sampler["output"])
    assert time_s[0] == 0.0
    assert time_s[-1] == pytest.approx(6.0)
    assert np.allclose(np.linalg.norm(turn, axis=1), 1.0, atol=1e-6)
    apart = (turn[1:] * turn[:-1]).sum(axis=1)
    # A positive product means that the shorter way round is the way on.
    assert (apart > 0.5).all()
    assert float((2.0 * np.arccos(apart)).sum()) == pytest.approx(2.0 * math.pi, abs=1e-4)
    assert np.allclose(turn[-1], -turn[0], atol=1e-6)


def test_what_swings_comes_back_and_what_bobs_stays_round_its_pivot(scene: Scene) -> None:
    part = box_mesh((0.0, 0.0, 0.0), (0.1, 0.1, 0.1), "#ffffff")
    moving = (
        Moving("sign", (0.0, 2.0, 0.0), ((part,),), Clip("sign", "swing", (1.0, 0.0, 0.0), 3.0, 0.3)),
        Moving("float", (0.0, 1.0, 0.0), ((part,),), Clip("float", "bob", (0.0, 1.0, 0.0), 3.0, 0.2)),
    )
    model = replace(scene.models["mill"], moving=moving)
    file = Glb(to_glb(replace(scene, models={**scene.models, "mill": model})))
    values = {row["name"]: file.array(row["samplers"][0]["output"]) for row in file.json["animations"]}
    assert np.abs(values["mill.sign"][:, 0]).max() == pytest.approx(math.sin(0.15), abs=1e-6)
    assert np.allclose(values["mill.sign"][[0, -1]], [0.0, 0.0, 0.0, 1.0], atol=1e-6)
    assert values["mill.float"][:, 1].min() == pytest.approx(0.8, abs=1e-6)
    assert values["mill.float"][:, 1].max() == pytest.approx(1.2, abs=1e-6)


def test_the_sun_shines_from_where_the_environment_puts_it(scene: Scene, glb: bytes) -> None:
    sun = next(node for node in Glb(glb).nodes() if node.name == "sun")
    elevation, azimuth = scene.environment.sun_elevation_rad, scene.environment.sun_azimuth_rad
    to_sun = [math.cos(elevation) * math.sin(azimuth), math.sin(elevation), -math.cos(elevation) * math.cos(azimuth)]
    assert np.allclose(sun.world[:3, 2], to_sun, atol=1e-6)
    lamp = read_json(glb)[0]["extensions"]["KHR_lights_punctual"]["lights"][0]
    assert lamp["intensity"] == pytest.approx(math.pi * scene.environment.sun_strength, abs=1e-3)


def test_lava_keeps_its_gradient_of_glow_and_a_lamp_its_colour(scene: Scene) -> None:
    flow = box_mesh((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), "#ff6600", "lava")
    fading = flow.colour * np.linspace(0.1, 1.0, len(flow.colour), dtype=np.float32)[:, None]
    lava = Model("lava", ((replace(flow, colour=fading),),), scene.models["hut"].footprint_m, 1.0)
    glowing = replace(scene, roots=(*scene.roots, Node("flow", model="lava")), models={**scene.models, "lava": lava})
    found = read_json(to_glb(glowing))[0]
    by_name = {material["name"]: material for material in found["materials"]}
    assert by_name["lava"]["emissiveTexture"] == {"index": 0}
    assert by_name["lava"]["extensions"]["KHR_materials_emissive_strength"]["emissiveStrength"] == 2.4
    assert by_name["lamp"]["emissiveFactor"] == pytest.approx([1.0, 0.655, 0.26], abs=0.02)
    factors = {"metallicFactor": 0.0, "roughnessFactor": 0.9}
    assert by_name["matte"] == {"name": "matte", "pbrMetallicRoughness": factors}


def test_what_has_no_texture_coordinates_gets_planar_ones_from_0_to_1(glb: bytes) -> None:
    file = Glb(glb)
    for mesh in file.json["meshes"]:
        for primitive in mesh["primitives"]:
            uv = file.array(primitive["attributes"]["TEXCOORD_0"])
            assert uv.min() == pytest.approx(0.0, abs=1e-6)
            assert uv.max() == pytest.approx(1.0, abs=1e-6)
            assert len(uv) == len(file.array(primitive["attributes"]["POSITION"]))


def test_a_mesh_of_more_than_65535_vertices_keeps_its_faces(scene: Scene) -> None:
    n = 70_000
    position = np.column_stack([np.arange(n) % 300, np.zeros(n), np.arange(n) // 300]).astype(np.float32)
    normal = np.tile(np.array([0.0, 1.0, 0.0], np.float32), (n, 1))
    face = np.array([[0, 300, 1], [n - 2, n - 1, n - 301]], np.uint32)
    mesh = Mesh(position, normal, np.ones((n, 4), np.float32), face)
    large = Model("large", ((mesh,),), np.zeros((3, 2), np.float32), 0.0)
    file = Glb(to_glb(replace(scene, roots=(Node("large", model="large"),), models={"large": large}, views={})))
    points, faces = file.triangles(next(node for node in file.nodes() if node.name == "large"))
    assert np.allclose(points[faces], position[face], atol=1e-6)


def test_a_copy_of_a_model_that_moves_has_its_own_moving_part(scene: Scene) -> None:
    one = np.zeros((1, 3), np.float32)
    still, full = np.zeros(1, np.float32), np.ones(1, np.float32)
    copies = Instances("mill", one, still, full, np.array([5], np.uint64), one + 1)
    found = read_json(to_glb(replace(scene, roots=(*scene.roots, Node("mills", instances=(copies,))))))[0]
    assert {row["name"] for row in found["animations"]} == {"mill.sails", "mills.mill.sails"}


def test_adding_a_thing_leaves_every_other_node_as_it_was_when_decoded(scene: Scene, glb: bytes) -> None:
    walls = box_mesh((0.0, 1.0, 0.0), (1.0, 1.0, 1.0), "#a05030")
    shed = Model("shed", ((walls,),), scene.models["hut"].footprint_m, 2.0)
    more = replace(
        scene, roots=(*scene.roots[:2], Node("shed", (5.0, 0.0, 25.0), model="shed"), *scene.roots[2:]),
        models={"shed": shed, **scene.models}, materials=MATERIALS,
    )  # fmt: skip
    before, after = decoded(glb), decoded(to_glb(more))
    assert after.keys() - before.keys() == {"shed"}
    assert {name: after[name] for name in before} == before


def test_ids_with_quotes_and_other_scripts_are_kept(scene: Scene) -> None:
    wood = next(node for node in scene.walk() if node.id == "wood")
    odd = 'wäld "1"\\лес'
    found = read_json(to_glb(replace(scene, roots=(replace(wood, id=odd),))))[0]
    assert sum(node["name"].startswith(f"{odd}.fir.") for node in found["nodes"]) == 40


def test_the_file_is_laid_out_as_glb_asks(glb: bytes) -> None:
    found, binary = read_json(glb)
    assert len(glb) % 4 == 0
    assert found["buffers"][0]["byteLength"] == binary
    for accessor in found["accessors"]:
        view = found["bufferViews"][accessor["bufferView"]]
        assert (view["byteOffset"] + accessor.get("byteOffset", 0)) % 4 == 0
    assert b"NaN" not in glb[: len(glb) - binary]
    assert json.loads(json.dumps(found)) == found


def test_the_soup_of_the_file_is_the_soup_of_the_scene(scene: Scene, glb: bytes) -> None:
    assert len(drawn_soup(glb)) == triangles_of(scene)


@pytest.mark.parametrize("profile", ["generic", "web"])
def test_a_world_of_nothing_and_a_wood_without_trees_are_files_too(scene: Scene, profile: Profile) -> None:
    none = np.zeros(0, np.float32)
    bare = Instances("fir", none.reshape(0, 3), none, none, none.astype(np.uint64), none.reshape(0, 3))
    model = Model("nothing", (), scene.models["hut"].footprint_m, 0.0)
    empty = replace(
        scene, roots=(Node("wood", instances=(bare,)), Node("nothing", model="nothing")), surfaces=(), portals=(),
        models={"fir": scene.models["fir"], "nothing": model}, views={},
    )  # fmt: skip
    names = [node.name for node in Glb(to_glb(empty, profile)).nodes()]
    assert names == ["wood", "nothing", "spawn", "sun"]


def test_a_camera_on_a_station_becomes_its_child_and_one_on_a_plain_node_stays(scene: Scene) -> None:
    station = Node("look", camera=Camera(1.0, 0.2, 300.0), semantics=Semantics("station"))
    found = read_json(to_glb(replace(scene, roots=(station, Node("eye", camera=Camera(0.5))), views={})))[0]
    by_name = {node["name"]: node for node in found["nodes"]}
    assert "camera" not in by_name["look"]
    lens = found["cameras"][by_name["look.camera"]["camera"]]["perspective"]
    assert lens == {"yfov": 1.0, "znear": 0.2, "zfar": 300.0}
    assert found["cameras"][by_name["eye"]["camera"]]["perspective"]["yfov"] == 0.5


def test_lamps_keep_their_colour_strength_and_reach(scene: Scene) -> None:
    lamp = Node("lamp", light=Light("point", (2.0, 1.0, 0.5), 10.0, 8.0))
    found = read_json(to_glb(replace(scene, roots=(lamp,), views={})))[0]
    index = found["nodes"][0]["extensions"]["KHR_lights_punctual"]["light"]
    assert found["extensions"]["KHR_lights_punctual"]["lights"][index] == {
        "color": [1.0, 0.5, 0.25], "intensity": 20.0, "type": "point", "range": 8.0,
    }  # fmt: skip
