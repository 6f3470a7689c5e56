"""What a build costs, as ratios to `python -c "import numpy"` in the same run.

    python tests/bench/bench.py            every figure, about two minutes
    python tests/bench/bench.py --quick    only the first

From the shell to the exit of the process, median of five, in turn with the yardstick so that a drift of the machine
cancels; no cache, no daemon. Every invariant of the build (reach, views, overlaps, budgets) is checked inside the run.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSON = ROOT / "scenes" / "lessons" / "volcano-island.yaml"
YARDSTICK = [sys.executable, "-c", "import numpy"]
RUNS = 5


def seconds(command: list[str]) -> float:
    """Return how long `command` takes, start to exit."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def worldgen(*words: str) -> list[str]:
    """Return a call of the command line in this Python."""
    return [sys.executable, "-c", "from worldgen.cli import main; main()", *words]


def ratio(command: list[str], runs: int = RUNS) -> dict[str, float]:
    """Return the median time of `command`, of the yardstick beside it, and of the ratio pair by pair."""
    seconds(command), seconds(YARDSTICK)
    pairs = [(seconds(command), seconds(YARDSTICK)) for _ in range(runs)]
    return {
        "seconds": round(statistics.median(a for a, _ in pairs), 3),
        "yardstick_s": round(statistics.median(b for _, b in pairs), 3),
        "ratio": round(statistics.median(a / b for a, b in pairs), 2),
    }


def lesson_of(size_m: int, folder: Path) -> Path:
    """Write a copy of the river valley lesson with another side length and return its path."""
    source = (ROOT / "scenes" / "gallery" / "hills.yaml").read_text("utf-8")
    path = folder / f"size-{size_m}.yaml"
    path.write_text(source.replace("size: 128 m", f"size: {size_m} m"), "utf-8")
    return path


def peak_mb(command: list[str]) -> float:
    """Return the peak memory of `command` in megabytes."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], check=True, capture_output=True, text=True)
    return round(int(done.stdout.split()[-1]) / 1024, 1)


def second_build() -> dict[str, float]:
    """Return how long a second build through the API takes after one prop is edited, beside the first."""
    script = f"""
import time, pathlib
begun = time.perf_counter()
from worldgen import build
text = pathlib.Path({str(LESSON)!r}).read_text("utf-8")
build(pathlib.Path({str(LESSON)!r}), make=("glb",))
first = time.perf_counter() - begun
edited = pathlib.Path({str(LESSON)!r}).with_name(".bench-edited.yaml")
edited.write_text(text.replace("text: Crater trail", "text: Rim trail"), "utf-8")
try:
    begun = time.perf_counter()
    build(edited, make=("glb",))
    second = time.perf_counter() - begun
finally:
    edited.unlink()
print(first, second)
"""
    pairs = []
    for _ in range(RUNS):
        done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
        pairs.append([float(word) for word in done.stdout.split()])
    return {
        "first_s": round(statistics.median(a for a, _ in pairs), 3),
        "second_s": round(statistics.median(b for _, b in pairs), 3),
        "ratio": round(statistics.median(b / a for a, b in pairs), 3),
    }


def main() -> None:
    """Print every figure as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = ["-o", str(folder / "out"), "--quiet"]
        figures: dict[str, object] = {
            "cores": os.cpu_count(),
            "volcano-island --make glb": ratio(worldgen("build", str(LESSON), "--make", "glb", *out)),
        }
        if "--quick" not in sys.argv:
            figures |= {
                "volcano-island --make glb --profile web": ratio(
                    worldgen("build", str(LESSON), "--make", "glb", "--profile", "web", *out)
                ),
                "volcano-island, all previews": ratio(
                    worldgen("build", str(LESSON), "--make", "glb,preview", *out), runs=3
                ),
                "peak MB without previews": peak_mb(worldgen("build", str(LESSON), "--make", "glb", *out)),
                "second build after one prop edit": second_build(),
                "growth with the side": {
                    f"{size} m": ratio(worldgen("build", str(lesson_of(size, folder)), "--make", "glb", *out), runs=3)
                    for size in (128, 256, 512, 1000)
                },
            }
        print(json.dumps(figures, indent=2))  # noqa: T201


if __name__ == "__main__":
    assert resource.RLIMIT_CPU  # the peak needs getrusage: Linux and macOS
    main()
