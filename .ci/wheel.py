"""Say whether a wheel holds all that a build reads, the mark that it is typed, and nothing of the tests."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Compare the wheel named on the command line with this checkout; 1 when they differ."""
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        held = set(wheel.namelist())
    code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "worldgen").rglob("*.py")
        if "node_modules" not in path.parts
    }
    assets = {
        f"worldgen/_assets/{path.relative_to(ROOT / 'assets').as_posix()}"
        for path in (ROOT / "assets").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    page = {f"worldgen/web/{name}" for name in ("player.js", "player.css", "words.json")}
    missing = (code | assets | page | {"worldgen/py.typed"}) - held
    strange = {name for name in held if not name.startswith("worldgen") or name.startswith("worldgen/web/player/")}
    for name in sorted(missing):
        sys.stderr.write(f"the wheel lacks {name}\n")
    for name in sorted(strange):
        sys.stderr.write(f"the wheel holds {name}, which no build needs\n")
    return int(bool(missing or strange))


if __name__ == "__main__":
    sys.exit(main())
