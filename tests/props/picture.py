"""A small renderer for looking at models alone: three-quarter view, warm sun, blue ambient, soft shadow (embreex)."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene
from PIL import Image, ImageDraw

from worldgen.core.colour import linear, to_srgb
from worldgen.core.seed import world_seed
from worldgen.generate.props.load import load_model, prop_names
from worldgen.scene import Model


def _soup(model: Model, level: int, phase: float = 0.4):
    points, normals, colours, glow = [], [], [], []

    def add(meshes, shift):
        for mesh in meshes:
            points.append((mesh.position_m + np.float32(shift))[mesh.face])
            normals.append(mesh.normal[mesh.face])
            colours.append(mesh.colour[mesh.face])
            glow.append(np.full(len(mesh.face), {"lamp": 1.0, "lava": 1.0, "smoke": 0.35}.get(mesh.material, 0.0)))

    add(model.levels[min(level, len(model.levels) - 1)], (0, 0, 0))
    for part in model.moving:
        add(part.levels[min(level, len(part.levels) - 1)], part.pivot_m)
    return tuple(np.concatenate(x) for x in (points, normals, colours, glow))


def picture(model: Model, size: int = 300, level: int = 0, yaw_deg: float = 35.0, samples: int = 3):
    """Return (size, size, 3) uint8: `model` on a disc of grass."""
    tri, normal, colour, glow = _soup(model, level)
    low, high = tri.reshape(-1, 3).min(0), tri.reshape(-1, 3).max(0)
    reach = float(np.linalg.norm(high - low)) / 2
    centre = (low + high) / 2
    base = 0.0 if not model.airy or low[1] < 1 else float(low[1])
    far = reach * 30
    ground = np.array(
        [
            [[-far, base, -far], [-far, base, far], [far, base, far]],
            [[-far, base, -far], [far, base, far], [far, base, -far]],
        ],
        np.float32,
    )
    everything = np.concatenate([tri, ground]).astype(np.float32)
    scene = EmbreeScene()
    TriangleMesh(scene, everything)
    yaw, pitch = np.radians(yaw_deg), np.radians(16)
    back = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    right = np.cross([0, 1, 0], back)
    right /= np.linalg.norm(right)
    up = np.cross(back, right)
    fov = np.radians(30)
    distance = reach / np.sin(fov / 2) * 1.02
    eye = centre + back * distance
    sun = np.array([np.sin(np.radians(-40)) * 0.82, 0.62, np.cos(np.radians(-40)) * 0.82])
    sun /= np.linalg.norm(sun)
    total = np.zeros((size * size, 3))
    for s in range(samples):
        jx, jy = (s * 0.618 + 0.3) % 1, (s * 0.381 + 0.5) % 1
        x, y = np.meshgrid((np.arange(size) + jx) / size * 2 - 1, 1 - (np.arange(size) + jy) / size * 2)
        d = -back + np.tan(fov / 2) * (x[..., None] * right + y[..., None] * up)
        d = (d / np.linalg.norm(d, axis=-1, keepdims=True)).reshape(-1, 3).astype(np.float32)
        o = np.tile(eye.astype(np.float32), (len(d), 1))
        total += _shade(scene, o, d, (tri, normal, colour, glow, sun, s, reach))
    image = to_srgb((total / samples).astype(np.float32)).reshape(size, size, 3)
    return (np.clip(image, 0, 1) * 255).astype(np.uint8)


def _shade(scene, o, d, world):
    tri, normal, colour, glow, sun, s, reach = world
    hit = scene.run(o, d, output=True)
    prim = np.asarray(hit["primID"]).astype(np.int64)
    found = prim >= 0
    out = np.zeros((len(d), 3))
    out[:] = linear("#bfe3f0")
    i = np.where(found)[0]
    p = prim[i]
    u, v = np.asarray(hit["u"])[i, None], np.asarray(hit["v"])[i, None]
    n_model = len(tri)
    on = p < n_model
    q = np.minimum(p, n_model - 1)
    w = np.stack([1 - u - v, u, v], axis=1)[..., 0]
    n = np.where(on[:, None], (normal[q] * w[..., None]).sum(1), [0, 1, 0])
    n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
    a = np.where(on[:, None], (colour[q][..., :3] * w[..., None]).sum(1), linear("#a9c873"))
    light = np.where(on, glow[q], 0.0)
    at = (o[i] + d[i] * np.asarray(hit["tfar"])[i, None] + n * reach * 2e-3).astype(np.float32)
    rng = world_seed(s) / "ray"
    ray = (sun + (rng / "sun").normal(len(i), 3) * 0.02).astype(np.float32)
    lit = np.asarray(scene.run(at, ray, query="OCCLUDED")) != 0
    open_sky = np.zeros(len(i))
    for bounce in range(3):
        r = n + (rng / bounce).normal(len(i), 3) * 0.6
        r /= np.maximum(np.linalg.norm(r, axis=1, keepdims=True), 1e-9)
        t = np.asarray(scene.run(at, r.astype(np.float32), query="DISTANCE"))
        open_sky += np.clip(np.where(np.isfinite(t), t, 1e9) / (reach * 0.8), 0, 1) ** 0.7 / 3
    sunlit = np.clip(n @ sun, 0, None) * lit
    hemi = 0.5 + 0.5 * n[:, 1:2]
    ambient = linear("#a4c3f5") * 0.72 * hemi + linear("#c9a77a") * 0.30 * (1 - hemi)
    shaded = a * (linear("#ffe6c4") * 1.75 * sunlit[:, None] + ambient * (0.45 + 0.55 * open_sky)[:, None])
    shaded = shaded * 0.92
    shaded = shaded * (1 - light[:, None]) + light[:, None] * a * 1.25
    out[i] = shaded / (1 + np.maximum(shaded - 0.76, 0) * 0.6)
    return out


def main(names: list[str], out: str) -> None:
    """Write a sheet of the props `names`."""
    level = 1 if "--coarse" in names else 0
    names = [n for n in names if not n.startswith("--")] or list(prop_names())
    size = 300
    columns = min(5, len(names))
    sheet = Image.new("RGB", (columns * size, -(-len(names) // columns) * size))
    for i, name in enumerate(names):
        model = load_model(name, {}, world_seed(1) / name, {"en": "Crater trail"})
        tile = Image.fromarray(picture(model, size, level))
        ImageDraw.Draw(tile).text((6, 6), f"{name} {model.triangles(level)}", fill=(40, 30, 40))
        sheet.paste(tile, (i % columns * size, i // columns * size))
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    sheet.save(out)


if __name__ == "__main__":
    main(sys.argv[2:], sys.argv[1])
