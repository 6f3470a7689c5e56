/** The keyboard's way from thing to thing: those near and ahead first, around the person. */
import type { Vec3 } from "../../doorway.ts";
import { middleOf, type Thing } from "./named.ts";

const REACH_M = 45;

/** Return the things within reach, from the one straight ahead around to the right. */
export function aroundPerson(things: readonly Thing[], at: Vec3, yaw: number): Thing[] {
  const turned = things.flatMap((thing) => {
    if (thing.role === "area" || thing.role === "plant" || thing.role === "rock" || !thing.node.visible) return [];
    const middle = middleOf(thing);
    const [dx, dz] = [middle.x - at[0], middle.z - at[2]];
    if (Math.hypot(dx, dz) > REACH_M) return [];
    const turn = Math.atan2(dx, -dz) + yaw;
    return [{ thing, turn: ((turn % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI) }];
  });
  return turned.sort((a, b) => a.turn - b.turn || (a.thing.id < b.thing.id ? -1 : 1)).map(({ thing }) => thing);
}

/** Return the next thing after `now` in that order, or the one before it. */
export function nextThing(things: readonly Thing[], now: string | null, back: boolean): Thing | null {
  if (!things.length) return null;
  const place = things.findIndex((thing) => thing.id === now);
  const next = place < 0 ? (back ? things.length - 1 : 0) : (place + (back ? -1 : 1) + things.length) % things.length;
  return things[next] ?? null;
}
