"""Models of the species that a lesson names, and what each of them likes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib import import_module

from worldgen.core.seed import Seed
from worldgen.generate import animals, rocks, vegetation
from worldgen.generate.kinds import Kind, Maker
from worldgen.generate.vegetation.species import Habit, Season
from worldgen.scene import Model


@cache
def species_kinds() -> dict[str, Kind]:
    """Return every plant and rock by name."""
    return {kind.name: kind for kind in (*vegetation.KINDS, *rocks.KINDS)}


def is_rock(name: str) -> bool:
    """Return whether the species `name` is a kind of stone."""
    return any(kind.name == name for kind in rocks.KINDS)


@cache
def habit_of(name: str) -> Habit:
    """Return where the species `name` likes to stand."""
    if animals.is_animal(name):
        return animals.HABIT
    habit: Habit = import_module(species_kinds()[name].module).HABIT
    return habit


def model_ids(name: str, variants: int | None = None) -> tuple[str, ...]:
    """Return the ids of the models of a species: `plant.palm.0` and so on, or `rock.basalt.0`."""
    family = "rock" if is_rock(name) else "plant"
    count = variants if variants is not None else species_kinds()[name].load().variants
    return tuple(f"{family}.{name}.{i}" for i in range(count))


def species_models(
    names: Iterable[str], seed: Seed, variants: int | None = None, season: Season | None = None
) -> dict[str, Model]:
    """Return every variant of each species in `names`, by model id.

    Parameters
    ----------
    names : iterable of str
        Species, as in `species_kinds()`.
    seed : Seed
        Of the world; a variant depends on its own name alone.
    variants : int, optional
        How many of each, at most what the species has: fewer make fewer draw calls.
    season : str, optional
        The time of year; summer where none is given.
    """
    found: dict[str, Model] = {}
    for name in dict.fromkeys(names):
        if animals.is_animal(name):
            found |= animals.animal_models(name, seed, variants)
            continue
        maker: Maker = species_kinds()[name].load()
        for i, model_id in enumerate(model_ids(name, variants)):
            drawn = maker.draw(maker.params.model_validate({"variant": i}), seed / "species" / name / i)
            words = {"en": name.replace("_", " ")}
            model = replace(maker.make(drawn), id=model_id, label=words)
            found[model_id] = model if season is None else _turned(model, name, season, i)
    return found


def _turned(model: Model, name: str, season: Season, variant: int) -> Model:
    from worldgen.generate.vegetation.seasons import in_season  # noqa: PLC0415  (few worlds name a season)

    return in_season(model, habit_of(name), season, variant)
