"""What was made: the typed scene graph."""

from worldgen.scene.environment import Beyond, BeyondTrees, Environment, Falling
from worldgen.scene.material import MATERIALS, Material
from worldgen.scene.mesh import F32, U32, Clip, Collider, Deck, Levels, Mesh, Model, Moving, Vec3
from worldgen.scene.scene import (
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
from worldgen.scene.texts import LocalText, words

__all__ = [
    "F32", "MATERIALS", "U32", "Agent", "Beyond", "BeyondTrees", "Camera", "Clip", "Collider", "Deck", "Environment",
    "Falling", "Instances", "Json", "Levels", "Light", "LocalText", "Material", "Mesh", "Model", "Moving", "Node",
    "Portal", "Role", "Scene", "Semantics", "Spawn", "State", "Surface", "Vec3", "words",
]  # fmt: skip
