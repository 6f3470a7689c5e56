"""The command line: arguments, progress, and writing what the build returns."""

from worldgen.cli.main import app, main

__all__ = ["app", "main"]
