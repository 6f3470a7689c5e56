"""What pages weigh: python tests/bench/page.py [LESSON.yaml ...] prints the program, the world and the whole."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from worldgen.pipeline import page_of

ROOT = Path(__file__).resolve().parents[2]
PARTS = {
    "program": r"<script>(.*?)</script>",
    "looks": r"<style>(.*?)</style>",
    "lesson": r'id="lesson">(.*?)</script>',
    "world": r'id="world">(.*?)</script>',
}


def main() -> None:
    """Print a row for each lesson, in kilobytes."""
    named = [Path(one) for one in sys.argv[1:]] or sorted((ROOT / "scenes" / "lessons").glob("*.yaml"))
    sys.stdout.write(f"{'lesson':<24}" + "".join(f"{name:>10}" for name in (*PARTS, "page")) + "\n")
    for path in named:
        page = page_of(path)[1].decode()
        sizes = [len(found[1].encode()) for part in PARTS.values() if (found := re.search(part, page, re.DOTALL))]
        row = "".join(f"{size / 1000:>10.0f}" for size in (*sizes, len(page.encode())))
        sys.stdout.write(f"{path.stem:<24}{row}\n")


if __name__ == "__main__":
    main()
