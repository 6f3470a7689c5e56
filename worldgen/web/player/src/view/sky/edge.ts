/** The four edges of the ground, read from the file's own mesh. */
import { Mesh, type Object3D, Vector3 } from "three";
import { underRole } from "../about.ts";

/** x, y, z, red, green, blue. */
export type Rim = [number, number, number, number, number, number];
type Spot = [number, number, number, number, number]; // along, y, red, green, blue

function gather(root: Object3D, half: number): Spot[][] {
  const sides: Spot[][] = [[], [], [], []];
  const place = new Vector3();
  root.updateMatrixWorld(true);
  root.traverse((node) => {
    if (!(node instanceof Mesh) || !underRole(node, "ground")) return;
    const { position, color, normal } = node.geometry.attributes;
    for (let i = 0; i < position.count; i += 1) {
      if (normal.getY(i) < 0.3) continue;
      place.fromBufferAttribute(position, i).applyMatrix4(node.matrixWorld);
      const each = [[place.z, -half, place.x], [place.x, half, place.z], [place.z, half, place.x], [place.x, -half, place.z]] as const;
      each.forEach(([across, edge, along], side) => {
        if (Math.abs(across - edge) < 0.1) sides[side]?.push([along, place.y, color.getX(i), color.getY(i), color.getZ(i)]);
      });
    }
  });
  return sides;
}

function between(points: readonly Spot[], along: number): Spot {
  let i = points.findIndex((point) => point[0] >= along);
  i = i < 0 ? points.length - 1 : i;
  const found = points[i] ?? [along, -8, 0, 0, 0];
  const before = points[Math.max(i - 1, 0)] ?? found;
  const share = found[0] === before[0] ? 1 : Math.min(Math.max((along - before[0]) / (found[0] - before[0]), 0), 1);
  return before.map((part, j) => part + ((found[j] ?? 0) - part) * share) as Spot;
}

/** Return points along the four edges of the ground with their colour, going around. */
export function edgeOf(root: Object3D, size: number, steps = 65): Rim[] {
  const half = size / 2;
  const walk = gather(root, half).map((points, side) => {
    points.sort((a, b) => a[0] - b[0]);
    return Array.from({ length: steps }, (_, k): Rim => {
      const along = -half + (size * k) / (steps - 1);
      const value = between(points, along);
      const [x, z] = ([[along, -half], [half, along], [along, half], [-half, along]] as const)[side] ?? [0, 0];
      return [x, value[1], z, value[2], value[3], value[4]];
    });
  });
  const [north = [], east = [], south = [], west = []] = walk;
  return [...north, ...east, ...south.reverse(), ...west.reverse()];
}
