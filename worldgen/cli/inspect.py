"""`worldgen inspect`: what is in a GLB, and whether one can walk to every station."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from worldgen.cli.say import say, say_json, warn
from worldgen.export.inspect import inspect
from worldgen.verify import Findings, verify


def run_inspect(file: Path, *, as_json: bool) -> int:
    """Print what `file` holds; 1 when it is no GLB or a station cannot be reached."""
    try:
        data = file.read_bytes()
        found = inspect(data)
        walked = verify(data) if found.stations else None
    except (OSError, ValueError) as error:
        warn(f"{file}: {error}")
        return 1
    if as_json:
        say_json({**asdict(found), "walk": None if walked is None else {**asdict(walked), "ok": walked.ok}})
    else:
        say(found.text())
        if walked is not None:
            say(_walk_text(walked))
    return int(walked is not None and not walked.ok)


def _walk_text(walked: Findings) -> str:
    lines = [f"Walk: {walked.reached_m2:.0f} of {walked.walkable_m2:.0f} m² can be reached, {walked.layers} layers"]
    for station in walked.stations:
        way = (
            f"{station.walk_m:.0f} m from spawn"
            if station.reachable
            else f"NOT reachable, {station.missed_by_m:.1f} m short"
        )
        lines.append(f"  {station.id}: {way}")
    lines += [f"  portal {portal}: NOT passable" for portal in walked.portals_missed]
    lines += [f"  {place}: NO circle of 1.5 m for a wheelchair to turn in" for place in walked.cramped]
    return "\n".join(lines)
