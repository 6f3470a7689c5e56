"""The room as it fills: what stands in it, what must stay free, and whether one more thing may stand where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from worldgen.core.record import dataclass
from worldgen.generate.rooms.furnish.boxes import F64, Mask, convex, inside, meeting, rows, seen_from
from worldgen.generate.rooms.furnish.model_boxes import Size, size_of
from worldgen.generate.rooms.furnish.site import Side, Site
from worldgen.generate.rooms.furnish.turning import FLAT_M, OVERHEAD_M, Turning, turning_in
from worldgen.generate.rooms.furnish.ways import Ways
from worldgen.scene import Model

HUNG_M, THIN_M = 0.9, 0.3  # what hangs on a wall and is this thin is in nobody's way
REACH_M = 0.8  # from where one stands to a thing without a front
TRIES = 8  # places that are tried for a thing before it is given up
NO_BOXES: F64 = np.zeros((0, 8))
WORDS = (  # why a thing may not stand somewhere, in the order in which it is asked
    "the room is too small for it", "the ceiling is too low", "another lies there", "the floor is taken",
    "a door must stay free", "a window must stay free", "other things stand there",
    "others need the floor before them", "it would stand in the way of a view",
    "the floor before it would not be free",
)  # fmt: skip
_SMALL, _LOW, _LIES, _TAKEN, _DOOR, _WINDOW, _THINGS, _BEFORE, _SIGHT, _SHUT, FITS = range(len(WORDS) + 1)


@dataclass(frozen=True, eq=False, slots=True)
class Poses:
    """Places where a thing might stand: the middle of its outline (n, 2), its turn (n,), foot and cost (n,)."""

    middle: F64
    yaw: F64
    cost: F64
    foot_m: F64 | float = 0.0

    def pick(self, chosen: Mask | NDArray[np.integer]) -> Poses:
        """Return the poses that are chosen by a mask or by their numbers."""
        foot = self.foot_m[chosen] if isinstance(self.foot_m, np.ndarray) else self.foot_m
        return Poses(self.middle[chosen], self.yaw[chosen], self.cost[chosen], foot)

    def boxes(self, size: Size) -> F64:
        """Return the solids (n, 8) of a thing of `size` there."""
        out = rows(self.middle, size.half_m, self.yaw, (0.0, size.height_m))
        out[:, 6:8] += self.foot_m[:, None] if isinstance(self.foot_m, np.ndarray) else self.foot_m
        return out


class Against:
    """What a thing must not overlap: `boxes` (n, 8), sorted by the one of `WORDS` that says so."""

    def __init__(self, parts: Sequence[tuple[int, F64]], others: F64) -> None:
        self.boxes, self.others = np.concatenate([boxes for _, boxes in parts]), others
        self._words = [word for word, _ in parts]
        self._ends = list(accumulate(len(boxes) for _, boxes in parts))

    def word(self, number: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which of `WORDS` (n,) says that one must not overlap the boxes of these numbers (n,)."""
        return np.take(self._words, np.searchsorted(self._ends, number, side="right"))


@dataclass(frozen=True, eq=False, slots=True)
class Piece:
    """Something that stands in the room; `position_m` is where the origin of its model is, above the room's floor."""

    id: str
    label: str
    model: Model
    position_m: tuple[float, float, float]
    yaw_rad: float
    box: F64  # (8,)
    use: F64  # (1, 8) or (0, 8): the free floor before it
    parent: str = ""
    named: bool = False  # by the author

    @property
    def reach(self) -> F64:
        """The floor (8,) on some of which one must be able to stand to use it."""
        if not len(self.use):
            return grown(self.box, REACH_M)
        deep: F64 = before_of(self.box[None], max(2.0 * float(self.use[0, 3]), REACH_M))[0]
        return deep


class Floor:
    """The room of `site` as it fills; everything that is put down stays.

    With `turns` a circle in which a wheelchair turns is kept free, and reachable, too.
    """

    def __init__(self, site: Site, radius_m: float, *, turns: bool = False) -> None:
        self.site = site
        self.ways = Ways(site.outline, radius_m)
        self.pieces: list[Piece] = []
        self.focus: Side | None = None
        self.words: dict[str, tuple[str, ...]] = {}  # of rules, with the props that they may put
        self._solids, self._owners = NO_BOXES, []  # type: tuple[F64, list[str]]
        self._uses, self._users = NO_BOXES, []  # type: tuple[F64, list[str]]
        self._rugs = NO_BOXES
        self._niches = not convex(site.outline)
        self.sights: F64 = np.zeros((0, 3))
        if len(site.wells):
            self._add_solids(site.wells, [""] * len(site.wells))
        self.ways.begin(site.entries)
        if len(site.wells):
            self.ways.put(site.wells)
        nowhere = Turning(self.ways, np.zeros((0, 2)))
        self._turning = turning_in(site.outline, site.wells, self.ways) if turns else nowhere

    def called(self, label: str) -> list[Piece]:
        """Return what is called `label`: a named thing, or what a rule put down under that word."""
        props = self.words.get(label, ())
        return [
            piece for piece in self.pieces
            if label in (piece.id, piece.label) or (piece.named and piece.label in props)
        ]  # fmt: skip

    def standing(self) -> F64:
        """Return the solids (n, 8) of all that stands in the room."""
        boxes = [piece.box for piece in self.pieces if not piece.model.airy]
        return np.array(boxes).reshape(-1, 8)

    def _against(self, size: Size, parent: str) -> Against:
        """Return what boxes of a thing of `size` must not overlap, in the order of `WORDS`."""
        site = self.site
        if size.height_m <= FLAT_M:
            return Against(((_LIES, self._rugs), (_TAKEN, site.wells)), NO_BOXES)
        others, kept = self._solids, self._uses
        if parent:
            others = others[[owner != parent for owner in self._owners]]
            kept = kept[[user != parent for user in self._users]]
        return Against(((_DOOR, site.doors), (_WINDOW, site.windows), (_THINGS, others), (_BEFORE, kept)), others)

    def _failing(self, boxes: F64, size: Size, against: Against, *, use: bool) -> NDArray[np.int64]:
        """Return for boxes (n, 8) of a thing of `size` the first of `WORDS` (n,) that is true of each, FITS for none.

        Each test is asked only of what passed those before.
        """
        found = np.full(len(boxes), _SMALL)
        left = inside(boxes, self.site.outline, niches=self._niches).nonzero()[0]
        high = boxes[left, 7] > self.site.high_m + 1e-6
        found[left] = np.where(high, _LOW, FITS)
        left = left[~high]
        mine, theirs = meeting(boxes[left], against.boxes)
        if len(mine):  # the first that it meets is the last to be written
            found[left[mine[::-1]]] = against.word(theirs[::-1])
        if size.height_m <= FLAT_M:
            return found
        if len(self.sights):
            left = (found == FITS).nonzero()[0]
            found[left[self._in_sight(boxes[left])]] = _SIGHT
        if use and size.use_m > 0.0:
            left = (found == FITS).nonzero()[0]
            found[left[~self._open(boxes[left], size.use_m, against.others)]] = _SHUT
        return found

    def _open(self, boxes: F64, use_m: float, others: F64) -> Mask:
        before = before_of(boxes, use_m)
        free = inside(before, self.site.outline, niches=self._niches)
        free[meeting(before, others)[0]] = False
        return free

    def fitting(self, size: Size, poses: Poses) -> Mask:
        """Return at which of `poses` (n,) a thing of `size` would fit, each by itself."""
        boxes = poses.boxes(size)
        return np.asarray(self._failing(boxes, size, self._against(size, ""), use=True) == FITS)

    def see(self, points: F64) -> None:
        """Let nothing stand at points (n, 3), of which those in the room count."""
        low, high = self.site.outline.min(axis=0) - 0.1, self.site.outline.max(axis=0) + 0.1
        within = ((points[:, (0, 2)] >= low) & (points[:, (0, 2)] <= high)).all(axis=1)
        self.sights = points[within & (points[:, 1] > -0.1) & (points[:, 1] < self.site.high_m + 0.1)]

    def _in_sight(self, boxes: F64) -> Mask:
        if not len(self.sights):
            return np.zeros(len(boxes), np.bool_)
        across, deep = seen_from(boxes, self.sights[:, (0, 2)])
        within = (np.abs(across) < boxes[:, 2:3] + 0.08) & (np.abs(deep) < boxes[:, 3:4] + 0.08)
        y = self.sights[None, :, 1]
        return np.asarray((within & (y > boxes[:, 6:7] - 0.05) & (y < boxes[:, 7:8] + 0.05)).any(axis=1))

    def place(
        self, name: tuple[str, str], model: Model, poses: Poses, parent: str = "", *, kept: bool = False
    ) -> Piece | str:
        """Put a thing called `name` (id, label) down at the cheapest pose that fits, or return why none does.

        With `kept` the floor before it is to stay reachable for good: it is a thing that the author names.
        """
        size = size_of(model)
        boxes, order = poses.boxes(size), np.argsort(poses.cost, kind="stable")
        against, tried, worst, reason = self._against(size, parent), 0, -1, ""
        for some in _batches(order):  # the cheapest first: mostly the first few decide
            failing = self._failing(boxes.take(some, axis=0), size, against, use=not parent)
            fitting = some[failing == FITS][: TRIES - tried]
            for k in fitting:
                box = boxes[k : k + 1]
                piece = _piece(name, model, (box, float(poses.yaw[k])), parent, named=kept)
                reason = self.add(piece, box, kept=kept)
                if not reason:
                    return piece
            tried += len(fitting)
            worst = max(worst, int(failing.max()))
            if tried == TRIES:
                break
        return reason or (WORDS[worst] if worst >= 0 else "no place for it is left")

    def add(self, piece: Piece, box: F64, *, kept: bool = False) -> str:
        """Let `piece` stand where it is, or return why it must not."""
        reached = self.ways.after(box) if in_the_way(box[0]) else self.ways.reached
        if reached is None or (len(piece.use) and not self.ways.reaches(piece.reach, after=reached)):
            return "it would shut off a door, a station or a thing"
        turns = self._turning.after(box, reached)
        if turns is None:
            return "it would leave no circle of 1.5 m for a wheelchair to turn in"
        self.ways.put(box, reached)
        self._turning.places = turns
        if kept:
            self.ways.keep(piece.id, piece.reach)
        self.stand(piece)
        return ""

    def bears(self, piece: Piece) -> bool:
        """Return whether `piece` may stand where it is without shutting anything off."""
        box = piece.box[None]
        reached = self.ways.after(box) if in_the_way(piece.box) else self.ways.reached
        return reached is not None and self._turning.after(box, reached) is not None

    def stand(self, piece: Piece) -> None:
        """Note that `piece` stands in the room, whatever follows from it."""
        self.pieces.append(piece)
        box = piece.box[None]
        if piece.box[7] - piece.box[6] <= FLAT_M and piece.box[6] < FLAT_M:
            self._rugs = np.concatenate([self._rugs, box])
        else:
            self._add_solids(box, [piece.id])
        if len(piece.use):
            self._uses, self._users = np.concatenate([self._uses, piece.use]), [*self._users, piece.id]

    def stands(self, piece: Piece) -> None:
        """Let `piece` stand where it already is, as a thing that must stay reachable."""
        self.stand(piece)
        if in_the_way(piece.box):
            reached = self.ways.after(piece.box[None])
            if reached is not None:
                self.ways.put(piece.box[None], reached)
        turns = self._turning.after(piece.box[None], self.ways.reached)
        self._turning.places = self._turning.places if turns is None else turns
        self.ways.keep(piece.id, piece.reach)

    def keep_free(self, name: str, box: F64) -> None:
        """Keep the floor of a box (8,), where somebody stands, free and reachable."""
        self._uses, self._users = np.concatenate([self._uses, box[None]]), [*self._users, name]
        self.ways.keep(name, box)

    def _add_solids(self, boxes: F64, owners: list[str]) -> None:
        self._solids, self._owners = np.concatenate([self._solids, boxes]), [*self._owners, *owners]


def _piece(name: tuple[str, str], model: Model, at: tuple[F64, float], parent: str, *, named: bool) -> Piece:
    """Return a piece that fills a box (1, 8), turned by an angle."""
    size, (box, yaw_rad) = size_of(model), at
    x, z, _, _, sin, cos, low, _ = box[0].tolist()
    right, front = size.middle_m
    position = x - cos * right - sin * front, low, z + sin * right - cos * front
    use = before_of(box, size.use_m) if size.use_m > 0.0 and not parent else NO_BOXES
    return Piece(*name, model, position, yaw_rad, box[0], use, parent, named)


def _batches(order: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield the numbers (n,) of poses in growing batches."""
    begin, count = 0, 16
    while begin < len(order):
        yield order[begin : begin + count]
        begin, count = begin + count, count * 4


def in_the_way(box: F64) -> bool:
    """Return whether a solid (8,) stops a walker: not a rug, a lamp overhead, or a picture on a wall."""
    flat = box[7] - box[6] <= FLAT_M and box[6] < FLAT_M
    hung = box[6] >= HUNG_M and min(box[2], box[3]) * 2.0 <= THIN_M
    return not (flat or hung or box[6] >= OVERHEAD_M)


def grown(box: F64, by_m: float) -> F64:
    """Return a box (8,) with so much more on all sides."""
    out = box.copy()
    out[2:4] += by_m
    return out


def before_of(boxes: F64, deep_m: float) -> F64:
    """Return the floor (n, 8) before the fronts of `boxes` (n, 8), so deep."""
    out = boxes.copy()
    out[:, :2] += boxes[:, 4:6] * (boxes[:, 3:4] + deep_m / 2.0)  # its sine and cosine are the way to the front
    out[:, 2] = np.minimum(out[:, 2], 0.6)
    out[:, 3], out[:, 6], out[:, 7] = deep_m / 2.0, 0.0, 1.8
    return out


def stood(name: tuple[str, str], model: Model, position_m: tuple[float, float, float], yaw_rad: float) -> Piece:
    """Return the piece of a thing that has its place already."""
    size = size_of(model)
    sin, cos = float(np.sin(yaw_rad)), float(np.cos(yaw_rad))
    x = position_m[0] + cos * size.middle_m[0] + sin * size.middle_m[1]
    z = position_m[2] - sin * size.middle_m[0] + cos * size.middle_m[1]
    pose = Poses(np.array([[x, z]]), np.array([yaw_rad]), np.zeros(1), position_m[1])
    box = pose.boxes(size)
    use = before_of(box, size.use_m) if size.use_m > 0.0 else NO_BOXES
    return Piece(*name, model, position_m, yaw_rad, box[0], use, named=True)


__all__ = ["Floor", "Piece", "Poses", "before_of", "grown", "in_the_way", "stood"]
