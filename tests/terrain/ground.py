"""Plans with nothing but land in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from worldgen.core.seed import world_seed
from worldgen.core.sources import Sources
from worldgen.generate.land import Land
from worldgen.generate.plan import Feature, PathRules, Plan, Zone
from worldgen.generate.terrain import KINDS
from worldgen.generate.terrain.shape import shape_land
from worldgen.spec.where import Where

KIND = {kind.name: kind for kind in KINDS}
CONE = {"at": {"east": "55 %", "north": "55 %"}, "height": "38 m", "radius": "105 m"}


def feature(name: str, kind: str, /, **params: Any) -> Feature:
    words = {"from" if key == "from_" else key: value for key, value in params.items()}
    return Feature(name, kind, KIND[kind].load().params.model_validate(words), f"/world/terrain/{name}")


def island_features(**cone: Any) -> tuple[Feature, ...]:
    return (
        feature("cone", "volcano", **{**CONE, **cone}),
        feature("flow", "lava_flow", from_="cone.crater", to="sea"),
        feature("brook", "river", from_="cone", to="sea"),
    )


def camp(east: str = "50 %", north: str = "12 %") -> Zone:
    return Zone("camp", Where.model_validate({"at": {"east": east, "north": north}}), 12.0, None, "/world/zones/0")


def plan(
    *features: Feature,
    setting: str = "volcanic_island",
    seed: int = 7,
    size_m: float = 256.0,
    zones: tuple[Zone, ...] = (),
) -> Plan:
    return Plan(
        id="t", title={}, language="en", seed=world_seed(seed), setting=setting, style="storybook", size_m=size_m,
        cell_m=size_m / (64 if size_m <= 64 else 128 if size_m <= 128 else 256), time_h=9.5, features=features,
        zones=zones, things=(), stations=(), covers=(), paths=PathRules(), start=None,
    )  # fmt: skip


def shaped(*features: Feature, root: Path = Path(), **rest: Any) -> Land:
    return shape_land(plan(*features, **rest), Sources(root))
