"""What things and pieces of the land are called: by the lesson, or else in our own words in the lesson's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from worldgen.core.record import dataclass
from worldgen.generate.land import Area
from worldgen.generate.plan import Plan
from worldgen.languages.own import main_language, own_word, speaks
from worldgen.scene import LocalText, Node


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of one world."""

    language: str
    labels: Mapping[str, LocalText]  # what the lesson says, by id
    kinds: Mapping[str, str]  # what each feature of the land and each cover is

    def of_area(self, area: Area) -> LocalText:
        """Return the name of a piece of the land; `cone.rim` is the rim of what `cone` is called."""
        head, _, part = area.id.partition(".")
        label = self.labels.get(head)
        if label is None and (self._english() or not speaks(self.language)):
            return {self.language: area.label or _plain(head) + (f", {_plain(part)}" if part else "")}
        if label is None:
            label = {self.language: own_word(_plain(self.kinds.get(head, head)), self.language)}
        return label if not part else {tag: f"{name}, {own_word(_plain(part), tag)}" for tag, name in label.items()}

    def of_cover(self, cover: str) -> LocalText:
        """Return the name of plants, animals or stones over an area."""
        if cover in self.labels:
            return self.labels[cover]
        name = cover if self._english() else own_word(self.kinds.get(cover, cover), self.language)
        return {self.language: _plain(name)}

    def of_thing(self, label: LocalText) -> LocalText:
        """Return `label` with our own word for it first, where it has none in the lesson's language."""
        if self.language in label or self._english() or "en" not in label:
            return label
        word = label.get(main_language(self.language)) or own_word(label["en"], self.language)
        return {self.language: word, **label} if word != label["en"] else label

    def of_bridge(self, node: Node) -> Node:
        """Return a bridge with its name."""
        meaning = node.semantics
        return (
            node if meaning is None else replace(node, semantics=replace(meaning, label=self.of_thing(meaning.label)))
        )

    def _english(self) -> bool:
        return main_language(self.language) == "en"


def naming(plan: Plan) -> Naming:
    """Return the names in the world of `plan`."""
    labels = {**plan.labels, **{zone.id: zone.label for zone in plan.zones if zone.label}}
    kinds = {one.id: one.kind for one in plan.features} | {one.id: one.kind for one in plan.covers}
    return Naming(plan.language, labels, kinds)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(".", ", ")
