"""A fallen log: a mossy trunk with a broken branch."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.sketch import Sketch, Stroke, ball, make_sketch, round_ball, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

GRADIENTS = (("#4a382e", "#8a6b52"), ("#523e32", "#957458"), ("#43342c", "#7d6049"), ("#5a463a", "#a08064"))
HABIT = Habit(
    "under", 4.5, ground=(Cover.GRASS, Cover.SOIL, Cover.GRAVEL, Cover.MUD), sink_m=0.08, per_hectare=22.0, wild=0.6
)


def draw_fallen_log(params: Species, seed: Seed) -> Sketch:
    """Return a log 0.6 to 0.85 m high: a lying trunk with pale ends, a stub, moss on its back and a bracket fungus."""
    height = height_of(params, 0.6, 0.85, seed)
    bark = GRADIENTS[params.variant % VARIANTS]
    thick, half = 0.36 * height, height * (seed / "long").one(1.9, 2.5)
    up = thick
    strokes: list[Stroke] = [
        stem(
            ((-half, up, 0.0), (0.0, up * 0.95, 0.06 * half), (half, up * 0.8, 0.0)),
            (thick, 0.92 * thick, 0.78 * thick),
            bark,
            8,
        ),
        stem(((-half * 1.001, up, 0.0), (-half * 1.004, up, 0.0)), (0.96 * thick, 0.0), ("#d9b98a", "#c9a06a"), 8),
        stem(
            ((half * 1.001, 0.8 * up, 0.0), (half * 1.004, 0.8 * up, 0.0)),
            (0.75 * thick, 0.0),
            ("#d9b98a", "#c9a06a"),
            8,
        ),
        stem(
            ((0.25 * half, up, 0.0), (0.4 * half, up + 0.62 * height, 0.1 * half)), (0.3 * thick, 0.16 * thick), bark, 5
        ),
    ]
    for i in range(3):
        own = seed / "moss" / i
        x = half * own.one(-0.8, 0.8)
        strokes.append(
            ball(
                (x, up + 0.72 * thick, 0.1 * thick),
                (0.26 * half, 0.34 * thick, 0.75 * thick),
                ("#4f7a35", "#93b84e"),
                own,
                0.1,
                rounds=0,
            )
        )
    shelves = [(half * (-0.5 + 0.12 * i), up * (0.9 + 0.25 * (i % 2)), 0.96 * thick) for i in range(3)]
    strokes += [round_ball(at, 0.16 * thick, "#e8c88a") for at in shelves]
    return Sketch(tuple(strokes), height, 0.9 * thick, "matte")


MAKER = Maker(params=Species, draw=draw_fallen_log, make=make_sketch, variants=VARIANTS)
