"""`dataclass`, made at a fifth of the standard library's price.

The standard library writes six functions of each frozen class as text and compiles them, 0.4 ms a class. A build loads
some two hundred classes, which was a tenth of its time. Here only `__init__` is compiled, and once for all classes of
as many fields; the rest is shared or closes over the names of the fields. A type checker sees the standard library's
own decorator, and so do `fields`, `replace` and `asdict`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_set = object.__setattr__


@dataclasses.dataclass(frozen=True)
class _Sample:
    field: int


_ORDINARY = vars(_Sample)["__dataclass_fields__"]["field"]._field_type  # in place of a class variable
_PARAMS = vars(_Sample)["__dataclass_params__"]


@dataclasses.dataclass
class _Loose:
    field: int


_LOOSE_PARAMS = vars(_Loose)["__dataclass_params__"]


def _record(cls: type, *, eq: bool, frozen: bool) -> type:
    """Return `cls` as a dataclass with slots."""
    fields = {name: _field(cls, name, kind) for name, kind in cls.__annotations__.items()}
    names = tuple(fields)
    body = {name: value for name, value in vars(cls).items() if name not in fields and name not in _DROPPED}
    for name, method in (("__repr__", _repr(names)), *(_compared(names) if eq else ())):
        body.setdefault(name, method)
    body |= {
        "__slots__": names, "__match_args__": names, "__dataclass_fields__": fields,
        "__init__": _init(fields, checked="__post_init__" in body), "__qualname__": cls.__qualname__,
    }  # fmt: skip
    if frozen:
        body |= {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _set_state}
    elif eq:
        body["__hash__"] = None  # what can change is no key
    body["__dataclass_params__"] = _PARAMS if frozen else _LOOSE_PARAMS
    return type(cls.__name__, cls.__bases__, body)


_DROPPED = ("__dict__", "__weakref__")


def _field(cls: type, name: str, kind: str) -> Any:
    said = vars(cls).get(name, dataclasses.MISSING)
    found: Any = said if isinstance(said, dataclasses.Field) else dataclasses.field(default=said)
    found.name, found.type, found.kw_only, found._field_type = name, kind, False, _ORDINARY
    return found


def _init(fields: dict[str, Any], *, checked: bool) -> Callable[..., None]:
    """Return `__init__`: that of any class of as many fields with its names put in, unless it has to make a value."""
    if not any(field.default_factory is not dataclasses.MISSING for field in fields.values()):
        names = tuple(fields)
        code = _filled(len(fields), checked)
        named = dict(zip(code.co_varnames[1:], names, strict=True))
        code = code.replace(
            co_varnames=("self", *names),
            co_consts=tuple(named.get(one, one) if isinstance(one, str) else one for one in code.co_consts),
        )
        defaults = tuple(one.default for one in fields.values() if one.default is not dataclasses.MISSING)
        return FunctionType(code, {"_set": _set}, "__init__", defaults)
    scope: dict[str, Any] = {"_set": _set, "_made": object()}
    words, lines = [], []
    for name, field in fields.items():
        value = name
        if field.default_factory is not dataclasses.MISSING:
            scope[f"_new_{name}"] = field.default_factory
            words.append(f"{name}=_made")
            value = f"_new_{name}() if {name} is _made else {name}"
        elif field.default is not dataclasses.MISSING:
            scope[f"_default_{name}"] = field.default
            words.append(f"{name}=_default_{name}")
        else:
            words.append(name)
        lines.append(f" _set(self, {name!r}, {value})")
    if checked:
        lines.append(" self.__post_init__()")
    made: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(words)}):\n" + "\n".join(lines), scope, made)  # noqa: S102  names of fields only
    init: Callable[..., None] = made["__init__"]
    return init


@cache
def _filled(count: int, checked: bool) -> CodeType:
    """Return the code of an `__init__` that sets `count` fields."""
    names = [f"_{index}" for index in range(count)]
    lines = [f" _set(self, {name!r}, {name})" for name in names] + [" self.__post_init__()"] * checked
    made: dict[str, Any] = {}
    exec(f"def __init__(self, {', '.join(names)}):\n" + "\n".join(lines), {}, made)  # noqa: S102  numbers only
    code: CodeType = made["__init__"].__code__
    return code


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    def shown(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return shown


def _compared(names: tuple[str, ...]) -> tuple[tuple[str, Callable[..., Any]], ...]:
    values = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    return ("__eq__", equal), ("__hash__", hashed)


def _refuse(self: object, name: str, *_: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        _set(self, name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """Return a class made a dataclass with slots; whatever is asked for besides is the standard library's work."""
        if cls is None:
            return lambda found: dataclass(found, **options)
        eq, frozen = options.get("eq", True), options.get("frozen", False)
        plain = options.get("slots", False) and options.keys() <= {"frozen", "slots", "eq"}
        special = any(str(kind).startswith(("ClassVar", "InitVar", "KW_ONLY")) for kind in cls.__annotations__.values())
        if not plain or special or not cls.__annotations__ or cls.__bases__ != (object,):
            return dataclasses.dataclass(cls, **options)
        return _record(cls, eq=eq, frozen=frozen)
