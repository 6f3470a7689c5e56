"""What was made: the typed scene graph."""

from worldgen.scene.environment import Beyond, BeyondTrees, Disc, Environment, Falling
from worldgen.scene.material import MATERIALS, Material
from worldgen.scene.mesh import F32, U32, Clip, Collider, Deck, Levels, Mesh, Model, Moving, Socket, Vec3
from worldgen.scene.recolour import recoloured
from worldgen.scene.scene import (
    STAYS,
    Agent,
    Camera,
    Instances,
    Json,
    Light,
    Node,
    Portal,
    Role,
    Scene,
    Semantics,
    Spawn,
    State,
    Surface,
)
from worldgen.scene.style import STORYBOOK, Line, Recolouring, Style
from worldgen.scene.texts import LocalText, words

__all__ = [
    "F32", "MATERIALS", "STAYS", "STORYBOOK", "U32", "Agent", "Beyond", "BeyondTrees", "Camera", "Clip", "Collider",
    "Deck", "Disc", "Environment", "Falling", "Instances", "Json", "Levels", "Light", "Line", "LocalText", "Material",
    "Mesh", "Model", "Moving", "Node", "Portal", "Recolouring", "Role", "Scene", "Semantics", "Socket", "Spawn",
    "State", "Style", "Surface", "Vec3", "recoloured", "words",
]  # fmt: skip
