"""Where to stand for a good picture: the same scene always gets the same views.

Every picture is found the same way (`search`): candidates are judged by what can be said of them without a ray, the
best of these by a small picture of each (`glimpse`), and the best of those are nudged until no nudge helps. What a good
picture is, say `rules`, which know of land, water, sky, plants and subjects, and of no setting.
"""

from __future__ import annotations

from worldgen.preview.compose.hero import HERO_PX, hero_view
from worldgen.preview.compose.map import MAP_PX, map_view
from worldgen.preview.compose.shot import shot_view
from worldgen.preview.compose.sight import Sight, sight_of
from worldgen.preview.compose.station import STATION_PX, station_view

__all__ = [
    "HERO_PX",
    "MAP_PX",
    "STATION_PX",
    "Sight",
    "hero_view",
    "map_view",
    "shot_view",
    "sight_of",
    "station_view",
]
