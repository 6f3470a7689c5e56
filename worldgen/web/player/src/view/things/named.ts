/** The things of a world that have a name, and where they are. */
import { Box3, InstancedMesh, Matrix4, Mesh, type Object3D, Vector3 } from "three";
import type { Named } from "../../doorway.ts";
import { aboutNode, inLanguage, type NodeAbout } from "../about.ts";
import type { Loaded } from "../file/load.ts";

export interface Thing extends Named {
  readonly node: Object3D;
  /** What its meshes fill in the world; of an area or a station, its middle alone. */
  readonly box: Box3;
  /** Of an area: how far it reaches. */
  readonly radius: number;
}

const UNSEEN = ["group", "ground", "base", "water", "spawn", "view", "collider", "surface", "instances", "batch"];

/** The triangles of merged meshes that belong to one thing. */
export interface Share {
  readonly mesh: Mesh;
  readonly feature: number;
}

/** Return the name of the feature at a vertex of a merged mesh, or undefined. */
export function featureOf(mesh: Mesh, vertex: number, features: readonly string[]): string | undefined {
  const ids = mesh.geometry.getAttribute("_feature_id_0");
  return ids ? features[Math.round(ids.getX(vertex))] : undefined;
}

/** Return for each feature name its shares of merged meshes, and the box of them in the world. */
export function sharesOf({ root, about }: Loaded): Map<string, { shares: Share[]; box: Box3 }> {
  const found = new Map<string, { shares: Share[]; box: Box3 }>();
  const place = new Vector3();
  const features = about.features ?? [];
  root.traverse((node) => {
    if (!(node instanceof Mesh)) return;
    const ids = node.geometry.getAttribute("_feature_id_0");
    if (!ids) return;
    const position = node.geometry.getAttribute("position");
    const here = new Set<number>();
    for (let i = 0; i < position.count; i += 1) {
      const feature = Math.round(ids.getX(i));
      const name = features[feature];
      if (name === undefined) continue;
      let row = found.get(name);
      if (!row) found.set(name, (row = { shares: [], box: new Box3() }));
      row.box.expandByPoint(place.fromBufferAttribute(position, i).applyMatrix4(node.matrixWorld));
      if (here.has(feature)) continue;
      here.add(feature);
      row.shares.push({ mesh: node, feature });
    }
  });
  return found;
}

function ownBox(node: Object3D): Box3 {
  const box = new Box3();
  const one = new Box3();
  const matrix = new Matrix4();
  node.traverse((child) => {
    const said = aboutNode(child) as NodeAbout & { box_m?: readonly [readonly number[], readonly number[]] };
    if (said.box_m) {
      const [low, high] = said.box_m;
      box.union(one.set(new Vector3(...low), new Vector3(...high)));
    } else if (child instanceof Mesh && !(child instanceof InstancedMesh)) {
      child.geometry.computeBoundingBox();
      if (child.geometry.boundingBox) box.union(one.copy(child.geometry.boundingBox).applyMatrix4(matrix.copy(child.matrixWorld)));
    }
  });
  return box;
}

/** Return the named things of a file, in its order, in the learner's language. */
export function thingsOf(loaded: Loaded, language: string, shares: ReadonlyMap<string, { box: Box3 }>): Thing[] {
  const found: Thing[] = [];
  loaded.root.traverse((node) => {
    const { id, role = "thing", label, facts } = aboutNode(node);
    const words = inLanguage(label, language, loaded.about.language);
    if (id === undefined || words === undefined || UNSEEN.includes(role)) return;
    const radius = role === "area" ? Number(facts?.["radius_m"] ?? 0) : 0;
    const box = role === "area" || role === "station" ? new Box3() : ownBox(node);
    const merged = shares.get(id);
    if (merged) box.union(merged.box);
    if (box.isEmpty()) box.expandByPoint(node.getWorldPosition(new Vector3()));
    found.push({ id, label: words, role, node, box, radius });
  });
  return found;
}

const STOREY_M = 2.4;

/** Return the smallest area whose circle holds the point, or null; a room holds only what is on its storey. */
export function areaAt(things: readonly Thing[], at: Vector3): Thing | null {
  let best: Thing | null = null;
  for (const thing of things) {
    if (thing.role !== "area" || Math.hypot(at.x - thing.box.min.x, at.z - thing.box.min.z) > thing.radius) continue;
    const room = aboutNode(thing.node).facts?.["kind"] === "room";
    if (room && (at.y < thing.box.min.y - 0.3 || at.y > thing.box.min.y + STOREY_M)) continue;
    if (!best || thing.radius < best.radius) best = thing;
  }
  return best;
}

/** Return the point at which one looks to see a thing: a little above its middle. */
export function middleOf(thing: Thing): Vector3 {
  return thing.box.getCenter(new Vector3());
}
