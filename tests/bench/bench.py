"""What a build costs, as ratios to `python -c "import numpy"` in the same run.

    python tests/bench/bench.py            every figure, about three minutes
    python tests/bench/bench.py --quick    only the first

From the shell to the exit of the process, median of five, in turn with the yardstick so that a drift of the machine
cancels; no cache, no daemon. Every invariant of the build (reach, views, overlaps, budgets) is checked inside the run.
Compiled modules may be written, as pip does when it installs: without them Python compiles every source again.
The yardstick draws on both cores for a moment, so `cpu_ratio` says more than `ratio` where other work is going on.
"""

from __future__ import annotations

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSON = ROOT / "scenes" / "lessons" / "volcano-island.yaml"
ROOMS = Path(__file__).with_name("twelve-rooms.yaml")
INDOORS = ("museum-two-floors", "street-and-school", "school-workshop", "medieval-village")
PROPS_LEAST = 250  # in the rooms of ROOMS
YARDSTICK = [sys.executable, "-c", "import numpy"]
RUNS = 5
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
Times = tuple[float, float]  # seconds by the clock, and of processors


def times(command: list[str]) -> Times:
    """Return what `command` takes, start to exit."""
    begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - begun, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime


def worldgen(*words: str) -> list[str]:
    """Return a call of the command line in this Python."""
    return [sys.executable, "-c", "from worldgen.cli import main; main()", *words]


def ratio(command: list[str], runs: int = RUNS) -> dict[str, float]:
    """Return the median time of `command`, of the yardstick beside it, and of the ratios pair by pair."""
    times(command), times(YARDSTICK)
    pairs = [(times(command), times(YARDSTICK)) for _ in range(runs)]
    return {
        "seconds": round(statistics.median(a[0] for a, _ in pairs), 3),
        "yardstick_s": round(statistics.median(b[0] for _, b in pairs), 3),
        "ratio": round(statistics.median(a[0] / b[0] for a, b in pairs), 2),
        "cpu_ratio": round(statistics.median(a[1] / b[1] for a, b in pairs), 2),
    }


def props(world: Path) -> int:
    """Return how many props stand in a `world.glb`: those of authors, and those that furnish rooms."""
    data = world.read_bytes()
    nodes = json.loads(data[20 : 20 + int.from_bytes(data[12:16], "little")])["nodes"]
    roles = [node.get("extras", {}).get("worldgen", {}).get("role") for node in nodes]
    return roles.count("thing") + roles.count("decor")


def rooms(folder: Path, out: list[str]) -> dict[str, float]:
    """Return what a building of twelve rooms costs. Raises ValueError where it has too few props to say so."""
    found = ratio(worldgen("build", str(ROOMS), "--make", "glb", *out))
    count = props(folder / "out" / "twelve-rooms" / "world.glb")
    if count < PROPS_LEAST:
        raise ValueError(f"only {count} props stand in {ROOMS.name}, not {PROPS_LEAST}")
    return {**found, "props": count}


def lesson_of(size_m: int, folder: Path) -> Path:
    """Write a copy of the hills of the gallery with another side length and return its path."""
    source = (ROOT / "scenes" / "gallery" / "hills.yaml").read_text("utf-8")
    path = folder / f"size-{size_m}.yaml"
    path.write_text(re.sub(r"size: \d+ m", f"size: {size_m} m", source, count=1), "utf-8")
    return path


def peak_mb(command: list[str]) -> float:
    """Return the peak memory of `command` in megabytes."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *command], check=True, capture_output=True, text=True, env=ENVIRONMENT
    )
    return round(int(done.stdout.split()[-1]) / 1024, 1)


EDITS = {
    "the words of a sign": ("text: Crater trail", "text: Rim trail"),
    "another prop": ("prop: crate", "prop: barrel"),
}


def second_build(old: str, new: str) -> dict[str, float]:
    """Return how long a second build through the API takes after `old` became `new`, beside the first."""
    script = f"""
import time, pathlib
begun = time.perf_counter()
from worldgen import build
lesson = pathlib.Path({str(LESSON)!r})
text = lesson.read_text("utf-8")
assert {old!r} in text
build(lesson, make=("glb",))
first = time.perf_counter() - begun
edited = lesson.with_name(".bench-edited.yaml")
edited.write_text(text.replace({old!r}, {new!r}), "utf-8")
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
        done = subprocess.run(
            [sys.executable, "-c", script], check=True, capture_output=True, text=True, env=ENVIRONMENT
        )  # fmt: skip
        pairs.append([float(word) for word in done.stdout.split()])
    return {
        "first_s": round(statistics.median(a for a, _ in pairs), 3),
        "second_s": round(statistics.median(b for _, b in pairs), 3),
        "ratio": round(statistics.median(b / a for a, b in pairs), 3),
    }


def variants() -> dict[str, float]:
    """Return what the lesson costs for each example learner after it was built once, as shares of processor time."""
    script = f"""
import json, pathlib, time
from worldgen import build
begun = time.process_time()
build({str(LESSON)!r}, make=("glb",))
first, found = time.process_time() - begun, {{}}
for learner in sorted(pathlib.Path({str(ROOT / "scenes" / "learners")!r}).glob("*.yaml")):
    begun = time.process_time()
    build({str(LESSON)!r}, learner=learner, make=("glb",))
    found[learner.stem] = (time.process_time() - begun) / first
print(json.dumps(found))
"""
    runs = [
        json.loads(
            subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=ENVIRONMENT).stdout
        )
        for _ in range(RUNS)
    ]
    return {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}


def main() -> None:
    """Print every figure as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = ["-o", str(folder / "out"), "--quiet"]
        figures: dict[str, object] = {
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "volcano-island --make glb": ratio(worldgen("build", str(LESSON), "--make", "glb", *out)),
        }
        if "--quick" not in sys.argv:
            figures |= {
                "twelve rooms --make glb": rooms(folder, out),
                **{
                    f"{name} --make glb": ratio(
                        worldgen("build", str(LESSON.with_name(f"{name}.yaml")), "--make", "glb", *out), runs=3
                    )
                    for name in INDOORS
                },
                "volcano-island --make glb --profile web": ratio(
                    worldgen("build", str(LESSON), "--make", "glb", "--profile", "web", *out)
                ),
                "volcano-island, all previews": ratio(
                    worldgen("build", str(LESSON), "--make", "glb,preview", *out), runs=3
                ),
                "peak MB without previews": peak_mb(worldgen("build", str(LESSON), "--make", "glb", *out)),
                "second build after one prop edit": {what: second_build(*edit) for what, edit in EDITS.items()},
                "the same lesson for another learner": variants(),
                "growth with the side": {
                    f"{size} m": ratio(worldgen("build", str(lesson_of(size, folder)), "--make", "glb", *out), runs=3)
                    for size in (128, 256, 512, 1000, 2000)
                },
            }
        print(json.dumps(figures, indent=2))  # noqa: T201


if __name__ == "__main__":
    main()
