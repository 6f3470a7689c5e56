/** Great crowds of copies cut into squares, so that what is behind the eye or far away is not drawn. */
import { InstancedBufferAttribute, InstancedMesh, Matrix4, type Object3D, Vector3 } from "three";

const FEW = 40;
const LEAST = 24; // copies in a square on average: a square costs the graphics card a call, however few stand in it
const LOW_M = 1.6;

/** A square of copies; low ones are left out beyond a distance that quality says. */
export interface Crowd {
  readonly mesh: InstancedMesh;
  readonly low: boolean;
}

function highOf(mesh: InstancedMesh): number {
  mesh.geometry.computeBoundingBox();
  const matrix = new Matrix4();
  mesh.getMatrixAt(0, matrix);
  matrix.premultiply(mesh.matrixWorld);
  const box = mesh.geometry.boundingBox?.clone().applyMatrix4(matrix);
  return box ? box.max.y - box.min.y : 0;
}

function part(mesh: InstancedMesh, chosen: readonly number[]): InstancedMesh {
  const some = new InstancedMesh(mesh.geometry, mesh.material, chosen.length);
  const matrix = new Matrix4();
  chosen.forEach((from, to) => {
    mesh.getMatrixAt(from, matrix);
    some.setMatrixAt(to, matrix);
  });
  const colour = mesh.instanceColor;
  if (colour) {
    const wide = colour.itemSize;
    const array = colour.array.slice(0, chosen.length * wide);
    chosen.forEach((from, to) => array.set(colour.array.slice(from * wide, (from + 1) * wide), to * wide));
    some.instanceColor = new InstancedBufferAttribute(array, wide, colour.normalized);
  }
  some.userData = mesh.userData;
  some.name = mesh.name;
  some.castShadow = mesh.castShadow;
  some.receiveShadow = mesh.receiveShadow;
  some.computeBoundingSphere();
  return some;
}

/** Return the copies of a crowd by squares of `side` metres, or of its double until enough stand in each. */
function squaresOf(mesh: InstancedMesh, side: number): number[][] {
  const at = new Vector3();
  const matrix = new Matrix4();
  const squares = new Map<string, number[]>();
  for (let i = 0; i < mesh.count; i += 1) {
    mesh.getMatrixAt(i, matrix);
    at.setFromMatrixPosition(matrix).applyMatrix4(mesh.matrixWorld);
    const key = `${Math.floor(at.x / side)},${Math.floor(at.z / side)}`;
    const square = squares.get(key);
    if (square) square.push(i);
    else squares.set(key, [i]);
  }
  return squares.size > 1 && mesh.count < LEAST * squares.size ? squaresOf(mesh, 2 * side) : [...squares.values()];
}

/** Replace each crowd of `root` by squares of it; returns all of them. Crowds that move together stay whole. */
export function split(root: Object3D, moving: ReadonlySet<Object3D>): Crowd[] {
  const all: InstancedMesh[] = [];
  root.traverse((node) => {
    if (node instanceof InstancedMesh && !moving.has(node)) all.push(node);
  });
  return all.flatMap((mesh) => {
    const low = highOf(mesh) < LOW_M;
    if (mesh.count <= FEW) return [{ mesh, low }];
    const parts = squaresOf(mesh, low ? 32 : 64).map((chosen) => part(mesh, chosen));
    for (const some of parts) mesh.add(some);
    mesh.count = 0;
    return parts.map((some) => ({ mesh: some, low }));
  });
}
