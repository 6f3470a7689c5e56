/** Portals that carry: between sheets that lie further apart than a step. */
import type { Portal } from "../about.ts";
import type { Land } from "./land.ts";
import { type Place, placeAt } from "./move.ts";

export interface Lift {
  readonly portal: Portal;
  readonly a: Place;
  readonly b: Place;
}

/** Return the portals by which one is carried from one sheet to another, with both places. */
export function liftsOf(land: Land): Lift[] {
  return land.portals.flatMap((portal) => {
    const [x, y, z] = portal.centre_m;
    const end = portal.end_m ?? portal.centre_m;
    const a = placeAt(land, x, z, y, portal.a);
    const b = placeAt(land, end[0], end[2], end[1], portal.b);
    return a && b && a.surface !== b.surface && Math.abs(a.y - b.y) > land.agent.step_m + 0.05 ? [{ portal, a, b }] : [];
  });
}

/** Return where a lift carries one who has come to `at`, or null; of several storeys the next above, then the lowest. */
export function carried(lifts: readonly Lift[], at: Place): Place | null {
  const here = lifts.flatMap(({ portal, a, b }) => {
    const near = ({ x, z, surface }: Place): boolean => surface === at.surface && Math.hypot(at.x - x, at.z - z) < Math.min(portal.width_m / 2, 0.6);
    if (near(a)) return [b];
    return near(b) ? [a] : [];
  });
  const above = here.filter((place) => place.y > at.y).sort((p, q) => p.y - q.y);
  return above[0] ?? here.sort((p, q) => p.y - q.y)[0] ?? null;
}
