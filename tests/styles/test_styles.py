"""Every style: read and checked, the same in the file as in the picture, and told apart by eyes of every kind."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.samples import sample_scene
from worldgen.core.colour import linear, to_srgb
from worldgen.core.issues import SpecError
from worldgen.core.sources import Sources
from worldgen.export import to_glb
from worldgen.export.reading import read_json
from worldgen.generate.settings.palette import load_palette
from worldgen.generate.styles import load_style, style_names, style_scene, style_summary
from worldgen.generate.styles.read import read_style
from worldgen.pipeline import load_lesson
from worldgen.scene import F32, Style, recoloured
from worldgen.spec.yaml_text import read_plain

HERE = Sources(Path())
NAMES = style_names()

# What eyes that lack one kind of cone make of linear RGB: Machado, Oliveira and Fernandes, A Physiologically-based
# Model for Simulation of Color Vision Deficiency, IEEE TVCG 15(6), 2009, severity 1.0.
EYES = {
    "usual": np.eye(3),
    "protanopia": np.array([
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ]),
    "deuteranopia": np.array([
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ]),
    "tritanopia": np.array([
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
# Pairs that carry meaning: role and colour in storybook. Trodden paths and grass, water and grass, lava hot and cooled.
PAIRS = {
    "path and grass": (("ground", "#e6cd93"), ("ground", "#8fbd64")),
    "water and grass": (("water", "#2fa0c4"), ("ground", "#8fbd64")),
    "water and path": (("water", "#2fa0c4"), ("ground", "#e6cd93")),
    "hot and cooled lava": (("decor", "#ffcf5a"), ("ground", "#5b4e59")),
    "tree and path": (("plant", "#3b7448"), ("ground", "#e6cd93")),
}


def lab(rgb: F32) -> np.ndarray:
    """Return CIE L*a*b* (D65) of linear RGB (3,)."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    t = xyz / np.array([0.9505, 1.0, 1.089])
    f = np.where(t > (6 / 29) ** 3, np.cbrt(np.maximum(t, 1e-9)), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Return CIEDE2000 (CIE 142-2001) of two colours in L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c_mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(c_mean**7 / (c_mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    h = (h1 + turn / 2) % 360
    c, lightness = (c1 + c2) / 2, (l1 + l2) / 2
    t = (1 - 0.17 * math.cos(math.radians(h - 30)) + 0.24 * math.cos(math.radians(2 * h))
         + 0.32 * math.cos(math.radians(3 * h + 6)) - 0.20 * math.cos(math.radians(4 * h - 63)))  # fmt: skip
    sl = 1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rt = -2 * math.sqrt(c**7 / (c**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((h - 275) / 25) ** 2))))
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    return math.sqrt(dl**2 + dc**2 + (dh / sh) ** 2 + rt * dc * dh / sh)


def styled(style: Style, role: str, colour: str) -> F32:
    return recoloured(linear(colour)[None], style.of(role))[0]


def seen(eye: str, rgb: F32) -> np.ndarray:
    return lab(np.clip(EYES[eye] @ rgb, 0.0, 1.0))


def contrast(one: F32, other: F32) -> float:
    """Return the contrast of WCAG 2.2 between two linear colours."""
    light = sorted(float(rgb @ np.array([0.2126, 0.7152, 0.0722])) for rgb in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_the_difference_of_colours_is_that_of_the_published_examples() -> None:
    # Sharma, Wu, Dalal 2005, table 1, pairs 1 and 17.
    assert difference(np.array([50, 2.6772, -79.7751]), np.array([50, 0, -82.7485])) == pytest.approx(2.0425, abs=1e-4)
    assert difference(np.array([50, 2.5, 0]), np.array([73, 25, -18])) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("pair", PAIRS)
def test_what_carries_meaning_differs_for_every_eye(name: str, eye: str, pair: str) -> None:
    style = load_style(name, HERE)
    one, other = (seen(eye, styled(style, role, colour)) for role, colour in PAIRS[pair])
    assert difference(one, other) > 8.0


def test_high_contrast_keeps_three_to_one_between_paths_water_and_ground() -> None:
    style = load_style("high_contrast", HERE)
    grass, path = styled(style, "ground", "#8fbd64"), styled(style, "ground", "#e6cd93")
    water = styled(style, "water", "#2fa0c4")
    assert style.line is not None
    assert contrast(grass, path) >= 3.0
    assert contrast(grass, water) >= 3.0
    assert contrast(path, water) >= 3.0
    assert contrast(grass, np.array(style.line.colour, np.float32)) >= 3.0  # the line round every thing


@pytest.mark.parametrize("name", NAMES)
def test_a_style_says_what_it_is_and_gives_finite_colours(name: str) -> None:
    assert len(style_summary(name)) > 15
    scene = style_scene(sample_scene(), load_style(name, HERE))
    for model in scene.models.values():
        for level in range(len(model.levels)):
            for mesh in model.levels[level]:
                assert np.isfinite(mesh.colour).all()
                assert mesh.colour[:, :3].min() >= 0.0
                assert mesh.colour[:, :3].max() <= 1.0 + 1e-6


def test_storybook_gives_back_the_very_same_scene() -> None:
    scene = sample_scene()
    assert style_scene(scene, load_style("storybook", HERE)) is scene


def test_flat_styles_have_facets_of_one_colour_and_as_many_triangles() -> None:
    scene = sample_scene()
    flat = style_scene(scene, load_style("lowpoly", HERE))
    for key, model in scene.models.items():
        assert flat.models[key].triangles() == model.triangles()
        for mesh in flat.models[key].levels[0] if len(flat.models[key].levels) else ():
            corner = mesh.colour[mesh.face]
            assert np.ptp(corner, axis=1).max() < 1e-6
            assert len(mesh.position_m) == 3 * len(mesh.face)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_the_style_and_carries_its_colours(name: str) -> None:
    scene = style_scene(sample_scene(), load_style(name, HERE))
    about = read_json(to_glb(scene))[0]["scenes"][0]["extras"]["worldgen"]
    assert about["style"]["name"] == name
    assert ("line" in about["style"]) == (scene.style.line is not None)
    assert about["environment"]["sky_zenith"] == pytest.approx(scene.environment.sky_zenith, abs=1e-5)


def test_nearest_uses_no_colour_but_its_own() -> None:
    rgb = np.random.default_rng(7).random((500, 3)).astype(np.float32)  # noqa: TID251
    rule = load_style("high_contrast", HERE).usual
    assert len(np.unique(recoloured(rgb, rule), axis=0)) <= len(rule.nearest)


def test_a_school_adds_a_style_of_its_own_beside_the_lesson(tmp_path: Path) -> None:
    (tmp_path / "school.yaml").write_text("about: Ours.\nsaturation: 0.5\nlight: {zenith: '#102030'}\n", "utf-8")
    style = load_style("school.yaml", Sources(tmp_path))
    assert style.usual.saturation == 0.5
    assert to_srgb(np.array(style.environment["sky_zenith"], np.float32)) == pytest.approx(
        np.array([16, 32, 48]) / 255, abs=1e-3
    )


def test_everything_wrong_in_a_style_is_told_at_once() -> None:
    wrong = {
        "colour": 1, "ramp": ["red"], "flat": "maybe", "haze": -1, "light": {"sun": "#ffff"}, "line": {"width": 2},
        "roles": {"trees": {}},
    }  # fmt: skip
    with pytest.raises(SpecError) as refused:
        read_style("school.yaml", wrong, "/world/style")
    said = " ".join(one.message for one in refused.value.issues)
    assert {one.code for one in refused.value.issues} == {"STYLE_FORM"}
    for word in ("colour", "ramp", "flat", "haze", "light.sun", "line.width", "roles.trees"):
        assert word in said


@pytest.mark.parametrize("name", ["../school.yaml", "missing.yaml"])
def test_a_style_outside_the_folder_or_missing_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SpecError) as refused:
        load_style(name, Sources(tmp_path))
    assert refused.value.issues[0].code in ("FILE_OUTSIDE", "FILE_MISSING")


def test_a_style_that_is_unknown_is_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "lesson.yaml"
    path.write_text("worldgen: 1\nlesson: {id: a, title: A}\nworld: {setting: river_valley, style: claay}\n", "utf-8")
    with pytest.raises(SpecError) as refused:
        load_lesson(path)
    (found,) = refused.value.issues
    assert found.line == 3
    assert "clay" in found.message + (found.hint or "")


def test_the_palettes_are_read_once() -> None:
    assert load_palette("island") is load_palette("island")


def test_a_role_that_a_style_does_not_name_is_coloured_like_its_kin() -> None:
    style = load_style("clay", HERE)
    assert style.of("building") is style.roles["thing"]
    assert style.of("path") is style.roles["ground"]
    assert style.of("spawn") is style.usual
    assert replace(style, roles={}).of("building") is style.usual


def test_the_style_of_the_how_to_is_read() -> None:
    text = (Path(__file__).parents[2] / "docs" / "howto" / "own-style.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml style\n(.*?)```", text, re.DOTALL)
    style = read_style("our-school.yaml", read_plain(block), "/world/style")
    assert style.line is not None
    assert set(style.roles) == {"plant", "water"}
