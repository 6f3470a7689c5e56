"""Styles: data in `assets/styles`, or a file of the lesson, read, checked and laid over a finished scene."""

from worldgen.generate.styles.apply import style_scene
from worldgen.generate.styles.read import is_file, load_style, style_names, style_summary

__all__ = ["is_file", "load_style", "style_names", "style_scene", "style_summary"]
