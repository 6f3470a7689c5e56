"""A style laid over a finished scene: once, so that the file and the pictures look alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from worldgen.scene import (
    Environment,
    Instances,
    Levels,
    Mesh,
    Model,
    Moving,
    Node,
    Recolouring,
    Scene,
    Style,
    recoloured,
)


def style_scene(scene: Scene, style: Style) -> Scene:
    """Return `scene` as `style` has it; storybook gives back the very same scene."""
    if style == Style():
        return scene
    roles = _roles(scene)
    return replace(
        scene,
        models={key: _model(model, style, style.of(roles.get(key, ""))) for key, model in scene.models.items()},
        roots=tuple(_node(node, style) for node in scene.roots),
        environment=_environment(scene.environment, style),
        skies={shot: _environment(sky, style) for shot, sky in scene.skies.items()},
        style=style,
    )


def _roles(scene: Scene) -> Mapping[str, str]:
    """Return what each model is used for, by the first node that has a role and uses it."""
    found: dict[str, str] = {}
    for node in scene.walk():
        if node.semantics is not None:
            for model in (node.model, *(batch.model for batch in node.instances)):
                if model is not None:
                    found.setdefault(model, node.semantics.role)
    return found


def _model(model: Model, style: Style, rule: Recolouring) -> Model:
    return replace(
        model,
        levels=_levels(model.levels, style, rule),
        moving=tuple(_moving(part, style, rule) for part in model.moving),
    )


def _moving(part: Moving, style: Style, rule: Recolouring) -> Moving:
    return replace(part, levels=_levels(part.levels, style, rule))


def _levels(levels: Sequence[tuple[Mesh, ...]], style: Style, rule: Recolouring) -> Levels:
    """Return the levels in the style; the coarser ones are still made only when they are asked for."""
    if not len(levels):
        return Levels(())

    def coarser(level: int) -> tuple[Mesh, ...]:
        return tuple(_mesh(mesh, style, rule) for mesh in levels[level])

    later = [lambda level=level: coarser(level) for level in range(1, len(levels))]
    return Levels(coarser(0), *later)


def _mesh(mesh: Mesh, style: Style, rule: Recolouring) -> Mesh:
    colour = mesh.colour
    if style.flat and len(mesh.face):
        return _faceted(mesh, rule)
    rgb = recoloured(colour[:, :3], rule)
    return mesh if rgb is colour[:, :3] else replace(mesh, colour=np.column_stack([rgb, colour[:, 3]]))


def _faceted(mesh: Mesh, rule: Recolouring) -> Mesh:
    """Return every triangle on its own, with its flat normal and its mean colour."""
    corner = mesh.position_m[mesh.face]
    normal = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]).astype(np.float64)
    length = np.sqrt((normal * normal).sum(axis=1, keepdims=True))
    kept = mesh.normal[mesh.face].mean(axis=1)  # of triangles that are lines
    normal = np.where(length > 1e-12, normal / np.maximum(length, 1e-12), kept)
    mean = mesh.colour[mesh.face].mean(axis=1)
    rgb = recoloured(np.ascontiguousarray(mean[:, :3]), rule)
    return replace(
        mesh,
        position_m=corner.reshape(-1, 3),
        normal=np.repeat(normal, 3, axis=0),
        colour=np.repeat(np.column_stack([rgb, mean[:, 3]]), 3, axis=0),
        face=np.arange(3 * len(mesh.face), dtype=np.uint32).reshape(-1, 3),
        uv=None if mesh.uv is None else mesh.uv[mesh.face].reshape(-1, 2),
    )


def _node(node: Node, style: Style) -> Node:
    if not node.instances and not node.children:
        return node
    return replace(
        node,
        instances=tuple(_batch(batch, style.jitter) for batch in node.instances),
        children=tuple(_node(child, style) for child in node.children),
    )


def _batch(batch: Instances, jitter: float) -> Instances:
    return batch if jitter == 1.0 else replace(batch, tint=1.0 + (batch.tint - 1.0) * np.float32(jitter))


def _environment(environment: Environment, style: Style) -> Environment:
    changed = dict(style.environment)
    changed["fog_density"] = environment.fog_density * style.haze
    return replace(environment, **changed)  # type: ignore[arg-type]
