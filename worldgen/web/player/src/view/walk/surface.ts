/** One walkable sheet of triangles, found by place through a uniform grid. */

export interface Foot {
  readonly height: number;
  /** Upward part of the triangle's unit normal. */
  readonly up: number;
}

export const CELL_M = 2;

export class Surface {
  readonly id: string;
  readonly kind: string;
  readonly west: number;
  readonly north: number;
  readonly columns: number;
  readonly rows: number;
  readonly #corner: Float64Array; // nine numbers a triangle
  readonly #start: Uint32Array; // of each cell, into #triangle
  readonly #triangle: Uint32Array;

  /** `corner` holds nine numbers a triangle, metres in the world. */
  constructor(id: string, kind: string, corner: ArrayLike<number>) {
    this.id = id;
    this.kind = kind;
    this.#corner = Float64Array.from(corner);
    const box = bounds(this.#corner);
    this.west = box.west;
    this.north = box.north;
    this.columns = Math.max(Math.ceil((box.east - box.west) / CELL_M), 1);
    this.rows = Math.max(Math.ceil((box.south - box.north) / CELL_M), 1);
    const count = new Uint32Array(this.columns * this.rows + 1);
    this.#each((cell) => {
      count[cell + 1] = (count[cell + 1] ?? 0) + 1;
    });
    for (let i = 1; i < count.length; i += 1) count[i] = (count[i] ?? 0) + (count[i - 1] ?? 0);
    this.#start = count.slice();
    this.#triangle = new Uint32Array(count[count.length - 1] ?? 0);
    this.#each((cell, triangle) => {
      const at = count[cell] ?? 0;
      this.#triangle[at] = triangle;
      count[cell] = at + 1;
    });
  }

  get triangles(): number {
    return this.#corner.length / 9;
  }

  /** Return the highest ground at (x, z) that is not above `most`, or null. */
  at(x: number, z: number, most = Infinity): Foot | null {
    const column = Math.floor((x - this.west) / CELL_M);
    const row = Math.floor((z - this.north) / CELL_M);
    const inside = column >= -1e-9 && row >= 0 && column <= this.columns && row <= this.rows;
    if (!inside) return null;
    const cell = Math.min(row, this.rows - 1) * this.columns + Math.min(column, this.columns - 1);
    let height = -Infinity;
    let best = -1;
    for (let i = this.#start[cell] ?? 0; i < (this.#start[cell + 1] ?? 0); i += 1) {
      const triangle = this.#triangle[i] ?? 0;
      const found = this.#height(triangle, x, z);
      if (found > height && found <= most) [height, best] = [found, triangle];
    }
    return best < 0 ? null : { height, up: this.#up(best) };
  }

  #each(visit: (cell: number, triangle: number) => void): void {
    const c = this.#corner;
    const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most - 1);
    for (let i = 0; i < c.length; i += 9) {
      const [ax = 0, az = 0, bx = 0, bz = 0, dx = 0, dz = 0] = [c[i], c[i + 2], c[i + 3], c[i + 5], c[i + 6], c[i + 8]];
      const left = clamp(Math.floor((Math.min(ax, bx, dx) - this.west) / CELL_M), this.columns);
      const right = clamp(Math.floor((Math.max(ax, bx, dx) - this.west) / CELL_M), this.columns);
      const top = clamp(Math.floor((Math.min(az, bz, dz) - this.north) / CELL_M), this.rows);
      const low = clamp(Math.floor((Math.max(az, bz, dz) - this.north) / CELL_M), this.rows);
      for (let row = top; row <= low; row += 1) for (let column = left; column <= right; column += 1) visit(row * this.columns + column, i / 9);
    }
  }

  #height(triangle: number, x: number, z: number): number {
    const c = this.#corner;
    const i = triangle * 9;
    const [ax = 0, ay = 0, az = 0] = [c[i], c[i + 1], c[i + 2]];
    const [ux, uz] = [(c[i + 3] ?? 0) - ax, (c[i + 5] ?? 0) - az];
    const [vx, vz] = [(c[i + 6] ?? 0) - ax, (c[i + 8] ?? 0) - az];
    const area = ux * vz - uz * vx;
    if (Math.abs(area) < 1e-12) return -Infinity;
    const s = ((x - ax) * vz - (z - az) * vx) / area;
    const t = (ux * (z - az) - uz * (x - ax)) / area;
    if (s < -1e-6 || t < -1e-6 || s + t > 1 + 1e-6) return -Infinity;
    return ay + s * ((c[i + 4] ?? 0) - ay) + t * ((c[i + 7] ?? 0) - ay);
  }

  #up(triangle: number): number {
    const c = this.#corner;
    const i = triangle * 9;
    const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, dx = 0, dy = 0, dz = 0] = c.subarray(i, i + 9);
    const nx = (by - ay) * (dz - az) - (bz - az) * (dy - ay);
    const ny = (bz - az) * (dx - ax) - (bx - ax) * (dz - az);
    const nz = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
    return Math.abs(ny) / Math.max(Math.hypot(nx, ny, nz), 1e-12);
  }
}

function bounds(corner: Float64Array): { west: number; east: number; north: number; south: number } {
  const box = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  for (let i = 0; i < corner.length; i += 3) {
    const [x = 0, z = 0] = [corner[i], corner[i + 2]];
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.north = Math.min(box.north, z);
    box.south = Math.max(box.south, z);
  }
  return corner.length ? box : { west: 0, east: 0, north: 0, south: 0 };
}
