"""A walker that knows nothing of how paths are made: it sees triangles, and goes from one 0.5 m cell to the next."""

from __future__ import annotations

from collections import deque

import numpy as np

from worldgen.generate.paths import bridge_model, bridge_place, surfaces_of

RASTER_M = 0.5


def walked(network, start_xz, goals_xz, cap_rad, corridor_m=1.1, diagonal=0, radius_m=0.35):
    """Return for each goal whether it is reached from the start within `corridor_m` of the routes.

    Neighbouring cells may differ by the cap and one degree; every face within the agent's radius is at most 30
    degrees; water is at most 0.25 m deep; nothing blocked lies within the radius; ground and deck join within 0.3 m.
    """
    land = network.land
    cells = _corridor(network, start_xz, goals_xz, corridor_m)
    ground = {c: h for c, h in zip(cells, _ground(land, cells, diagonal, radius_m), strict=True) if h is not None}
    layers = [ground, *(_deck(s, radius_m) for s in decks_of(network))]
    begin = _nearest(layers, start_xz)
    seen, waiting = {begin}, deque([begin])
    cap = np.tan(cap_rad + np.radians(1.0))
    while waiting:
        layer, (i, j) = waiting.popleft()
        height = layers[layer][i, j]
        for other, cells_of in enumerate(layers):
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    to = (other, (i + di, j + dj))
                    if to in seen or to[1] not in cells_of or to == (layer, (i, j)):
                        continue
                    most = cap * np.hypot(di, dj) * RASTER_M if other == layer else 0.3
                    if abs(cells_of[to[1]] - height) <= most:
                        seen.add(to)
                        waiting.append(to)
    return [any(_near(c, xz) for _, c in seen) for xz in goals_xz]


def decks_of(network):
    return [s for b in network.bridges for s in surfaces_of(b.id, bridge_model(b), *bridge_place(b))]


def _near(cell, xz):
    return np.hypot(cell[1] * RASTER_M - xz[0], cell[0] * RASTER_M - xz[1]) <= 0.75


def _nearest(layers, xz):
    away, k, cell = min(
        (np.hypot(c[1] * RASTER_M - xz[0], c[0] * RASTER_M - xz[1]), k, c)
        for k, layer in enumerate(layers)
        for c in layer
    )
    assert away <= 0.75, "nowhere to stand at the start"
    return k, cell


def _corridor(network, start_xz, goals_xz, corridor_m):
    points = [np.array([[x, z]]) for x, z in (start_xz, *goals_xz)]
    points += [r.line_m[:, [0, 2]].astype(float) for r in network.routes]
    r = int(np.ceil(corridor_m / RASTER_M))
    out = set()
    for x, z in np.concatenate(points):
        ci, cj = round(z / RASTER_M), round(x / RASTER_M)
        for i in range(ci - r, ci + r + 1):
            for j in range(cj - r, cj + r + 1):
                if np.hypot(j * RASTER_M - x, i * RASTER_M - z) <= corridor_m:
                    out.add((i, j))
    return sorted(out)


def _triangle(land, x, z, diagonal):
    """Return height and slope (rise over run) of the triangle over each point."""
    u, v = (x + land.size_m / 2) / land.cell_m, (z + land.size_m / 2) / land.cell_m
    c, r = np.clip(np.floor(u).astype(int), 0, land.rows - 2), np.clip(np.floor(v).astype(int), 0, land.rows - 2)
    fu, fv = u - c, v - r
    h = land.height_m.astype(float)
    nw, ne, sw, se = h[r, c], h[r, c + 1], h[r + 1, c], h[r + 1, c + 1]
    if diagonal == 0:
        low = fu + fv <= 1
        gx, gz = np.where(low, ne - nw, se - sw), np.where(low, sw - nw, se - ne)
        height = np.where(low, nw + fu * gx + fv * gz, se - (1 - fu) * gx - (1 - fv) * gz)
    else:
        low = fu >= fv
        gx, gz = np.where(low, ne - nw, se - sw), np.where(low, se - ne, sw - nw)
        height = nw + fu * gx + fv * gz
    return height, np.hypot(gx, gz) / land.cell_m


def _ground(land, cells, diagonal, radius_m):
    at = np.array(cells, float) * RASTER_M
    z, x = at[:, 0], at[:, 1]
    height, _ = _triangle(land, x, z, diagonal)
    good = np.ones(len(at), bool)
    for angle in np.arange(8) * np.pi / 4:
        for reach in (0.0, radius_m):
            px, pz = x + reach * np.cos(angle), z + reach * np.sin(angle)
            level, slope = _triangle(land, px, pz, diagonal)
            row, col = land.cell_of(px, pz)
            good &= slope <= np.tan(np.radians(30.0))
            good &= land.water_m[row, col] - level <= 0.25
            good &= ~land.blocked[row, col]
    return [float(h) if ok else None for h, ok in zip(height, good, strict=True)]


def _deck(surface, radius_m):
    """Return the cells over a deck, away from its long sides by the agent's radius."""
    out = {}
    p = surface.position_m.astype(float)
    axis = p[-1] - p[0]
    axis[1] = 0
    axis /= np.linalg.norm(axis)
    middle = p[:, [0, 2]].mean(axis=0)
    half = np.abs((p[:, [0, 2]] - middle) @ np.array([axis[2], -axis[0]])).max()
    for a, b, c in p[surface.face.astype(int)]:
        low = np.ceil(np.minimum(np.minimum(a, b), c) / RASTER_M).astype(int)
        high = np.floor(np.maximum(np.maximum(a, b), c) / RASTER_M).astype(int)
        for i in range(low[2], high[2] + 1):
            for j in range(low[0], high[0] + 1):
                q = np.array([j * RASTER_M, i * RASTER_M])
                m = np.array([[b[0] - a[0], c[0] - a[0]], [b[2] - a[2], c[2] - a[2]]])
                if abs(np.linalg.det(m)) < 1e-9:
                    continue
                s, t = np.linalg.solve(m, q - a[[0, 2]])
                aside = abs((q - middle) @ np.array([axis[2], -axis[0]]))
                if s >= -1e-9 and t >= -1e-9 and s + t <= 1 + 1e-9 and aside <= half - radius_m:
                    out[i, j] = a[1] + s * (b[1] - a[1]) + t * (c[1] - a[1])
    return out
