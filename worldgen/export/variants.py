"""Fewer variants of one species: every variant is a draw call, and in a crowd of plants few tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from worldgen.scene import Instances, Model, Node, Scene

# The most variants of what one walks through (grass, herbs), and of all else; each step has at most as many as before.
VARIANT_STEPS = ((2, 4), (1, 3), (1, 2), (1, 1))
_FIELDS = ("position_m", "yaw_rad", "scale", "key", "tint")


def fewer_variants(scene: Scene, most: tuple[int, int]) -> Scene:
    """Return `scene` with at most `most` variants of low and of other species: copies stay where they are.

    The first variants stay, and the copies of the others take turns among them.
    """

    def changed(node: Node) -> Node:
        if not node.instances and not node.children:
            return node
        copies = _shared(node.instances, scene.models, most)
        return replace(node, instances=copies, children=tuple(changed(child) for child in node.children))

    return replace(scene, roots=tuple(changed(node) for node in scene.roots))


def _shared(
    batches: tuple[Instances, ...], models: Mapping[str, Model], most: tuple[int, int]
) -> tuple[Instances, ...]:
    groups: dict[object, list[Instances]] = {}
    for number, batch in enumerate(batches):
        stem, _, variant = batch.model.rpartition(".")
        if batch.clip is not None or not stem or not variant.isdecimal():
            groups[number] = [batch]
            continue
        kept = f"{stem}.{int(variant) % most[0 if models[batch.model].airy else 1]}"
        model = kept if kept in models else batch.model
        groups.setdefault(model, []).append(replace(batch, model=model))
    return tuple(group[0] if len(group) == 1 else _joined(group) for group in groups.values())


def _joined(batches: list[Instances]) -> Instances:
    rows: dict[str, Any] = {name: np.concatenate([getattr(batch, name) for batch in batches]) for name in _FIELDS}
    level = [np.zeros(len(batch), np.uint8) if batch.level is None else batch.level for batch in batches]
    return replace(batches[0], **rows, level=np.concatenate(level))
