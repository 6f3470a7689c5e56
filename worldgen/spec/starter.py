"""The lesson that `worldgen new` writes: short, friendly, and good enough to build at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from worldgen.core.record import dataclass

MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Topic:
    """What a first lesson is about: one thing to look at, what is said there, and one question."""

    goal: str
    id: str
    thing: str  # a prop and its place, in the words of a lesson
    way: str
    text: str
    prompt: str
    right: str
    wrong: str


def _water(where: str) -> Topic:
    return Topic(
        "Say what water does to the land.", "boat", "prop: rowing_boat, on: shore", f"Follow the path down to {where}.",
        "Water picks up sand in one place. It puts it down in another.", "Where does the sand go?",
        "The water lays it down somewhere else.", "It melts in the water.",
    )  # fmt: skip


_LAYERS = Topic(
    "Read the age of rock from its layers.", "stone", "prop: basalt_sample, near: camp, within: 40 m",
    "Follow the path to the stone.", "Layers of sand turned to stone, one on top of the other.",
    "Which layer is the oldest?", "The one at the bottom.", "The one on top.",
)  # fmt: skip
_CRATERS = Topic(
    "Say how scientists listen to the ground.", "listener", "prop: seismometer, near: camp, within: 40 m",
    "Follow the path to the instrument.", "It feels when the ground shakes, even far away.",
    "What does the instrument feel?", "It feels the ground shake.", "It feels the heat of the sun.",
)  # fmt: skip
_STARS = Topic(
    "Say why the stars seem to move.", "scope", "prop: telescope, near: camp, within: 30 m",
    "Follow the path to the telescope.", "The Earth turns once a day. So the stars seem to turn above us.",
    "What really turns?", "The Earth turns.", "The stars run around us.",
)  # fmt: skip
_BREAD = Topic(
    "Say where bread comes from.", "mill", "prop: windmill, near: camp, within: 60 m",
    "Follow the path to the mill.", "Grain grows in the fields. The mill makes flour of it.",
    "What does the mill make?", "It makes flour of grain.", "It makes rain for the fields.",
)  # fmt: skip
_WEATHER = Topic(
    "Say how weather is measured.", "mast", "prop: weather_station, near: camp, within: 40 m",
    "Follow the path to the mast.", "The mast measures wind, rain and heat all day.",
    "Why do we measure rain?", "To know when water will be short.", "To make more rain fall.",
)  # fmt: skip
_TREES = Topic(
    "Say how plants share the light.", "board2", "prop: sign, near: camp, within: 40 m, text: Look up",
    "Follow the path to the second board.", "Tall trees take most of the light. Ferns live on what is left.",
    "Why do ferns grow on the ground here?", "They need only a little light.", "They are young trees.",
)  # fmt: skip
_ICE = Topic(
    "Say what an iceberg is made of.", "mast", "prop: weather_station, near: camp, within: 40 m",
    "Follow the path to the mast.", "Snow turns to ice. The ice slides into the sea and breaks into icebergs.",
    "Where does the ice of an iceberg come from?", "It fell as snow, long ago.", "It is frozen sea.",
)  # fmt: skip
_CORAL = Topic(
    "Say who builds a reef.", "diver", "prop: diver, near: camp, within: 30 m",
    "Follow the path to the diver.", "A reef is built by tiny animals. Each leaves a little stone behind.",
    "Who builds the reef?", "Tiny animals build it.", "The waves build it.",
)  # fmt: skip
# A setting that is not named here has a shore.
TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "volcanic_island": _water("the sea"),
        "river_valley": _water("the river"),
        "mountain_lake": _water("the lake"),
        "farmland": _BREAD,
        "desert_canyon": _LAYERS,
        "savanna": _WEATHER,
        "mars": _CRATERS,
        "night_sky_field": _STARS,
        "rainforest": _TREES,
        "broadleaf_forest": _TREES,
        "rocky_coast": _water("the sea"),
        "polar": _ICE,
        "underwater_reef": _CORAL,
    }
)

_STARTER = """\
# yaml-language-server: $schema=./lesson.schema.json
# A lesson to begin with. Build it:  worldgen build {id}.yaml      See what there is:  worldgen catalog
worldgen: 1

lesson:
  id: {id}
  title: {title}
  ages: 8-10

objectives:
  - id: goal
    statement: {topic.goal}

world:
  setting: {setting}
  seed: 1                         # another number, another world
  things:                         # what stands where, in words
    - {{id: board, prop: sign, near: camp, within: 10 m, text: Welcome}}
    - {{id: seat, prop: bench, near: camp, within: 12 m}}
    - {{id: {topic.id}, {topic.thing}}}

stations:                         # the teaching places; all of them can be reached on foot
  - id: camp
    where: {{on: land}}
    text: We set out from here. {topic.way}
  - id: there
    where: {{near: {topic.id}, within: 8 m}}
    look_at: {topic.id}
    text: {topic.text}
    teaches: [goal]

questions:
  - id: q1
    station: there
    assesses: [goal]
    type: choice
    prompt: {topic.prompt}
    options:
      - {{text: "{topic.right}", correct: yes}}
      - {{text: "{topic.wrong}"}}
"""


def starter(lesson_id: str, setting: str, title: str | None = None) -> str:
    """Return the text of a lesson of at most 40 lines that builds at once.

    Parameters
    ----------
    lesson_id : str
        Its id, already checked.
    setting : str
        A setting that has `land`, and `shore` too where `TOPICS` does not name it.
    title : str, optional
        What learners see first; by default made from the id.
    """
    words = title or lesson_id.replace("-", " ").replace("_", " ").capitalize()
    quoted = json.dumps(words, ensure_ascii=False)  # a JSON text is a quoted YAML text
    topic = TOPICS.get(setting, _water("the water"))
    return _STARTER.format(id=lesson_id, title=quoted, setting=setting, topic=topic)
