/** Noise by position, the same as worldgen/preview/grain.py draws it, so that a page and a preview agree. */
import { BufferGeometry, Color, Float32BufferAttribute } from "three";

/** Return a number in 0..1 for a whole column and row. */
export function hashed(column: number, row: number): number {
  let bits = (Math.imul(column, 0x1b873593) + Math.imul(row, 0x2545f491)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39) >>> 0;
  return ((bits ^ (bits >>> 15)) & 0xffffff) / 0xffffff;
}

/** Return smooth value noise in 0..1, one value a unit cell. */
export function patches(x: number, z: number): number {
  const column = Math.floor(x);
  const row = Math.floor(z);
  const ease = (value: number): number => value * value * (3 - 2 * value);
  const u = ease(x - column);
  const v = ease(z - row);
  const mix = (a: number, b: number, share: number): number => a + (b - a) * share;
  const top = mix(hashed(column, row), hashed(column + 1, row), u);
  return mix(top, mix(hashed(column, row + 1), hashed(column + 1, row + 1), u), v);
}

/** Return the smooth step of `value` from `low` to `high`. */
export function step(low: number, high: number, value: number): number {
  const share = Math.min(Math.max((value - low) / (high - low), 0), 1);
  return share * share * (3 - 2 * share);
}

/** Return the linear RGB of a colour. */
export function linear(hex: string): number[] {
  return new Color(hex).toArray();
}

/** Return the list between `a` and `b`. */
export function mixed(a: readonly number[], b: readonly number[], share: number): number[] {
  return a.map((part, i) => part + ((b[i] ?? part) - part) * share);
}

/** Triangles being gathered: three numbers a corner each. */
export interface Corners {
  readonly position: number[];
  readonly normal: number[];
  readonly color: number[];
}

/** Return the geometry of gathered triangles. */
export function geometryOf(out: Corners): BufferGeometry {
  const geometry = new BufferGeometry();
  for (const name of ["position", "normal", "color"] as const) {
    geometry.setAttribute(name, new Float32BufferAttribute(out[name], 3));
  }
  return geometry;
}
