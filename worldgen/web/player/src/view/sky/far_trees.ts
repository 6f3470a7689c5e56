/** Trees on the land beyond the edge: cones in the colours of the world's own trees. */
import { type BufferGeometry, InstancedMesh, Mesh, type Object3D, Vector3 } from "three";
import { aboutNode, type Environment } from "../about.ts";
import type { Rim } from "./edge.ts";
import { type Corners, geometryOf, hashed, linear, mixed, patches } from "./patches.ts";

const MOST: Readonly<Record<string, number>> = { conifer: 9000, broadleaf: 5600, acacia: 900 };
/** x, y, z, height, shade. */
export type Far = [number, number, number, number, number];
/** A ring of flanks: sides, radius and height of its foot, radius and height of its top; a radius of 0 is a tip. */
type Ring = readonly [number, number, number, number, number];
interface Form {
  readonly crown: readonly Ring[];
  readonly trunk: Ring;
  readonly middle: number;
  /** Whether its normals are half way to those of a ball. */
  readonly round: boolean;
  readonly below: string;
  readonly above: string;
}
const BARK = "#6b5140";
const FORMS: Readonly<Record<string, Form>> = {
  conifer: { crown: [[6, 0.27, 0.08, 0, 0.74], [5, 0.185, 0.46, 0, 1]], trunk: [3, 0.04, 0, 0, 0.3], middle: 0, round: false, below: "#1e4f4a", above: "#5f9a60" },
  broadleaf: { crown: [[6, 0.27, 0.8, 0, 0.98], [6, 0.4, 0.5, 0.27, 0.8], [6, 0.4, 0.5, 0, 0.16]], trunk: [3, 0.05, 0, 0, 0.5], middle: 0.4, round: true, below: "#2a6b4c", above: "#8dbb58" },
  acacia: { crown: [[9, 0.62, 0.8, 0, 1], [9, 0.62, 0.8, 0, 0.7]], trunk: [4, 0.07, 0, 0, 0.86], middle: 0.6, round: false, below: "#4c6a3a", above: "#9aa858" },
};

/** Return the triangles of a ring of flanks. */
function flanks([sides, low, foot, high, top]: Ring): Vector3[][] {
  const on = (radius: number, height: number, k: number): Vector3 => new Vector3(radius * Math.sin((2 * Math.PI * k) / sides), height, radius * Math.cos((2 * Math.PI * k) / sides));
  return Array.from({ length: sides }, (_, k) => {
    const [a, b, c, d] = [on(low, foot, k), on(low, foot, k + 1), on(high, top, k + 1), on(high, top, k)];
    return high === 0 ? [[a, b, c]] : [[a, b, c], [a, c, d]];
  }).flat();
}

/** Return where trees stand on the rows of the land beyond. */
export function strewn(rows: readonly Rim[][], env: Environment, size: number): Far[] {
  const kind = env.beyond_trees ?? "none";
  const level = env.sea_level_m;
  const most = Math.round((MOST[kind] ?? 0) * Math.min(1, (size / 256) ** 2));
  const trees: Far[] = [];
  const count = rows[0]?.length ?? 0;
  const at = (row: number, column: number): Rim => rows[row]?.[column] ?? [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < most; i += 1) {
    const [u, v, w] = [hashed(i, 3), hashed(i, 13), hashed(i, 23)];
    const ring = (rows.length - 2.01) * u ** 1.15;
    const along = v * count;
    const low = Math.floor(ring);
    const left = Math.floor(along) % count;
    const right = (left + 1) % count;
    const inner = mixed(at(low, left), at(low, right), along % 1);
    const outer = mixed(at(low + 1, left), at(low + 1, right), along % 1);
    const [x = 0, y = 0, z = 0] = mixed(inner, outer, ring - low);
    if (patches(x / 48 + 3, z / 48) <= (kind === "acacia" ? 0.25 : 0.4)) continue;
    if (level !== undefined && y < level + 0.5) continue;
    trees.push([x, y, z, (6 + 5.5 * w) * (kind === "acacia" ? 0.8 : 1), 0.7 + 0.5 * w]);
  }
  return trees;
}

function tintOf(mesh: Mesh): number[] {
  const copies = mesh instanceof InstancedMesh ? mesh.instanceColor : null;
  if (!copies) return [1, 1, 1];
  const whole = copies.normalized ? (copies.array instanceof Uint16Array ? 65535 : 255) : 1;
  return [0, 1, 2].map((j) => {
    let sum = 0;
    for (let i = 0; i < copies.count; i += 1) sum += (copies.array[i * copies.itemSize + j] ?? 0) / whole;
    return sum / copies.count;
  });
}

/** Return the colours of a kind of tree, below and above, as the world's own of that kind have them in their season. */
export function canopyOf(root: Object3D, kind: string): [number[], number[]] {
  let found: [number[], number[]] | null = null;
  root.traverse((node) => {
    if (found || !(node instanceof Mesh) || !node.geometry.getAttribute("color")) return;
    if (!(aboutNode(node).model ?? "").includes(`plant.${kind}.`)) return;
    const { position, color } = node.geometry.attributes;
    const order = Array.from({ length: position.count }, (_, i) => i).sort((a, b) => position.getY(a) - position.getY(b));
    const tint = tintOf(node);
    const mean = (from: number, to: number): number[] => {
      const some = order.slice(Math.floor(from * order.length), Math.ceil(to * order.length));
      const part = (get: (i: number) => number): number => some.reduce((sum, i) => sum + get(i), 0) / some.length;
      return [part((i) => color.getX(i)), part((i) => color.getY(i)), part((i) => color.getZ(i))].map((value, j) => value * (tint[j] ?? 1));
    };
    found = [mean(0.3, 0.5), mean(0.8, 1)];
  });
  const form = FORMS[kind];
  return found ?? [linear(form?.below ?? "#2a6b4c"), linear(form?.above ?? "#8dbb58")];
}

/** Return all far trees as one mesh. */
export function treeGeometry(trees: readonly Far[], kind: string, canopy: readonly [number[], number[]]): BufferGeometry {
  const out: Corners = { position: [], normal: [], color: [] };
  const form = FORMS[kind];
  if (!form) return geometryOf(out);
  const crown = form.crown.flatMap(flanks);
  const height = crown.flat().map((point) => point.y);
  const [bottom, top] = [Math.min(...height), Math.max(...height)];
  const add = (corner: readonly Vector3[], middle: number, round: boolean, tint: (point: Vector3) => number[]): void => {
    const facing = corner.reduce((sum, point) => sum.addScaledVector(point, 1 / 3), new Vector3());
    facing.y -= middle;
    facing.normalize();
    const normal = corner.map((point) => (round ? new Vector3(point.x, point.y - middle, point.z).normalize().multiplyScalar(0.6).addScaledVector(facing, 0.4).normalize() : facing));
    const colour = corner.map(tint);
    for (const [x, y, z, tall, shade] of trees) {
      corner.forEach((point, j) => {
        out.position.push(x + point.x * tall, y + point.y * tall, z + point.z * tall);
        out.normal.push(...(normal[j] ?? facing).toArray());
        for (const part of colour[j] ?? []) out.color.push(part * shade);
      });
    }
  };
  for (const corner of crown) add(corner, form.middle, form.round, (point) => mixed(canopy[0], canopy[1], (point.y - bottom) / (top - bottom)));
  const bark = linear(BARK);
  for (const corner of flanks(form.trunk)) add(corner, 0, false, () => bark);
  return geometryOf(out);
}
