"""A building from its plan: one model, outside and inside alike, with floors to walk on and walls that stop."""

from __future__ import annotations

import numpy as np

from worldgen.core.seed import Seed
from worldgen.generate.buildings.assemble import Pieces
from worldgen.generate.buildings.cladding import make_cladding
from worldgen.generate.buildings.features import make_features
from worldgen.generate.buildings.fittings import make_fittings
from worldgen.generate.buildings.flights import make_flights
from worldgen.generate.buildings.grounds import grounds
from worldgen.generate.buildings.look import Look
from worldgen.generate.buildings.roof_tent import tent
from worldgen.generate.buildings.roofing import make_roof
from worldgen.generate.buildings.scheme import Scheme, settled
from worldgen.generate.buildings.shell import slanted
from worldgen.generate.buildings.signs import sign_meshes
from worldgen.generate.buildings.skin import make_shell
from worldgen.generate.buildings.surfaces import colliders, decks
from worldgen.generate.buildings.usual import usual
from worldgen.generate.rooms.floor_plan import FloorPlan
from worldgen.generate.shapes import Shape, merge, to_mesh
from worldgen.generate.shapes.outline import hull
from worldgen.scene import Levels, Mesh, Model


def building_model(plan: FloorPlan, look: Look, seed: Seed, sign: str = "") -> Model:
    """Return the building of `plan` as a model; +Z is out of its front door and y = 0 the ground before it.

    Its meshes are of parts, so that one can look in: `storey_<level>` (floor, walls and what stands in them),
    `ceiling_<level>` (the underside of what lies above), `roof`. `sign` is lettered on a board at the front door.

    Raises
    ------
    ValueError
        When `sign` is too long, or has a letter that no font has.
    """
    return assembled(plan, settled(look, seed, usual(plan.kind, look)), sign)


def assembled(plan: FloorPlan, scheme: Scheme, sign: str = "") -> Model:
    """Return the building of `plan` in the looks `scheme`, `sign` on a board at its front door."""
    fine = _meshes(plan, scheme, fine=True)
    board = sign_meshes(plan, scheme, sign, fine) if sign else ((), ())
    levels = Levels((*fine, *board[0]), lambda: (*_meshes(plan, scheme, fine=False), *board[1]))
    points = np.concatenate([mesh.position_m for mesh in levels[0]])
    low = points[points[:, 1] <= 2.2][:, [0, 2]]
    around, standing = grounds(plan, scheme) if not slanted(plan) else ((), ())
    return Model(
        id=f"building/{plan.kind}", levels=levels, footprint_m=hull(low).astype(np.float32),
        height_m=float(points[:, 1].max()), colliders=(*colliders(plan), *standing), decks=(*decks(plan), *around),
        label=plan.label or {"en": plan.kind.replace("_", " ").capitalize()}, use_m=1.5, enclosed=True,
        triangle_budget=60_000,
    )  # fmt: skip


def _adorned(plan: FloorPlan, scheme: Scheme, *, fine: bool) -> list[tuple[str, Pieces]]:
    """Return roof, cladding and what a kind is known by; a plan with slanted walls has a plain roof."""
    if slanted(plan):
        return [("roof", tent(plan, scheme, fine=fine))]
    found = [("roof", make_roof(plan, scheme, fine=fine)), *make_features(plan, scheme, fine=fine).items()]
    return [*found, *make_cladding(plan, scheme).items()] if fine else found


def _meshes(plan: FloorPlan, scheme: Scheme, *, fine: bool) -> tuple[Mesh, ...]:
    layers: dict[str, Pieces] = make_shell(plan, scheme, fine=fine)
    for part, pieces in make_fittings(plan, scheme, fine=fine).items():
        layers.setdefault(part, []).extend(pieces)
    for part, pieces in make_flights(plan, scheme).items() if fine else ():
        layers.setdefault(part, []).extend(pieces)
    layers.setdefault("roof", [])
    for part, pieces in _adorned(plan, scheme, fine=fine):
        layers.setdefault(part, []).extend(pieces)
    found = []
    for part in sorted(layers):
        by_material: dict[str, list[Shape]] = {}
        for name, shape in layers[part]:
            by_material.setdefault(name, []).append(shape)
        found += [to_mesh(merge(by_material[name]), name, part) for name in sorted(by_material)]
    return tuple(found)
