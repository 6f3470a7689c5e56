/** All places where one can stand, as layers of cells: what the way is searched on. */
import { bears, free, type Land } from "./land.ts";
import type { Place } from "./move.ts";
import { CELL_M as SURFACE_CELL_M } from "./surface.ts";

export const CELL_M = 0.5;

export interface Layer {
  readonly column: number; // of the first cell, counted from x = 0
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** Height of each cell's middle, NaN where one cannot stand. */
  readonly height: Float32Array;
}

export interface Lattice {
  readonly land: Land;
  readonly layers: readonly Layer[];
  /** Index of each layer's first cell among all cells. */
  readonly offset: readonly number[];
  readonly cells: number;
}

/** Return the lattice of a land. Costs some 100 ms for a world of 256 m, so ask once. */
export function latticeOf(land: Land): Lattice {
  const offset: number[] = [];
  let cells = 0;
  const layers = land.surfaces.map((surface, index) => {
    const column = Math.floor(surface.west / CELL_M);
    const row = Math.floor(surface.north / CELL_M);
    const columns = Math.ceil((surface.columns * SURFACE_CELL_M) / CELL_M) + 1;
    const rows = Math.ceil((surface.rows * SURFACE_CELL_M) / CELL_M) + 1;
    const height = new Float32Array(columns * rows).fill(NaN);
    for (let i = 0; i < height.length; i += 1) {
      const x = (column + (i % columns) + 0.5) * CELL_M;
      const z = (row + Math.floor(i / columns) + 0.5) * CELL_M;
      const foot = surface.at(x, z);
      if (!foot || !bears(land, x, z, { surface: index, ...foot })) continue;
      if (free(land, x, z, foot.height)) height[i] = foot.height;
    }
    offset.push(cells);
    cells += height.length;
    return { column, row, columns, rows, height };
  });
  return { land, layers, offset, cells };
}

/** Return the index of the cell of `layer` at column, row of the world, or -1 where one cannot stand. */
export function cellAt(layer: Layer, column: number, row: number): number {
  const c = column - layer.column;
  const r = row - layer.row;
  if (c < 0 || r < 0 || c >= layer.columns || r >= layer.rows) return -1;
  const cell = r * layer.columns + c;
  return Number.isNaN(layer.height[cell]) ? -1 : cell;
}

/** Return the cell among all, [layer, cell], on which or next to which a place lies, or null. */
export function nearest(lattice: Lattice, place: Place, reach = 4): number | null {
  let best: number | null = null;
  let least = Infinity;
  const column = Math.floor(place.x / CELL_M);
  const row = Math.floor(place.z / CELL_M);
  const wide = Math.ceil(reach / CELL_M);
  lattice.layers.forEach((layer, index) => {
    for (let r = row - wide; r <= row + wide; r += 1) {
      for (let c = column - wide; c <= column + wide; c += 1) {
        const cell = cellAt(layer, c, r);
        if (cell < 0) continue;
        const lift = Math.abs((layer.height[cell] ?? 0) - place.y);
        const away = Math.hypot((c + 0.5) * CELL_M - place.x, (r + 0.5) * CELL_M - place.z) + 3 * Math.max(lift - 0.3, 0) + (index === place.surface ? 0 : 0.3);
        if (away < least) [least, best] = [away, (lattice.offset[index] ?? 0) + cell];
      }
    }
  });
  return best;
}

/** Return the place of a cell among all. */
export function placeOf(lattice: Lattice, cell: number): Place {
  let surface = lattice.layers.length - 1;
  while (surface > 0 && (lattice.offset[surface] ?? 0) > cell) surface -= 1;
  const layer = lattice.layers[surface];
  if (!layer) throw new RangeError(`no layer holds cell ${cell}`);
  const own = cell - (lattice.offset[surface] ?? 0);
  return {
    x: (layer.column + (own % layer.columns) + 0.5) * CELL_M,
    y: layer.height[own] ?? 0,
    z: (layer.row + Math.floor(own / layer.columns) + 0.5) * CELL_M,
    surface,
  };
}
