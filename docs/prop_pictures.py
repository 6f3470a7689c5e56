"""Draw the pictures of docs/reference/props.md: python docs/prop_pictures.py (half a minute)."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from worldgen.core.issues import SpecError
from worldgen.core.seed import world_seed
from worldgen.generate.props.grammar import check_prop, make_prop
from worldgen.preview.sheet import render_model
from worldgen.scene import Model
from worldgen.spec.yaml_text import read_plain

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "reference" / "props"
SIZE_PX = 200


def examples() -> Mapping[str, Any]:
    """Return the examples of the page: `shapes` and `keys`, each a list of {name, says, parts}."""
    found: Mapping[str, Any] = read_plain((HERE / "props.yaml").read_text("utf-8"))
    return found


def model_of(example: Mapping[str, Any]) -> Model:
    """Return the prop of an example.

    Raises
    ------
    SpecError
        Where the grammar does not take it.
    """
    prop, issues = check_prop(str(example["name"]), {"parts": example["parts"]}, "")
    if issues:
        raise SpecError(issues)
    return make_prop(prop, {}, world_seed(1), "", ("", ""))


def main() -> None:
    """Draw one picture for each example."""
    FOLDER.mkdir(exist_ok=True)
    for example in (*examples()["shapes"], *examples()["keys"]):
        picture = Image.fromarray(render_model(model_of(example), 2 * SIZE_PX))
        small = picture.resize((SIZE_PX, SIZE_PX), Image.Resampling.LANCZOS)
        small.save(FOLDER / f"{example['name']}.jpg", quality=86, optimize=True)
        sys.stderr.write(f"{example['name']}\n")


if __name__ == "__main__":
    main()
