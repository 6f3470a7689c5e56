"""Whole lessons, drawn by hypothesis from the registry, as the YAML that an author would write.

`satisfiable()` draws a world first (where everything stands, on land that a brute-force test calls gentle, dry and
connected) and then describes it in words that are true of it: the drawn world is the witness that the lesson can be
met. `unsatisfiable()` draws lessons that nothing can meet. `anything()` draws words as they come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import yaml
from hypothesis import assume
from hypothesis import strategies as st

from tests.build.bare_land import Bare, bare_land, free_views, gentle, grown
from worldgen.core.seed import world_seed
from worldgen.generate.props.load import load_model
from worldgen.generate.registry import REGISTRY

Draw = Callable[[Any], Any]
Random = Any  # a `random.Random`, seeded by hypothesis: its own choices repeat themselves too much for figures
WAY_M = 1.5  # kept free in a witness between any two things, for a learner to pass
STATION_M = 1.5
SETTINGS = REGISTRY.names("setting")
BARREN = {"desert_canyon", "mars", "polar", "underwater_reef"}  # where none of the drawn trees grows


@dataclass(frozen=True)
class Asked:
    """A lesson as text, how it was drawn, and what refusals are to be expected."""

    text: str
    kind: str
    case: str = ""
    codes: tuple[str, ...] = ()


@dataclass
class Draft:
    """A lesson in the making."""

    setting: str
    size: int
    seed: int
    terrain: list[dict[str, Any]] = field(default_factory=list)
    zones: list[dict[str, Any]] = field(default_factory=list)
    things: list[dict[str, Any]] = field(default_factory=list)
    cover: list[dict[str, Any]] = field(default_factory=list)
    paths: dict[str, Any] = field(default_factory=dict)
    stations: list[dict[str, Any]] = field(default_factory=list)
    flow: dict[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        world = {"setting": self.setting, "size": f"{self.size} m", "seed": self.seed}
        more = {"terrain": self.terrain, "zones": self.zones, "cover": self.cover, "things": self.things}
        world |= {name: value for name, value in more.items() if value}
        if self.paths:
            world["paths"] = self.paths
        lesson: dict[str, Any] = {
            "worldgen": 1,
            "lesson": {"id": "drawn", "title": "A drawn lesson", "ages": "8-10"},
            "world": world,
            "stations": [{"text": "We look around here.", **station} for station in self.stations],
        }
        if self.flow:
            lesson["flow"] = self.flow
        return yaml.safe_dump(lesson, sort_keys=False, allow_unicode=True)


def bare_of(draft: Draft) -> Bare | None:
    """Return the land that `draft` has before anything stands on it."""
    alone = Draft(draft.setting, draft.size, draft.seed, draft.terrain, [one for one in draft.zones if "at" in one])
    alone.stations = [{"id": "here", "where": {"at": point(0, 0, draft.size)}}]
    return bare_land(alone.text())


def point(x: float, z: float, size: int) -> dict[str, str]:
    """Return (x, z) as an author writes it: from the west and the south edge."""
    return {"east": f"{x + size / 2:.1f} m", "north": f"{size / 2 - z:.1f} m"}


@dataclass(frozen=True)
class Shape:
    """How much room a prop takes: the circle about its origin that holds it and the ground in front of it."""

    name: str
    reach_m: float
    outer_m: float
    inner_m: float
    height_m: float
    floats: bool
    decks: bool
    airy: bool


def _shape(name: str) -> Shape:
    model = load_model(name, {}, world_seed(0) / name)
    corner = np.asarray(model.footprint_m, float)
    outer = float(np.hypot(corner[:, 0], corner[:, 1]).max())
    front = float(np.hypot(np.abs(corner[:, 0]).max(), corner[:, 1].max() + model.use_m)) if model.use_m else 0.0
    inner = float(np.abs(corner).max(axis=0).min())
    return Shape(name, max(outer, front), outer, inner, model.height_m, model.floats, bool(model.decks), model.airy)


SHAPES = {name: _shape(name) for name in REGISTRY.names("prop")}
STANDING = tuple(name for name, shape in SHAPES.items() if not (shape.floats or shape.decks or shape.airy))
SMALL = tuple(name for name in STANDING if SHAPES[name].outer_m <= 0.8)


def _start(rng: Random, largest: int) -> Draft:
    size = min(rng.choice([128] * 12 + [256] * 7 + [512]), largest)
    return Draft(rng.choice(SETTINGS), size, rng.randint(0, 400))


def _share(rng: Random, low: int, high: int) -> str:
    return f"{rng.randint(low, high)} %"


def _at(rng: Random, low: int = 20, high: int = 80) -> dict[str, str]:
    return {"east": _share(rng, low, high), "north": _share(rng, low, high)}


def _metres(rng: Random, low: float, high: float) -> str:
    return f"{rng.randint(round(2 * low), round(2 * high)) / 2:g} m"


def _terrain(rng: Random, draft: Draft, most: int = 2) -> None:
    """Add up to `most` features that usually can be shaped."""
    half = draft.size / 2
    for index in range(rng.randint(0, most)):
        kind = rng.choice(["hills", "lake", "plateau", "ridge", "valley", "volcano", "beach", "river"])
        one: dict[str, Any] = {"id": f"f{index}", "kind": kind}
        if kind == "hills":
            one |= {"at": _at(rng), "radius": _metres(rng, 20, half * 0.8), "height": _metres(rng, 3, 16)}
        elif kind == "lake":
            one |= {"at": _at(rng, 30, 70), "radius": _metres(rng, 8, half * 0.35), "depth": _metres(rng, 1, 3)}
        elif kind == "plateau":
            one |= {"at": _at(rng, 30, 70), "radius": _metres(rng, 8, half * 0.35)}
        elif kind in ("ridge", "valley"):
            one |= {"from": _at(rng, 10, 90), "to": _at(rng, 10, 90)}
            one |= {"height" if kind == "ridge" else "depth": _metres(rng, 2, 14)}
        elif kind == "volcano":
            one |= {"at": _at(rng, 40, 60), "height": _metres(rng, 12, 36), "radius": f"{draft.size * 0.4:g} m"}
            one |= {"crater": rng.choice(["lava_lake", "empty", "water"])}
            if rng.random() < 0.5:
                draft.terrain.append(one)
                age = rng.choice(["cooled", "hot"])
                end = "sea" if draft.setting == "volcanic_island" else "south"
                one = {"id": f"flow{index}", "kind": "lava_flow", "from": f"f{index}.crater", "to": end, "age": age}
        elif kind == "river":
            end = "sea" if draft.setting == "volcanic_island" else rng.choice(["south", "east", "west"])
            one |= {"from": _at(rng, 30, 70), "to": end}
        draft.terrain.append(one)


def _dressing(rng: Random, draft: Draft) -> None:
    """Add covers, rules for paths and an order to learn in."""
    if rng.random() < 0.5 and draft.setting not in BARREN:
        species = rng.choice(["palm", "broadleaf", "conifer", "tree_fern", "bush"])
        draft.cover.append({
            "id": "wood", "kind": "forest", "species": [species],
            "density": rng.choice(["sparse", "medium", "dense"]),
        })  # fmt: skip
    if rng.randint(0, 3) == 0:
        draft.cover.append({"id": "stones", "kind": "rocks", "species": ["granite"], "density": "sparse"})
    if rng.random() < 0.5:
        draft.paths = {"width": _metres(rng, 1, 2.5), "max_slope": f"{rng.randint(10, 20)} deg"}
    ids = [station["id"] for station in draft.stations]
    if ids and rng.random() < 0.5:
        order = rng.sample(ids, len(ids))
        draft.flow = {"start": order[0], "order": order}
        if len(order) > 1 and rng.random() < 0.5:
            draft.flow["unlock"] = [{"open": order[-1], "when": f"visited({order[0]})"}]


@dataclass(frozen=True)
class Spot:
    """Where something stands in the witness."""

    id: str
    x: float
    z: float
    reach_m: float
    outer_m: float
    height_m: float
    zone: str


@dataclass
class Witness:
    """A world that meets the lesson."""

    land: Bare
    ground: np.ndarray  # where anything may stand
    zones: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)

    def free_in(self, zone: str, reach_m: float, rank: np.ndarray) -> tuple[float, float] | None:
        """Return a point of `zone` with `reach_m` free around it, the first by `rank` (k,) of a fixed rosette."""
        x, z, radius = self.zones[zone]
        ring = np.sqrt((np.arange(len(rank)) + 0.5) / len(rank)) * max(radius - reach_m, 0.0)
        turn = np.arange(len(rank)) * 2.399963
        for k in np.argsort(rank, kind="stable"):
            px, pz = x + ring[k] * np.cos(turn[k]), z + ring[k] * np.sin(turn[k])
            if reach_m <= radius and self.apart(px, pz, reach_m):
                return float(px), float(pz)
        return None

    def apart(self, x: float, z: float, reach_m: float) -> bool:
        return all(np.hypot(s.x - x, s.z - z) >= s.reach_m + reach_m + WAY_M for s in self.spots)

    def sees(self, station: Spot, target: Spot) -> bool:
        """Return whether nothing stands between: the strip as wide as the target is clear of every circle."""
        way = np.array([target.x - station.x, target.z - station.z])
        length = float(np.hypot(*way))
        for other in self.spots:
            if other.id in (station.id, target.id) or other.outer_m == 0.0:
                continue
            to = np.array([other.x - station.x, other.z - station.z])
            along = float(np.clip(to @ way / max(length**2, 1e-9), 0.0, 1.0))
            if float(np.hypot(*(to - along * way))) < other.outer_m + 0.5 * target.outer_m + 0.1:
                return False
        return True


def _level_ground(land: Bare, x: float, z: float, radius_m: float) -> bool:
    dx, dz = land.xz()
    disc = np.hypot(dx - x, dz - z) <= radius_m
    return float(np.ptp(land.height_m[disc])) <= 3.0


@st.composite
def satisfiable(draw: Draw, largest: int = 512) -> Asked:
    """Return a lesson that is true of a world drawn before it."""
    rng = draw(st.randoms(use_true_random=True))
    draft = _start(rng, largest)
    _terrain(rng, draft)
    land = bare_of(draft)
    assume(land is not None)
    ground = gentle(land)
    world = Witness(land, ground)
    _found_zones(rng, draft, world)
    assume(draft.zones)
    world.land = bare_of(draft)  # the coast makes room for zones, and rivers go round them
    assume(world.land is not None)
    world.ground = gentle(world.land)
    assume(all(_holds(world, zone) for zone in world.zones.values()))
    for index in range(rng.randint(1, 4)):
        _found_station(rng, draft, world, f"s{index}")
    assume(draft.stations)
    for index in range(rng.randint(0, 8)):
        _found_thing(rng, draft, world, f"t{index}")
    _found_views(rng, draft, world)
    _dressing(rng, draft)
    if rng.random() < 0.5:  # the order in which an author writes is no part of what is asked
        draft.things = rng.sample(draft.things, len(draft.things))
    return Asked(draft.text(), "satisfiable")


def _found_zones(rng: Random, draft: Draft, world: Witness) -> None:
    land = world.land
    blocked = ~world.ground
    for index in range(rng.randint(1, 3)):
        radius = rng.randint(6, 14)
        cells = np.argwhere(world.ground)
        order = (cells[:, 0] * 7919 + cells[:, 1] * 104729 + rng.randint(0, 10**6) * 31) % 100003
        for row, col in cells[np.argsort(order, kind="stable")[:40]]:
            x, z = col * land.cell_m - land.half_m, row * land.cell_m - land.half_m
            dx, dz = land.xz()
            disc = np.hypot(dx - x, dz - z) <= radius + 3.0
            apart = all(np.hypot(x - ox, z - oz) >= radius + other + 6.0 for ox, oz, other in world.zones.values())
            inside = max(abs(x), abs(z)) + radius + 4 < land.half_m
            if inside and apart and not (blocked & disc).any() and _level_ground(land, x, z, radius):
                world.zones[f"z{index}"] = (float(x), float(z), float(radius))
                draft.zones.append({"id": f"z{index}", "at": point(x, z, draft.size), "radius": f"{radius} m"})
                if rng.random() < 0.5:
                    draft.zones[-1]["ground"] = rng.choice(["sand", "gravel", "grass"])
                break


def _holds(world: Witness, zone: tuple[float, float, float]) -> bool:
    dx, dz = world.land.xz()
    return bool(world.ground[np.hypot(dx - zone[0], dz - zone[1]) <= zone[2] + 2.0].all())


def _rank(rng: Random, count: int = 80) -> np.ndarray:
    return (np.arange(count) * 7919 + rng.randint(0, 10**6)) * 104729 % 1009


def _found_station(rng: Random, draft: Draft, world: Witness, name: str) -> None:
    zone = rng.choice(sorted(world.zones))
    props = rng.choices(SMALL, k=rng.randint(0, 2))
    reach = STATION_M if not props else STATION_M + 1.2 + 1.5 * max(SHAPES[prop].reach_m for prop in props)
    found = world.free_in(zone, reach, _rank(rng))
    if found is None:
        return
    world.spots.append(Spot(name, *found, reach, 0.0, 1.6, zone))
    where = rng.choice(["in", "in", "on", "at"])
    place = {"at": point(*found, draft.size)} if where == "at" else {where: zone}
    draft.stations.append({"id": name, "where": place} | ({"props": props} if props else {}))


def _found_thing(rng: Random, draft: Draft, world: Witness, name: str) -> None:
    prop = rng.choice(STANDING)
    shape, zone = SHAPES[prop], rng.choice(sorted(world.zones))
    found = world.free_in(zone, shape.reach_m, _rank(rng))
    if found is None:
        return
    spot = Spot(name, *found, shape.reach_m, shape.outer_m, shape.height_m, zone)
    one: dict[str, Any] = {"id": name, "prop": prop, **_true_words(rng, draft, world, spot)}
    if rng.randint(0, 3) == 0:
        one["facing"] = rng.choice([*world.zones, *(s["id"] for s in draft.stations)])
    world.spots.append(spot)
    draft.things.append(one)


def _true_words(rng: Random, draft: Draft, world: Witness, spot: Spot) -> dict[str, Any]:
    """Return words that hold for `spot`, and are loose enough to hold wherever what they lean on may stand."""
    x, z, radius = world.zones[spot.zone]
    choice = rng.choice(["in", "in", "in", "near", "station", "side", "at"])
    if choice == "at":
        return {"at": point(spot.x, spot.z, draft.size)}
    if choice == "near":
        return {"near": spot.zone, "within": f"{rng.randint(2, 12)} m"}
    if choice == "station":
        near = [one for one in world.spots if one.outer_m == 0.0 and one.zone == spot.zone]
        return {"in": spot.zone} | ({"near": near[0].id, "within": f"{2 * radius:g} m"} if near else {})
    if choice == "side":
        dx, dz = spot.x - x, spot.z - z
        away = float(np.hypot(dx, dz))
        for side, (ux, uz) in {"north": (0, -1), "south": (0, 1), "east": (1, 0), "west": (-1, 0)}.items():
            if dx * ux + dz * uz > 0.8 * away > 0.8 * spot.reach_m and len(world.spots) <= 2:
                return {"in": spot.zone, "side": side}
    return {"in": spot.zone}


def _found_views(rng: Random, draft: Draft, world: Witness) -> None:
    """Let stations look at what the witness shows from where they stand."""
    by_id = {spot.id: spot for spot in world.spots}
    for station in draft.stations:
        here = by_id[station["id"]]
        seen = [
            spot.id for spot in world.spots
            if spot.zone == here.zone and spot.outer_m > 0.0 and world.sees(here, spot)
        ]  # fmt: skip
        choices: list[str | None] = [None, *seen, *([here.zone] if "at" not in station["where"] else [])]
        wanted = rng.choice(choices)
        if wanted is not None:
            station["look_at"] = wanted
    if not draft.terrain or not rng.random() < 0.5:
        return
    station, area = draft.stations[0], draft.terrain[0]["id"]
    if area in world.land.areas and "look_at" not in station and _shown(world, by_id[station["id"]], area):
        station["look_at"] = area


def _shown(world: Witness, here: Spot, area: str) -> bool:
    """Return whether nearly all of the side of `area` that is turned to the witness is seen, even past its things."""
    land = world.land
    cells = np.argwhere(world.land.areas[area])
    cells = cells[:: max(len(cells) // 80, 1)]
    if not len(cells) or any(s.outer_m > 0 for s in world.spots):
        return False
    x, z = cells[:, 1] * land.cell_m - land.half_m, cells[:, 0] * land.cell_m - land.half_m
    row, col = land.cell(here.x, here.z)
    eye = np.array([here.x, land.height_m[row, col] + 1.55, here.z])
    level = land.height_m[cells[:, 0], cells[:, 1]] + land.depth_m[cells[:, 0], cells[:, 1]]
    dz, dx = np.gradient(land.height_m, land.cell_m)
    normal = np.stack([-dx[cells[:, 0], cells[:, 1]], np.ones(len(cells)), -dz[cells[:, 0], cells[:, 1]]], axis=1)
    points = np.stack([x, level + 0.2, z], axis=1)
    to = eye - points
    cosine = (normal * to).sum(axis=1) / np.linalg.norm(normal, axis=1) / np.linalg.norm(to, axis=1)
    points = points[cosine > 0.06]
    return len(points) >= 10 and float(free_views(land, eye, points).mean()) >= 0.85


# -- what nothing can meet ---------------------------------------------------------------------------------------------


@st.composite
def unsatisfiable(draw: Draw, largest: int = 512) -> Asked:
    """Return a lesson that no world can meet, with the codes of the refusals that are right."""
    rng = draw(st.randoms(use_true_random=True))
    case = rng.choice(sorted(_CASES))
    draft = _start(rng, largest)
    codes = _CASES[case](rng, draft)
    assume(codes)
    if not draft.stations:
        draft.stations.append({"id": "home", "where": {"on": "land"}})
    return Asked(draft.text(), "unsatisfiable", case, codes)


def _in_the_sea(rng: Random, draft: Draft) -> tuple[str, ...]:
    draft.setting = "volcanic_island"
    land = bare_of(draft)
    radius = rng.randint(3, 8)
    edge = rng.randint(radius + 2, radius + 5)
    x, z = draft.size / 2 - edge, draft.size / 2 - edge
    if land is None or not (land.depth_m[land.cell(x, z)] > 3.0):
        return ()
    what = rng.choice(["thing", "station"])  # for a zone at a point the coast makes room
    at = {"at": point(x, z, draft.size)}
    if what == "thing":
        draft.things.append({"id": "wet", "prop": rng.choice(STANDING), **at})
    else:
        draft.stations += [{"id": "home", "where": {"on": "land"}}, {"id": "wet", "where": at}]
    return ("IN_WATER",)


def _larger_than_the_zone(rng: Random, draft: Draft) -> tuple[str, ...]:
    spot = _gentle_spot(rng, draft, 6.0)
    if spot is None:
        return ()
    draft.zones.append({"id": "tiny", "at": point(*spot, draft.size), "radius": "2 m"})
    draft.things.append({"id": "big", "prop": rng.choice(["cottage", "windmill", "ranger_hut"]), "in": "tiny"})
    land = bare_of(draft)  # rivers go round zones, and may come to run elsewhere
    if land is None or grown((land.depth_m > 0) | (land.slope_deg > 12), 6.0, land.cell_m)[land.cell(*spot)]:
        return ()
    return ("PLACE_TOO_SMALL", "PLACE_EMPTY")


def _gentle_spot(rng: Random, draft: Draft, radius_m: float) -> tuple[float, float] | None:
    land = bare_of(draft)
    if land is None:
        return None
    cells = np.argwhere(gentle(land))
    if not len(cells):
        return None
    dx, dz = land.xz()
    for row, col in cells[:: max(len(cells) // 20, 1)]:
        x, z = col * land.cell_m - land.half_m, row * land.cell_m - land.half_m
        disc = np.hypot(dx - x, dz - z) <= radius_m
        dry_and_gentle = not (land.depth_m[disc] > 0).any() and land.slope_deg[disc].max() < 12
        if dry_and_gentle and max(abs(x), abs(z)) + radius_m < land.half_m:
            return float(x), float(z)
    return None


def _one_point_for_two(rng: Random, draft: Draft) -> tuple[str, ...]:
    spot = _gentle_spot(rng, draft, 8.0)
    if spot is None:
        return ()
    for name in ("one", "two"):
        draft.things.append({"id": name, "prop": rng.choice(STANDING), "at": point(*spot, draft.size)})
    return ("OVERLAP",)


def _words_that_contradict(rng: Random, draft: Draft) -> tuple[str, ...]:
    spot = _gentle_spot(rng, draft, 8.0)
    if spot is None:
        return ()
    draft.zones.append({"id": "here", "at": point(*spot, draft.size), "radius": "6 m"})
    far = (spot[0] + (40 if spot[0] < 0 else -40), spot[1])
    land = bare_of(draft)
    if land is None:
        return ()
    cell = land.cell(*far)
    if land.depth_m[cell] > 0 or land.slope_deg[cell] > 10 or land.hot[cell]:
        return ()
    draft.stations.append({"id": "far", "where": {"at": point(*far, draft.size)}})
    draft.things.append({"id": "torn", "prop": rng.choice(SMALL), "in": "here", "near": "far", "within": "5 m"})
    return ("PLACE_EMPTY",)


def _on_an_islet(rng: Random, draft: Draft) -> tuple[str, ...]:
    """A lake wider than any bridge, with a plateau in its middle."""
    draft.setting, draft.size = "river_valley", 256
    draft.terrain = [
        {"id": "mere", "kind": "lake", "at": {"east": "50 %", "north": "40 %"}, "radius": "60 m", "depth": "6 m"},
    ]
    land = bare_of(draft)
    if land is None:
        return ()
    x, z = 0.0, draft.size * 0.1
    dx, dz = land.xz()
    if (land.depth_m[np.hypot(dx - x, dz - z) < 40] <= 1.5).any():
        return ()
    draft.zones.append({"id": "islet", "at": point(x, z, draft.size), "radius": "5 m"})
    draft.stations.append({"id": "home", "where": {"on": "land"}})
    draft.stations.append({"id": "lost", "where": {"in": "islet"}})
    return ("IN_WATER",)


def _too_steep_a_way(rng: Random, draft: Draft) -> tuple[str, ...]:
    draft.setting, draft.size = "volcanic_island", 256
    draft.terrain = [{
        "id": "cone", "kind": "volcano", "at": {"east": "50 %", "north": "50 %"}, "height": "40 m", "radius": "90 m",
    }]  # fmt: skip
    draft.paths = {"max_slope": "3 deg"}
    draft.stations = [{"id": "home", "where": {"on": "shore"}}, {"id": "top", "where": {"on": "cone.rim"}}]
    return ("PLACE_UNREACHABLE", "STATION_UNREACHABLE")


def _behind_a_ridge(rng: Random, draft: Draft) -> tuple[str, ...]:
    draft.setting, draft.size = "volcanic_island", 256
    draft.terrain = [
        {"id": "wall", "kind": "ridge", "from": {"east": "25 %", "north": "50 %"},
         "to": {"east": "75 %", "north": "50 %"}, "height": "24 m", "width": "40 m"},
        {"id": "pond", "kind": "lake", "at": {"east": "50 %", "north": "66 %"}, "radius": "8 m", "depth": "1 m"},
    ]  # fmt: skip
    land = bare_of(draft)
    if land is None:
        return ()
    x, z = 0.0, 40.0
    row, col = land.cell(x, z)
    if land.depth_m[row, col] > 0 or land.slope_deg[row, col] > 12:
        return ()
    draft.stations = [{"id": "blind", "where": {"at": point(x, z, draft.size)}, "look_at": "pond"}]
    return ("VIEW_BLOCKED",)


def _outside(rng: Random, draft: Draft) -> tuple[str, ...]:
    draft.zones.append({"id": "rim", "at": point(draft.size / 2 - 4, 0.0, draft.size), "radius": "9 m"})
    return ("OUTSIDE_WORLD",)


def _a_boat_on_land(rng: Random, draft: Draft) -> tuple[str, ...]:
    spot = _gentle_spot(rng, draft, 12.0)
    if spot is None:
        return ()
    land = bare_of(draft)
    dx, dz = land.xz()
    if (land.depth_m[np.hypot(dx - spot[0], dz - spot[1]) < 14.0] > 0).any():
        return ()
    draft.zones.append({"id": "dry", "at": point(*spot, draft.size), "radius": "5 m"})
    draft.things.append({"id": "boat", "prop": "rowing_boat", "in": "dry"})
    return ("NO_WATER",)


def _zones_in_each_other(rng: Random, draft: Draft) -> tuple[str, ...]:
    spot = _gentle_spot(rng, draft, 10.0)
    if spot is None:
        return ()
    draft.zones.append({"id": "one", "at": point(*spot, draft.size), "radius": "7 m"})
    draft.zones.append({"id": "two", "at": point(spot[0] + 2, spot[1], draft.size), "radius": "7 m"})
    return ("ZONES_OVERLAP",)


_CASES: dict[str, Callable[[Draw, Draft], tuple[str, ...]]] = {
    "in_the_sea": _in_the_sea, "larger_than_the_zone": _larger_than_the_zone, "one_point_for_two": _one_point_for_two,
    "words_that_contradict": _words_that_contradict, "on_an_islet": _on_an_islet, "too_steep_a_way": _too_steep_a_way,
    "behind_a_ridge": _behind_a_ridge, "outside": _outside, "a_boat_on_land": _a_boat_on_land,
    "zones_in_each_other": _zones_in_each_other,
}  # fmt: skip


# -- words as they come ------------------------------------------------------------------------------------------------


@st.composite
def anything(draw: Draw, largest: int = 512) -> Asked:
    """Return a lesson whose words lean on each other as they come; each item leans only on what comes before it."""
    rng = draw(st.randoms(use_true_random=True))
    draft = _start(rng, largest)
    _terrain(rng, draft)
    known = [one["id"] for one in draft.terrain]
    known += [f"{one['id']}.crater" for one in draft.terrain if one["kind"] == "volcano"]
    known += list(REGISTRY.areas(draft.setting))
    for index in range(rng.randint(0, 3)):
        draft.zones.append({"id": f"z{index}", **_words(rng, known, 0.5), "radius": _metres(rng, 3, 14)})
        known.append(f"z{index}")
    stations = rng.randint(1, 4)
    for index in range(stations):
        one: dict[str, Any] = {"id": f"s{index}", "where": _words(rng, known, 0.3)}
        if rng.random() < 0.5:
            one["look_at"] = rng.choice(known)
        if rng.randint(0, 3) == 0:
            one["props"] = rng.choices(STANDING, k=rng.randint(1, 2))
        draft.stations.append(one)
        known.append(f"s{index}")
    for index in range(rng.randint(0, 8)):
        prop = rng.choice(REGISTRY.names("prop"))
        one = {"id": f"t{index}", "prop": prop, **_words(rng, known, 0.2)}
        if rng.randint(0, 3) == 0:
            one["facing"] = rng.choice(known)
        if rng.randint(0, 5) == 0:
            one["visible_from"] = f"s{rng.randint(0, stations - 1)}"
        draft.things.append(one)
        known.append(f"t{index}")
    _dressing(rng, draft)
    return Asked(draft.text(), "anything")


def _words(rng: Random, known: list[str], pinned: float) -> dict[str, Any]:
    if rng.randint(0, 99) < pinned * 100:
        return {"at": _at(rng, 5, 95)}
    word = rng.choice(["in", "on", "near", "near", "beside", "between", "along", "side", "away_from"])
    name = rng.choice(known)
    others = [other for other in known if other.partition(".")[0] != name.partition(".")[0]]
    if word == "between" and not others:
        word = "near"
    if word == "between":
        return {"between": [name, rng.choice(others)]}
    out: dict[str, Any] = {word: name} if word not in ("side", "away_from") else {"near": name}
    if "near" in out and rng.random() < 0.5:
        out["within"] = _metres(rng, 2, 30)
    if word == "side":
        out["side"] = rng.choice(["north", "south", "east", "west", "left", "front"])
    if word == "away_from":
        out["away_from"] = rng.choice([other for other in known if other != name])
    return out
