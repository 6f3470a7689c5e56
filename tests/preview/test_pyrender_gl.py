"""The OpenGL renderer agrees with the default one, and says kindly when it cannot work."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest
from samples import sample_scene
from small_world import from_south, small_island

from worldgen.preview import View, frame, prepare, pyrender_gl
from worldgen.preview.light import luma
from worldgen.scene import Scene

VIEW = View((-30.0, 22.0, 40.0), (4.0, 0.0, 0.0), 0.6, 160, 90)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    pyrender_gl.available.cache_clear()


def test_without_pyrender_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrender_gl, "find_spec", lambda _: None)
    missing = pyrender_gl.available()
    assert missing is not None
    assert "pyrender-maintained" in missing.what
    assert "worldgen[pyrender]" in missing.how


def test_a_driver_that_hangs_is_given_up_and_one_that_fails_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrender_gl, "find_spec", lambda _: object())

    def hang(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("python", 60)

    monkeypatch.setattr(pyrender_gl.subprocess, "run", hang)
    missing = pyrender_gl.available()
    assert missing is not None
    assert "60 s" in missing.what
    pyrender_gl.available.cache_clear()
    failed = subprocess.CompletedProcess([], 1, "", "Traceback\nImportError: no EGL")
    monkeypatch.setattr(pyrender_gl.subprocess, "run", lambda *_, **__: failed)
    missing = pyrender_gl.available()
    assert missing is not None
    assert missing.what.endswith("ImportError: no EGL")


def test_osmesa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYOPENGL_PLATFORM", "osmesa")
    with pytest.raises(RuntimeError, match="OSMesa"):
        pyrender_gl.platform()


def regions(picture: np.ndarray) -> np.ndarray:
    """Return the mean colours (6, 8, 3) of 48 regions, 0..1."""
    rows, columns = picture.shape[0] // 6 * 6, picture.shape[1] // 8 * 8
    part = picture[:rows, :columns].astype(np.float64) / 255.0
    return part.reshape(6, rows // 6, 8, columns // 8, 3).mean(axis=(1, 3))


@pytest.mark.egl
@pytest.mark.parametrize(("scene", "view"), [(sample_scene(), VIEW), (small_island(), from_south(160, 90))])
def test_the_two_renderers_agree_in_the_large(scene: Scene, view: View) -> None:
    pytest.importorskip("pyrender")
    pytest.importorskip("embreex")
    assert pyrender_gl.available() is None
    card = pyrender_gl.frame(pyrender_gl.prepare(scene), view)
    rays = frame(prepare(scene), view)
    apart = np.abs(regions(card) - regions(rays))
    assert float(apart.mean()) < 0.06
    assert float(np.median(apart.max(axis=-1))) < 0.08


@pytest.mark.egl
def test_the_two_renderers_draw_the_same_outlines() -> None:
    pytest.importorskip("pyrender")
    pytest.importorskip("embreex")
    scene, view = small_island(), from_south(160, 90)
    card = pyrender_gl.frame(pyrender_gl.prepare(scene), view) / 255.0
    rays = frame(prepare(scene), view) / 255.0
    warm = [(picture[..., 0] > picture[..., 2] + 0.08) & (luma(picture) > 0.3) for picture in (card, rays)]
    both, either = (warm[0] & warm[1])[30:].sum(), (warm[0] | warm[1])[30:].sum()
    assert both / either > 0.75
