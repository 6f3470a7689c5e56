"""The looks that a kind of building has where an author says nothing, by era and region."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from worldgen.generate.buildings.look import Look
from worldgen.generate.buildings.scheme import Scheme

_SLATE = "slate"
_HOUSE = Scheme(walls="plaster", era="victorian", chimney=True, shutter="", dormers=1)
_PUBLIC = Scheme(walls="brick", era="victorian", chimney=False, rise=0.8)

_KINDS: dict[str, Scheme] = {
    "hut": Scheme(walls="logs", roof="thatch", rise=1.1, chimney=True, beam="#6f4a35"),
    "house": _HOUSE,
    "terrace": replace(_HOUSE, walls="brick", tiles=_SLATE, shutter=None, dormers=0, rise=0.8, eaves_m=0.3),
    "barn": Scheme(
        walls="boards",
        wall="#b24a3c",
        roof="gambrel",
        ridge="z",
        tiles="#6f6a70",
        trim="#f6efe2",
        door="#8f382f",
        eaves_m=0.4,
    ),
    "church": Scheme(
        walls="stone",
        wall="#e3d8bf",
        tiles="#5f7390",
        rise=1.15,
        tower="spire",
        finial="cross",
        arch="pointed",
        door="#7a4a34",
        ridge="z",
    ),
    "tower": Scheme(walls="stone", roof="battlement", door="#7a4a34", arch="round"),
    "castle_wall": Scheme(walls="stone", roof="battlement", door="#7a4a34"),
    "castle": Scheme(walls="stone", roof="battlement", door="#7a4a34", arch="round"),
    "school": replace(_PUBLIC, wall="#c77a5a", tiles="#6d7c8c", door="#3f8a8c"),
    "hall": replace(
        _PUBLIC, walls="plaster", wall="#efe0bd", tiles="#8a4f45", roof="hip", arch="round", door="#5f4032"
    ),
    "factory": replace(_PUBLIC, wall="#b5694f", roof="sawtooth", tiles="#7d8a90", door="#3f6f73"),
    "station": replace(_PUBLIC, wall="#d9a765", roof="hip", tiles="#6f8f96", arch="round", door="#3f6f5a", rise=0.7),
    "kiosk": Scheme(
        walls="boards",
        wall="#3f8a8c",
        era="modern",
        roof="hip",
        tiles="#e9e2d0",
        rise=0.6,
        trim="#f6efe2",
        door="#dd6b4d",
        eaves_m=0.3,
    ),
    "greenhouse": Scheme(
        walls="glass",
        era="modern",
        roof="glass",
        trim="#f4f6f2",
        door="#e8efe9",
        beam="#f4f6f2",
        glass="#a9d3cf",
        rise=0.9,
    ),
    "temple": Scheme(
        walls="stone",
        wall="#efe4cc",
        era="ancient",
        region="mediterranean",
        roof="gable",
        tiles="#c9805c",
        rise=0.42,
        eaves_m=1.75,
        ridge="z",
        trim="#f4ead6",
        stone="#e2d4b8",
        beam="#e9dcc2",
        door="#8a5a3c",
    ),
    "clinic": replace(_PUBLIC, walls="plaster", wall="#eef0ea", era="modern", roof="flat", door="#3f8a8c"),
    "museum": replace(_PUBLIC, walls="stone", wall="#e6dcc6", roof="flat", arch="round", door="#7a4a34"),
    "workshop": replace(_PUBLIC, roof="gable", tiles="#6d7c8c", door="#dd6b4d"),
    "shop": replace(_HOUSE, walls="plaster", shutter=None),
    "office": replace(_PUBLIC, walls="plaster", era="modern", roof="flat"),
    "library": replace(_PUBLIC, wall="#b9705a", roof="hip", arch="round"),
}
_HOMES = (
    "hut",
    "house",
    "terrace",
    "kiosk",
    "shop",
    "workshop",
    "school",
    "hall",
    "station",
    "library",
    "museum",
    "clinic",
    "office",
)
_ERAS: dict[str, dict[str, Any]] = {
    "ancient": {
        "walls": "plaster",
        "wall": "#ead7b4",
        "tiles": "#c9805c",
        "rise": 0.45,
        "shutter": None,
        "dormers": 0,
        "chimney": False,
        "roof": "gable",
    },
    "medieval": {
        "walls": "timber",
        "shutter": None,
        "wall": "",
        "tiles": "",
        "rise": 1.0,
        "roof": "gable",
        "base_walls": "stone",
    },
    "victorian": {},
    "modern": {
        "walls": "plaster",
        "wall": "#f1efe8",
        "roof": "flat",
        "tiles": "#8f8a84",
        "shutter": None,
        "dormers": 0,
        "chimney": False,
        "arch": "",
        "trim": "#6f7f86",
        "beam": "#4f5a60",
    },
}
_REGIONS: dict[str, dict[str, Any]] = {
    "northern": {},
    "mediterranean": {
        "walls": "plaster",
        "wall": "#f6efe0",
        "roof": "hip",
        "tiles": "#cf7f55",
        "rise": 0.5,
        "door": "#4f86b0",
        "shutter": "#4f86b0",
        "dormers": 0,
    },
    "tropical": {
        "walls": "boards",
        "wall": "",
        "roof": "thatch",
        "tiles": "",
        "rise": 1.15,
        "eaves_m": 0.8,
        "dormers": 0,
        "chimney": False,
    },
    "asian": {
        "walls": "plaster",
        "wall": "#f4efe2",
        "roof": "hip",
        "tiles": "#4f5f66",
        "rise": 0.75,
        "eaves_m": 0.9,
        "beam": "#8c3f38",
        "trim": "#8c3f38",
        "dormers": 0,
        "chimney": False,
        "shutter": None,
    },
    "desert": {
        "walls": "mud",
        "wall": "",
        "roof": "flat",
        "tiles": "#c9a06c",
        "stone": "#b98f62",
        "trim": "#ecd2a6",
        "dormers": 0,
        "chimney": False,
        "shutter": None,
        "arch": "",
    },
}
_OWN: dict[tuple[str, str], dict[str, Any]] = {
    ("church", "mediterranean"): {
        "walls": "plaster",
        "wall": "#f8f4ea",
        "tiles": "#4f86b0",
        "tower": "dome",
        "arch": "round",
        "rise": 0.5,
    },
    ("church", "northern"): {},
    ("church", "medieval"): {"clock": False},
    ("barn", "medieval"): {"walls": "timber", "roof": "thatch", "tiles": "", "wall": "", "gable": "", "rise": 1.0},
    ("temple", "asian"): {
        "walls": "plaster",
        "wall": "#f2e6d0",
        "roof": "pagoda",
        "tiles": "#3f6b66",
        "trim": "#b0463a",
        "beam": "#8c3f38",
        "stone": "#b9b2a6",
        "door": "#8c3f38",
        "eaves_m": 1.3,
        "ridge": "",
    },
    ("temple", "desert"): {
        "walls": "plaster",
        "wall": "#f0dcb4",
        "roof": "dome",
        "tiles": "#4fa09a",
        "arch": "pointed",
        "eaves_m": 0.3,
    },
    ("tower", "modern"): {"walls": "plaster", "wall": "#f4f2ec", "roof": "flat"},
    ("tower", "mediterranean"): {"walls": "stone", "wall": "#dfc9a0", "roof": "hip", "tiles": "#cf7f55"},
    ("factory", "modern"): {"walls": "metal", "wall": "#a9b8bd", "trim": "#e5ae3f"},
    ("station", "modern"): {"walls": "metal", "wall": "#dfe5e4", "roof": "vault", "tiles": "#7fa3ad"},
    ("school", "modern"): {
        "walls": "plaster",
        "wall": "#f3ead8",
        "roof": "flat",
        "tiles": "#8f9a94",
        "trim": "#e5ae3f",
    },
}


def usual(kind: str, look: Look) -> Scheme:
    """Return what a building of `kind` looks like where `look` says no more than its era and its region."""
    scheme = _KINDS.get(kind, _HOUSE)
    for word, table in ((look.era, _ERAS), (look.region, _REGIONS)):
        if word is None:
            continue
        if (kind, word) in _OWN:
            scheme = replace(scheme, **_OWN[kind, word])
        elif kind in _HOMES:
            scheme = replace(scheme, **table[word])
    return replace(scheme, era=look.era or scheme.era, region=look.region or scheme.region)
