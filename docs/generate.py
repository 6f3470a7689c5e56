"""Write the parts of the documentation that come from the code: reference, errors, gallery.

python docs/generate.py             write them
python docs/generate.py --check     say what differs from what is there; exit 1 if anything does
python docs/generate.py --pictures  also draw the gallery, or only the pictures that are named
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from worldgen.cli.explain import page
from worldgen.core.issues import catalogue
from worldgen.core.messages.names import with_names
from worldgen.export.schema import schema_text
from worldgen.generate.props.catalogue import kit_names
from worldgen.generate.props.decals import symbols
from worldgen.generate.registry import FAMILIES, REGISTRY
from worldgen.generate.rooms.furnish.rules import room_kinds, rules_of
from worldgen.generate.rooms.programme import PROGRAMMES, usual_rooms
from worldgen.learners.profile import Learner
from worldgen.pipeline import load_lesson
from worldgen.spec.schema import json_schema, model_schema
from worldgen.spec.yaml_text import read_plain

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
FAMILY_TITLES = {
    "setting": "Settings", "terrain": "Terrain", "cover": "Cover", "species": "Plants and stones",
    "prop": "Props and buildings", "style": "Styles", "building": "Buildings to go into",
}  # fmt: skip
COLUMNS = 5  # of the tables of props
NOTE = "<!-- Written by docs/generate.py from the code; edit the code instead. -->\n\n"


def pages() -> dict[Path, str]:
    """Return every generated page by its path below docs/."""
    schema = json_schema(REGISTRY)
    found = {
        Path("reference/lesson.schema.json"): json.dumps(schema, indent=1, ensure_ascii=False) + "\n",
        Path("reference/extras.schema.json"): schema_text(),
        Path("reference/lesson.md"): NOTE + lesson_page(schema),
        Path("reference/learner.schema.json"): json.dumps(learner_schema(), indent=1, ensure_ascii=False) + "\n",
        Path("reference/learner.md"): NOTE + learner_page(),
        Path("reference/catalogue.md"): NOTE + catalogue_page(),
        Path("reference/props.md"): NOTE + props_page(),
        Path("reference/rooms.md"): NOTE + rooms_page(),
        Path("reference/commands.md"): NOTE + commands_page(),
        Path("errors/README.md"): NOTE + errors_page(),
        Path("gallery/README.md"): NOTE + gallery_page(),
    }
    for code, message in catalogue().items():
        found[Path(f"errors/{code}.md")] = NOTE + page(code, message)
    return found


def lesson_page(schema: dict[str, Any]) -> str:
    """Return the reference of the language, section by section."""
    parts = ["# The lesson file\n", "Every key of a lesson, with what it means. Keys in **bold** must be there.\n"]
    parts += ["## The whole file\n", *rows(schema)]
    for name, part in schema["$defs"].items():
        parts += [f"\n## {name.replace('_', ' ')}\n", part.get("description", "") + "\n", *rows(part)]
    return "\n".join(parts) + "\n"


def props_page() -> str:
    """Return the reference of the prop grammar: every shape and key with its picture."""
    said = read_plain((DOCS / "props.yaml").read_text("utf-8"))
    parts = [
        "# The shapes and keys of props\n",
        "How to write one: [How to bring a prop of your own](../howto/own-props.md).\n",
    ]
    for title, name in (("Shapes", "shapes"), ("What every part can have", "keys")):
        parts += [f"## {title}\n", "| | what it is | the example |", "|---|---|---|"]
        for one in said[name]:
            lines = "<br>".join(f"`{_flow(part)}`" for part in one["parts"])
            says = one["says"].replace("@SYMBOLS@", ", ".join(f"`{symbol}`" for symbol in symbols()))
            parts.append(f"| ![{one['name']}](props/{one['name']}.jpg) | **{one['name']}**: {says} | {lines} |")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _flow(data: object) -> str:
    """Return data as one line of YAML."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(_flow, data)) + "]"
    if isinstance(data, bool):
        return "true" if data else "false"
    return f"'{data}'" if isinstance(data, str) and data.startswith("#") else str(data)


def rooms_page() -> str:
    """Return the reference of furnishing: what a room of each kind gets."""
    parts = [
        "# What stands in rooms\n",
        "A building that one can go into is furnished by itself. `assets/rooms/<kind>.yaml` says how; things that you",
        "name come first, and count. [How to furnish a room](../howto/furnish.md).\n",
        "| kind | what it is like | what stands there |", "|---|---|---|",
    ]  # fmt: skip
    for kind in room_kinds():
        about = read_plain((ROOT / "assets" / "rooms" / f"{kind}.yaml").read_text("utf-8"))["about"]
        props = dict.fromkeys(prop.replace("_", " ") for step in rules_of(kind) for prop in step.put)
        parts.append(f"| `{kind}` | {about} | {', '.join(props) or 'nothing'} |")
    return "\n".join(parts) + "\n"


def learner_schema() -> dict[str, Any]:
    """Return the JSON Schema of a learner's file."""
    schema = model_schema(Learner)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "worldgen learner", **schema}


def learner_page() -> str:
    """Return the reference of a learner's file."""
    schema = learner_schema()
    parts = [
        "# The learner's file\n",
        "Every key may be left out. [How to adapt a lesson](../howto/adapt.md).\n",
        *rows(schema),
    ]
    parts += ["\n## languages\n", *rows(schema["properties"]["languages"])]
    return "\n".join(parts) + "\n"


def rows(schema: dict[str, Any]) -> Iterator[str]:
    """Yield a table of the keys of one mapping."""
    keys = schema.get("properties")
    if not keys:
        return
    yield "| key | what it is | example |\n|---|---|---|"
    for key, about in keys.items():
        name = f"**`{key}`**" if key in schema.get("required", ()) else f"`{key}`"
        examples = about.get("examples") or about.get("enum") or ()
        shown = ", ".join(f"`{json.dumps(one, ensure_ascii=False).strip(chr(34))}`" for one in examples)
        link = about.get("$ref") or about.get("items", {}).get("$ref", "")
        part = link.rpartition("/")[2].lower()
        more = f". See [{part.replace('_', ' ')}](#{part.replace('_', '-')})." if link else ""
        yield f"| {name} | {cell(about.get('description', ''))}{more} | {cell(shown)} |"


def cell(text: str) -> str:
    """Return text that can stand in a cell of a table."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def catalogue_page() -> str:
    """Return the page of everything a lesson can name, with the parameters of each kind."""
    shared: dict[str, Any] = {}
    parts = ["# What there is to use\n", "`worldgen catalog` prints this too, and draws it with `--sheet`.\n"]
    for family in FAMILIES:
        parts.append(f"\n## {FAMILY_TITLES[family]}\n")
        for name in REGISTRY.names(family):
            parts.append(f"### {name}\n\n{REGISTRY.summary(family, name)}\n")
            pieces = REGISTRY.parts(family, name)
            if pieces:
                what = "sockets" if family == "prop" else "parts"
                parts.append(f"Its {what}: " + ", ".join(f"`.{piece}`" for piece in pieces) + "\n")
            if family == "building":
                parts.append(f"Its usual rooms: {usual_rooms_of(name)}.\n")
            if family in ("terrain", "cover", "prop"):
                found = REGISTRY.params(family, name).model_json_schema()
                shared |= found.get("$defs", {})
                parts += [*rows(found), ""]
    parts.append("\n### How buildings look\n\nWhat `with` may say of each of them.\n")
    parts += [*rows(REGISTRY.params("building", "house").model_json_schema()), ""]
    parts.append("\n## Said alike for several kinds\n")
    for name, part in sorted(shared.items()):
        parts += [f"### {name.lower()}\n", part.get("description", "") + "\n", *rows(part), ""]
    return "\n".join(parts) + "\n"


def usual_rooms_of(kind: str) -> str:
    """Return the rooms of a building of which only the kind is said."""
    programme = PROGRAMMES[kind]
    rooms = usual_rooms(kind, programme.area_m2, 1)
    return ", ".join(f"`{room.id}` ({room.area_m2:.0f} m²)" for room in rooms)


def commands_page() -> str:
    """Return every command with its arguments and options."""
    import typer.main  # noqa: PLC0415

    from worldgen.cli import app  # noqa: PLC0415

    group: Any = typer.main.get_command(app)
    parts = ["# Commands\n", group.help + "\n"]
    for name, command in group.commands.items():
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        usage = " ".join([f"worldgen {name}", *(one.metavar or one.name.upper() for one in arguments)])
        parts += [f"## worldgen {name}\n", command.help + "\n", f"```text\n{usage} [options]\n```\n"]
        parts.append("| | |\n|---|---|")
        for one in command.params:
            words = ", ".join(one.opts) if one.param_type_name == "option" else one.metavar or one.name.upper()
            default = f" Default: `{one.default}`." if isinstance(one.default, str | Path) and str(one.default) else ""
            parts.append(f"| `{words}` | {cell((one.help or '') + default)} |")
        parts.append(f"\n{command.epilog}\n" if command.epilog else "")
    return "\n".join(parts)


def shown(text: str) -> str:
    """Return what a message says, with its placeholders kept from being read as HTML."""
    prose_and_code = cell(with_names(text)).split("`")
    prose_and_code[::2] = [prose.replace("<", "&lt;") for prose in prose_and_code[::2]]
    return "`".join(prose_and_code)


def errors_page() -> str:
    """Return the list of error codes."""
    lines = ["# Error codes\n", "Each code has a page; `worldgen explain CODE` prints it.\n"]
    lines += [f"- [{code}]({code}.md): {shown(message.text)}" for code, message in sorted(catalogue().items())]
    return "\n".join(lines) + "\n"


def gallery_page() -> str:
    """Return the gallery: every kind with its picture and the lesson that made it."""
    lines = ["# Gallery\n", "Each picture is built from the lesson that it leads to, unchanged.\n"]
    lines.append("\n## Whole lessons\n")
    for path in sorted((ROOT / "scenes" / "lessons").glob("*.yaml")):
        title = next(iter(load_lesson(path).title.values()))
        lines.append(f"[![{title}]({path.stem}.jpg)](../../scenes/lessons/{path.name}) **{title}**\n")
    lines += before_and_after()
    for family in FAMILIES:
        lines.append(f"\n## {FAMILY_TITLES[family]}\n")
        if family == "style":
            for name in REGISTRY.names(family):
                link = f"../../scenes/gallery/style_{name}.yaml"
                lines.append(f"[![{name}](style_{name}.jpg)]({link}) **{name}**: {REGISTRY.summary(family, name)}\n")
            continue
        if family == "prop":
            lines += props_in_kits()
            continue
        for name in REGISTRY.names(family):
            link = f"../../scenes/gallery/{name}.yaml"
            lines.append(f"[![{name}]({name}.jpg)]({link}) **{name}**: {REGISTRY.summary(family, name)}\n")
    return "\n".join(lines) + "\n"


def before_and_after() -> Iterator[str]:
    """Yield the first lessons as an earlier version drew them, beside today's pictures."""
    yield "\n## Before and after\n\nThe same lessons as the first version drew them, and now.\n"
    yield "| before | now |\n|---|---|"
    for path in sorted((DOCS / "gallery" / "before").glob("*.jpg")):
        yield f"| ![{path.stem}, before](before/{path.name}) | ![{path.stem}, now]({path.name}) |"
    yield ""


def props_in_kits() -> Iterator[str]:
    """Yield a table of pictures for each kit, which is a folder of assets/props, and one of the buildings."""
    kits = {path.name: kit_names(path.name) for path in sorted((ROOT / "assets" / "props").iterdir())}
    of_kits = {name for names in kits.values() for name in names}
    kits["buildings"] = tuple(name for name in REGISTRY.names("prop") if name not in of_kits)
    for kit, names in kits.items():
        yield f"\n### {kit.capitalize()}\n\n|{' |' * COLUMNS}\n|{'---|' * COLUMNS}"
        for start in range(0, len(names), COLUMNS):
            row = names[start : start + COLUMNS]
            shown_row = [f"[![{name}]({name}.jpg)](../../scenes/gallery/{name}.yaml)<br>{name}" for name in row]
            yield f"| {' | '.join(shown_row + [''] * (COLUMNS - len(row)))} |"
        yield ""


def lessons() -> list[Path]:
    """Return the lessons whose pictures the gallery shows: whole ones, and one for each kind."""
    return [path for folder in ("lessons", "gallery") for path in sorted((ROOT / "scenes" / folder).glob("*.yaml"))]


def main() -> int:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--pictures", nargs="*", metavar="NAME", help="draw these pictures too, or all of them")
    wanted = parser.parse_args()
    made = pages()
    if wanted.check:
        wrong = [str(path) for path, text in made.items() if not same(DOCS / path, text)]
        wrong += [str(p.relative_to(DOCS)) for p in (DOCS / "errors").glob("*.md") if p.relative_to(DOCS) not in made]
        drawn, wanted_pictures = {p.stem for p in (DOCS / "gallery").glob("*.jpg")}, {p.stem for p in lessons()}
        wrong += [f"gallery/{name}.jpg" for name in sorted(drawn ^ wanted_pictures)]
        for path in wrong:
            sys.stderr.write(f"docs/{path} is not what the code says now; run python docs/generate.py\n")
        return int(bool(wrong))
    for stale in (DOCS / "errors").glob("*.md"):
        if stale.relative_to(DOCS) not in made:
            stale.unlink()
    for path, text in made.items():
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(text, "utf-8", newline="\n")
    if wanted.pictures is not None:
        from pictures import draw_gallery  # noqa: PLC0415  beside this file; needs a renderer

        chosen = [path for path in lessons() if not wanted.pictures or path.stem in wanted.pictures]
        draw_gallery(chosen, DOCS / "gallery")
    return 0


def same(path: Path, text: str) -> bool:
    """Return whether the file holds just this text."""
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
