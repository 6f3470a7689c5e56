/** Small worlds to walk in. */
import type { Portal, Triple } from "../../src/view/about.ts";
import type { Land } from "../../src/view/walk/land.ts";
import type { Place } from "../../src/view/walk/move.ts";
import { type Block, Solids } from "../../src/view/walk/solids.ts";
import { Surface } from "../../src/view/walk/surface.ts";

export const AGENT = { radius_m: 0.35, height_m: 1.7, eye_m: 1.55, step_m: 0.3, max_slope_rad: 0.2094, wade_m: 0.25 };

/** Return a sheet over x, z in a rectangle, in squares of a metre, at the height of a function. */
export function sheet(id: string, [west, north, east, south]: readonly number[], height: (x: number, z: number) => number): Surface {
  const corner: number[] = [];
  for (let x = west!; x < east!; x += 1) {
    for (let z = north!; z < south!; z += 1) {
      const [a, b, c, d] = [[x, z], [x, z + 1], [x + 1, z + 1], [x + 1, z]] as const;
      for (const [px, pz] of [a, b, c, a, c, d]) corner.push(px, height(px, pz), pz);
    }
  }
  return new Surface(id, id === "ground" ? "ground" : "deck", corner);
}

export function land(surfaces: readonly Surface[], more: { blocks?: readonly Block[]; portals?: readonly Portal[]; water?: Surface; hot?: Surface } = {}): Land {
  return {
    agent: AGENT,
    surfaces,
    portals: more.portals ?? [],
    solids: new Solids(more.blocks ?? [], AGENT.radius_m),
    water: more.water ?? null,
    hot: more.hot ?? null,
    half: 50,
  };
}

export function box(x: number, y: number, z: number, half: Triple, yaw = 0, owner = ""): Block {
  return { shape: "box", x, y, z, half: [...half], yaw, owner };
}

export const at = (x: number, z: number, y = 0, surface = 0): Place => ({ x, y, z, surface });
