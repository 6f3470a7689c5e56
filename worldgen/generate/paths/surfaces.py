"""Layers to walk on and what stands in the way, put into the world: of bridges, jetties, storeys, all alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from worldgen.scene import Collider, Model, Surface, Vec3


def surfaces_of(node: str, model: Model, position_m: Vec3, yaw_rad: float) -> tuple[Surface, ...]:
    """Return the decks of `model` as surfaces in the world, for the node `node` at `position_m` turned by `yaw_rad`."""
    cos, sin = float(np.cos(yaw_rad)), float(np.sin(yaw_rad))
    turn = np.array([[cos, 0.0, -sin], [0.0, 1.0, 0.0], [sin, 0.0, cos]])
    return tuple(
        Surface(
            f"{node}.{deck.name}", deck.kind, node,
            (deck.position_m.astype(np.float64) @ turn + np.asarray(position_m)).astype(np.float32), deck.face,
        )
        for deck in model.decks
    )  # fmt: skip


def solids_of(model: Model, position_m: Vec3, yaw_rad: float) -> tuple[Collider, ...]:
    """Return the colliders of `model` in the world."""
    cos, sin = float(np.cos(yaw_rad)), float(np.sin(yaw_rad))
    x, y, z = position_m
    return tuple(
        replace(
            solid,
            centre_m=(
                x + solid.centre_m[0] * cos + solid.centre_m[2] * sin,
                y + solid.centre_m[1],
                z - solid.centre_m[0] * sin + solid.centre_m[2] * cos,
            ),
            yaw_rad=solid.yaw_rad + yaw_rad,
        )
        for solid in model.colliders
    )
