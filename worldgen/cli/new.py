"""`worldgen new`: a lesson to start from. Asks kindly when it is told nothing."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import typer

from worldgen.cli.say import say, warn
from worldgen.generate.registry import REGISTRY
from worldgen.spec.schema import json_schema
from worldgen.spec.starter import starter

_ID = re.compile(r"[a-z][a-z0-9_-]*")


def run_new(lesson_id: str | None, setting: str | None) -> int:
    """Write ID.yaml in this folder; 1 when the id or the setting cannot be used or the file is there already."""
    settings = REGISTRY.names("setting")
    title = None
    if lesson_id is None:
        if not sys.stdin.isatty():
            warn("worldgen new wants an id, such as: worldgen new pond-life")
            return 1
        title = typer.prompt("What is the lesson called")
        lesson_id = typer.prompt("A short name for its file", default=_slug(title))
        setting = setting or typer.prompt(f"Where does it play ({', '.join(settings)})", default=settings[0])
    if not _ID.fullmatch(lesson_id):
        warn(
            f"{lesson_id!r} cannot be an id: small letters, digits, - and _, a letter first, such as {_slug(lesson_id)}"
        )
        return 1
    if setting is not None and setting not in settings:
        warn(f"There is no setting {setting!r}. There are: {', '.join(settings)}.")
        return 1
    path = Path(f"{lesson_id}.yaml")
    if path.exists():
        warn(f"{path} is there already; choose another id or move it away.")
        return 1
    path.write_text(starter(lesson_id, setting or settings[0], title), "utf-8", newline="\n")
    schema = Path("lesson.schema.json")
    if not schema.exists():
        text = json.dumps(json_schema(REGISTRY), indent=1, ensure_ascii=False)
        schema.write_text(text + "\n", "utf-8", newline="\n")
        say(f"Wrote {schema}, from which an editor knows every word of a lesson.")
    say(f"Wrote {path}. Now try:  worldgen build {path}")
    return 0


def _slug(title: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return words if words[:1].isalpha() else f"lesson-{words}".strip("-")
