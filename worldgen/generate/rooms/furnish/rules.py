"""The rules of a kind of room, read from `assets/rooms/<kind>.yaml` and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Any

from worldgen.core.assets import assets_root
from worldgen.core.record import dataclass
from worldgen.spec.yaml_text import read_plain

WHERE = (
    "focus", "wall", "run", "corner", "rows", "grid", "middle", "around", "on", "beside", "before", "hang", "over_door",
    "ceiling",
)  # fmt: skip
KEYS = (
    "put", "where", "of", "as", "count", "each", "most", "share", "near", "far", "gap", "start", "margin", "height",
    "apart", "turn", "pairs", "with", "from", "spot", "sides", "pitch",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One rule: what is put where, and how many. Metres; `each` is square metres of floor for each piece."""

    put: tuple[str, ...]
    where: str
    name: str
    of: str = ""
    count: int = 1
    each_m2: float = 0.0
    most: int = 60
    share: float = 1.0
    near: tuple[str, ...] = ()
    far: tuple[str, ...] = ()
    gap_m: tuple[float, float] = (0.0, 0.0)
    start_m: float = 0.0
    margin_m: float = 0.0
    height_m: float = 0.0
    apart_m: float = 0.0
    turn: str = ""
    pairs: bool = False
    with_: Mapping[str, Any] = field(default_factory=dict)
    from_m2: float = 0.0
    spot: str = ""
    sides: str = "all"
    pitch_m: float = 0.6

    def wanted(self, area_m2: float) -> int:
        """Return how many there should be in a room of so much floor."""
        if area_m2 < self.from_m2:
            return 0
        return min(max(round(area_m2 / self.each_m2), 1) if self.each_m2 else self.count, self.most)


@cache
def rules_of(kind: str) -> tuple[Step, ...]:
    """Return the rules of a kind of room; one that has none of its own is furnished as any `room`.

    Raises
    ------
    ValueError
        Where the file says what no rule can.
    """
    folder = assets_root() / "rooms"
    path = folder / f"{kind}.yaml"
    data = read_plain((path if path.is_file() else folder / "room.yaml").read_text("utf-8"))
    return tuple(_step(kind, number, said) for number, said in enumerate(data["rules"] or ()))


@cache
def room_kinds() -> tuple[str, ...]:
    """Return the kinds of room that have rules of their own, in alphabetical order."""
    return tuple(sorted(path.stem for path in (assets_root() / "rooms").glob("*.yaml")))


def _step(kind: str, number: int, said: Mapping[str, Any]) -> Step:
    unknown = [key for key in said if key not in KEYS]
    if unknown or said.get("where") not in WHERE or "put" not in said:
        raise ValueError(f"assets/rooms/{kind}.yaml: rule {number} is wrong: {unknown or dict(said)}")
    put = _words(said["put"])
    gap = said.get("gap", 0.0)
    across, deep = gap if isinstance(gap, list) else (gap, gap)
    return Step(
        put=put, where=said["where"], name=str(said.get("as", put[0])), of=str(said.get("of", "")),
        count=int(said.get("count", 1)), each_m2=float(said.get("each", 0.0)), most=int(said.get("most", 60)),
        share=float(said.get("share", 1.0)), near=_words(said.get("near")), far=_words(said.get("far")),
        gap_m=(float(across), float(deep)), start_m=float(said.get("start", 0.0)),
        margin_m=float(said.get("margin", 0.0)), height_m=float(said.get("height", 0.0)),
        apart_m=float(said.get("apart", 0.0)), turn=str(said.get("turn", "")), pairs=bool(said.get("pairs", False)),
        with_=dict(said.get("with", {})), from_m2=float(said.get("from", 0.0)), spot=str(said.get("spot", "")),
        sides=str(said.get("sides", "all")), pitch_m=float(said.get("pitch", 0.6)),
    )  # fmt: skip


def _words(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list) else () if said is None else (str(said),)
