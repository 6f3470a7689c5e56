"""Maize: a tall stalk with arching leaves and yellow cobs."""

from __future__ import annotations

from worldgen.core.seed import Seed
from worldgen.generate.kinds import Maker
from worldgen.generate.land import Cover
from worldgen.generate.vegetation.frond import draw_fronds
from worldgen.generate.vegetation.sketch import Leaves, Sketch, Stroke, about, make_sketch, points, stem
from worldgen.generate.vegetation.species import VARIANTS, Habit, Species, height_of

TASSEL = ("#c9a24a", "#ecd48a")
GRADIENTS = (
    ("#3f7a3f", "#79b04a", "#b8cf5a"),
    ("#46804a", "#86b84e", "#c4d662"),
    ("#387440", "#6ca648", "#a8c456"),
    ("#50843f", "#94be4a", "#ccd85e"),
)
HABIT = Habit(
    "ground",
    1.0,
    ground=(Cover.CROP, Cover.GRASS, Cover.SOIL, Cover.PLOUGHED, Cover.WHEAT),
    sink_m=0.03,
    per_hectare=1500.0,
    wild=0.3,
    leaves="withering",
)


def draw_corn(params: Species, seed: Seed) -> Sketch:
    """Return a plant of 1.8 to 2.4 m: seven leaves up the stalk, two cobs and a tassel."""
    height = height_of(params, 1.8, 2.4, seed)
    leaves = GRADIENTS[params.variant % VARIANTS]
    strokes: list[Stroke] = [
        stem(((0.0, 0.0, 0.0), (0.0, 0.88 * height, 0.0)), (0.02 * height, 0.01 * height), ("#6b8a3c", "#a8c060"), 4)
    ]
    for i, up in enumerate((0.14, 0.38, 0.6)):
        fronds = draw_fronds(3, 0.4 * height, seed / "leaves" / i, rise=(0.7, 1.1), fall=(-0.9, -0.5), slim=0.17)
        strokes.append(Leaves(fronds, points((0.0, up * height, 0.0))[0], leaves, 3, detail=i == 1))
    for i in range(2):
        turn, up = 2.6 * i + (seed / "cob" / i).one(0.0, 1.0), 0.42 + 0.12 * i
        strokes.append(
            stem(
                (
                    about(turn, 0.02 * height, up * height),
                    about(turn, 0.055 * height, (up + 0.07) * height),
                    about(turn, 0.07 * height, (up + 0.15) * height),
                ),
                (0.026 * height, 0.046 * height, 0.008 * height),
                ("#e0aa2c", "#ffe07a"),
                5,
                detail=i == 1,
            )
        )
    foot, thin = (0.0, 0.86 * height, 0.0), (0.008 * height, 0.003 * height)
    strokes += [stem((foot, about(2.1 * i, 0.06 * height, height)), thin, TASSEL, 3, detail=i > 0) for i in range(3)]
    return Sketch(tuple(strokes), height, 0.0, "leaf")


MAKER = Maker(params=Species, draw=draw_corn, make=make_sketch, variants=VARIANTS)
