"""Small lands, models and plans from which the layout is tested."""

from __future__ import annotations

import numpy as np

from worldgen.core.polygon import gap
from worldgen.core.seed import world_seed
from worldgen.generate.land import NO_WATER, Area, Land
from worldgen.generate.layout import Layout
from worldgen.generate.plan import PathRules, Plan, Station, Thing, Zone
from worldgen.scene import Deck, Model
from worldgen.spec.where import Where

SEED = world_seed(5)


def model(name: str, wide: float, deep: float, high: float, **more) -> Model:
    """Return a box of a model, as wide (x) and deep (z) as said."""
    x, z = wide / 2, deep / 2
    outline = np.array([[-x, -z], [x, -z], [x, z], [-x, z]], np.float32)
    return Model(name, ((),), outline, high, **more)


MODELS = {
    "hut": model("hut", 5.0, 4.0, 4.2, use_m=1.2),
    "sign": model("sign", 0.8, 0.2, 1.6, use_m=0.8),
    "box": model("box", 0.6, 0.6, 0.5),
    "wall": model("wall", 24.0, 1.0, 9.0),
    "boat": model("boat", 1.4, 3.6, 0.8, floats=True),
    "plume": model("plume", 6.0, 6.0, 20.0, airy=True),
    "jetty": model(
        "jetty", 2.4, 10.0, 0.9,
        decks=(Deck("top", np.array([[-1.2, 0.5, -5], [1.2, 0.5, -5], [1.2, 0.5, 5], [-1.2, 0.5, 5]], np.float32),
                    np.array([[0, 3, 2], [0, 2, 1]], np.uint32)),),
    ),
}  # fmt: skip


def meadow(rows: int = 129, tilt: float = 0.02) -> Land:
    """Return a gently tilted meadow with a pond's worth of nothing: 1 m cells."""
    x = (np.arange(rows) - rows // 2)[None, :] * np.ones((rows, 1))
    return land_of(5.0 + tilt * x)


def coast(rows: int = 129) -> Land:
    """Return land in the north that dips into a sea in the south, with areas shore, sea and land."""
    z = (np.arange(rows) - rows // 2)[:, None] * np.ones((1, rows))
    height = np.clip(-(z - 20.0) * 0.12, -4.0, 6.0)
    water = np.where(height < 0.0, 0.0, NO_WATER)
    wet = height < 0.0
    shore = (height > -0.3) & (height < 0.8)
    return land_of(height, water, {"sea": wet, "shore": shore, "land": ~wet})


def hill(rows: int = 129) -> Land:
    """Return a meadow with a hill of 18 m in its middle and a crag of 12 m to the east."""
    axis = np.arange(rows) - rows // 2
    away = np.hypot(axis[None, :], axis[:, None])
    height = 4.0 + 18.0 * np.exp(-((away / 24.0) ** 2))
    return land_of(height, None, {"peak": away < 22.0})


def land_of(height, water=None, areas=None, blocked=None) -> Land:
    """Return a land of 1 m cells with named areas."""
    n = len(height)
    made = {}
    for name, mask in (areas or {}).items():
        rows, cols = np.nonzero(mask)
        centre = (float(cols.mean()) - n // 2, float(rows.mean()) - n // 2)
        made[name] = Area(name, np.asarray(mask, bool), centre, pointer=f"/world/terrain/{name}")
    full = np.full((n, n), NO_WATER) if water is None else water
    none = np.zeros((n, n), bool)
    return Land(height, full, np.zeros((n, n)), none if blocked is None else blocked, np.zeros((n, n)), 1.0, made)


def place(**words) -> Where:
    """Return a place in words."""
    return Where.model_validate(words)


def zone(name: str, radius_m: float = 12.0, ground: str | None = None, **words) -> Zone:
    """Return a zone whose line carries its name."""
    return Zone(name, place(**words), radius_m, ground, f"/world/zones/{name}")


def thing(name: str, kind: str, facing: str | None = None, station: str | None = None, **words) -> Thing:
    """Return a thing whose line carries its name."""
    return Thing(name, kind, place(**words), facing, f"/world/things/{name}", station=station)


def stop(name: str, look_at: str | None = None, **words) -> Station:
    """Return a station whose line carries its name."""
    return Station(name, place(**words), look_at, f"/stations/{name}")


def plan_of(*items: Zone | Thing | Station, size_m: float = 128.0, start: str | None = None) -> Plan:
    """Return a plan of `items`."""
    return Plan(
        id="test", title={"en": "Test"}, language="en", seed=SEED, setting="test", style="storybook", size_m=size_m,
        cell_m=1.0, time_h=9.5, features=(),
        zones=tuple(item for item in items if isinstance(item, Zone)),
        things=tuple(item for item in items if isinstance(item, Thing)),
        stations=tuple(item for item in items if isinstance(item, Station)),
        covers=(), paths=PathRules(), start=start,
    )  # fmt: skip


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    """Return every pair of footprints that touch, by every corner and edge against every other."""
    names = sorted(layout.sites)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    return [
        (a, b)
        for a, b in pairs
        if layout.sites[a].on != b and layout.sites[b].on != a
        and gap(layout.sites[a].footprint_m, layout.sites[b].footprint_m) <= 0.0
    ]  # fmt: skip
