/** The walkable world of a file: its sheets, solids, water and heat. */
import { InstancedMesh, Matrix4, Mesh, type Object3D, Vector3 } from "three";
import { aboutNode, type NodeAbout, type Solid, underRole } from "../about.ts";
import type { Land } from "../walk/land.ts";
import { type Block, Solids } from "../walk/solids.ts";
import { Surface } from "../walk/surface.ts";
import type { Loaded } from "./load.ts";

function cornersOf(mesh: Mesh, out: number[]): void {
  const position = mesh.geometry.getAttribute("position");
  const index = mesh.geometry.index;
  const place = new Vector3();
  const count = index?.count ?? position.count;
  for (let i = 0; i < count; i += 1) {
    place.fromBufferAttribute(position, index ? index.getX(i) : i).applyMatrix4(mesh.matrixWorld);
    out.push(place.x, place.y, place.z);
  }
}

function sheet(root: Object3D, id: string, kind: string, takes: (about: NodeAbout, mesh: Mesh) => boolean): Surface | null {
  const corner: number[] = [];
  root.traverse((node) => {
    if (node instanceof Mesh && !(node instanceof InstancedMesh) && takes(aboutNode(node), node)) cornersOf(node, corner);
  });
  return corner.length ? new Surface(id, kind, corner) : null;
}

function named(about: NodeAbout, mesh: Mesh): string | undefined {
  if (about.of !== undefined || about.id !== undefined) return about.of ?? about.id;
  for (let at: Object3D | null = mesh; at; at = at.parent) {
    const { of, id } = aboutNode(at);
    if (of !== undefined || id !== undefined) return of ?? id;
  }
  return undefined;
}

function walkable(about: NodeAbout, mesh: Mesh): boolean {
  if (about.walkable) return true;
  for (let at: Object3D | null = mesh.parent; at; at = at.parent) if (aboutNode(at).walkable) return true;
  return false;
}

function surfacesOf(root: Object3D): Surface[] {
  const found: Surface[] = [];
  root.traverse((node) => {
    const { role, surface, kind = "ground", node: of, position_m: point, face } = aboutNode(node);
    if (role !== "surface" || surface === undefined) return;
    if (point && face) {
      const corner = face.flatMap((triangle) => triangle.flatMap((i) => [...(point[i] ?? [0, 0, 0])]));
      found.push(new Surface(surface, kind, corner));
      return;
    }
    const ground = sheet(root, surface, kind, (about, mesh) => walkable(about, mesh) && named(about, mesh) === of);
    if (ground) found.push(ground);
  });
  return found;
}

function placed(solid: Solid, matrix: Matrix4, owner: string): Block {
  const centre = new Vector3(...solid.centre_m).applyMatrix4(matrix);
  const e = matrix.elements;
  const wide = Math.hypot(e[0], e[1], e[2]);
  const high = Math.hypot(e[4], e[5], e[6]);
  const [hx, hy, hz] = solid.half_m;
  return {
    shape: solid.shape,
    x: centre.x,
    y: centre.y,
    z: centre.z,
    half: [hx * wide, hy * high, hz * wide],
    yaw: Math.atan2(-e[2], e[0]) + solid.yaw_rad,
    owner,
  };
}

function owner(node: Object3D): string {
  for (let at: Object3D | null = node; at; at = at.parent) {
    const { id } = aboutNode(at);
    if (id !== undefined) return id;
  }
  return "";
}

function blocksOf({ root, meshAbout }: Loaded): Block[] {
  const found: Block[] = [];
  const matrix = new Matrix4();
  root.traverse((node) => {
    const { role, collider } = aboutNode(node);
    if (role === "collider" && collider) {
      found.push(placed({ ...collider, centre_m: [0, 0, 0], yaw_rad: 0 }, node.matrixWorld, owner(node)));
    } else if (node instanceof InstancedMesh) {
      for (const solid of meshAbout(node).colliders ?? []) {
        for (let i = 0; i < node.count; i += 1) {
          node.getMatrixAt(i, matrix);
          found.push(placed(solid, matrix.premultiply(node.matrixWorld), owner(node)));
        }
      }
    }
  });
  return found;
}

/** Return the walkable world; call it before any mesh is repainted or split. */
export function landOf(loaded: Loaded): Land {
  const { root, about } = loaded;
  const material = (mesh: Mesh): string => (Array.isArray(mesh.material) ? "" : mesh.material.name);
  const hot = (mesh: Mesh): boolean => {
    for (let at: Object3D | null = mesh; at; at = at.parent) if (aboutNode(at).facts?.["hot"]) return true;
    return false;
  };
  return {
    agent: about.agent,
    surfaces: surfacesOf(root),
    portals: about.portals,
    solids: new Solids(blocksOf(loaded), about.agent.radius_m),
    water: sheet(root, "water", "water", (_, mesh) => underRole(mesh, "water") && material(mesh) === "water"),
    hot: sheet(root, "hot", "hot", (_, mesh) => hot(mesh)),
    half: about.size_m / 2,
  };
}
