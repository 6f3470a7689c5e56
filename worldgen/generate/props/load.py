"""A prop by its name: from the catalogue, from the lesson itself, or a building."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from worldgen.core.issues import Issue, SpecError, issue
from worldgen.core.seed import Seed
from worldgen.core.sources import Sources
from worldgen.generate import buildings
from worldgen.generate.kinds import Kind
from worldgen.generate.props.catalogue import data_of, files
from worldgen.generate.props.grammar import Prop, check_prop, make_prop
from worldgen.generate.props.parameters import Parameter
from worldgen.scene import LocalText, Model, words
from worldgen.spec.params import Params


@cache
def _buildings() -> Mapping[str, Kind]:
    return {kind.name: kind for kind in buildings.KINDS}


@cache
def prop_names() -> tuple[str, ...]:
    """Return the name of every prop and building, in alphabetical order; no file is opened."""
    return tuple(sorted({*files(), *_buildings()}))


@cache
def _prop(name: str) -> Prop:
    prop, issues = check_prop(name, data_of(name), "")
    if issues:
        raise SpecError(issues)
    return prop


def prop_params(name: str) -> type[Params]:
    """Return the type of what `with:` may say of the prop or building `name`.

    Raises
    ------
    SpecError
        PROP_UNKNOWN.
    """
    if name in _buildings():
        return _buildings()[name].load().params  # type: ignore[no-any-return]
    _known(name, {}, "")
    return own_params(name, _prop(name).parameters)


def prop_summary(name: str) -> str:
    """Return a sentence that says what the prop or building `name` is.

    Raises
    ------
    SpecError
        PROP_UNKNOWN.
    """
    if name in _buildings():
        return _buildings()[name].summary
    _known(name, {}, "")
    return str(_prop(name).data.get("about", ""))


def own_params(name: str, parameters: tuple[Parameter, ...]) -> type[Params]:
    """Return the type of what `with:` may say of a prop with these `parameters`."""
    from worldgen.spec.made import Word, params_type  # noqa: PLC0415

    return params_type(
        name, {p.name: Word(p.kind, p.low, p.high, p.choices, p.about, p.default) for p in parameters}
    )  # fmt: skip


def inline_params(name: str, inline: Mapping[str, Any], pointer: str = "") -> type[Params]:
    """Return the type of what `with:` may say of the lesson's own prop `name`.

    Raises
    ------
    SpecError
        Whatever is wrong with the declaration.
    """
    prop, issues = check_prop(name, inline[name], pointer)
    if issues:
        raise SpecError(issues)
    return own_params(name, prop.parameters)


def load_model(  # noqa: PLR0913, PLR0917  the whole of what a thing says of its prop
    name: str,
    values: Mapping[str, object] | Params,
    seed: Seed,
    texts: LocalText | None = None,
    sources: Sources | None = None,
    inline: Mapping[str, Any] | None = None,
    pointer: str = "",
) -> Model:
    """Return the model of the prop `name`.

    Parameters
    ----------
    values : Mapping or Params
        What `with:` says: the author's words (`{height: 2 m}`), or the checked value of `prop_params(name)`.
    seed : Seed
        Of the thing: what it draws where the author says nothing.
    texts : LocalText
        Words of the thing, for a sign; the first language is written.
    sources : Sources
        Unused by props of the catalogue; here so that every loader is called alike.
    inline : Mapping[str, data]
        The lesson's own props by name, in file order; they come before those of the catalogue.
    pointer : str
        Of the thing's `prop:` in the lesson; what is wrong with values is told at `with:` beside it.

    Raises
    ------
    SpecError
        PROP_UNKNOWN and every other PROP_ issue, with pointers into the lesson.
    """
    del sources
    own = inline or {}
    _known(name, own, pointer)
    where = pointer.removesuffix("/prop") + "/with" if pointer.endswith("/prop") else pointer
    if name in own:
        at = f"/world/props/{list(own).index(name)}"
        prop, issues = check_prop(name, own[name], at)
        if issues:
            raise SpecError(issues)
    elif name in _buildings():
        return _building(name, values, seed, (where, words(texts or {}, next(iter(texts or {}), "en"))))
    else:
        prop, at = _prop(name), ""
    return make_prop(prop, _said(values, prop), seed, words(texts or {}, next(iter(texts or {}), "en")), (at, where))


def _said(values: Mapping[str, object] | Params, prop: Prop) -> Mapping[str, object]:
    """Return the values that are said, as words with their units."""
    if isinstance(values, Mapping):
        return values
    if values.model_extra:  # of a lesson's own prop, as they were written
        return values.model_extra
    unit = {p.name: {"angle": " rad", "time": " s", "length": " m"}.get(p.kind) for p in prop.parameters}
    said = {name: getattr(values, name) for name in unit if getattr(values, name, None) is not None}
    return {name: f"{value!r}{unit[name]}" if unit[name] else value for name, value in said.items()}


def _building(name: str, values: Mapping[str, object] | Params, seed: Seed, said: tuple[str, str]) -> Model:
    pointer, text = said
    maker = _buildings()[name].load()
    if not isinstance(values, Params) and not values:
        values = maker.params.model_construct()  # nothing to check, so no checker is built
    elif isinstance(values, Mapping):
        from worldgen.spec.made import validated  # noqa: PLC0415

        params, wrong = validated(maker.params, values)
        if params is None:
            raise SpecError([issue("PROP_VALUE", f"{pointer}/{key}", name=key, why=why) for key, why in wrong])
        values = params
    drawn = maker.draw(values, seed)
    if text:
        from worldgen.generate.buildings.measured import with_sign  # noqa: PLC0415
        from worldgen.generate.buildings.signs import refusal  # noqa: PLC0415

        drawn = with_sign(drawn, text)
        try:
            return _made(maker, drawn)
        except ValueError as error:
            raise refusal(error, text, pointer.removesuffix("/with") + "/text") from None
    return _made(maker, drawn)


def _made(maker: Any, drawn: object) -> Model:
    made: Model = maker.make(drawn)
    return made


def _known(name: str, own: Mapping[str, Any], pointer: str) -> None:
    if name in own or name in files() or name in _buildings():
        return
    from difflib import get_close_matches  # noqa: PLC0415  only where something is wrong

    near = get_close_matches(name, [*own, *prop_names()], 3, 0.6)
    hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join([*own, *prop_names()])}"
    found: Issue = issue("PROP_UNKNOWN", pointer, name=name, near=hint)
    raise SpecError([found])
