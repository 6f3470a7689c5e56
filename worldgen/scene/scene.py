"""The scene graph: a frozen, typed tree that every output is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.scene.environment import Environment
from worldgen.scene.material import Material
from worldgen.scene.mesh import F32, U32, Clip, Model, Vec3
from worldgen.scene.style import STORYBOOK, Style
from worldgen.scene.texts import LocalText

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
STAYS = 2**32  # of copies: a key below it is of one that a room, or a lesson, would miss
Role = Literal[
    "group", "ground", "water", "base", "thing", "building", "plant", "rock", "path", "bridge", "station", "spawn",
    "area", "decor", "view",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Semantics:
    """What a node means: carried in the file as `extras.worldgen` of the node."""

    role: Role
    label: LocalText = field(default_factory=dict)
    alt: LocalText = field(default_factory=dict)
    objectives: tuple[str, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)  # lesson meaning: texts, questions, zone, kind, ...


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera, looking along -Z of its node."""

    fov_y_rad: float
    near_m: float = 0.1
    far_m: float = 2000.0


@dataclass(frozen=True, slots=True)
class Light:
    """A lamp, in candela or lux as in KHR_lights_punctual."""

    kind: Literal["directional", "point", "spot"]
    colour: Vec3 = (1.0, 1.0, 1.0)
    intensity: float = 1.0
    range_m: float | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Instances:
    """Many copies of one model: dressing. Named by `key`, which is the cell it grew from, never a counter.

    Where a budget makes dressing thinner, the key says which copies go; one below `STAYS` is never among them.
    With a `clip` all of them move together about `pivot_m`: a flock, a shoal.
    """

    model: str
    position_m: F32  # (n, 3)
    yaw_rad: F32  # (n,)
    scale: F32  # (n,)
    key: NDArray[np.uint64]  # (n,)
    tint: F32  # (n, 3) linear RGB factor, around 1
    level: NDArray[np.uint8] | None = None  # (n,) level of detail of each copy; None: all 0
    clip: Clip | None = None
    pivot_m: Vec3 = (0.0, 0.0, 0.0)  # in the frame of the node

    def __post_init__(self) -> None:
        n = len(self.position_m)
        for name, shape in (("position_m", (n, 3)), ("yaw_rad", (n,)), ("scale", (n,)), ("tint", (n, 3))):
            array = np.ascontiguousarray(getattr(self, name), np.float32)
            if array.shape != shape or not np.isfinite(array).all():
                raise ValueError(f"{name} has shape {array.shape}, wanted {shape}, all finite")
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        if self.key.shape != (n,):
            raise ValueError(f"key has shape {self.key.shape}, wanted ({n},)")

    def __len__(self) -> int:
        return len(self.position_m)


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """A node of the tree. `id` is the author's word, parts by dot; it is the node's name in every file."""

    id: str
    translation_m: Vec3 = (0.0, 0.0, 0.0)
    rotation: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 1.0)  # unit quaternion x, y, z, w
    scale: Vec3 = (1.0, 1.0, 1.0)
    model: str | None = None  # key of Scene.models
    instances: tuple[Instances, ...] = ()
    children: tuple[Node, ...] = ()
    camera: Camera | None = None
    light: Light | None = None
    semantics: Semantics | None = None
    walkable: bool = False  # its meshes are ground to walk on (terrain)


@dataclass(frozen=True, eq=False, slots=True)
class Surface:
    """One layer on which an agent can walk, in world space: the ground, a bridge's deck, a storey's floor."""

    id: str
    kind: Literal["ground", "deck", "floor", "stairs", "ramp"]
    node: str  # id of the node whose geometry it is
    position_m: F32  # (n, 3)
    face: U32  # (m, 3)


@dataclass(frozen=True, slots=True)
class Portal:
    """Where one steps from surface `a` to surface `b`: a line across the way, `width_m` wide, passable both ways.

    A lift is one too: from `centre_m` on the lower floor it takes one to `end_m` on the upper.
    """

    id: str
    a: str
    b: str
    centre_m: Vec3
    yaw_rad: float  # direction of travel from a to b, about +Y, 0 = towards -Z
    width_m: float
    kind: Literal["step", "lift"] = "step"
    end_m: Vec3 | None = None  # of a lift


@dataclass(frozen=True, slots=True)
class Agent:
    """Whom the world is proved for."""

    radius_m: float = 0.35
    height_m: float = 1.7
    eye_m: float = 1.55
    step_m: float = 0.30  # highest step between neighbouring surfaces
    max_slope_rad: float = 0.2094  # of the way it walks
    wade_m: float = 0.25  # deepest water it walks through


@dataclass(frozen=True, slots=True)
class Spawn:
    """Where a learner begins."""

    position_m: Vec3
    yaw_rad: float


@dataclass(frozen=True, slots=True)
class State:
    """A named state of the world: which clips run in it."""

    name: str
    clips: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Scene:
    """One finished world: everything that an exporter, a renderer or a page needs, and nothing else."""

    id: str
    title: LocalText
    language: str
    size_m: float
    roots: tuple[Node, ...]
    models: Mapping[str, Model]
    materials: Mapping[str, Material]
    environment: Environment
    surfaces: tuple[Surface, ...]
    portals: tuple[Portal, ...]
    spawn: Spawn
    agent: Agent = field(default_factory=Agent)
    states: tuple[State, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)  # lesson: objectives, questions, flow, seed, digests
    views: Mapping[str, Node] = field(default_factory=dict)  # by the id of a shot: cameras that are not a station's
    skies: Mapping[str, Environment] = field(default_factory=dict)  # by the id of a shot: light of another hour
    hero: Literal["high", "low", "sky"] = "high"  # where the hero picture is best taken from
    look_from: str = ""  # the side from which it is taken where nothing else decides: north, south, east, west
    style: Style = STORYBOOK  # already in its colours and light; lines and grain are for renderers to draw

    def walk(self) -> Iterator[Node]:
        """Yield every node, parents before children, in file order."""
        waiting = list(reversed(self.roots))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))
