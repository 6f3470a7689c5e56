/** The way from one place to another: A* over the lattice, then pulled straight. */
import { cellAt, type Lattice, nearest, placeOf } from "./lattice.ts";
import { free, isStair, type Land, STEEPEST_RAD } from "./land.ts";
import { liftsOf } from "./lifts.ts";
import { move, type Place } from "./move.ts";
import { Queue } from "./queue.ts";

const SLACK_RAD = Math.PI / 180;
const ACROSS_M = 0.75; // between cells of two sheets that meet
const BESIDE_M = 0.3;
const CLEAR = 0.8; // of the body's radius: who goes from sheet to sheet is not squeezed past the end of a railing
const STAIR = 1.2; // the steepest flight, metres up a metre along
const LIFT_M = 4; // what waiting for a lift is worth, in metres of walk
const ROUND = [[-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [-1, 1], [1, -1], [1, 1]] as const;

type Paces = (cell: number) => [number, number][];

/** Return whether a walker gets there by going straight: two sheets may meet on either side of a wall. */
function leads(land: Land, from: Place, x: number, z: number): boolean {
  const end = move(land, from, x - from.x, z - from.z);
  return Math.hypot(end.x - x, end.z - z) < BESIDE_M;
}

/** Return what lies within one pace on the other sheets: [cell, cost] each. */
function crossings(lattice: Lattice, place: Place): [number, number][] {
  const out: [number, number][] = [];
  if (!free(lattice.land, place.x, place.z, place.y, CLEAR)) return out;
  lattice.layers.forEach(({ cell_m, height }, index) => {
    if (index === place.surface) return;
    const wide = Math.ceil(ACROSS_M / cell_m);
    const column = Math.floor(place.x / cell_m);
    const row = Math.floor(place.z / cell_m);
    for (let i = -wide; i <= wide; i += 1) {
      for (let j = -wide; j <= wide; j += 1) {
        const away = Math.hypot((column + i + 0.5) * cell_m - place.x, (row + j + 0.5) * cell_m - place.z);
        if (away > ACROSS_M) continue;
        const other = cellAt(lattice, index, column + i, row + j);
        if (other < 0 || Math.abs((height[other] ?? 0) - place.y) > lattice.land.agent.step_m) continue;
        const [x, z] = [(column + i + 0.5) * cell_m, (row + j + 0.5) * cell_m];
        if (!free(lattice.land, x, z, height[other] ?? 0, CLEAR) || !leads(lattice.land, place, x, z)) continue;
        out.push([(lattice.offset[index] ?? 0) + other, away + 0.05]);
      }
    }
  });
  return out;
}

/** Return a function that gives the cells that can be reached from a cell in one pace, with what each costs. */
function paces(lattice: Lattice, grade: number, jumps: ReadonlyMap<number, readonly number[]>): Paces {
  const many = lattice.layers.length > 1;
  return (cell) => {
    const place = placeOf(lattice, cell);
    const out = many ? crossings(lattice, place) : [];
    const layer = lattice.layers[place.surface];
    if (!layer) return out;
    const { cell_m } = layer;
    const most = isStair(lattice.land, layer.surface) ? STAIR : grade;
    const column = Math.floor(place.x / cell_m);
    const row = Math.floor(place.z / cell_m);
    const at = (i: number, j: number): number => cellAt(lattice, place.surface, column + i, row + j);
    for (const [i, j] of ROUND) {
      const other = at(i, j);
      if (other < 0) continue;
      const long = Math.hypot(i, j) * cell_m;
      const rise = Math.abs((layer.height[other] ?? 0) - place.y);
      if (rise > most * long + 0.005) continue;
      if (i && j && (at(i, 0) < 0 || at(0, j) < 0)) continue;
      out.push([(lattice.offset[place.surface] ?? 0) + other, long + 2 * rise]);
    }
    for (const jump of jumps.get(cell) ?? []) out.push([jump, LIFT_M]);
    return out;
  };
}

function lifted(lattice: Lattice): Map<number, number[]> {
  const jumps = new Map<number, number[]>();
  for (const { a, b } of liftsOf(lattice.land)) {
    const [from, to] = [nearest(lattice, a, 1), nearest(lattice, b, 1)];
    if (from === null || to === null) continue;
    jumps.set(from, [...(jumps.get(from) ?? []), to]);
    jumps.set(to, [...(jumps.get(to) ?? []), from]);
  }
  return jumps;
}

function search(lattice: Lattice, start: number, end: number, grade: number): number[] | null {
  const goal = placeOf(lattice, end);
  const jumps = lifted(lattice);
  const next = paces(lattice, grade, jumps);
  const cost = new Float32Array(lattice.cells).fill(Infinity);
  const from = new Int32Array(lattice.cells).fill(-1);
  const done = new Uint8Array(lattice.cells);
  const queue = new Queue();
  const rest = (cell: number): number => {
    if (jumps.size) return 0;
    const place = placeOf(lattice, cell);
    return Math.hypot(place.x - goal.x, place.z - goal.z);
  };
  cost[start] = 0;
  queue.put(start, rest(start));
  while (!queue.empty) {
    const cell = queue.take();
    if (cell === end) break;
    if (done[cell]) continue;
    done[cell] = 1;
    for (const [other, long] of next(cell)) {
      const through = (cost[cell] ?? 0) + long;
      if (through >= (cost[other] ?? 0)) continue;
      cost[other] = through;
      from[other] = cell;
      queue.put(other, through + rest(other));
    }
  }
  if (!Number.isFinite(cost[end] ?? Infinity)) return null;
  const way = [end];
  while (way[0] !== start) way.unshift(from[way[0] ?? 0] ?? start);
  return way;
}

/** Return whether the straight line between two places of one sheet can be walked. */
function straight(lattice: Lattice, a: Place, b: Place, grade: number): boolean {
  const layer = lattice.layers[a.surface];
  if (!layer || a.surface !== b.surface) return false;
  const { cell_m } = layer;
  const long = Math.hypot(b.x - a.x, b.z - a.z);
  const steps = Math.max(Math.ceil(long / (cell_m / 2)), 1);
  const most = isStair(lattice.land, layer.surface) ? STAIR : grade;
  let before = a.y;
  for (let i = 1; i <= steps; i += 1) {
    const x = a.x + ((b.x - a.x) * i) / steps;
    const z = a.z + ((b.z - a.z) * i) / steps;
    const cell = cellAt(lattice, a.surface, Math.floor(x / cell_m), Math.floor(z / cell_m));
    if (cell < 0) return false;
    const y = layer.height[cell] ?? 0;
    if (Math.abs(y - before) > most * cell_m * 1.5 + 0.01) return false;
    before = y;
  }
  return true;
}

function pulled(lattice: Lattice, way: readonly Place[], grade: number): Place[] {
  const out: Place[] = [];
  let i = 0;
  while (i < way.length) {
    const here = way[i];
    if (!here) break;
    out.push(here);
    let far = i + 1;
    for (let j = Math.min(i + 40, way.length - 1); j > i + 1; j -= 1) {
      const there = way[j];
      if (there && straight(lattice, here, there, grade)) {
        far = j;
        break;
      }
    }
    i = far;
  }
  return out;
}

/** Return the places of a way from `from` to `to`, gentle where there is a gentle one, or null where there is none. */
export function wayBetween(lattice: Lattice, from: Place, to: Place): Place[] | null {
  const start = nearest(lattice, from);
  const end = nearest(lattice, to);
  if (start === null || end === null) return null;
  for (const slope of [lattice.land.agent.max_slope_rad + SLACK_RAD, STEEPEST_RAD]) {
    const grade = Math.tan(slope);
    const cells = search(lattice, start, end, grade);
    if (cells) return [...pulled(lattice, cells.map((cell) => placeOf(lattice, cell)), grade), to];
  }
  return null;
}

/** Return for every cell whether one can walk to it from `from`, as the steepest ground allows. */
export function reach(lattice: Lattice, from: Place): Uint8Array {
  const seen = new Uint8Array(lattice.cells);
  const start = nearest(lattice, from);
  if (start === null) return seen;
  const next = paces(lattice, Math.tan(STEEPEST_RAD), lifted(lattice));
  const waiting = [start];
  seen[start] = 1;
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    for (const [other] of next(cell)) {
      if (seen[other]) continue;
      seen[other] = 1;
      waiting.push(other);
    }
  }
  return seen;
}

/** Return the reachable place nearest to `at`, within `most` metres, or null. */
export function rescue(lattice: Lattice, reached: Uint8Array, at: Place, most = 40): Place | null {
  let best: Place | null = null;
  let least = most;
  for (let cell = 0; cell < lattice.cells; cell += 1) {
    if (!reached[cell]) continue;
    const place = placeOf(lattice, cell);
    const away = Math.hypot(place.x - at.x, place.z - at.z, 2 * (place.y - at.y));
    if (away < least) [least, best] = [away, place];
  }
  return best;
}
