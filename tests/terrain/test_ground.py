"""The triangles of the ground: watertight, within the error, exact where asked, and finished on all sides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.terrain.ground import camp, feature, island_features, shaped
from worldgen.core.grid import dilate
from worldgen.core.seed import world_seed
from worldgen.generate.ground import GroundLook, Meshing, ground_nodes, ground_surface
from worldgen.generate.ground.foam import cut
from worldgen.generate.ground.rtin import triangulate
from worldgen.generate.land import Cover, Land
from worldgen.generate.settings import load_setting
from worldgen.scene import Mesh


def twice_area(face: np.ndarray, n: int) -> np.ndarray:
    """Twice the signed area on the grid, positive where a face looks up."""
    row, col = np.divmod(face, n)
    return (row[:, 1] - row[:, 0]) * (col[:, 2] - col[:, 0]) - (col[:, 1] - col[:, 0]) * (row[:, 2] - row[:, 0])


def sides_alone(face: np.ndarray, n: int) -> np.ndarray:
    """The directed sides (k, 2) that no neighbour has the other way round."""
    side = np.concatenate([face[:, [0, 1]], face[:, [1, 2]], face[:, [2, 0]]])
    return side[~np.isin(side[:, 0] * n * n + side[:, 1], side[:, 1] * n * n + side[:, 0])]


def worst_error(height: np.ndarray, face: np.ndarray) -> float:
    """How far the triangles are from the samples, at every sample."""
    n = len(height)
    row, col = np.divmod(face, n)
    flat, worst = height.ravel().astype(float), 0.0
    for r, c, f, double in zip(row, col, face, twice_area(face, n), strict=True):
        at_r, at_c = np.mgrid[r.min() : r.max() + 1, c.min() : c.max() + 1]
        first = ((r[1] - at_r) * (c[2] - at_c) - (c[1] - at_c) * (r[2] - at_r)) / double
        second = ((r[2] - at_r) * (c[0] - at_c) - (c[2] - at_c) * (r[0] - at_r)) / double
        inside = (first >= 0) & (second >= 0) & (first + second <= 1)
        plane = first * flat[f[0]] + second * flat[f[1]] + (1 - first - second) * flat[f[2]]
        worst = max(worst, float(np.abs(plane - height[at_r, at_c])[inside].max()))
    return worst


@given(st.integers(0, 10_000), st.sampled_from([3, 5, 9, 17]), st.floats(0.0, 1.5), st.floats(0.0, 0.2))
@settings(max_examples=25, deadline=None)
def test_the_network_is_watertight_bounded_and_exact_where_fine(
    seed: int, n: int, tolerance: float, share: float
) -> None:
    rough = world_seed(seed).uniform(n, n)
    height = (rough * 2.0 + 3.0 * np.sin(np.arange(n) / 5.0)).astype(np.float32)
    fine = (world_seed(seed) / "fine").uniform(n, n) < share
    face = triangulate(height, fine, tolerance)
    area = twice_area(face, n)
    assert (area > 0).all()
    assert area.sum() == 2 * (n - 1) ** 2
    row, col = np.divmod(sides_alone(face, n), n)
    on_edge = (row == 0).all(1) | (row == n - 1).all(1) | (col == 0).all(1) | (col == n - 1).all(1)
    assert on_edge.all()
    assert np.isin(np.flatnonzero(fine), face).all()
    assert worst_error(height, face) <= tolerance + 1e-4


def test_where_a_block_is_fine_its_cells_are_whole() -> None:
    fine = np.zeros((33, 33), bool)
    fine[10:15, 6:12] = True
    face = triangulate(np.zeros((33, 33), np.float32), fine, 1.0)
    row, col = np.divmod(face, 33)
    inside = (row >= 10).all(1) & (row <= 14).all(1) & (col >= 6).all(1) & (col <= 11).all(1)
    assert inside.sum() == 2 * 4 * 5
    assert (twice_area(face[inside], 33) == 1).all()


def test_a_plain_field_is_two_triangles_and_a_grid_of_another_size_is_refused() -> None:
    plain = np.zeros((17, 17), np.float32)
    assert len(triangulate(plain, np.zeros((17, 17), bool), 0.1)) == 2
    with pytest.raises(ValueError, match="power of two"):
        triangulate(np.zeros((16, 16), np.float32), np.zeros((16, 16), bool), 0.1)


@pytest.fixture(scope="module")
def island() -> Land:
    flow = feature("flow", "lava_flow", from_="cone.crater", to="sea", age="hot")
    tarn = feature("tarn", "lake", at={"east": "20 %", "north": "60 %"}, radius="10 m")
    return shaped(island_features()[0], flow, island_features()[2], tarn, zones=(camp(),))


@pytest.fixture(scope="module")
def valley() -> Land:
    return shaped(setting="river_valley")


def made(land: Land, name: str) -> dict[str, tuple[Mesh, ...]]:
    fine = np.zeros(land.height_m.shape, bool)
    fine[200:220, 110:140] = True
    nodes, models = ground_nodes(land, load_setting(name), GroundLook(), Meshing(fine, 0.2))
    assert [node.id for node in nodes] == list(models)
    assert [node.id for node in nodes if node.walkable] == ["ground"]
    return {name: model.levels[0] for name, model in models.items()}


def test_the_island_has_ground_base_waters_foam_and_lava_within_budget(island: Land) -> None:
    parts = made(island, "volcanic_island")
    assert set(parts) == {"ground", "base", "water.brook", "water.tarn", "water.sea", "lava.cone", "lava.flow",
                          "crust.flow"}  # fmt: skip
    assert [mesh.material for mesh in parts["water.sea"]] == ["water", "foam"]
    assert parts["lava.cone"][0].material == "lava"
    assert len(parts["ground"][0].face) <= 45_000


def test_crust_lies_on_cold_lava_and_leaves_the_way_open() -> None:
    hot, flow = (feature("flow", "lava_flow", from_="cone.crater", to="sea", age=age) for age in ("hot", "cooled"))
    land = shaped(island_features()[0], flow, island_features()[2], zones=(camp(),))
    row = np.nonzero(land.cover == Cover.LAVA_COOLED)[0]
    tread = np.zeros_like(land.tread)
    tread[row[len(row) // 2] - 1 : row[len(row) // 2] + 2] = 1.0
    for one in (land, replace(land, tread=tread)):
        crust = made(one, "volcanic_island")["crust.flow"][0]
        middle = crust.position_m[crust.face].mean(axis=1)
        at = one.cell_of(middle[:, 0], middle[:, 2])
        cold = dilate(one.cover == Cover.LAVA_COOLED, 3.0)
        assert cold[at].all()
        assert not (one.tread[at] > 0.05).any()
        over = crust.position_m[:, 1] - one.height_at(crust.position_m[:, 0], crust.position_m[:, 2])
        assert over.min() < -0.2  # its rim dives into the ground
        assert over.max() < 0.4
        assert np.median(over) > 0.1
    glowing = shaped(island_features()[0], hot, island_features()[2], zones=(camp(),))
    assert len(made(glowing, "volcanic_island")["crust.flow"][0].face) < len(
        made(land, "volcanic_island")["crust.flow"][0].face
    )
    assert "crust.flow" not in made(shaped(setting="river_valley"), "river_valley")


@pytest.mark.parametrize("name", ["volcanic_island", "river_valley"])
def test_every_face_looks_the_way_of_its_normals(name: str, island: Land, valley: Land) -> None:
    for part, meshes in made(island if name == "volcanic_island" else valley, name).items():
        for mesh in meshes:
            a, b, c = (mesh.position_m[mesh.face[:, k]].astype(float) for k in range(3))
            out = np.cross(b - a, c - a)
            real = np.linalg.norm(out, axis=1) > 1e-6
            towards = (out * mesh.normal[mesh.face].mean(axis=1)).sum(axis=1)
            assert (towards[real] > 0).all(), part
            assert np.allclose(np.linalg.norm(mesh.normal, axis=1), 1.0, atol=1e-4), part
            assert mesh.colour.min() >= 0.0
            assert mesh.colour.max() <= 1.0
            assert mesh.uv is not None


def test_walking_and_looking_use_the_same_triangles(island: Land) -> None:
    fine = np.zeros(island.height_m.shape, bool)
    fine[200:220, 110:140] = True
    point, face = ground_surface(island, fine, 0.2)
    mesh = made(island, "volcanic_island")["ground"][0]
    assert len(face) == len(mesh.face)
    seen = np.sort(np.round(mesh.position_m[mesh.face].mean(axis=1), 3).view("f4,f4,f4").ravel())
    walked = np.sort(np.round(point[face].mean(axis=1), 3).astype(np.float32).view("f4,f4,f4").ravel())
    assert np.array_equal(seen, walked)
    row, col = island.cell_of(point[:, 0], point[:, 2])
    hot = island.cover[row, col] == Cover.LAVA_HOT  # there the crust lies in a bed, under lava that nobody walks on
    assert np.array_equal(point[~hot, 1], island.height_m[row, col][~hot])
    assert island.blocked[row, col][hot].all()


def test_the_walls_begin_at_exactly_the_edge_of_the_ground(valley: Land) -> None:
    parts = made(valley, "river_valley")
    ground, base = parts["ground"][0].position_m, parts["base"][0].position_m
    edge = ground[np.abs(ground[:, [0, 2]]).max(axis=1) > 127.99]
    walls = {tuple(point) for point in base.tolist()}
    assert {tuple(point) for point in edge.tolist()} <= walls
    assert base[:, 1].min() < ground[:, 1].min() - 5.0


def test_water_covers_every_wet_sample_once_at_its_own_level(island: Land) -> None:
    parts = made(island, "volcanic_island")
    wet = island.wet()
    covered = np.zeros(wet.shape, int)
    for name, meshes in parts.items():
        if not name.startswith("water."):
            continue
        mesh = meshes[0]
        flat = mesh.normal[:, 1] > 0.5
        face = mesh.face[flat[mesh.face].all(axis=1)]
        corner = mesh.position_m[face][:, :, [0, 2]]
        middle = corner.mean(axis=1)
        row = np.floor(middle[:, 1] + 128.0).astype(int)
        col = np.floor(middle[:, 0] + 128.0).astype(int)
        u, v = (corner[:, 1] - corner[:, 0]).T.astype(float), (corner[:, 2] - corner[:, 0]).T.astype(float)
        np.add.at(covered, (row, col), np.round(np.abs(u[0] * v[1] - u[1] * v[0])).astype(int))
        if name == "water.sea":
            at = mesh.position_m[flat]
            cell = island.cell_of(at[:, 0], at[:, 2])
            assert (at[island.areas["sea"].mask[cell], 1] == 0.0).all()
            assert np.array_equal(at[:, 1], island.water_m[cell])
    whole = wet[:-1, :-1] & wet[1:, :-1] & wet[:-1, 1:] & wet[1:, 1:]
    assert covered.sum() >= 2 * whole.sum()  # twice the area of the cells
    assert covered.sum() <= 2 * 256 * 256


def test_deep_water_is_less_clear_than_shallow(island: Land) -> None:
    mesh = made(island, "volcanic_island")["water.sea"][0]
    flat = mesh.normal[:, 1] > 0.5
    row, col = island.cell_of(mesh.position_m[flat, 0], mesh.position_m[flat, 2])
    depth, alpha = -island.height_m[row, col], mesh.colour[flat, 3]
    assert alpha[depth > 5.0].min() > 0.95
    assert alpha[depth < 0.2].max() == pytest.approx(0.35)


@given(st.integers(0, 10_000), st.floats(-0.9, 0.9))
@settings(max_examples=40, deadline=None)
def test_cutting_triangles_parts_their_area_and_keeps_their_turn(seed: int, at: float) -> None:
    corner = (world_seed(seed).uniform(20, 3, 3) * 2.0 - 1.0).astype(np.float32)

    def area(piece: np.ndarray) -> np.ndarray:
        u, v = piece[:, 1] - piece[:, 0], piece[:, 2] - piece[:, 0]
        return (u[:, 0].astype(float) * v[:, 1] - u[:, 1].astype(float) * v[:, 0]) / 2.0

    above, below = cut(corner, 2, at), cut(corner, 2, at, keep_above=False)
    assert above[:, :, 2].min(initial=9.0) >= at - 1e-4
    assert below[:, :, 2].max(initial=-9.0) <= at + 1e-4
    assert area(above).sum() + area(below).sum() == pytest.approx(area(corner).sum(), abs=1e-4)


def test_shade_darkens_and_nothing_else(valley: Land) -> None:
    none = np.zeros(valley.height_m.shape, bool)
    open_sky, hidden = (
        ground_nodes(
            valley,
            load_setting("river_valley"),
            GroundLook(),
            Meshing(none, 0.3),
            np.full(none.shape, value, np.float32),
        )[1]["ground"].levels[0][0]
        for value in (1.0, 0.0)
    )
    assert np.array_equal(open_sky.position_m, hidden.position_m)
    assert (hidden.colour[:, :3] < open_sky.colour[:, :3]).all()
