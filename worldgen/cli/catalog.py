"""`worldgen catalog` and `worldgen schema`: what there is to use, in words, in pictures, and for editors."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from worldgen.cli.say import say, say_json, warn
from worldgen.core.seed import world_seed
from worldgen.generate.registry import FAMILIES, REGISTRY
from worldgen.scene import Model

PLURAL = {
    "setting": "settings",
    "terrain": "terrain",
    "cover": "cover",
    "species": "species",
    "prop": "props",
    "style": "styles",
    "building": "buildings",
}
SHAPED = ("species", "prop")


def run_schema() -> int:
    """Print the JSON Schema of a lesson."""
    from worldgen.spec.schema import json_schema  # noqa: PLC0415  loads every kind

    say_json(json_schema(REGISTRY))
    return 0


def run_catalog(what: str | None, sheet: Path | None, *, as_json: bool) -> int:
    """List the kinds of one family or of all, and draw those that have a shape; 1 when `what` is unknown."""
    families = {plural: family for family, plural in PLURAL.items()} | {family: family for family in FAMILIES}
    if what is not None and what not in families:
        near = get_close_matches(what, families, 1)
        warn(
            f"There is no {what!r} in the catalogue: {', '.join(PLURAL.values())}."
            + (f" Did you mean {near[0]}?" if near else "")
        )
        return 1
    chosen = FAMILIES if what is None else (families[what],)
    listed = {
        PLURAL[family]: {name: REGISTRY.summary(family, name) for name in REGISTRY.names(family)} for family in chosen
    }
    if as_json:
        say_json(listed)
    else:
        for family, kinds in listed.items():
            say(f"{family}:")
            width = max(map(len, kinds), default=0)
            for name, summary in kinds.items():
                say(f"  {name:<{width}}  {summary}")
    return _draw(sheet, [family for family in chosen if family in SHAPED]) if sheet else 0


def _draw(sheet: Path, families: list[str]) -> int:
    from worldgen.preview import available  # noqa: PLC0415

    missing = available()
    if missing is not None:
        warn(f"No pictures: {missing.what}. {missing.how}")
        return 1
    if not families:
        warn("Only props and species have a shape of their own to draw.")
        return 1
    from worldgen.preview.sheet import contact_sheet, render_model  # noqa: PLC0415

    pictures = [
        (name, render_model(model_of(family, name), 320)) for family in families for name in REGISTRY.names(family)
    ]
    sheet.parent.mkdir(parents=True, exist_ok=True)
    sheet.write_bytes(contact_sheet(pictures))
    warn(f"Drew {len(pictures)} pictures on {sheet}.")
    return 0


def model_of(family: str, name: str) -> Model:
    """Return one example of a prop or a species."""
    seed = world_seed(1)
    if family == "species":
        from worldgen.generate.vegetation.nursery import species_models  # noqa: PLC0415

        return next(iter(species_models([name], seed, variants=1).values()))
    from worldgen.generate.props.load import load_model  # noqa: PLC0415

    return load_model(name, {}, seed / "prop" / name)
