/** The way from one place to another: A* over the lattice, then pulled straight. */
import { CELL_M, cellAt, type Lattice, nearest, placeOf } from "./lattice.ts";
import { liftsOf } from "./lifts.ts";
import { STEEPEST_RAD } from "./land.ts";
import type { Place } from "./move.ts";

const SLACK_RAD = Math.PI / 180;
const ROUND = [[-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [-1, 1], [1, -1], [1, 1]] as const;

/** A heap of whole numbers by a key. */
class Queue {
  readonly #item: number[] = [];
  readonly #key: number[] = [];

  get empty(): boolean {
    return this.#item.length === 0;
  }

  put(item: number, key: number): void {
    let i = this.#item.push(item) - 1;
    this.#key.push(key);
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((this.#key[up] ?? 0) <= key) break;
      this.#item[i] = this.#item[up] ?? 0;
      this.#key[i] = this.#key[up] ?? 0;
      i = up;
    }
    this.#item[i] = item;
    this.#key[i] = key;
  }

  take(): number {
    const first = this.#item[0] ?? -1;
    const item = this.#item.pop() ?? -1;
    const key = this.#key.pop() ?? 0;
    const size = this.#item.length;
    let i = 0;
    while (size) {
      let down = 2 * i + 1;
      if (down >= size) break;
      if (down + 1 < size && (this.#key[down + 1] ?? 0) < (this.#key[down] ?? 0)) down += 1;
      if ((this.#key[down] ?? 0) >= key) break;
      this.#item[i] = this.#item[down] ?? 0;
      this.#key[i] = this.#key[down] ?? 0;
      i = down;
    }
    if (size) {
      this.#item[i] = item;
      this.#key[i] = key;
    }
    return first;
  }
}

/** Return the cells that can be reached from `cell` in one pace, with what each costs. */
function paces(lattice: Lattice, grade: number, jumps: ReadonlyMap<number, readonly number[]>): (cell: number) => [number, number][] {
  const step = lattice.land.agent.step_m;
  return (cell) => {
    const place = placeOf(lattice, cell);
    const column = Math.floor(place.x / CELL_M);
    const row = Math.floor(place.z / CELL_M);
    const out: [number, number][] = [];
    lattice.layers.forEach((layer, index) => {
      const offset = lattice.offset[index] ?? 0;
      if (index !== place.surface) {
        for (const [i, j] of [[0, 0], ...ROUND] as const) {
          const other = cellAt(layer, column + i, row + j);
          if (other >= 0 && Math.abs((layer.height[other] ?? 0) - place.y) <= step) out.push([offset + other, Math.hypot(i, j) * CELL_M + 0.05]);
        }
        return;
      }
      for (const [i, j] of ROUND) {
        const other = cellAt(layer, column + i, row + j);
        if (other < 0) continue;
        const long = Math.hypot(i, j) * CELL_M;
        const rise = Math.abs((layer.height[other] ?? 0) - place.y);
        if (rise > grade * long + 0.005) continue;
        if (i && j && (cellAt(layer, column + i, row) < 0 || cellAt(layer, column, row + j) < 0)) continue;
        out.push([offset + other, long + 2 * rise]);
      }
    });
    for (const jump of jumps.get(cell) ?? []) out.push([jump, 4]);
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
  const long = Math.hypot(b.x - a.x, b.z - a.z);
  const steps = Math.max(Math.ceil(long / (CELL_M / 2)), 1);
  let before = a.y;
  for (let i = 1; i <= steps; i += 1) {
    const x = a.x + ((b.x - a.x) * i) / steps;
    const z = a.z + ((b.z - a.z) * i) / steps;
    const cell = cellAt(layer, Math.floor(x / CELL_M), Math.floor(z / CELL_M));
    if (cell < 0) return false;
    const y = layer.height[cell] ?? 0;
    if (Math.abs(y - before) > grade * CELL_M * 1.5 + 0.01) return false;
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
