"""An artificial world that is too much for a small computer: a fine ground and thousands of trees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.samples import height_m, sample_scene
from worldgen.core.seed import world_seed
from worldgen.scene import Instances, Mesh, Model, Scene


def dense_scene(trees: int = 3000, side: int = 160) -> Scene:
    """Return the sample world with `trees` trees and a ground of 2 (side - 1)² triangles."""
    scene = sample_scene()
    draw = world_seed(1).uniform(trees, 6)
    at = ((draw[:, :2] - 0.5) * 62.0).astype(np.float32)
    level = (draw[:, 2] * 2.0).astype(np.uint8)
    wood = Instances(
        "fir", np.stack([at[:, 0], height_m(at[:, 0], at[:, 1]), at[:, 1]], axis=-1),
        (draw[:, 3] * 6.0).astype(np.float32),
        (0.7 + 0.5 * draw[:, 4]).astype(np.float32), (draw[:, 5] * 2.0**64).astype(np.uint64),
        (0.85 + 0.3 * world_seed(2).uniform(trees, 3)).astype(np.float32), level,
    )  # fmt: skip
    roots = tuple(replace(node, instances=(wood,)) if node.id == "wood" else node for node in scene.roots)
    ground = scene.models["ground"]
    fine = replace(ground, levels=((_fine(side),),))
    models: dict[str, Model] = {**scene.models, "ground": fine}
    return replace(scene, roots=roots, models=models)


def _fine(side: int) -> Mesh:
    line = np.linspace(-32.0, 32.0, side, dtype=np.float32)
    x, z = np.meshgrid(line, line)
    corner = (np.arange(side - 1)[:, None] * side + np.arange(side - 1)[None, :]).reshape(-1, 1)
    face = (corner + np.array([[0, side, 1, 1, side, side + 1]])).reshape(-1, 3).astype(np.uint32)
    position = np.stack([x, height_m(x, z), z], axis=-1).reshape(-1, 3)
    colour = np.tile(np.array([0.2, 0.4, 0.1, 1.0], np.float32), (len(position), 1))
    return Mesh(position, np.tile(np.array([0.0, 1.0, 0.0], np.float32), (len(position), 1)), colour, face, "ground")
