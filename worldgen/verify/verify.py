"""From GLB bytes to findings: gather what carries, what stops and what is wet; rasterise; walk from spawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.verify.findings import Findings, StationFinding
from worldgen.verify.glb import Glb, NotGlbError, PlacedNode
from worldgen.verify.raster import NOTHING, Window, rasterise, window_around
from worldgen.verify.walk import Layer, Sheet, Solid, Walker, layers_of, sheet_of, walk

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
CELL_M = 0.4
MOST_CELLS = 6_000_000  # of the raster; a larger world is walked on coarser cells
MOST_CELLS_IN_DOUBT = 14_000_000  # where something cannot be reached on those
AT_STATION_M = 0.75  # a station is reached when one can stand this near to it


def verify(data: bytes) -> Findings:
    """Return what a stranger finds who has nothing but the bytes of a GLB.

    Raises
    ------
    NotGlbError
        When the bytes cannot be read, or hold no ground, no spawn or no agent to walk with.
    """
    glb = Glb(data)
    found, cell_m = _walked(glb, MOST_CELLS)
    if not found.ok and cell_m > CELL_M:  # a narrow way can be lost on coarse cells: look more closely
        found, _ = _walked(glb, MOST_CELLS_IN_DOUBT)
    return found


def _walked(glb: Glb, most_cells: int) -> tuple[Findings, float]:
    """Return what is found on at most so many cells, and how wide they are."""
    nodes = list(glb.nodes())
    about = glb.scene().get("extras", {}).get("worldgen", {})
    walker = _walker(about)
    sheets = _walkable(glb, nodes)
    ground = np.concatenate([position for position, _ in sheets])
    window = _window(ground, most_cells)
    solids = list(_solids(glb, nodes))
    water = _above(glb, window, [node for node in nodes if node.meaning.get("role") == "water"])
    hot = _above(glb, window, [node for node in nodes if node.meaning.get("facts", {}).get("hot")])
    raster = []
    for position, face in sheets:
        height, steep = rasterise(position, face, window)
        sheet = sheet_of(height, steep, water, window, solids, walker)
        raster.append(Sheet(height, sheet.bears & (hot < height - 0.05), sheet.free))
    layers = layers_of(raster, window, walker)
    spawn = _spawn(about, nodes)
    far = walk(layers, window, _foot(layers, window, spawn), walker)
    reached = sum(int(np.isfinite(layer).sum()) for layer in far)
    findings = Findings(
        stations=tuple(_station(node, layers, far, window) for node in nodes if node.meaning.get("role") == "station"),
        walkable_m2=round(sum(int(layer.standable.sum()) for layer in layers) * window.cell_m**2, 2),
        reached_m2=round(reached * window.cell_m**2, 2),
        layers=len(layers),
        portals_missed=tuple(
            str(portal["id"]) for portal in about.get("portals", []) if not _passable(portal, layers, far, window)
        ),
    )
    return findings, window.cell_m


def _walker(about: dict[str, Any]) -> Walker:
    agent = about.get("agent")
    if not isinstance(agent, dict):
        raise NotGlbError("the scene does not say whom it is walkable for (extras.worldgen.agent)")
    return Walker(*(float(agent[name]) for name in ("radius_m", "height_m", "step_m", "max_slope_rad", "wade_m")))


def _spawn(about: dict[str, Any], nodes: list[PlacedNode]) -> F64:
    for node in nodes:
        if node.meaning.get("role") == "spawn":
            return node.world[:3, 3]
    if "spawn" in about:
        return np.asarray(about["spawn"]["position_m"], np.float64)
    raise NotGlbError("the file does not say where one begins (a node of role 'spawn')")


def _walkable(glb: Glb, nodes: list[PlacedNode]) -> list[tuple[F64, I64]]:
    """Return the sheets one can walk on: first the ground, then each deck and floor."""
    pieces: dict[str, list[tuple[F64, I64]]] = {}
    for node in nodes:
        if node.meaning.get("walkable"):
            pieces.setdefault(str(node.meaning.get("of", node.name)), []).append(glb.triangles(node))
    ground = [sheet for sheet in map(_joined, pieces.values()) if len(sheet[1])]
    if not ground:
        raise NotGlbError("the file has no ground to walk on (a node with extras.worldgen.walkable)")
    decks = [
        (np.asarray(node.meaning["position_m"], np.float64), np.asarray(node.meaning["face"], np.int64))
        for node in nodes
        if node.meaning.get("role") == "surface" and node.meaning.get("kind") != "ground"
    ]
    return [*ground, *decks]


def _joined(pieces: list[tuple[F64, I64]]) -> tuple[F64, I64]:
    """Return the pieces into which a ground was cut as one sheet."""
    starts = np.cumsum([0, *(len(position) for position, _ in pieces)])
    faces = [face + start for (_, face), start in zip(pieces, starts, strict=False)]
    return np.concatenate([position for position, _ in pieces]), np.concatenate(faces)


def _window(points: F64, most_cells: int) -> Window:
    area = float(np.prod(np.ptp(points[:, (0, 2)], axis=0)))
    return window_around(points, max(CELL_M, (area / most_cells) ** 0.5))


def _above(glb: Glb, window: Window, nodes: list[PlacedNode]) -> F64:
    """Return the height of the highest triangle of `nodes` above each cell, `NOTHING` where there is none."""
    height = np.full((window.rows, window.cols), NOTHING)
    for node in nodes:
        height = np.maximum(height, rasterise(*glb.triangles(node), window)[0])
    return height


def _solids(glb: Glb, nodes: list[PlacedNode]) -> Iterator[Solid]:
    """Yield what stops an agent: the collider nodes, and those of meshes that are shown without such children."""
    described = set()
    for node in nodes:
        for child in node.json.get("children", []):
            if "collider" in glb.json["nodes"][child].get("extras", {}).get("worldgen", {}):
                described.add(node.index)
    for node in nodes:
        collider = node.meaning.get("collider")
        if isinstance(collider, dict):
            yield _solid(node.world, collider)
        elif "mesh" in node.json and node.index not in described:
            mesh = glb.json["meshes"][node.json["mesh"]]
            for shape in mesh.get("extras", {}).get("worldgen", {}).get("colliders", []):
                for world in glb.placements(node):
                    yield _solid(world, shape)


def _solid(world: F64, shape: dict[str, Any]) -> Solid:
    grow = np.linalg.norm(world[:3, :3], axis=0)
    centre = world @ np.append(np.asarray(shape.get("centre_m", (0.0, 0.0, 0.0)), np.float64), 1.0)
    yaw = float(np.arctan2(world[0, 2], world[2, 2])) + float(shape.get("yaw_rad", 0.0))
    return Solid(str(shape["shape"]), centre[:3], np.asarray(shape["half_m"], np.float64) * grow, yaw)


def _foot(layers: list[Layer], window: Window, place: F64) -> tuple[int, int, int]:
    """Return (layer, row, col) of the cell nearest to `place` on which an agent can stand."""
    best = min(
        ((*_nearest(layer.standable, layer.height_m, window, place), index) for index, layer in enumerate(layers)),
        key=lambda found: found[0],
    )
    return best[3], best[1], best[2]


def _nearest(cells: NDArray[np.bool_], height: F64, window: Window, place: F64) -> tuple[float, int, int]:
    rows, cols = np.nonzero(cells)
    if not rows.size:
        return np.inf, 0, 0
    dx = window.x_m + cols * window.cell_m - place[0]
    dz = window.z_m + rows * window.cell_m - place[2]
    away = np.sqrt(dx**2 + dz**2 + (height[rows, cols] - place[1]) ** 2)
    first = int(np.argmin(away))
    return float(away[first]), int(rows[first]), int(cols[first])


def _station(node: PlacedNode, layers: list[Layer], far: list[F64], window: Window) -> StationFinding:
    place = node.world[:3, 3]
    near = [
        (*_nearest(np.isfinite(walked), layer.height_m, window, place), walked)
        for layer, walked in zip(layers, far, strict=True)
    ]
    away, row, col, walked = min(near, key=lambda found: found[0])
    reached = away <= AT_STATION_M
    length = float(walked[row, col]) if reached else float("inf")
    return StationFinding(node.name, reached, round(length, 1), 0.0 if reached else round(away, 2))


def _passable(portal: dict[str, Any], layers: list[Layer], far: list[F64], window: Window) -> bool:
    """Return whether the walk came to the portal on both of its sides, or on neither: then it lies beyond the walk."""
    place = np.asarray(portal["centre_m"], np.float64)
    reach = float(portal["width_m"]) / 2 + 2 * window.cell_m
    near = [
        _nearest(np.isfinite(walked), layer.height_m, window, place)[0] <= reach
        for layer, walked in zip(layers, far, strict=True)
    ]
    return sum(near) != 1
