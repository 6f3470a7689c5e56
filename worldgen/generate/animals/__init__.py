"""Animals: props of the kits `animals`, `birds`, `fish` and `insects`, in herds, flocks, shoals and swarms."""

from __future__ import annotations

from dataclasses import replace

from worldgen.core.seed import Seed
from worldgen.generate.land import Cover
from worldgen.generate.props.catalogue import kit_names
from worldgen.generate.props.load import load_model
from worldgen.generate.vegetation.species import Habit
from worldgen.scene import Model

KITS = ("animals", "birds", "fish", "insects")
VARIANTS = 2  # of each animal: other shades, another stride
HABIT = Habit(
    "animal", 2.6, sink_m=0.0, per_hectare=14.0, wild=0.35,
    ground=(Cover.GRASS, Cover.SOIL, Cover.SAND, Cover.GRAVEL, Cover.SNOW, Cover.ICE, Cover.MUD),
)  # fmt: skip


def is_animal(name: str) -> bool:
    """Return whether the prop `name` is an animal."""
    return any(name in kit_names(kit) for kit in KITS)


def animal_models(name: str, seed: Seed, variants: int | None = None) -> dict[str, Model]:
    """Return the variants of the animal `name` by model id, `animal.sheep.0` and so on."""
    count = min(variants or VARIANTS, VARIANTS)
    made = {f"animal.{name}.{i}": load_model(name, {}, seed / "species" / name / i) for i in range(count)}
    return {key: replace(model, id=key) for key, model in made.items()}
