"""Floor plans as drawings: one SVG for each building."""

from worldgen.preview.plans.sheet import Marked, plan_svg

__all__ = ["Marked", "plan_svg"]
