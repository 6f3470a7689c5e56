"""A learner's file into a `Learner`, or everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from worldgen.core.issues import Issue, SpecError, issue, located
from worldgen.learners.profile import Learner
from worldgen.learners.pseudonym import PERSONAL
from worldgen.spec.translate import issues_of, pointed
from worldgen.spec.yaml_text import MOST_BYTES, read_yaml


def load_learner(path: Path | str) -> Learner:
    """Return the learner in the file `path`.

    Raises
    ------
    SpecError
        With everything that is wrong, in file order; no message repeats a value that could say who it is.
    """
    path = Path(path)
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise SpecError([replace(issue("LEARNER_MISSING", name=path.name), path=str(path))])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SpecError([replace(issue("NOT_UTF8"), path=str(path), line=1, column=1)]) from None
    return parse_learner(text, str(path))


def parse_learner(text: str, path: str = "learner.yaml") -> Learner:
    """Return the learner written in `text`.

    Raises
    ------
    SpecError
        With everything that is wrong, in file order.
    """
    document = read_yaml(text, path)
    found, rest = _personal(document.data)
    learner: Learner | None = None
    try:
        learner = Learner.model_validate(rest)
    except ValidationError as error:
        found += issues_of(error, Learner, rest, "", Learner.noun)
    if found or learner is None:
        spans = {**document.spans, **{f"{key}": span for key, span in document.key_spans.items()}}
        raise SpecError(sorted((located(one, spans, path) for one in found), key=lambda one: (one.line, one.column)))
    return learner


def _personal(data: Mapping[str, Any]) -> tuple[list[Issue], dict[str, Any]]:
    """Return an issue for each key that says who the learner is, and the rest."""
    alike = {key: key.lower().replace("-", "_").replace(" ", "_") for key in data}
    wrong = [key for key in data if alike[key] in PERSONAL]
    found = [issue("LEARNER_PERSONAL", pointed("", key), key=key) for key in wrong]
    return found, {key: value for key, value in data.items() if key not in wrong}
