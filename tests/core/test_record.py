"""The cheap dataclass is held against the standard library's own."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Any

import pytest

from worldgen.core import record


class Point:
    """A place."""

    x: int
    y: float = 2.0
    tags: list[str] = dataclasses.field(default_factory=list)

    def far(self) -> float:
        """Return how far it is."""
        return self.x + self.y


class Pair:
    """Two, with nothing to make, so that the code of its beginning is that of any two."""

    first: str
    second: str = "b"


class Checked:
    """At least one."""

    count: int

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("too few")
        object.__setattr__(self, "count", self.count * 10)


def made(cls: type, **options: bool) -> tuple[Any, Any]:
    """Return `cls` as the standard library makes it and as we do."""

    def fresh() -> type:
        return type(cls.__name__, (), {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")})

    theirs = dataclasses.dataclass(frozen=True, slots=True, **options)(fresh())
    ours = record.dataclass(frozen=True, slots=True, **options)(fresh())
    return theirs, ours


Ours = made(Point)[1]
Ours.__qualname__ = "Ours"  # where pickle finds it


@pytest.mark.parametrize("options", [{}, {"eq": False}])
def test_it_behaves_as_the_standard_one(options: dict[str, bool]) -> None:
    theirs, ours = made(Point, **options)
    for one in (theirs, ours):
        assert one(1).far() == 3.0
        assert (one(1) == one(1)) is options.get("eq", True)
        assert one(1) != one(2)
        assert one(1).__eq__(3) is NotImplemented
        assert dataclasses.asdict(one(1, tags=["a"])) == {"x": 1, "y": 2.0, "tags": ["a"]}
        assert dataclasses.replace(one(1), y=5.0).y == 5.0
        assert copy.deepcopy(one(1, 3.0)).y == 3.0
        assert not hasattr(one(1), "__dict__")
        assert one(1).tags is not one(1).tags
        with pytest.raises(dataclasses.FrozenInstanceError):
            one(1).x = 2
        with pytest.raises(dataclasses.FrozenInstanceError):
            del one(1).x
        with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
            one()
    assert repr(theirs(1)) == repr(ours(1))
    assert [f.name for f in dataclasses.fields(theirs)] == [f.name for f in dataclasses.fields(ours)]
    assert theirs.__match_args__ == ours.__match_args__
    assert ours.__doc__ == "A place."


def test_the_beginning_of_one_class_is_not_that_of_another_with_as_many_fields() -> None:
    theirs, ours = made(Pair)
    other = made(type("Other", (), {"__annotations__": {"_1": "str", "_0": "str"}}))[1]
    for one in (theirs, ours):
        assert repr(one("a")) == "Pair(first='a', second='b')"
        assert (one(second="_0", first="_1").first, one("a", "_0").second) == ("_1", "_0")
        with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required positional argument: 'first'"):
            one(second="c")
        with pytest.raises(TypeError, match="unexpected keyword argument 'third'"):
            one("a", third="c")
    assert (other("x", "y")._1, other("x", "y")._0) == ("x", "y")


def test_one_that_may_change_is_like_the_standard_one() -> None:
    plain = {key: value for key, value in vars(Point).items() if key not in ("__dict__", "__weakref__")}
    for options in ({"slots": True}, {"slots": True, "eq": False}):
        theirs, ours = (make(**options)(type("Point", (), plain)) for make in (dataclasses.dataclass, record.dataclass))
        for one in (theirs, ours):
            point = one(1)
            point.x = 7
            assert (point.far(), point.tags, hasattr(point, "__dict__")) == (9.0, [], False)
            assert (point == one(7)) is options.get("eq", True)
            assert (one.__hash__ is None) is options.get("eq", True)
            with pytest.raises(AttributeError):
                point.z = 1
        assert repr(theirs(1)) == repr(ours(1))


def test_equal_ones_have_one_hash() -> None:
    ours = record.dataclass(frozen=True, slots=True)(type("One", (), {"__annotations__": {"a": "int"}}))
    assert len({ours(1), ours(1), ours(2)}) == 2


def test_it_is_checked_when_it_is_made() -> None:
    _, ours = made(Checked)
    assert ours(2).count == 20
    with pytest.raises(ValueError, match="too few"):
        ours(0)


def test_it_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Ours(4, 5.0, ["b"]))) == Ours(4, 5.0, ["b"])


@pytest.mark.parametrize("options", [{"frozen": True}, {"frozen": True, "slots": True, "order": True}])
def test_what_is_not_plain_is_left_to_the_standard_library(options: dict[str, bool]) -> None:
    made_so = record.dataclass(**options)(type("Loose", (), {"__annotations__": {"a": "int"}}))
    assert dataclasses.is_dataclass(made_so)
    assert made_so(1) == made_so(1)
