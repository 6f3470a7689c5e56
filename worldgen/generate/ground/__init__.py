"""The ground as things to look at and to walk on: terrain, base, water, foam, lava."""

from __future__ import annotations

import numpy as np

from worldgen.core.grid import F32, Mask
from worldgen.core.record import dataclass
from worldgen.generate.ground.base import base_mesh
from worldgen.generate.ground.seasons import GroundLook
from worldgen.generate.ground.surface import ground_faces, ground_mesh, ground_surface
from worldgen.generate.ground.water import lava_meshes, water_meshes
from worldgen.generate.land import Land
from worldgen.generate.settings import Setting
from worldgen.generate.settings.palette import Palette, load_palette
from worldgen.scene import Levels, Mesh, Model, Node, Semantics


@dataclass(frozen=True, eq=False, slots=True)
class Meshing:
    """How finely the ground is cut up into triangles."""

    fine: Mask  # (n, n) where every sample is in the mesh: treads, pads, surroundings of stations
    max_error_m: float = 0.15  # how far the ground may be from the grid elsewhere
    weight: F32 | None = None  # (n, n) how much an error counts, 1 where people walk and less where they do not come


def ground_nodes(
    land: Land, setting: Setting, look: GroundLook, meshing: Meshing, shade: F32 | None = None
) -> tuple[tuple[Node, ...], dict[str, Model]]:
    """Return the nodes `ground` (walkable), `base`, `water.<id>` and `lava.<id>`, and their models by key.

    Fields bring `crops.<id>`, lava that cooled `crust.<id>`, streets `street.<id>`, caves `vault.<id>`.

    Parameters
    ----------
    meshing : Meshing
        How finely it is to be cut up.
    shade : (n, n) float32 or None
        1 under open sky, 0 where it is hidden, baked into the colours.
    """
    palette = load_palette(setting.ground)
    triangles = ground_faces(land, meshing.fine, meshing.max_error_m, meshing.weight)
    found: list[tuple[str, Semantics, Levels]] = [
        ("ground", Semantics("ground"), Levels((ground_mesh(land, palette, triangles, shade, look),))),
        ("base", Semantics("base"), Levels((base_mesh(land, palette, triangles),))),
    ]
    for name, meshes in water_meshes(land, palette, meshing.weight).items():
        found.append((f"water.{name}", Semantics("water"), Levels(meshes)))
    for name, mesh in lava_meshes(land, palette).items():
        found.append((f"lava.{name}", Semantics("decor", facts={"hot": True}), Levels((mesh,))))
    found += [(name, Semantics("decor"), levels) for name, levels in _upon(land, palette, meshing.fine, look)]
    nodes = tuple(Node(id=name, model=name, semantics=means, walkable=name == "ground") for name, means, _ in found)
    return nodes, {name: _model(name, levels, land) for name, _, levels in found}


def _upon(land: Land, palette: Palette, fine: Mask, look: GroundLook) -> list[tuple[str, Levels]]:
    """Return what stands on the ground as a part of it, by id; only land that has such pays for it."""
    kinds = {area.kind for area in land.areas.values()}
    out: list[tuple[str, Mesh]] = []
    if "lava_flow" in kinds:
        from worldgen.generate.ground.crust import crust_meshes  # noqa: PLC0415

        out += [(f"crust.{name}", mesh) for name, mesh in crust_meshes(land, palette, look).items()]
    if "street" in kinds:
        from worldgen.generate.ground.streets import street_meshes  # noqa: PLC0415

        out += [(f"street.{name}", mesh) for name, mesh in street_meshes(land).items()]
    if "cave_mouth" in kinds:
        from worldgen.generate.ground.cave import cave_meshes  # noqa: PLC0415

        out += [(f"vault.{name}", mesh) for name, mesh in cave_meshes(land, palette).items()]
    if "arch" in kinds:
        from worldgen.generate.ground.arch import arch_meshes  # noqa: PLC0415

        out += [(f"rock.{name}", mesh) for name, mesh in arch_meshes(land, palette).items()]
    if land.ceiling_m is not None:
        from worldgen.generate.ground.hull import hull_mesh  # noqa: PLC0415

        out.append(("boat.above", hull_mesh(land)))
    if "iceberg_field" in kinds:
        from worldgen.generate.ground.icebergs import iceberg_meshes  # noqa: PLC0415

        out += [(f"ice.{name}", mesh) for name, mesh in iceberg_meshes(land, palette).items()]
    found = [(name, Levels((mesh,))) for name, mesh in out]
    if "fields" in kinds:
        from worldgen.generate.ground.crops import crop_meshes  # noqa: PLC0415

        found += [(f"crops.{name}", levels) for name, levels in crop_meshes(land, palette, fine).items()]
    return found


def _model(name: str, levels: Levels, land: Land) -> Model:
    half = np.float32(land.size_m / 2.0)
    outline = np.array([(-half, -half), (-half, half), (half, half), (half, -half)], np.float32)
    top = max(float(mesh.position_m[:, 1].max()) for mesh in levels[0])
    count = sum(len(mesh.face) for mesh in levels[0])
    return Model(id=name, levels=levels, footprint_m=outline, height_m=top, triangle_budget=max(count, 60_000))


__all__ = ["GroundLook", "Meshing", "ground_nodes", "ground_surface"]
