"""Write assets/fonts anew: subsets of the Noto fonts, and the table of prepared letters.

python tools/prepare_fonts.py NOTO_FOLDER CJK.ttc     needs: pip install fonttools uharfbuzz

The folder holds NotoSans-Bold.ttf, NotoSansArabic-Bold.ttf, NotoSansDevanagari-Bold.ttf and NotoSansSymbols-Bold.ttf
(Debian: fonts-noto-core); CJK.ttc is NotoSansCJK-Bold.ttc (Debian: fonts-noto-cjk). All are under the OFL 1.1 and
reserve no font name.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import numpy as np

from worldgen.letters.outline import Flat, triangles
from worldgen.letters.prepared import FILE
from worldgen.letters.shaping import FEATURES, Tracer

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
SLACK = 12.0
SHAPING = [
    "kern",
    "mark",
    "mkmk",
    "ccmp",
    "rlig",
    "calt",
    "init",
    "medi",
    "fina",
    "isol",
    "curs",
    "nukt",
    "akhn",
    "rphf",
    "blwf",
    "half",
    "pstf",
    "vatu",
    "cjct",
    "rkrf",
    "pres",
    "abvs",
    "blws",
    "psts",
    "haln",
    "abvm",
    "blwm",
    "dist",
    "pref",
]
PREPARED = [
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x400, 0x45F),
    (0x490, 0x491),
    (0x2010, 0x201E),
    (0x2026, 0x2026),
    (0x20AC, 0x20AC),
]


def span(*ranges: tuple[int, int]) -> set[int]:
    """Return every code point of the ranges, both ends with them."""
    return {code for low, high in ranges for code in range(low, high + 1)}


def simplified_chinese() -> set[int]:
    """Return level 1 of GB 2312: the 3755 signs of everyday writing."""
    rows = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    return {ord(text) for pair in rows if (text := pair.decode("gb2312", "ignore"))}


JOBS = {
    "latin": ("NotoSans-Bold.ttf", span((0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x400, 0x52F),
        (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x203A), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2116, 0x2122),
        (0x2212, 0x2212)), SHAPING),
    "arabic": ("NotoSansArabic-Bold.ttf", span((0x600, 0x6FF), (0x750, 0x77F)) | {0x20, 0xA0}, SHAPING),
    "devanagari": ("NotoSansDevanagari-Bold.ttf", span((0x900, 0x97F)) | {0x20, 0x25CC, 0x20B9}, SHAPING),
    "chinese": ("CJK", simplified_chinese() | span((0x3000, 0x301F), (0xFF01, 0xFF5E)), []),
    "symbols": ("NotoSansSymbols-Bold.ttf", span((0x2190, 0x2199), (0x2605, 0x2606), (0x2713, 0x2717)), []),
}  # fmt: skip


def subset_font(source: Path, codes: Iterable[int], features: list[str]) -> bytes:
    """Return the font at `source` with the letters `codes` alone."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(source, fontNumber=2 if source.suffix == ".ttc" else -1, lazy=True, recalcTimestamp=False)
    options = subset.Options(hinting=False, glyph_names=False, notdef_outline=True, layout_features=features)
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=codes)
    worker.subset(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def prepare_letters() -> bytes:
    """Return the table of prepared letters: glyphs as triangles, advances, and kerning of pairs."""
    import uharfbuzz

    fonts = {
        name: uharfbuzz.Font(uharfbuzz.Face((FONTS / f"{name}.ttf").read_bytes())) for name in ("latin", "symbols")
    }
    latin = set(fonts["latin"].face.unicodes)
    codes = sorted(span(*PREPARED) & latin)
    arrows = sorted(span((0x2190, 0x2193)))
    flats = [traced(fonts["latin"], code) for code in codes] + [traced(fonts["symbols"], code) for code in arrows]
    pairs, kerns = kerning(fonts["latin"], codes, len(flats))
    corner = np.cumsum([0, *(len(flat.position) for flat in flats)])
    edge = np.cumsum([0, *(len(flat.face) for flat in flats)])
    parts = [
        np.array(codes + arrows, "<i4"), corner.astype("<i4"), edge.astype("<i4"), np.array(pairs, "<i4"),
        np.array([flat.advance for flat in flats]).round().astype("<i2"),
        np.concatenate([flat.position for flat in flats]).round().astype("<i2"),
        np.concatenate([flat.face for flat in flats]).astype("<i2"), np.array(kerns, "<i2"),
    ]  # fmt: skip
    head = struct.pack("<4i", len(flats), corner[-1], edge[-1], len(pairs))
    return head + b"".join(part.tobytes() for part in parts)


def traced(font: object, code: int) -> Flat:
    """Return the triangles of one letter."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(chr(code))
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, dict(FEATURES))
    contours, x = [], 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen = Tracer(SLACK)
        draw = uharfbuzz.DrawFuncs()
        draw.set_move_to_func(lambda a, b, into: into.move(a, b))
        draw.set_line_to_func(lambda a, b, into: into.line(a, b))
        draw.set_quadratic_to_func(lambda a, b, c, d, into: into.quadratic(a, b, c, d))
        draw.set_cubic_to_func(lambda a, b, c, d, e, f, into: into.cubic((a, b), (c, d), (e, f)))
        draw.set_close_path_func(lambda _: None)
        font.draw_glyph(info.codepoint, draw, pen)  # type: ignore[attr-defined]
        contours += [[(a + x + place.x_offset, b + place.y_offset) for a, b in contour] for contour in pen.contours]
        x += place.x_advance
    return triangles(contours, SLACK, float(x))


def kerning(font: object, codes: list[int], count: int) -> tuple[list[int], list[int]]:
    """Return the pairs that stand closer or further apart than their advances say, and by how much."""
    import uharfbuzz

    def width(text: str) -> int:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, dict(FEATURES))
        return sum(place.x_advance for place in buffer.glyph_positions)

    alone = [width(chr(code)) for code in codes]
    pairs, kerns = [], []
    for i, left in enumerate(codes):
        for j, right in enumerate(codes):
            if off := width(chr(left) + chr(right)) - alone[i] - alone[j]:
                pairs.append(i * count + j)
                kerns.append(off)
    return pairs, kerns


def main() -> None:
    """Write every file."""
    folder, cjk = Path(sys.argv[1]), Path(sys.argv[2])
    for name, (file, codes, features) in JOBS.items():
        data = subset_font(cjk if file == "CJK" else folder / file, codes, features)
        (FONTS / f"{name}.{'otf' if data[:4] == b'OTTO' else 'ttf'}").write_bytes(data)
    (FONTS / FILE).write_bytes(prepare_letters())


if __name__ == "__main__":
    main()
