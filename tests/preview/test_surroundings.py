"""The land around a world that has no sea, and what draws the pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from samples import sample_scene

from worldgen import preview
from worldgen.preview import Missing, pyrender_gl, renderer
from worldgen.preview.beyond import country
from worldgen.preview.compose import hero_view
from worldgen.preview.flatten import Look, Soup, join
from worldgen.preview.labels import names
from worldgen.preview.prepared import prepare
from worldgen.preview.surroundings import edge_of, streams_of
from worldgen.scene import Node, Semantics

SIDE_M = 64.0


def slope() -> Soup:
    """Return a square of ground that rises from 0 in the west to 6.4 m in the east, green."""
    half = SIDE_M / 2.0
    west, east = [(-half, 0.0, -half), (-half, 0.0, half)], [(half, 6.4, -half), (half, 6.4, half)]
    corner = np.array([[west[0], west[1], east[1]], [west[0], east[1], east[0]]], np.float32)
    normal = np.broadcast_to(np.array([0.0, 1.0, 0.0], np.float32), corner.shape)
    colour = np.broadcast_to(np.array([0.2, 0.5, 0.1, 1.0], np.float32), (2, 3, 4))
    return Soup(corner, normal, colour, np.full(2, Look.SOLID, np.uint8), np.zeros(2, np.int32))


def test_the_edge_of_the_ground_is_found_on_all_four_sides_with_its_colour() -> None:
    edge = edge_of(slope(), SIDE_M)
    north, east, south, west = edge[..., 1]
    assert np.allclose(north, np.linspace(0.0, 6.4, len(north)), atol=1e-3)
    assert np.allclose(south, north)
    assert np.allclose(east, 6.4)
    assert np.allclose(west, 0.0)
    assert np.allclose(edge[..., 3:], [0.2, 0.5, 0.1])


def test_the_land_goes_on_from_the_edge_itself_and_lies_outside_of_it() -> None:
    edge = edge_of(slope(), SIDE_M)
    land = country(edge, SIDE_M)
    points = land.corner_m.reshape(-1, 3)
    out = np.abs(points[:, [0, 2]]).max(axis=1)
    assert out.min() >= SIDE_M / 2.0 - 1e-3
    assert out.max() > 2.0 * SIDE_M
    first = points[out < SIDE_M / 2.0 + 1e-3]
    known = edge[..., :3].reshape(-1, 3)
    assert all(np.abs(known - point).max(axis=1).min() < 1e-4 for point in first[:: max(1, len(first) // 60)])
    assert (land.normal[..., 1] > 0.0).all()


def crossed() -> Soup:
    """Return the slope with a stream 6 m wide on it, from the north edge to the south edge, at 2.5 m."""
    half, level = SIDE_M / 2.0, 2.5
    a, b, c, d = (-3.0, level, -half), (-3.0, level, half), (3.0, level, half), (3.0, level, -half)
    corner = np.array([[a, b, c], [a, c, d]], np.float32)
    normal = np.broadcast_to(np.array([0.0, 1.0, 0.0], np.float32), corner.shape)
    colour = np.broadcast_to(np.array([0.1, 0.3, 0.9, 0.8], np.float32), (2, 3, 4))
    water = Soup(corner, normal, colour, np.full(2, Look.WATER, np.uint8), np.zeros(2, np.int32))
    return join(slope(), water)


def test_a_stream_runs_on_past_the_edge_and_nothing_stands_in_it() -> None:
    canopy = np.array([[0.0, 0.2, 0.1], [0.2, 0.4, 0.1]], np.float32)
    edge, streams = edge_of(slope(), SIDE_M), streams_of(crossed(), SIDE_M)
    north, east, south, west = np.isfinite(streams[..., 0])
    assert north.any()
    assert south.any()
    assert not east.any()
    assert not west.any()
    assert not np.isfinite(streams_of(slope(), SIDE_M)).any()
    land = country(edge, SIDE_M, "hills", ("conifer", canopy), None, streams)
    middle = land.corner_m.mean(axis=1)
    blue = land.colour[..., 2].mean(axis=1) > 0.6
    assert blue.any()
    assert np.allclose(land.corner_m[blue][..., 1], 2.5, atol=0.3)
    assert np.abs(middle[blue, 2]).max() > 1.4 * SIDE_M / 2.0
    bark = np.abs(land.colour[..., :3] - canopy[0]).max(axis=(1, 2)) < 0.2
    over = np.abs(middle[:, 0]) < 2.0 * np.abs(middle[:, 2]) / SIDE_M
    assert not (bark & over & (np.abs(middle[:, 2]) < SIDE_M) & (middle[:, 1] > 2.6)).any()


def test_trees_stand_on_it_only_where_the_world_has_plants() -> None:
    edge = edge_of(slope(), SIDE_M)
    canopy = np.array([[0.0, 0.2, 0.1], [0.2, 0.4, 0.1]], np.float32)
    assert len(country(edge, SIDE_M, "hills", ("conifer", canopy))) > 2000 + len(country(edge, SIDE_M))


def test_a_second_name_of_a_place_is_not_written_on_the_map() -> None:
    scene = sample_scene()
    extra = [
        Node(word, (20.0, 0.0, 20.0), semantics=Semantics("area", {"en": word}, facts={"kind": kind}))
        for word, kind in (("brook", "river"), ("river", "alias"))
    ]
    found = {name.text for name in names(replace(scene, roots=(*scene.roots, *extra)))}
    assert "brook" in found
    assert "river" not in found


def test_opengl_draws_where_embree_is_missing_and_works(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"PIL", "pyrender"}
    monkeypatch.setattr(preview, "find_spec", lambda name: object() if name in there else None)
    monkeypatch.setattr(pyrender_gl, "available", lambda: None)
    assert renderer() == "opengl"
    monkeypatch.setattr(pyrender_gl, "available", lambda: Missing("OpenGL does not work here", "install EGL"))
    found = renderer()
    assert isinstance(found, Missing)
    assert "embreex" in found.what


def test_views_are_found_without_a_ray_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worldgen.preview.tree.find_spec", lambda _: None)
    scene = sample_scene()
    blind = prepare(scene)
    assert blind.solids.still.scene is None
    view = hero_view(scene, blind)
    assert (view.width_px, view.height_px) == (1280, 720)
    assert view.eye_m[1] > view.target_m[1]
