/** What lies between two points: distance, height and slope. */
import type { Measured, Vec3 } from "../../doorway.ts";

/** Return the measure from one point to another. */
export function measured(from: Vec3, to: Vec3): Measured {
  const [dx, dy, dz] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const flat = Math.hypot(dx, dz);
  return { from, to, distance: Math.hypot(flat, dy), height: dy, slope: flat || dy ? Math.atan2(dy, flat) : 0 };
}
