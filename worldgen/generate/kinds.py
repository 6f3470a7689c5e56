"""The three shapes of a generator, and the lazy entries by which the registry knows them.

Adding a kind is one file and one line: the module holds one `SHAPER`, `PLACER` or `MAKER`, and the folder's
`__init__` lists it in `KINDS`. A build imports only the kinds that its lesson names.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from worldgen.core.issues import Issue
from worldgen.core.record import dataclass
from worldgen.core.seed import Seed
from worldgen.core.sources import Sources
from worldgen.generate.land import Land
from worldgen.scene import Instances, Model
from worldgen.spec.params import Params


@dataclass(frozen=True, slots=True)
class Site:
    """What a shaper is told besides its parameters: its id, its line and the files of the lesson."""

    id: str
    pointer: str
    sources: Sources


@dataclass(frozen=True, slots=True)
class Shaper:
    """A feature of the land: `shape(params, land, seed, site) -> Land`, with its areas added under `site.id`.

    `parts` are the names that it gives to pieces of itself, such as `rim` in `cone.rim`.
    `order` says when it works: 0 land forms, 1 what runs over them (flows, rivers), 2 water that lies.
    """

    params: type[Params]
    shape: Callable[[Any, Land, Seed, Site], Land]
    parts: tuple[str, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Maker:
    """A model: `draw(params, seed) -> drawn params` sees randomness; `make(drawn) -> Model` is pure geometry.

    `variants` is how many different draws a scatter of it uses.
    """

    params: type[Params]
    draw: Callable[[Any, Seed], Any]
    make: Callable[[Any], Model]
    variants: int = 1


@dataclass(frozen=True, eq=False, slots=True)
class Planting:
    """What a placer grew.

    `claim_m` (k, 3) as (x, z, radius) is every spot that it might have taken had nothing stood in its way: later
    covers keep off these and not only off what stands, so that blocking one place changes nothing beyond it.
    """

    instances: tuple[Instances, ...]
    claim_m: NDArray[np.float32]
    warnings: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Placer:
    """Dressing: `place(params, plot) -> Planting`, where the plot is the land with all that one must keep clear of."""

    params: type[Params]
    place: Callable[..., Planting]


@dataclass(frozen=True, slots=True)
class Kind:
    """A lazy entry: its word in YAML, where its module is, and a sentence for catalogue and docs."""

    name: str
    module: str
    summary: str
    parts: tuple[str, ...] = ()

    def load(self) -> Any:
        """Import the module and return its SHAPER, PLACER or MAKER."""
        module = import_module(self.module)
        for name in ("SHAPER", "PLACER", "MAKER"):
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(f"{self.module} defines no SHAPER, PLACER or MAKER")
