/** The land that goes on past the world's edge, drawn as worldgen/preview/beyond.py draws it. */
import { type BufferGeometry, type Object3D, Vector3 } from "three";
import type { Environment } from "../about.ts";
import { edgeOf, type Rim } from "./edge.ts";
import { type Corners, geometryOf, linear, mixed, patches, step } from "./patches.ts";

const FEW = [0, 0.02, 0.06, 0.12, 0.2, 0.3, 0.42, 0.58, 0.78, 1.05, 1.4, 1.9, 2.6, 3.6, 5];
const MANY = [...FEW.slice(0, 7), ...Array.from({ length: 42 }, (_, i) => 0.5 + (5.7 * i) / 41)];
type Relief = [number, number[]];

interface Place {
  readonly x: number;
  readonly z: number;
  readonly share: number;
  readonly size: number;
  readonly mean: readonly number[];
}

function peaks({ x, z, share, size }: Place, hills: number, green: number[]): Relief {
  const swell = (side: number, at = 0): number => patches(x / (side * size) + at, z / (side * size) - at);
  const ridged = (side: number, at: number): number => 1 - Math.abs(2 * swell(side, at) - 1);
  const sharp = ridged(0.62, 3) + 0.45 * ridged(0.27, 9) + 0.2 * ridged(0.11, 1);
  const high = 0.25 * step(0.8, 2.6, share) * (0.6 + 0.4 * step(3.4, 5.2, share)) * Math.max(sharp - 0.52, 0);
  const rock = linear("#5f7396").map((part) => part * (0.75 + 0.5 * swell(0.09, 2)));
  const colour = mixed(green, rock, step(0.02, 0.07, high));
  return [0.7 * hills + size * high, mixed(colour, linear("#f4f8ff"), step(0.085, 0.11, high + 0.05 * (swell(0.08, 7) - 0.5)))];
}

function moors({ x, z, share, size }: Place, hills: number, green: number[]): Relief {
  const swell = (side: number, at = 0): number => patches(x / (side * size) + at, z / (side * size) - at);
  const ridged = (side: number, at: number): number => 1 - Math.abs(2 * swell(side, at) - 1);
  const back = Math.max(ridged(0.7, 4) - 0.55, 0) + 0.25 * Math.max(ridged(0.22, 2) - 0.6, 0);
  const high = (size * 0.13 * Math.min(share, 2.6) * back) / 2.6;
  const fine = 0.35 * swell(0.035, 9);
  let colour = mixed(green, linear("#b9bd7c"), 0.65 * step(0.58, 0.7, 0.65 * swell(0.13, 14) + fine));
  colour = mixed(colour, linear("#85627a"), 0.8 * step(0.5, 0.62, 0.65 * swell(0.19, 2) + fine));
  return [hills + high, mixed(colour, linear("#8f8a84"), step(0.36, 0.44, back + 0.2 * (swell(0.05, 5) - 0.5)))];
}

function relief(beyond: string, place: Place): Relief {
  const { x, z, share, size, mean } = place;
  const swell = (side: number, at = 0): number => patches(x / (side * size) + at, z / (side * size) - at);
  const mottled = (by: number): number => 1 - by / 2 + by * swell(0.12, 3);
  const hills = size * (0.03 * share ** 0.9 + 0.062 * Math.min(share, 3) * (swell(0.42, 11) + 0.3 * swell(0.15, 5) - 0.4));
  const green = mean.map((part, i) => part * ([0.72, 0.86, 0.86][i] ?? 1) * mottled(0.28));
  if (beyond === "peaks") return peaks(place, hills, green);
  if (beyond === "moors") return moors(place, hills, green);
  if (beyond === "dunes") {
    const wave = (0.86 * x + 0.5 * z) / (0.36 * size) + 1.5 * swell(0.55) + 0.25 * swell(0.2);
    const turn = wave - Math.floor(wave);
    const dune = (turn < 0.74 ? step(0, 1, turn / 0.74) : 1 - step(0, 1, (turn - 0.74) / 0.26)) * (0.45 + 0.8 * swell(0.3, 4));
    return [size * (0.015 + 0.04 * Math.min(share, 3)) * dune, mean.map((part) => part * mottled(0.1))];
  }
  if (beyond === "ice") {
    const crack = Math.max(1 - Math.abs(2 * swell(0.3, 6) - 1) - 0.86, 0) / 0.14;
    const white = mixed(mean, linear("#eef5fb"), 0.5).map((part) => part * mottled(0.08));
    return [size * (0.016 * crack * (0.4 + swell(0.05)) + 0.008 * swell(0.4, 3)), mixed(white, linear("#a9d4ea"), 0.55 * step(0.25, 0.9, crack))];
  }
  if (beyond === "hills") return [hills, green];
  return [size * 0.012 * Math.min(share, 2.5) * (swell(0.5, 2) - 0.35), mean.map((part) => part * mottled(0.24))];
}

/** Return the rows of points of the land beyond, the first along the edge itself; none where no edge is land. */
export function rowsBeyond(root: Object3D, env: Environment, size: number): Rim[][] {
  const edge = edgeOf(root, size);
  const beyond = env.beyond ?? "none";
  const level = env.sea_level_m;
  const count = edge.length;
  const ashore = level === undefined ? edge : edge.filter((point) => point[1] > level);
  if (!ashore.length) return [];
  const average = (j: number): number => ashore.reduce((sum, point) => sum + (point[j] ?? 0), 0) / ashore.length;
  const low = Math.max(average(1), (level ?? -1e3) + 2);
  const mean = [average(3), average(4), average(5)];
  let dry = edge.map((point) => (level === undefined ? 1 : step(-0.5, 1.5, point[1] - level)));
  for (let i = 0; i < 6 && level !== undefined; i += 1) {
    dry = dry.map((part, k) => ((dry[(k + count - 1) % count] ?? 0) + part + (dry[(k + 1) % count] ?? 0)) / 3);
  }
  const shares = ["peaks", "dunes", "ice", "moors"].includes(beyond) ? MANY : FEW;
  return shares.map((share) =>
    edge.map(([x0, y0, z0, red, green, blue], k): Rim => {
      const out = 1 + share + 0.2 * share * (size / 2 / Math.hypot(x0, z0) - 0.85);
      const x = x0 * out;
      const z = z0 * out;
      const [hill, colour] = relief(beyond, { x, z, share, size, mean });
      const eased = 1 / (1 + (share / 0.16) ** 2);
      let y = y0 * eased + Math.max(low + hill, low - 4) * (1 - eased);
      if (level !== undefined && share > 0) y = level - 9 + (y - level + 9) * Math.min((dry[k] ?? 0) * 1.2, 1);
      const [r = 0, g = 0, b = 0] = mixed([red, green, blue], colour, Math.min(share * 6, 1));
      return [x, y, z, r, g, b];
    }),
  );
}

/** Return the geometry of the land beyond, in flat triangles that are smoothed where they lie level. */
export function landGeometry(rows: readonly Rim[][]): BufferGeometry {
  const out: Corners = { position: [], normal: [], color: [] };
  const face = (corner: readonly Rim[]): void => {
    const [a, b, c] = corner.map((point) => new Vector3(point[0], point[1], point[2]));
    if (!a || !b || !c) return;
    const w = b.sub(a).cross(c.sub(a));
    if (w.lengthSq() < 1e-9) w.set(0, 1, 0);
    w.normalize().multiplyScalar(w.y < 0 ? -1 : 1);
    const steep = step(0.92, 0.7, w.y);
    w.multiplyScalar(0.35 + 0.6 * steep).add(new Vector3(0, 0.65 * (1 - steep), 0)).normalize();
    for (const point of corner) {
      out.position.push(point[0], point[1], point[2]);
      out.color.push(point[3], point[4], point[5]);
      out.normal.push(w.x, w.y, w.z);
    }
  };
  for (let i = 0; i + 1 < rows.length; i += 1) {
    const [inner = [], outer = []] = [rows[i], rows[i + 1]];
    for (let k = 0; k < inner.length; k += 1) {
      const next = (k + 1) % inner.length;
      const [a, b, c, d] = [inner[k], inner[next], outer[next], outer[k]];
      if (!a || !b || !c || !d) continue;
      face([a, b, c]);
      face([a, c, d]);
    }
  }
  return geometryOf(out);
}
