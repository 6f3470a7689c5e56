"""The scene tree as triangles: levels of detail, instances, moving parts, and what is missing said aloud."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from samples import sample_scene

from worldgen import preview
from worldgen.preview import available
from worldgen.preview.flatten import Look, flatten, pose, to_soup
from worldgen.scene import Clip, Instances, Scene


def crowd(count: int) -> Scene:
    """Return the sample world with `count` more firs."""
    scene = sample_scene()
    line = np.arange(count, dtype=np.float32)
    firs = Instances(
        "fir", np.stack([line % 100, line * 0.0, line // 100], axis=1), line * 0.0, line * 0.0 + 1.0,
        (np.arange(count, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15),
        np.ones((count, 3), np.float32),
    )  # fmt: skip
    roots = tuple(
        replace(node, instances=(*node.instances, firs)) if node.id == "wood" else node for node in scene.roots
    )
    return replace(scene, roots=roots)


def test_every_triangle_of_the_finest_level_is_there_once_for_each_copy() -> None:
    scene = sample_scene()
    flat = flatten(scene)
    wanted = sum(scene.models[node.model].triangles() for node in scene.walk() if node.model)
    wanted += sum(scene.models[many.model].triangles() * len(many) for node in scene.walk() for many in node.instances)
    assert len(to_soup(flat.still, scene.materials)) + len(to_soup(flat.moving, scene.materials)) == wanted
    assert flat.notes == ()


def test_copies_stand_where_their_instances_say_in_their_tint() -> None:
    scene = sample_scene()
    wood = next(node for node in scene.walk() if node.id == "wood")
    many = wood.instances[0]
    flat = flatten(scene)
    soup = to_soup(tuple(batch for batch in flat.still if flat.nodes[batch.thing] == "wood"), scene.materials)
    model = scene.models["fir"]
    tip = max(float(mesh.position_m[:, 1].max()) for mesh in model.levels[0])
    highest = soup.corner_m[..., 1].max()
    assert highest == pytest.approx(float((many.position_m[:, 1] + tip * many.scale).max()), abs=1e-4)
    base = model.levels[0][0].colour[0, :3]
    first = soup.colour[0, 0, :3] / base
    assert np.allclose(first, many.tint[0], rtol=1e-5)


def test_too_many_triangles_are_met_by_coarser_plants_first_and_it_is_said() -> None:
    scene = crowd(2000)
    flat = flatten(scene, most=20_000)
    soup = to_soup(flat.still, scene.materials)
    assert len(soup) <= 20_000
    assert "detail 1" in flat.notes[-1]
    assert all(batch.shift.shape[0] == 2000 for batch in flat.still if len(batch.shift) > 100)


def test_what_is_still_too_much_is_thinned_by_key_and_it_is_said() -> None:
    scene = crowd(4000)
    flat = flatten(scene, most=10_000)
    assert len(to_soup(flat.still, scene.materials)) <= 10_500
    assert flat.notes[-1].endswith("so that the picture holds 10000 triangles")
    kept = sum(len(batch.shift) for batch in flat.still if len(batch.shift) > 100)
    assert 0 < kept < 4000
    again = flatten(scene, most=10_000)
    assert all(np.array_equal(a.shift, b.shift) for a, b in zip(flat.still, again.still, strict=True))


def test_teaching_things_are_never_thinned() -> None:
    scene = crowd(4000)
    names = {node.id for node in scene.walk() if node.model}
    flat = flatten(scene, most=100)
    assert {flat.nodes[batch.thing] for batch in flat.still} >= names


def test_a_lamp_holds_its_radiance_and_water_its_look() -> None:
    scene = sample_scene()
    soup = to_soup(flatten(scene).still, scene.materials)
    assert float(soup.colour[soup.look == Look.EMIT][:, :, 0].max()) == pytest.approx(1.6, rel=0.01)
    assert (soup.look == Look.WATER).sum() == 2


def test_a_turning_part_comes_round_after_one_period_and_a_swinging_one_turns_back() -> None:
    turning = Clip("sails", "turn", (0.0, 0.0, 1.0), 6.0)
    assert np.allclose(pose(turning, 6.0)[0], np.eye(3), atol=1e-6)
    assert np.allclose(pose(turning, 1.5)[0] @ [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], atol=1e-6)
    swinging = Clip("flag", "swing", (0.0, 1.0, 0.0), 4.0, 0.3)
    assert np.allclose(pose(swinging, 1.0)[0] @ pose(swinging, 3.0)[0], np.eye(3), atol=1e-6)
    bobbing = Clip("boat", "bob", (0.0, 1.0, 0.0), 4.0, 0.2)
    assert np.allclose(pose(bobbing, 1.0)[1], [0.0, 0.2, 0.0], atol=1e-6)


def test_a_missing_embreex_is_reported_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = preview.find_spec
    monkeypatch.setattr(preview, "find_spec", lambda name: None if name in ("embreex", "pyrender") else found(name))
    missing = available()
    assert missing is not None
    assert "embreex" in missing.what
    assert missing.how == "pip install embreex"


def test_asking_what_is_available_loads_no_renderer() -> None:
    code = "import sys, worldgen.preview as p; p.available(); sys.exit(bool({'embreex', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
