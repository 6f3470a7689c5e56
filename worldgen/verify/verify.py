"""From GLB bytes to findings: gather what carries, what stops and what is wet; rasterise; walk from spawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.verify.findings import Findings, StationFinding
from worldgen.verify.glb import Glb, NotGlbError, PlacedNode
from worldgen.verify.raster import NOTHING, Window, rasterise, window_around
from worldgen.verify.regions import CALL_M, INDOORS, Region, building, indoor_groups, outdoors, spread
from worldgen.verify.turning import cramped
from worldgen.verify.walk import Seeds, Sheet, Solid, Walker, sheet_of

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
    regions = [outdoors(raster, window, walker)]
    regions += [building(name, on, sheets[0], solids, walker) for name, on in indoor_groups(nodes).items()]
    portals = about.get("portals", [])
    lifts = [portal for portal in portals if portal.get("kind") == "lift"]
    spread(regions, lifts, _foot(regions, _spawn(about, nodes)), walker)
    found = _findings(regions, nodes, portals)
    return replace(found, cramped=tuple(cramped(nodes, regions[1:], solids, walker))), window.cell_m


def _findings(regions: list[Region], nodes: list[PlacedNode], portals: list[dict[str, Any]]) -> Findings:
    floors = [
        (region.window.cell_m**2, layer, walked)
        for region in regions
        for index, (layer, walked) in enumerate(zip(region.layers, region.far, strict=True))
        if index or not region.name  # the ground before a door is counted outside
    ]
    return Findings(
        stations=tuple(_station(node, regions) for node in nodes if node.meaning.get("role") == "station"),
        walkable_m2=round(sum(int(layer.standable.sum()) * square for square, layer, _ in floors), 2),
        reached_m2=round(sum(int(np.isfinite(walked).sum()) * square for square, _, walked in floors), 2),
        layers=len(floors),
        portals_missed=tuple(str(portal["id"]) for portal in portals if not _passable(portal, regions)),
    )


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
        if node.meaning.get("role") == "surface" and node.meaning.get("kind") not in ("ground", *INDOORS)
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


def _foot(regions: list[Region], place: F64) -> tuple[int, Seeds]:
    """Return the region and, as the start of a walk, the cell nearest to `place` on which an agent can stand."""
    away, row, col, number, index = min(
        (*_nearest(layer.standable, layer.height_m, region.window, place), number, index)
        for number, region in enumerate(regions)
        for index, layer in enumerate(region.layers)
    )
    cell = row * regions[number].window.cols + col
    return number, [(index, np.array([cell]), np.array([away if np.isinf(away) else 0.0]))]


def _nearest(cells: NDArray[np.bool_], height: F64, window: Window, place: F64) -> tuple[float, int, int]:
    rows, cols = np.nonzero(cells)
    if not rows.size:
        return np.inf, 0, 0
    dx = window.x_m + cols * window.cell_m - place[0]
    dz = window.z_m + rows * window.cell_m - place[2]
    away = np.sqrt(dx**2 + dz**2 + (height[rows, cols] - place[1]) ** 2)
    first = int(np.argmin(away))
    return float(away[first]), int(rows[first]), int(cols[first])


def _station(node: PlacedNode, regions: list[Region]) -> StationFinding:
    place = node.world[:3, 3]
    near = [
        (*_nearest(np.isfinite(walked), layer.height_m, region.window, place), walked)
        for region in regions
        for layer, walked in zip(region.layers, region.far, strict=True)
    ]
    away, row, col, walked = min(near, key=lambda found: found[0])
    reached = away <= AT_STATION_M
    length = float(walked[row, col]) if reached else float("inf")
    return StationFinding(node.name, reached, round(length, 1), 0.0 if reached else round(away, 2))


def _passable(portal: dict[str, Any], regions: list[Region]) -> bool:
    """Return whether the walk came to the portal on both of its sides, or on neither: then it lies beyond the walk."""
    ends = [np.asarray(portal[key], np.float64) for key in ("centre_m", "end_m") if key in portal]
    within = [region for region in regions[1:] if str(portal["a"]).startswith(f"{region.name}.")] or regions[:1]
    if len(ends) == 2:
        return len({_come_near(within[0], end, CALL_M, 1) for end in ends}) == 1
    reach = float(portal["width_m"]) / 2 + 2 * CELL_M
    return sum(_come_near(within[0], ends[0], reach, 0)) != 1


def _come_near(region: Region, place: F64, reach_m: float, first: int) -> tuple[bool, ...]:
    """Return for each layer whether the walk came near to `place`; from the layer `first` on, whether any did."""
    near = tuple(
        _nearest(np.isfinite(walked), layer.height_m, region.window, place)[0] <= reach_m
        for layer, walked in zip(region.layers, region.far, strict=True)
    )
    return (any(near[first:]),) if first else near
