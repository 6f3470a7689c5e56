/** Heaps of cloud around a world, drawn as worldgen/preview/clouds.py draws them. */
import { type BufferGeometry, Vector3 } from "three";
import { type Corners, geometryOf, hashed, linear, mixed } from "./patches.ts";

type Three = [number, number, number];
const RINGS = [[7.2, 0.28, 0.62, 4, 26], [6.2, 0.25, 0.5, 6, 18], [3.0, 1.15, 0.66, 3, 13]] as const;
const PUFFS = 9;

function ball(): Three[] {
  const rows = 7;
  const columns = 12;
  const at = (i: number, j: number): Three => {
    const polar = (Math.PI * i) / rows;
    const turn = (2 * Math.PI * j) / columns;
    return [Math.sin(polar) * Math.sin(turn), Math.cos(polar), Math.sin(polar) * Math.cos(turn)];
  };
  const corners: Three[] = [];
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      const [a, b, c, d] = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
      corners.push(a, b, c, a, c, d);
    }
  }
  return corners;
}

/** Return the balls of one heap: how far across, how large, how high, how far inward. */
function puffsOf(draw: readonly number[], wide: number): [number, number, number, number][] {
  const drawn = (i: number): number => draw[i] ?? 0;
  const lean = 0.5 * (drawn(40) - 0.5);
  const puffs: [number, number, number, number][] = [];
  for (let i = 0; i < PUFFS; i += 1) {
    const across = -1 + (2 * i) / (PUFFS - 1) + 0.16 * (drawn(i) - 0.5);
    const dome = Math.max(1 - (across - lean) ** 2 / (1 + Math.abs(lean)), 0.05);
    const radius = wide * (0.075 + 0.125 * dome) * (0.72 + 0.6 * drawn(9 + i));
    const lift = radius * (0.35 + 0.25 * drawn(18 + i)) + wide * 0.02 * dome;
    puffs.push([across * 0.5, radius, lift, 0.1 * (drawn(41 + i) - 0.5) * wide]);
  }
  for (const [i, [at, size]] of ([[-0.3, 0.135], [0.02, 0.175], [0.27, 0.125]] as const).entries()) {
    const across = at + lean * 0.5 + 0.12 * (drawn(27 + i) - 0.5);
    const radius = wide * size * (0.75 + 0.5 * drawn(30 + i));
    puffs.push([across * 0.5, radius, wide * (0.13 + 0.08 * drawn(33 + i)), 0.05 * (drawn(36 + i) - 0.5) * wide]);
  }
  return puffs;
}

function heap(out: Corners, middle: Three, along: Three, wide: number, draw: readonly number[], unit: readonly Three[]): void {
  const inwards = new Vector3().crossVectors(new Vector3(...along), new Vector3(0, 1, 0));
  const base = linear("#e3eaf7");
  const crown = linear("#ffffff");
  const whole = new Vector3();
  const normal = new Vector3();
  for (const [across, radius, lift, inward] of puffsOf(draw, wide)) {
    const x0 = middle[0] + across * wide * along[0] + inward * inwards.x;
    const y0 = middle[1] + across * wide * along[1] + lift + inward * inwards.y;
    const z0 = middle[2] + across * wide * along[2] + inward * inwards.z;
    for (const [wx, wy, wz] of unit) {
      const x = x0 + wx * radius;
      const z = z0 + wz * radius;
      let y = y0 + wy * radius * 0.86;
      const under = y < middle[1];
      if (under) y = middle[1] - 0.1 * (middle[1] - y);
      whole.set((x - middle[0]) / (wide * 0.5), (y - middle[1] - 0.05 * wide) / (wide * 0.26), (z - middle[2]) / (wide * 0.5)).normalize();
      normal.set(wx, wy, wz).multiplyScalar(0.62).addScaledVector(whole, 0.38);
      if (under) normal.y = Math.min(normal.y, -0.55);
      normal.normalize();
      out.position.push(x, y, z);
      out.normal.push(normal.x, normal.y, normal.z);
      out.color.push(...mixed(base, crown, Math.min(Math.max((y - middle[1]) / (0.3 * wide), 0), 1) ** 0.8));
    }
  }
}

/** Return the geometry of the heaps of cloud that take about `share` of the sky. */
export function cloudGeometry(size: number, share: number): BufferGeometry {
  const out: Corners = { position: [], normal: [], color: [] };
  const unit = ball();
  RINGS.forEach(([far, high, wide, least, most], ring) => {
    const count = share > 0 ? Math.round(least + (most - least) * share) : 0;
    for (let place = 0; place < count; place += 1) {
      const draw = Array.from({ length: 64 }, (_, i) => hashed(i + 100 * place, 7 + 50 * ring));
      const [d0 = 0, d1 = 0, d2 = 0, d3 = 0] = draw;
      const turn = 2 * Math.PI * ((place * 0.618034 + 0.13 * ring + 0.04 * d0) % 1);
      const away = far * size * (0.9 + 0.25 * d1);
      const middle: Three = [away * Math.sin(turn), high * (0.85 + 0.5 * d2) * size, away * Math.cos(turn)];
      heap(out, middle, [Math.cos(turn), 0, -Math.sin(turn)], wide * size * (0.55 + 0.75 * d3), draw.slice(4), unit);
    }
  });
  return geometryOf(out);
}
