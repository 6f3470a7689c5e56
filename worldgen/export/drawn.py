"""What is drawn in profile web, as plain data: still batches, copies, movers, and what each fills and costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.export.placing import F64, WHOLE_M, copied
from worldgen.export.surface import join
from worldgen.scene import Instances, Mesh, Model, Moving, Node


@dataclass(frozen=True, slots=True)
class Cut:
    """How a world is cut up: sides of the places for what stands still and for copies, and which copies are merged.

    Copies of one model at one level of detail are merged like things, not instanced, when together they have at most
    `merged_vertices`: a few stones are cheaper as part of a batch than as a draw call of their own.
    """

    still_m: float
    copies_m: float
    merged_vertices: int


CUTS = tuple(
    Cut(still_m, copies_m, merged)
    for merged in (0, 6000)
    for copies_m in (64.0, 192.0, WHOLE_M)
    for still_m in (64.0, 128.0, WHOLE_M)
)
INSTANCED = Cut(WHOLE_M, WHOLE_M, 0)  # the fewest draw calls without merging copies into what stands still


@dataclass(frozen=True, eq=False, slots=True)
class Box:
    """What a drawable fills in the world, and what it costs."""

    low: F64  # (3,)
    high: F64  # (3,)
    triangles: int
    draw_calls: int


@dataclass(frozen=True, eq=False, slots=True)
class Piece:
    """A mesh of one node, or some copies of a mesh; `feature` is the number of the node."""

    template: Mesh
    feature: int
    box: Box
    batch: Instances | None = None  # copies of the template; None: it stands in the world already
    which: NDArray[np.int64] | None = None
    world: F64 | None = None

    def mesh(self) -> Mesh:
        """Return the triangles in the world."""
        if self.batch is None or self.which is None or self.world is None:
            return self.template
        return copied(self.template, self.batch, self.which, self.world)


@dataclass(frozen=True, eq=False, slots=True)
class Still:
    """One mesh of one material, made of pieces; `owner` is the node of all of it (ground, water), if there is one."""

    name: str
    owner: str | None
    pieces: tuple[Piece, ...]
    box: Box

    def mesh(self) -> tuple[Mesh, NDArray[np.uint16]]:
        """Return the triangles in the world, and for each vertex the number of its node."""
        meshes = [piece.mesh() for piece in self.pieces]
        numbers = [piece.feature for piece in self.pieces]
        feature = np.repeat(numbers, [len(mesh.position_m) for mesh in meshes]).astype(np.uint16)
        return (meshes[0] if len(meshes) == 1 else join(meshes)), feature


@dataclass(frozen=True, eq=False, slots=True)
class Many:
    """Copies of one model at one level of detail in one place; `which` are their rows in `batch`."""

    name: str
    owner: Node
    model: Model
    level: int
    batch: Instances
    which: NDArray[np.int64]
    meshes: tuple[Mesh, ...]
    box: Box


@dataclass(frozen=True, eq=False, slots=True)
class Mover:
    """A part that moves on its own."""

    owner: Node
    part: Moving
    meshes: tuple[Mesh, ...]
    box: Box


@dataclass(frozen=True, eq=False, slots=True)
class Batches:
    """Everything that is drawn, in file order, and the nodes that the features name."""

    still: tuple[Still, ...]
    many: tuple[Many, ...]
    movers: tuple[Mover, ...]
    features: tuple[Node, ...]

    def boxes(self) -> list[Box]:
        """Return what each drawable fills and costs."""
        return [one.box for one in self.still] + [one.box for one in self.many] + [one.box for one in self.movers]
