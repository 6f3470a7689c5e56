"""The verifier finds what is there: it passes a sound world, and each way of breaking one is found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.samples import sample_scene
from worldgen.export import to_glb
from worldgen.scene import Collider, Mesh, Node, Scene, Semantics
from worldgen.verify import verify
from worldgen.verify.glb import Glb, NotGlbError
from worldgen.verify.raster import NOTHING, Window, rasterise


@pytest.fixture(scope="module")
def scene() -> Scene:
    return sample_scene()


def with_node(scene: Scene, node_id: str, **changes: object) -> Scene:
    return replace(scene, roots=tuple(replace(n, **changes) if n.id == node_id else n for n in scene.roots))


def with_model(scene: Scene, key: str, **changes: object) -> Scene:
    return replace(scene, models={**scene.models, key: replace(scene.models[key], **changes)})


def stations(scene: Scene) -> dict[str, bool]:
    return {station.id: station.reachable for station in verify(to_glb(scene)).stations}


def test_a_sound_world_is_walked_from_spawn_to_every_station_over_the_bridge(scene: Scene) -> None:
    found = verify(to_glb(scene))
    assert found.ok
    assert found.layers == 2
    far = {station.id: station.walk_m for station in found.stations}
    assert far["camp"] < 6.0
    assert far["rim"] > 40.0  # across the bridge


def test_without_its_bridge_the_far_station_cannot_be_reached(scene: Scene) -> None:
    broken = replace(scene, surfaces=scene.surfaces[:1], portals=())
    assert stations(broken) == {"camp": True, "rim": False}


def test_a_portal_that_nobody_can_pass_is_named(scene: Scene) -> None:
    broken = replace(scene, surfaces=scene.surfaces[:1])
    assert verify(to_glb(broken)).portals_missed == ("bridge.west",)  # the walk never comes to the other end


def test_a_wall_across_the_bridge_stops_the_walk(scene: Scene) -> None:
    wall = Collider("box", (0.0, 1.0, 0.0), (0.2, 1.0, 3.0))
    assert stations(with_model(scene, "bridge", colliders=(wall,))) == {"camp": True, "rim": False}


def test_a_gate_narrower_than_the_agent_stops_the_walk_and_a_wider_one_does_not(scene: Scene) -> None:
    def gate(width_m: float) -> tuple[Collider, ...]:
        far = width_m / 2 + 2.0
        return tuple(Collider("box", (0.0, 1.0, side * far), (0.2, 1.0, 2.0)) for side in (-1.0, 1.0))

    assert not stations(with_model(scene, "bridge", colliders=gate(0.5)))["rim"]
    assert stations(with_model(scene, "bridge", colliders=gate(1.6)))["rim"]


def test_a_beam_below_head_height_stops_the_walk_and_one_above_does_not(scene: Scene) -> None:
    def beam(low_m: float) -> tuple[Collider, ...]:
        return (Collider("box", (0.0, low_m + 0.2, 0.0), (0.2, 0.2, 3.0)),)

    assert not stations(with_model(scene, "bridge", colliders=beam(1.2)))["rim"]
    assert stations(with_model(scene, "bridge", colliders=beam(2.2)))["rim"]


@pytest.mark.parametrize(("tilt_deg", "walkable"), [(8.0, True), (20.0, False)])
def test_the_grade_of_the_way_decides(scene: Scene, tilt_deg: float, walkable: bool) -> None:
    grade = float(np.tan(np.deg2rad(tilt_deg)))
    line = np.linspace(-32.0, 32.0, 65, dtype=np.float32)
    x, z = np.meshgrid(line, line)
    corner = (np.arange(64)[:, None] * 65 + np.arange(64)[None, :]).reshape(-1, 1)
    face = (corner + np.array([[0, 65, 1, 1, 65, 66]])).reshape(-1, 3)
    position = np.stack([x, x * grade, z], axis=-1).reshape(-1, 3)
    up = np.tile([0.0, 1.0, 0.0], (len(position), 1))
    mesh = Mesh(position, up, np.ones((len(position), 4)), face, "ground")
    ground = replace(scene.models["ground"], levels=((mesh,),))
    far = {"camp": -20.0, "rim": 20.0, "spawn": -24.0}
    nodes = [replace(n, translation_m=(far[n.id], far[n.id] * grade, 0.0)) for n in scene.roots if n.id in far]
    spawn = replace(scene.spawn, position_m=(far["spawn"], far["spawn"] * grade, 0.0))
    slope = replace(
        scene, roots=(scene.roots[0], *nodes), models={"ground": ground}, spawn=spawn, surfaces=(), portals=()
    )
    assert stations(slope)["rim"] is walkable


def test_a_station_in_the_air_is_not_reached(scene: Scene) -> None:
    camp = next(node for node in scene.roots if node.id == "camp")
    x, y, z = camp.translation_m
    found = verify(to_glb(with_node(scene, "camp", translation_m=(x, y + 5.0, z))))
    assert [(s.id, s.reachable) for s in found.stations if s.id == "camp"] == [("camp", False)]
    assert next(s.missed_by_m for s in found.stations if s.id == "camp") == pytest.approx(5.0, abs=0.5)


def test_deep_water_is_not_walked_through_and_shallow_water_is(scene: Scene) -> None:
    def flood(level_m: float) -> Scene:
        quad = np.array([[-40, level_m, 40], [40, level_m, 40], [40, level_m, -40], [-40, level_m, -40]], np.float32)
        mesh = Mesh(quad, np.tile([0.0, 1.0, 0.0], (4, 1)), np.ones((4, 4)), np.array([[0, 1, 2], [0, 2, 3]]), "water")
        model = replace(scene.models["water"], id="flood", levels=((mesh,),))
        sea = Node("flood", model="flood", semantics=Semantics("water"))
        return replace(scene, roots=(*scene.roots, sea), models={**scene.models, "flood": model})

    assert not stations(flood(3.0))["rim"]
    assert stations(flood(-3.0))["rim"]


def test_hot_ground_is_not_walked_on(scene: Scene) -> None:
    quad = np.array([[-40, 2.0, 40], [40, 2.0, 40], [40, 2.0, -40], [-40, 2.0, -40]], np.float32)
    mesh = Mesh(quad, np.tile([0.0, 1.0, 0.0], (4, 1)), np.ones((4, 4)), np.array([[0, 1, 2], [0, 2, 3]]), "lava")
    lava = Node("lava", model="lava", semantics=Semantics("decor", facts={"hot": True}))
    model = replace(scene.models["water"], id="lava", levels=((mesh,),))
    hot = replace(scene, roots=(*scene.roots, lava), models={**scene.models, "lava": model})
    assert verify(to_glb(hot)).walkable_m2 < 0.1 * verify(to_glb(scene)).walkable_m2


def test_every_cell_under_a_mesh_gets_its_height_and_slope() -> None:
    corner = np.array([[0.0, 0.0, 0.0], [8.0, 4.0, 0.0], [8.0, 4.0, 8.0], [0.0, 0.0, 8.0]])
    window = Window(0.0, 0.0, 17, 17, 0.5)
    height, steep = rasterise(corner, np.array([[0, 3, 1], [1, 3, 2]]), window)
    x, _ = window.centres()
    assert np.allclose(height, np.broadcast_to(x / 2, height.shape))
    assert np.allclose(steep, np.arctan(0.5))


def test_triangles_that_face_down_carry_nobody() -> None:
    corner = np.array([[0.0, 0.0, 0.0], [8.0, 0.0, 0.0], [8.0, 0.0, 8.0]])
    height, _ = rasterise(corner, np.array([[0, 1, 2]]), Window(0.0, 0.0, 9, 9, 1.0))
    assert (height == NOTHING).all()


@pytest.mark.parametrize("data", [b"", b"glTF", b"not a model at all, but long enough", b"glTF" + b"\0" * 40])
def test_bytes_that_are_no_glb_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(NotGlbError, match=r"GLB"):
        Glb(data)


def test_a_file_cut_short_is_refused(scene: Scene) -> None:
    data = to_glb(scene)
    with pytest.raises(NotGlbError):
        verify(data[: len(data) // 2])
