"""Inspecting tells what is in a file, and what is wrong with bytes that are none."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import sample_scene
from worldgen.export import to_glb
from worldgen.export.document import glb as pack
from worldgen.export.inspect import NotGlbError, inspect
from worldgen.export.reading import read_json

PLAIN = to_glb(sample_scene())


def with_json(**changes: object) -> bytes:
    found, binary = read_json(PLAIN)
    return pack(json.dumps({**found, **changes}).encode(), PLAIN[len(PLAIN) - binary :])


def test_it_counts_what_the_sample_world_holds() -> None:
    found = inspect(PLAIN)
    assert (found.title, found.profile) == ("A sample", "generic")
    assert found.triangles == 2048 + 2 + 24 + 12 + 24 + 36 + 20 * (12 + 9) + 20 * 4
    assert (found.materials, found.cameras, found.lights, found.colliders) == (5, 3, 1, 4)
    assert (found.surfaces, found.portals) == (2, 2)
    assert found.stations == ("camp", "rim")
    assert found.clips == ("mill.sails",)
    assert found.total_bytes == len(PLAIN)
    assert 0 <= found.total_bytes - sum(found.bytes_of.values()) < 64
    assert found.extensions_required == ()
    assert found.asks[0].startswith("Nothing is required: ")
    assert "Godot" in found.asks[0]


def test_copies_of_profile_web_are_counted_one_by_one_and_its_needs_are_said() -> None:
    found = inspect(to_glb(sample_scene(), "web"))
    assert found.triangles == inspect(PLAIN).triangles
    assert found.instances == 40
    assert found.draw_calls < inspect(PLAIN).draw_calls / 3
    assert "three.js, Babylon.js, Unity (glTFast) read it as it is." in found.asks
    assert any(sentence.startswith("Not for Blender") and "Godot" in sentence for sentence in found.asks)


def test_its_text_names_the_stations_and_its_json_is_json() -> None:
    found = inspect(PLAIN)
    assert "Stations: camp, rim" in found.text().splitlines()
    assert json.loads(found.json()) == json.loads(json.dumps(asdict(found)))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "does not begin"),
        (b"PK\x03\x04" + bytes(40), "does not begin"),
        (PLAIN[:-4], "cut off"),
        (b"glTF" + struct.pack("<II", 1, 20) + bytes(8), "version 1"),
        (pack(b"[]", b""), "no 'asset'"),
        (pack(b'{"asset":{"version":"2.0"},"x":NaN}', b""), "cannot be read"),
        (pack(b"{" * 5000, b""), "cannot be read"),
        (with_json(nodes=[{"children": [0]}], scenes=[{"nodes": [0]}]), "twice"),
        (with_json(scenes=[{"nodes": [10**9]}]), "is asked for"),
        (with_json(accessors=[]), "accessor"),
        (with_json(meshes=7), "'meshes' is not a list"),
    ],
)
def test_bytes_that_are_no_sound_glb_are_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(NotGlbError, match=words):
        inspect(data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255))
def test_one_wrong_byte_is_read_or_refused_and_never_crashes(place: int, value: int) -> None:
    broken = PLAIN[:place] + bytes([value]) + PLAIN[place + 1 :]
    try:
        found = inspect(broken)
    except NotGlbError:
        return
    assert found.total_bytes == len(PLAIN)
