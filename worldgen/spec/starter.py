"""The lesson that `worldgen new` writes: short, friendly, and good enough to build at once."""

from __future__ import annotations

import json

MOST_LINES = 40
_WATER = {"volcanic_island": "the sea", "river_valley": "the river"}  # elsewhere: the water

_STARTER = """\
# yaml-language-server: $schema=./lesson.schema.json
# A lesson to begin with. Build it:  worldgen build {id}.yaml      See what there is:  worldgen catalog
worldgen: 1

lesson:
  id: {id}
  title: {title}
  ages: 8-10

objectives:
  - id: carry
    statement: Say what water does to the land.

world:
  setting: {setting}
  seed: 1                         # another number, another world
  things:                         # what stands where, in words
    - {{id: board, prop: sign, near: camp, within: 10 m, text: Welcome}}
    - {{id: seat, prop: bench, near: camp, within: 12 m}}
    - {{id: boat, prop: rowing_boat, on: shore}}

stations:                         # the teaching places; all of them can be reached on foot
  - id: camp
    where: {{on: land}}
    text: We set out from here. Follow the path down to {water}.
  - id: water
    where: {{near: boat, within: 8 m}}
    look_at: boat
    text: Water picks up sand in one place. It puts it down in another.
    teaches: [carry]

questions:
  - id: q1
    station: water
    assesses: [carry]
    type: choice
    prompt: Where does the sand go?
    options:
      - {{text: The water lays it down somewhere else., correct: yes}}
      - {{text: It melts in the water.}}
"""


def starter(lesson_id: str, setting: str, title: str | None = None) -> str:
    """Return the text of a lesson of at most 40 lines that builds at once.

    Parameters
    ----------
    lesson_id : str
        Its id, already checked.
    setting : str
        A setting that has `land` and `shore`.
    title : str, optional
        What learners see first; by default made from the id.
    """
    words = title or lesson_id.replace("-", " ").replace("_", " ").capitalize()
    quoted = json.dumps(words, ensure_ascii=False)  # a JSON text is a quoted YAML text
    return _STARTER.format(id=lesson_id, title=quoted, setting=setting, water=_WATER.get(setting, "the water"))
