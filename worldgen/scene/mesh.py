"""Triangles and the models made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.scene.texts import LocalText

Vec3 = tuple[float, float, float]
F32 = NDArray[np.float32]
U32 = NDArray[np.uint32]


@dataclass(frozen=True, eq=False, slots=True)
class Mesh:
    """A triangle mesh of one material: counter-clockwise faces, right-handed, Y up, metres.

    Raises
    ------
    ValueError
        When an array has the wrong shape, a face points past the end, or a number is not finite.
    """

    position_m: F32  # (n, 3)
    normal: F32  # (n, 3) unit
    colour: F32  # (n, 4) linear RGB and alpha, 0..1; multiplied with the material's colour
    face: U32  # (m, 3)
    material: str = "matte"
    uv: F32 | None = None  # (n, 2); exporters fill in a planar one where there is none
    part: str = ""  # of a building that one can look into: `storey_0`, `ceiling_0`, ..., `roof`

    def __post_init__(self) -> None:
        n = len(self.position_m)
        for name, width, dtype in (
            ("position_m", 3, np.float32),
            ("normal", 3, np.float32),
            ("colour", 4, np.float32),
            ("face", 3, np.uint32),
        ):
            array = np.ascontiguousarray(getattr(self, name), dtype)
            if array.ndim != 2 or array.shape[1] != width or (name != "face" and len(array) != n):
                raise ValueError(f"{name} has shape {array.shape}, wanted ({n}, {width})")
            if array.size and dtype is np.float32 and not np.isfinite(array).all():
                raise ValueError(f"{name} holds a number that is not finite")
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        if self.face.size and int(self.face.max()) >= n:
            raise ValueError(f"face points at vertex {int(self.face.max())} of {n}")
        if self.uv is not None:
            uv = np.ascontiguousarray(self.uv, np.float32)
            if uv.shape != (n, 2):
                raise ValueError(f"uv has shape {uv.shape}, wanted ({n}, 2)")
            uv.flags.writeable = False
            object.__setattr__(self, "uv", uv)


@dataclass(frozen=True, slots=True)
class Collider:
    """A solid that stops an agent, in the frame of its model; `yaw_rad` turns a box about +Y."""

    kind: Literal["box", "cylinder"]
    centre_m: Vec3
    half_m: Vec3  # box: half sizes; cylinder: (radius, half height, radius)
    yaw_rad: float = 0.0


@dataclass(frozen=True, slots=True)
class Socket:
    """A place of a model on which another may stand: where, and its turn about +Y."""

    at_m: Vec3
    yaw_rad: float = 0.0


@dataclass(frozen=True, eq=False, slots=True)
class Deck:
    """A floor of a model on which one can stand (a jetty, a bridge, a storey), in the model's frame."""

    name: str
    position_m: F32  # (n, 3)
    face: U32  # (m, 3), facing up
    kind: Literal["deck", "floor", "stairs", "ramp"] = "deck"


@dataclass(frozen=True, slots=True)
class Clip:
    """A named animation of one moving part: it turns about `axis` or swings, for ever."""

    name: str
    kind: Literal["turn", "swing", "bob"]
    axis: Vec3 = (0.0, 0.0, 1.0)
    period_s: float = 6.0
    amount: float = 0.0  # swing: radians each way; bob: metres each way


class Levels(Sequence[tuple[Mesh, ...]]):
    """Levels of detail of which the coarser are made when they are first asked for, since many outputs never do."""

    def __init__(self, finest: tuple[Mesh, ...], *coarser: Callable[[], tuple[Mesh, ...]]) -> None:
        self._made: dict[int, tuple[Mesh, ...]] = {0: finest}
        self._coarser = coarser

    def __len__(self) -> int:
        return 1 + len(self._coarser)

    @overload
    def __getitem__(self, level: int) -> tuple[Mesh, ...]: ...
    @overload
    def __getitem__(self, level: slice) -> tuple[tuple[Mesh, ...], ...]: ...
    def __getitem__(self, level: int | slice) -> tuple[Mesh, ...] | tuple[tuple[Mesh, ...], ...]:
        if isinstance(level, slice):
            return tuple(self[at] for at in range(len(self))[level])
        at = range(len(self))[level]
        if at not in self._made:
            self._made[at] = self._coarser[at - 1]()
        return self._made[at]


@dataclass(frozen=True, eq=False, slots=True)
class Moving:
    """A part of a model that moves on its own: a child node at `pivot_m`."""

    name: str
    pivot_m: Vec3
    levels: Sequence[tuple[Mesh, ...]]
    clip: Clip


@dataclass(frozen=True, eq=False, slots=True)
class Model:
    """The geometry of one kind of thing in its own frame: origin on the ground, front to +Z, +Y up, metres.

    `levels` are levels of detail, finest first, each one mesh per material. `footprint_m` is the convex outline on the
    ground (k, 2) as (x, z); nothing else may stand inside it. `use_m` is the free depth in front that a person needs.
    """

    id: str
    levels: Sequence[tuple[Mesh, ...]]
    footprint_m: F32
    height_m: float
    moving: tuple[Moving, ...] = ()
    colliders: tuple[Collider, ...] = ()
    decks: tuple[Deck, ...] = ()
    label: LocalText = field(default_factory=dict)
    use_m: float = 0.0
    floats: bool = False  # stands on water (a boat) and not on the ground
    airy: bool = False  # neither blocks a view nor a way (smoke, steam)
    in_pieces: bool = False  # comes in by the door in pieces and is put together where it stands
    triangle_budget: int = 600
    licence: str = "MIT"
    author: str = "worldgen"
    source: str = ""  # the file it was read from, for the report
    sockets: Mapping[str, Socket] = field(default_factory=dict)  # by name
    enclosed: bool = False  # walls around floors: it stops a walker, rests on the ground, and people come in

    @property
    def landing(self) -> bool:
        """Whether it is a deck in the open, such as a jetty, that one steps onto from the ground beside it."""
        return bool(self.decks) and not self.enclosed

    def triangles(self, level: int = 0) -> int:
        """Return how many triangles are drawn at `level`, moving parts included."""
        meshes = list(self.levels[min(level, len(self.levels) - 1)])
        for part in self.moving:
            meshes += part.levels[min(level, len(part.levels) - 1)]
        return sum(len(mesh.face) for mesh in meshes)
