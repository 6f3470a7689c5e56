/** All places where one can stand, as layers of cells that are looked at when a search first comes to them. */
import { bears, footing, free, type Land } from "./land.ts";
import type { Place } from "./move.ts";
import { CELL_M as SURFACE_CELL_M, type Surface } from "./surface.ts";

const OUTDOORS_M = 0.5;
const INDOORS_M = 0.25; // so that a door is never missed between two cells
const ASIDE = 0.28; // of the body's radius: who is led so close by a corner slides along it
const ASIDE_M = 0.16; // indoors more than half a cell, but never through a wall

export interface Layer {
  readonly surface: Surface;
  readonly cell_m: number;
  readonly column: number; // of the first cell, counted from x = 0
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** Height of each cell's middle: NaN where one cannot stand, infinite where no one has looked yet. */
  readonly height: Float32Array;
}

export interface Lattice {
  readonly land: Land;
  readonly layers: readonly Layer[];
  /** Index of each layer's first cell among all cells. */
  readonly offset: readonly number[];
  readonly cells: number;
}

/** Return the lattice of a land; nothing of it is known yet. */
export function latticeOf(land: Land): Lattice {
  const offset: number[] = [];
  let cells = 0;
  const layers = land.surfaces.map((surface): Layer => {
    const cell_m = surface.kind === "ground" ? OUTDOORS_M : INDOORS_M;
    const column = Math.floor(surface.west / cell_m);
    const row = Math.floor(surface.north / cell_m);
    const columns = Math.ceil((surface.columns * SURFACE_CELL_M) / cell_m) + 1;
    const rows = Math.ceil((surface.rows * SURFACE_CELL_M) / cell_m) + 1;
    offset.push(cells);
    cells += columns * rows;
    return { surface, cell_m, column, row, columns, rows, height: new Float32Array(columns * rows).fill(Infinity) };
  });
  return { land, layers, offset, cells };
}

function look(land: Land, layer: Layer, index: number, cell: number): number {
  const x = (layer.column + (cell % layer.columns) + 0.5) * layer.cell_m;
  const z = (layer.row + Math.floor(cell / layer.columns) + 0.5) * layer.cell_m;
  const foot = layer.surface.at(x, z);
  if (foot === null || footing(land, x, z, foot.height)?.surface !== index) return NaN; // one stands on the sheet above it
  const good = bears(land, x, z, { surface: index, ...foot }) && roomy(land, x, z, foot.height, layer.cell_m);
  return good ? foot.height : NaN;
}

/** Return whether the whole body has room there, or a little aside, where a walker who comes there is pushed. */
function roomy(land: Land, x: number, z: number, height: number, cell_m: number): boolean {
  const { step_m, height_m, radius_m } = land.agent;
  const [px, pz] = land.solids.push(x, z, height + step_m, height + height_m, radius_m);
  const aside = Math.max(ASIDE * radius_m, Math.min(ASIDE_M, radius_m - cell_m / 2));
  return Math.hypot(px - x, pz - z) <= aside && free(land, px, pz, height);
}

/** Return the index of the cell of a layer at column, row of the world, or -1 where one cannot stand. */
export function cellAt({ land, layers }: Lattice, index: number, column: number, row: number): number {
  const layer = layers[index];
  if (!layer) return -1;
  const c = column - layer.column;
  const r = row - layer.row;
  if (c < 0 || r < 0 || c >= layer.columns || r >= layer.rows) return -1;
  const cell = r * layer.columns + c;
  if (layer.height[cell] === Infinity) layer.height[cell] = look(land, layer, index, cell);
  return Number.isNaN(layer.height[cell]) ? -1 : cell;
}

/** Return the cell among all on which or next to which a place lies, or null. */
export function nearest(lattice: Lattice, place: Place, reach = 4): number | null {
  let best: number | null = null;
  let least = Infinity;
  lattice.layers.forEach((layer, index) => {
    const { cell_m } = layer;
    const column = Math.floor(place.x / cell_m);
    const row = Math.floor(place.z / cell_m);
    const wide = Math.ceil(reach / cell_m);
    for (let r = row - wide; r <= row + wide; r += 1) {
      for (let c = column - wide; c <= column + wide; c += 1) {
        const flat = Math.hypot((c + 0.5) * cell_m - place.x, (r + 0.5) * cell_m - place.z);
        if (flat >= least) continue;
        const cell = cellAt(lattice, index, c, r);
        if (cell < 0) continue;
        const lift = Math.abs((layer.height[cell] ?? 0) - place.y);
        const away = flat + 3 * Math.max(lift - 0.3, 0) + (index === place.surface ? 0 : 0.3);
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
    x: (layer.column + (own % layer.columns) + 0.5) * layer.cell_m,
    y: layer.height[own] ?? 0,
    z: (layer.row + Math.floor(own / layer.columns) + 0.5) * layer.cell_m,
    surface,
  };
}
