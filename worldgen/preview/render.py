"""A picture of a prepared scene: gather light, shade, refine where colours change, bloom, tone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from worldgen.core.colour import to_srgb
from worldgen.preview.falling import fall
from worldgen.preview.finish import finish, lines
from worldgen.preview.forks import each_band, shared
from worldgen.preview.gather import gather_rows, noise_of, smooth
from worldgen.preview.light import luma, make_air, neutral
from worldgen.preview.png import Picture
from worldgen.preview.prepared import Prepared
from worldgen.preview.shade import Rays, shade
from worldgen.preview.view import QUALITIES, View
from worldgen.scene import F32, STORYBOOK, Environment, Style

_BAND_PX = 32
_HALO = 7  # texels that three passes of the filter reach
_OFFSETS = (
    (0.375, 0.125), (-0.125, 0.375), (0.125, -0.375), (-0.375, -0.125),  # rotated grid
    (0.1875, 0.3125), (-0.3125, 0.1875), (0.3125, -0.1875), (-0.1875, -0.3125),
)  # fmt: skip
_CONTRAST = 0.045  # in sRGB luma: above it a pixel is worth more samples
_DISC = 0.4  # share of the sun's disc that shadows are softened by: a whole one is wider than what is refined
_SUNS = 2  # points of the sun's disc asked for each further sample: penumbras are where pixels differ
_MOST = 6.0  # a single sample counts for no more, or the rim of lava would stay jagged


def frame(prepared: Prepared, view: View, time_s: float = 0.0, count: int | None = None) -> Picture:
    """Return the picture (h, w, 3) uint8 of `prepared` from `view`, with moving parts as they are at `time_s`."""
    with np.errstate(under="ignore"):  # light that fades to nothing is nothing
        light = radiance(prepared, view, time_s, count)
        if view.haze:
            light = fall(light, prepared.air, time_s)
        style = prepared.style
        drawn = lines(prepared.at(time_s), view, style.line, count) if style.line is not None else None
        return tone(light, prepared.air.environment, style, drawn, count)


def radiance(prepared: Prepared, view: View, time_s: float = 0.0, count: int | None = None) -> F32:
    """Return the light (h, w, 3) float32 that reaches each pixel, linear and without bound."""
    prepared = prepared.at(time_s)
    prepared = replace(
        prepared,
        air=replace(
            make_air(prepared.air.environment, view.top()),
            clear=not view.haze,
            thin=view.thin,
            pixel_rad=view.fov_y_rad / view.height_px,
        ),
    )
    quality = QUALITIES[view.quality]
    height, width = view.height_px, view.width_px
    rows, columns = (height + 1) // 2, (width + 1) // 2
    texel = shared(rows, columns, 8)
    half = _BAND_PX // 2

    def gather(band: int) -> None:
        part = range(band * half, min((band + 1) * half, rows))
        texel[part.start : part.stop] = gather_rows(prepared, view, part, quality.rays, columns)

    each_band(-(-rows // half), gather, count)
    picture = shared(height, width, 3)

    def draw(band: int) -> None:
        top, low = band * _BAND_PX, min((band + 1) * _BAND_PX, height)
        first = max(0, top // 2 - _HALO - 1)
        last = min(rows, (low + 1) // 2 + _HALO + 1)
        light = smooth(texel[first:last], quality.passes)
        picture[top:low] = _draw_rows(prepared, view, (top, low), (light, first), time_s)

    each_band(-(-height // _BAND_PX), draw, count)
    return picture


def _draw_rows(prepared: Prepared, view: View, span: tuple[int, int], light: tuple[F32, int], time_s: float) -> F32:
    """Return rows top to low of the picture: one sample everywhere, more where neighbours differ."""
    samples = QUALITIES[view.quality].samples
    halo_top, halo_low = max(0, span[0] - 1), min(view.height_px, span[1] + 1)
    width = view.width_px
    grid = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(halo_top, halo_low, dtype=np.float32))
    column, row = grid[0].ravel(), grid[1].ravel()

    def sample(number: int, column: F32, row: F32) -> F32:
        across, down = _OFFSETS[number] if samples > 1 else (0.0, 0.0)
        noise, other = noise_of(column, row), noise_of(column + 47.0, row + 17.0)
        pair = np.stack([(noise + number) / samples, (other + number * 0.618034) % 1.0], axis=1)
        at = column + 0.5 + across, row + 0.5 + down
        if number:
            pair[:, 0] *= _DISC
        else:
            pair[:, 0] = 0.0  # the first looks at the sun's middle: dots in a penumbra would outlast the others
        eye, suns = np.array(view.eye_m, np.float32), _SUNS if number else 1
        rays = Rays(eye, view.rays(*at), at[0], at[1], pair.astype(np.float32), suns)
        colour = shade(prepared, rays, light[0], light[1], time_s)
        return np.minimum(colour, _MOST)

    first = sample(0, column, row)
    if samples > 1:
        chosen = _busy(first.reshape(halo_low - halo_top, width, 3)).ravel()
        if chosen.any():
            total = first[chosen]
            for number in range(1, samples):
                total = total + sample(number, column[chosen], row[chosen])
            first[chosen] = total / samples
    rows = first.reshape(halo_low - halo_top, width, 3)
    return rows[span[0] - halo_top : span[1] - halo_top]


def _busy(colour: F32) -> NDArray[np.bool_]:
    """Return where a pixel differs from a neighbour (r, c)."""
    tone = np.sqrt(np.minimum(luma(colour), 1.3))  # near enough to what a screen shows, and a tenth of the work
    high, low = tone.copy(), tone.copy()
    for axis in (0, 1):
        for extreme, choose in ((high, np.maximum), (low, np.minimum)):
            before = extreme.copy()
            ahead, behind = _shifted(axis)
            extreme[ahead] = choose(extreme[ahead], before[behind])
            extreme[behind] = choose(extreme[behind], before[ahead])
    busy = high - low > _CONTRAST
    wide = busy.copy()  # a pixel further, or the soft edge of a shadow comes out in dots
    for axis in (0, 1):
        ahead, behind = _shifted(axis)
        wide[ahead] |= busy[behind]
        wide[behind] |= busy[ahead]
    return wide


def _shifted(axis: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    every = slice(None)
    ahead = (slice(1, None), every) if axis == 0 else (every, slice(1, None))
    behind = (slice(None, -1), every) if axis == 0 else (every, slice(None, -1))
    return ahead, behind


def tone(
    light: F32, env: Environment, style: Style = STORYBOOK, drawn: F32 | None = None, count: int | None = None
) -> Picture:
    """Return light (h, w, 3) as a picture (h, w, 3) uint8: bloom, exposure, tone, lines, grain, vignette."""
    (height, width), small = light.shape[:2], bloom(light)
    halo = None if small is None else _grown(small, 1, np.arange(width))
    edge, screen = _vignette(height, width)[..., None], shared(height, width, 3)

    def band(number: int) -> None:  # few rows at a time stay in the processor's own memory
        rows = slice(number * _BAND_PX, min((number + 1) * _BAND_PX, height))
        colour = light[rows] if halo is None else light[rows] + 0.42 * _grown(halo, 0, np.arange(rows.start, rows.stop))
        colour = colour * np.float32(env.exposure)
        grey = luma(colour)[..., None]
        screen[rows] = to_srgb(neutral(np.maximum(grey + (colour - grey) * np.float32(env.saturation), 0.0)))

    each_band(-(-height // _BAND_PX), band, count)
    shown = np.clip(finish(screen, drawn, style) * edge, 0.0, 1.0)
    return np.asarray(shown * 255.0 + 0.5).astype(np.uint8)


def _vignette(height: int, width: int, strength: float = 0.10) -> F32:
    down = np.linspace(-1.0, 1.0, height, dtype=np.float32)[:, None] ** 2
    across = np.linspace(-1.0, 1.0, width, dtype=np.float32)[None, :] ** 2
    result: F32 = 1.0 - strength * np.clip((down + across) / 2.0, 0.0, 1.0) ** 1.5
    return result


def bloom(light: F32) -> F32 | None:
    """Return the halo of what is brighter than white, a quarter as large: three gaussians; None where nothing is."""
    height, width = light.shape[:2]
    over = np.maximum(light - 1.15, 0.0)
    if not over.any():
        return None
    rows, columns = -(-height // 4), -(-width // 4)
    padded = np.pad(over, ((0, rows * 4 - height), (0, columns * 4 - width), (0, 0)), mode="edge")
    small = padded.reshape(rows, 4, columns, 4, 3).mean(axis=(1, 3))
    total = np.zeros_like(small)
    for sigma, share in ((1.0, 0.5), (3.0, 0.3), (8.0, 0.2)):
        total += share * _blur(small, sigma * height / 720.0)
    return np.asarray(total, np.float32)


def _blur(image: F32, sigma: float) -> F32:
    reach = max(1, int(sigma * 3.0))
    weight = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 0.3)) ** 2)
    weight = (weight / weight.sum()).astype(np.float32)
    for axis in (0, 1):
        pad = [(0, 0)] * 3
        pad[axis] = (reach, reach)
        wide = np.pad(image, pad, mode="edge")
        length = image.shape[axis]
        image = sum(
            (w * (wide[i : i + length] if axis == 0 else wide[:, i : i + length]) for i, w in enumerate(weight)),
            start=np.zeros_like(image),
        )
    return image


def _grown(small: F32, axis: int, at_px: NDArray[np.integer]) -> F32:
    """Return a quarter-size image at some rows (axis 0) or columns (axis 1) of the full size, linear in between."""
    at = np.clip((at_px.astype(np.float32) + 0.5) / 4.0 - 0.5, 0.0, small.shape[axis] - 1.0)
    low = at.astype(np.int32)
    high = np.minimum(low + 1, small.shape[axis] - 1)
    share = (at - low)[:, None, None] if axis == 0 else (at - low)[None, :, None]
    return np.asarray(small.take(low, axis=axis) * (1.0 - share) + small.take(high, axis=axis) * share, np.float32)
