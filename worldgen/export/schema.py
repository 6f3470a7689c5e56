"""The published form of `extras.worldgen`: the one place from which docs/reference/extras.schema.json is written."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import get_args

from worldgen.export.document import Row
from worldgen.export.extras import FORMAT
from worldgen.scene import Agent, Beyond, BeyondTrees, Disc, Environment, Falling, Role

_NUMBER: Row = {"type": "number"}
_TEXT: Row = {"type": "string"}
_COUNT: Row = {"type": "integer", "minimum": 0}


def extras_schema() -> Row:
    """Return the JSON Schema (2020-12) of everything that a file of ours says in `extras.worldgen`.

    The root describes the three kinds gathered from one file: `scene` of its scene, `nodes` and `meshes` of those of
    its nodes and meshes that have any.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://worldgen.invalid/extras-{FORMAT}.schema.json",
        "title": f"extras.worldgen, format {FORMAT}",
        "description": "What worldgen says in the glTF property extras.worldgen of a scene, a node and a mesh. Lengths "
        "are metres, angles radians, colours linear RGB; +Y is up, +X east, -Z north. Unknown keys may be ignored.",
        **_object({"scene": _ref("scene"), "nodes": _list(_ref("node")), "meshes": _list(_ref("mesh"))}),
        "$defs": {
            "vec3": {"type": "array", "items": _NUMBER, "minItems": 3, "maxItems": 3},
            "text": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": "Words by language tag (BCP 47); the lesson's own language comes first.",
            },
            "solid": _solid(),
            "environment": _environment(),
            "agent": _object({part.name: _NUMBER for part in fields(Agent)}),
            "portal": _portal(),
            "scene": _scene(),
            "node": {"oneOf": [_ref(name) for name in ("thing", "collider", "surface", "batch", "piece", "instances")]},
            "thing": _thing(),
            "collider": _collider(),
            "surface": _surface(),
            "batch": _batch(),
            "piece": _piece(),
            "instances": _instances(),
            "mesh": _mesh(),
        },
    }


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(extras_schema(), indent=2, ensure_ascii=False) + "\n"


def _scene() -> Row:
    required: Row = {
        "format": {"const": FORMAT, "description": "Version of this form; it grows when readers must change."},
        "profile": {"enum": ["generic", "web"]},
        "id": _TEXT,
        "title": _ref("text"),
        "language": _TEXT,
        "size_m": _about(_NUMBER, "Side of the square world."),
        "agent": _about(_ref("agent"), "Whom the world is proved to be walkable for."),
        "spawn": _object({"position_m": _ref("vec3"), "yaw_rad": _NUMBER}),
        "environment": _ref("environment"),
        "style": _style(),
        "portals": _about(_list(_ref("portal")), "Where one steps from one walkable surface to another."),
        "states": _about(
            _list(_object({"name": _TEXT, "clips": _list(_TEXT)})), "Which animations run in a named state."
        ),
        "views": {
            "type": "object",
            "additionalProperties": _TEXT,
            "description": "Cameras that are not a station's: name to node name.",
        },
        "facts": _about({"type": "object"}, "The lesson: objectives, questions, seed, digests."),
    }
    web: Row = {
        "compression": _about({"enum": ["meshopt", "none"]}, "Profile web: how the buffers are packed."),
        "features": _about(
            _list(_TEXT), "Profile web: node name for each feature id of the merged meshes (EXT_mesh_features)."
        ),
    }
    return _object(required, web)


def _thing() -> Row:
    optional: Row = {
        "role": _about({"enum": list(get_args(Role))}, "What the node is in the lesson."),
        "label": _about(_ref("text"), "What a person calls it."),
        "alt": _about(_ref("text"), "What it looks like, for those who do not see it."),
        "objectives": _about(_list(_TEXT), "Ids of the learning objectives it serves."),
        "facts": _about({"type": "object"}, "What else the lesson says of it."),
        "walkable": _about({"const": True}, "The node's own mesh is ground to walk on."),
    }
    return _about(_object({"id": _TEXT}, optional), "A node of the lesson; `id` is the author's word, the node's name.")


def _collider() -> Row:
    shape = _object({"shape": {"enum": ["box", "cylinder"]}, "half_m": _ref("vec3")})
    return _about(
        _object({"role": {"const": "collider"}, "collider": shape}),
        "An empty node <thing>.collider.<n> at the middle of a solid, in the thing's frame and turned as the solid is. "
        "half_m: half sizes of a box; radius, half height, radius of an upright cylinder.",
    )


def _surface() -> Row:
    required: Row = {
        "role": {"const": "surface"},
        "surface": _TEXT,
        "kind": {"enum": ["ground", "deck", "floor", "stairs", "ramp"]},
        "node": _about(_TEXT, "Node whose geometry one walks on."),
    }
    optional: Row = {
        "position_m": _about(_list(_ref("vec3")), "Decks and floors: vertices in the world."),
        "face": _about(
            _list({"type": "array", "items": _COUNT, "minItems": 3, "maxItems": 3}),
            "Decks and floors: triangles, facing up. The triangles of a ground are the mesh of its walkable node.",
        ),
    }
    return _about(_object(required, optional), "An empty node <surface>.walk: one layer on which one can walk.")


def _batch() -> Row:
    return _about(
        _object({"role": {"const": "batch"}}),
        "Profile web: a merged mesh; its vertices carry feature ids, whose names stand in the scene.",
    )


def _piece() -> Row:
    required: Row = {"of": _about(_TEXT, "The node that it is a piece of.")}
    optional: Row = {
        "role": {"enum": list(get_args(Role))},
        "facts": {"type": "object"},
        "walkable": _about({"const": True}, "It is ground to walk on."),
    }
    return _about(
        _object(required, optional),
        "Profile web: a piece of the mesh of a node whose shape matters (ground, water, what burns), cut by place.",
    )


def _instances() -> Row:
    box = {"type": "array", "items": _ref("vec3"), "minItems": 2, "maxItems": 2}
    return _about(
        _object({
            "role": {"const": "instances"}, "model": _TEXT, "level": _COUNT,
            "box_m": _about(box, "Lowest and highest corner of all copies, in the world."),
        }),
        "Profile web: copies of one model in one place (EXT_mesh_gpu_instancing).",
    )  # fmt: skip


def _mesh() -> Row:
    optional: Row = {
        "colliders": _about(
            _list(_ref("solid")),
            "Solids in the frame of the mesh (before the transforms of its nodes and instances), wherever a node or an "
            "instance shows it. For things they repeat the collider nodes.",
        ),
        "airy": _about({"const": True}, "It stops neither a view nor a way (smoke, steam)."),
    }
    return _object({"model": _TEXT, "level": _about(_COUNT, "Level of detail, 0 the finest.")}, optional)


def _solid() -> Row:
    return _object({
        "shape": {"enum": ["box", "cylinder"]}, "half_m": _ref("vec3"), "centre_m": _ref("vec3"), "yaw_rad": _NUMBER,
    })  # fmt: skip


def _environment() -> Row:
    optional = {part.name for part in fields(Environment) if part.default is not MISSING}
    kind_of = {"beyond": Beyond, "beyond_trees": BeyondTrees, "falling": Falling, "disc": Disc}
    words: Row = {name: {"enum": list(get_args(kind))} for name, kind in kind_of.items()}
    kinds: Row = {part.name: _ref("vec3") if part.type == "Vec3" else _NUMBER for part in fields(Environment)} | words
    found = _object(
        {name: kind for name, kind in kinds.items() if name not in optional},
        {name: kind for name, kind in kinds.items() if name in optional},
    )
    return _about(found, "Sun, sky, fog, sea beyond the edge. Ambient colours include their strength.")


def _style() -> Row:
    drawn = _object({"colour": _ref("vec3"), "strength": _NUMBER, "fade_m": _NUMBER, "plants": _NUMBER})
    found = _object({"name": _TEXT, "flat": {"type": "boolean"}, "grain": _NUMBER}, {"line": drawn})
    return _about(found, "How it is drawn: colours and light are in the file already, lines and grain are not.")


def _portal() -> Row:
    required: Row = {
        "id": _TEXT, "a": _TEXT, "b": _TEXT, "centre_m": _ref("vec3"),
        "yaw_rad": _about(_NUMBER, "Direction of travel from a to b, about +Y, 0 towards -Z."), "width_m": _NUMBER,
    }  # fmt: skip
    optional: Row = {
        "kind": _about({"const": "lift"}, "A lift; where nothing is said one steps over."),
        "end_m": _about(_ref("vec3"), "Where a lift takes one, on surface b."),
    }
    return _object(required, optional)


def _object(required: Row, optional: Row | None = None) -> Row:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: Row) -> Row:
    return {"type": "array", "items": item}


def _ref(name: str) -> Row:
    return {"$ref": f"#/$defs/{name}"}


def _about(kind: Row, words: str) -> Row:
    return kind | {"description": words}
