/** The triangles of one thing: taken out of merged meshes to be outlined, or hidden in them. */
import { BufferAttribute, BufferGeometry, Mesh, Vector3 } from "three";
import type { Share } from "./named.ts";

/** Return the triangles of a feature, in the frame of its mesh, with normals smoothed over shared corners. */
export function shapeOf({ mesh, feature }: Share): BufferGeometry {
  const { geometry } = mesh;
  const position = geometry.getAttribute("position");
  const ids = geometry.getAttribute("_feature_id_0");
  const index = geometry.index;
  const corner: number[] = [];
  const count = index?.count ?? position.count;
  const at = new Vector3();
  const joined = new Map<string, number>();
  const points: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const vertex = index ? index.getX(i) : i;
    if (Math.round(ids?.getX(vertex) ?? -1) !== feature) continue;
    at.fromBufferAttribute(position, vertex);
    const key = `${at.x.toFixed(4)},${at.y.toFixed(4)},${at.z.toFixed(4)}`;
    let place = joined.get(key);
    if (place === undefined) {
      place = points.length / 3;
      joined.set(key, place);
      points.push(at.x, at.y, at.z);
    }
    corner.push(place);
  }
  const shape = new BufferGeometry();
  shape.setAttribute("position", new BufferAttribute(new Float32Array(points), 3));
  shape.setIndex(corner);
  shape.computeVertexNormals();
  return shape;
}

/** Hide or show the triangles of a feature within its merged mesh; `whole` keeps the index as the file has it. */
export function showShare({ mesh, feature }: Share, visible: boolean, whole: Map<Mesh, Uint32Array>): void {
  const index = mesh.geometry.index;
  const ids = mesh.geometry.getAttribute("_feature_id_0");
  if (!index || !ids) return;
  let own = whole.get(mesh);
  if (!own) whole.set(mesh, (own = Uint32Array.from(index.array)));
  for (let i = 0; i < own.length; i += 3) {
    const first = own[i] ?? 0;
    if (Math.round(ids.getX(first)) !== feature) continue;
    for (let j = 0; j < 3; j += 1) index.setX(i + j, visible ? (own[i + j] ?? 0) : first);
  }
  index.needsUpdate = true;
}
