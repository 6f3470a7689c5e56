"""Floor plans as drawings: one SVG for each building."""

from __future__ import annotations

import numpy as np

from worldgen.generate.layout import Layout
from worldgen.generate.layout.indoors import to_plan
from worldgen.generate.plan import Plan
from worldgen.languages.own import own_word
from worldgen.preview.plans.sheet import Marked, plan_svg

__all__ = ["Marked", "drawings", "plan_svg"]


def drawings(plan: Plan, layout: Layout) -> dict[str, str]:
    """Return the SVG of every building that one can go into, by the name of its file."""
    found = {}
    for name, floors in plan.floor_plans.items():
        site = layout.sites[name]
        marked = []
        for station in plan.stations:
            placed = layout.stations[station.id]
            if placed.on == name:
                x, z = to_plan(site, np.array([[placed.position_m[0], placed.position_m[2]]]))[0]
                rise = placed.position_m[1] - site.position_m[1]
                level = min(floors.storeys, key=lambda one: abs(one.floor_m - rise)).level
                title = station.label.get(plan.language) or station.id.replace("_", " ")
                marked.append(Marked(station.id, title, level, (float(x), float(z))))
        title = floors.label.get(plan.language) or own_word(floors.kind.replace("_", " ").capitalize(), plan.language)
        file = "plan.svg" if len(plan.floor_plans) == 1 else f"plan.{name}.svg"
        found[file] = plan_svg(floors, title, plan.language, marked, site.yaw_rad)
    return found
