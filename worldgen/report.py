"""The report of a build: what stands where, what it weighs, whose work it holds. The same build, the same bytes."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from worldgen.core.issues import Issue
from worldgen.core.version import __version__
from worldgen.generate.world import World
from worldgen.scene import Node, Scene
from worldgen.scene.captions import captions
from worldgen.spec.lesson import Lesson


def report_of(
    lesson: Lesson, world: World, files: Mapping[PurePosixPath, bytes], warnings: Iterable[Issue], *, profile: str
) -> dict[str, Any]:
    """Return the report as plain data; it holds no time, no path of this machine and no name of a learner."""
    scene = world.scene
    return {
        "lesson": lesson.id,
        "title": dict(lesson.title),
        "versions": {"worldgen": __version__, "numpy": np.__version__, "python": platform.python_version()},
        "seed": lesson.world.seed,
        "spec_sha256": lesson.digest,
        "profile": profile,
        "files": {
            str(name): {"bytes": len(data), "sha256": sha256(data).hexdigest()} for name, data in sorted(files.items())
        },
        "counts": _counts(scene),
        "placements": _placements(scene, world),
        "views": [
            {"station": view.station, "target": view.target, "share_seen": round(float(view.share), 3)}
            for view in world.layout.views
        ],
        "alt": {node.id: dict(node.semantics.alt) for node in scene.walk() if node.semantics and node.semantics.alt},
        "pictures": {f"preview/{name}": {"alt": dict(one.alt)} for name, one in captions(scene).items()},
        "licences": _licences(lesson, scene),
        "warnings": [
            {"code": one.code, "message": one.message, "line": one.line, "column": one.column, "hint": one.hint}
            for one in warnings
        ],
    }


def _counts(scene: Scene) -> dict[str, Any]:
    nodes = list(scene.walk())
    roles = Counter(node.semantics.role for node in nodes if node.semantics)
    drawn = sum(scene.models[node.model].triangles() for node in nodes if node.model)
    copies = {node.id: sum(map(len, node.instances)) for node in nodes if node.instances}
    for node in nodes:
        for batch in node.instances:
            model = scene.models[batch.model]
            levels = [0] * len(batch) if batch.level is None else batch.level.tolist()
            drawn += sum(count * model.triangles(level) for level, count in Counter(levels).items())
    return {
        "nodes": len(nodes), "by_role": dict(sorted(roles.items())), "cover": copies, "models": len(scene.models),
        "triangles": drawn, "surfaces": len(scene.surfaces), "portals": len(scene.portals),
    }  # fmt: skip


def _placements(scene: Scene, world: World) -> dict[str, Any]:
    kept = ("thing", "building", "station", "spawn", "bridge")
    return {
        node.id: _place(node)
        | ({"seen_as": dict(node.semantics.label)} if node.semantics and node.semantics.label else {})
        for node in scene.walk()
        if node.semantics and node.semantics.role in kept
    } | {
        zone: {"zone_centre_m": [round(float(v), 3) for v in area.centre_m]}
        for zone, area in world.layout.zones.items()
    }


def _place(node: Node) -> dict[str, Any]:
    return {
        "role": node.semantics.role if node.semantics else "group",
        "position_m": [round(float(v), 3) for v in node.translation_m],
        "rotation": [round(float(v), 5) for v in node.rotation],
    }


def _licences(lesson: Lesson, scene: Scene) -> list[dict[str, str]]:
    found = {
        (model.source or "worldgen", model.licence, model.author) for model in scene.models.values() if model.licence
    }
    rows = [{"what": what, "licence": licence, "author": author} for what, licence, author in sorted(found)]
    for station in lesson.stations:
        for media in station.media:
            name = media.image or media.audio or media.video or ""
            rows.append({"what": name, "licence": media.license or "", "author": media.credit or ""})
    return rows
