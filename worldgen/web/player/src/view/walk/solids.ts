/** Boxes and upright cylinders that stop a walker, found by place. */

export interface Block {
  readonly shape: "box" | "cylinder";
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Half sizes; a cylinder's radius is the first. */
  readonly half: readonly [number, number, number];
  readonly yaw: number;
  /** Id of the thing it belongs to, so that it goes when the thing goes. */
  readonly owner: string;
}

const CELL_M = 4;
const key = (column: number, row: number): number => (column + 4096) * 8192 + (row + 4096);

export class Solids {
  readonly #cells = new Map<number, Block[]>();
  readonly #gone = new Set<string>();

  constructor(blocks: Iterable<Block>, reach: number) {
    for (const block of blocks) {
      const far = Math.hypot(block.half[0], block.half[2]) + reach;
      for (let column = Math.floor((block.x - far) / CELL_M); column <= Math.floor((block.x + far) / CELL_M); column += 1) {
        for (let row = Math.floor((block.z - far) / CELL_M); row <= Math.floor((block.z + far) / CELL_M); row += 1) {
          const at = key(column, row);
          const list = this.#cells.get(at);
          if (list) list.push(block);
          else this.#cells.set(at, [block]);
        }
      }
    }
  }

  /** Take the solids of a thing away, or put them back. */
  keep(owner: string, there: boolean): void {
    if (there) this.#gone.delete(owner);
    else this.#gone.add(owner);
  }

  /** Return where a body of `radius` between heights `low` and `high` stands when it is pushed out of all solids. */
  push(x: number, z: number, low: number, high: number, radius: number): [number, number] {
    let [px, pz] = [x, z];
    for (let turn = 0; turn < 3; turn += 1) {
      let moved = false;
      for (const block of this.#at(px, pz)) {
        const out = this.#touching(block, px, pz, low, high, radius);
        if (!out) continue;
        [px, pz] = [px + out[0], pz + out[1]];
        moved = true;
      }
      if (!moved) break;
    }
    return [px, pz];
  }

  /** Return whether a body there touches a solid, by more than a millimetre. */
  blocked(x: number, z: number, low: number, high: number, radius: number): boolean {
    return this.#at(x, z).some((block) => this.#touching(block, x, z, low, high, radius - 1e-3) !== null);
  }

  #at(x: number, z: number): readonly Block[] {
    return this.#cells.get(key(Math.floor(x / CELL_M), Math.floor(z / CELL_M))) ?? [];
  }

  #touching(block: Block, x: number, z: number, low: number, high: number, radius: number): [number, number] | null {
    if (block.y + block.half[1] <= low || block.y - block.half[1] >= high) return null;
    if (this.#gone.size && this.#gone.has(block.owner)) return null;
    return block.shape === "cylinder" ? outOfCylinder(block, x, z, radius) : outOfBox(block, x, z, radius);
  }
}

function outOfCylinder(block: Block, x: number, z: number, radius: number): [number, number] | null {
  const [dx, dz] = [x - block.x, z - block.z];
  const away = Math.hypot(dx, dz);
  const most = block.half[0] + radius;
  if (away >= most) return null;
  const by = (most - away) / Math.max(away, 1e-6);
  return away < 1e-6 ? [most, 0] : [dx * by, dz * by];
}

function outOfBox(block: Block, x: number, z: number, radius: number): [number, number] | null {
  const [cos, sin] = [Math.cos(block.yaw), Math.sin(block.yaw)];
  const [dx, dz] = [x - block.x, z - block.z];
  const along = cos * dx - sin * dz;
  const across = sin * dx + cos * dz;
  const [hx, , hz] = block.half;
  const gapX = Math.abs(along) - hx;
  const gapZ = Math.abs(across) - hz;
  if (gapX >= radius || gapZ >= radius) return null;
  let [outX, outZ] = [0, 0];
  if (gapX > 0 && gapZ > 0) {
    const corner = Math.hypot(gapX, gapZ);
    if (corner >= radius) return null;
    const by = (radius - corner) / corner;
    [outX, outZ] = [Math.sign(along) * gapX * by, Math.sign(across) * gapZ * by];
  } else if (gapX > gapZ) outX = (along < 0 ? -1 : 1) * (radius - gapX);
  else outZ = (across < 0 ? -1 : 1) * (radius - gapZ);
  return [cos * outX + sin * outZ, -sin * outX + cos * outZ];
}
