/** One pace: forward as far as ground, water and walls allow, sliding along what stops it. */
import { bears, type Footing, footing, free, isStair, type Land } from "./land.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Index of the surface stood on. */
  readonly surface: number;
}

const PACE_M = 0.15;
const RISE_M = 0.2; // of a pace on stairs, where the head comes up beside the railing of the floor above
const STEEP = 1.2; // most rise a metre of pace, beyond a step
const TURNS = [0, 0.35, -0.35, 0.7, -0.7, 1.05, -1.05, 1.35, -1.35];

function stand(land: Land, x: number, z: number, from: Place): Place | null {
  const { step_m, height_m, radius_m } = land.agent;
  const rises = isStair(land, land.surfaces[from.surface]) ? RISE_M : 0;
  const [px, pz] = land.solids.push(x, z, from.y + step_m, from.y + height_m + rises, radius_m);
  const foot = footing(land, px, pz, from.y);
  if (!foot || !bears(land, px, pz, foot) || !free(land, px, pz, foot.height)) return null;
  return climbs(from, px, pz, foot) ? { x: px, y: foot.height, z: pz, surface: foot.surface } : null;
}

function climbs(from: Place, x: number, z: number, foot: Footing): boolean {
  const pace = Math.hypot(x - from.x, z - from.z);
  return foot.surface !== from.surface || Math.abs(foot.height - from.y) <= STEEP * pace + 0.05;
}

/** Return where one stands after moving by (dx, dz) metres from `from`. */
export function move(land: Land, from: Place, dx: number, dz: number): Place {
  const whole = Math.hypot(dx, dz);
  const paces = Math.ceil(whole / PACE_M);
  let at = from;
  for (let i = 0; i < paces; i += 1) {
    const next = pace(land, at, dx / paces, dz / paces);
    if (!next) break;
    at = next;
  }
  return at;
}

function pace(land: Land, at: Place, dx: number, dz: number): Place | null {
  for (const turn of TURNS) {
    const share = Math.cos(turn);
    const [cos, sin] = [Math.cos(turn) * share, Math.sin(turn) * share];
    const found = stand(land, at.x + dx * cos - dz * sin, at.z + dx * sin + dz * cos, at);
    if (found && (found.x - at.x) * dx + (found.z - at.z) * dz > -1e-9) return found;
  }
  return null;
}

/** Return whether one can make a pace in at least one of eight directions. */
export function canMove(land: Land, at: Place): boolean {
  for (let i = 0; i < 8; i += 1) {
    const turn = (Math.PI * i) / 4;
    const there = move(land, at, 0.4 * Math.cos(turn), 0.4 * Math.sin(turn));
    if (Math.hypot(there.x - at.x, there.z - at.z) > 0.1) return true;
  }
  return false;
}

/** Return the place at (x, z) on the surface of that name, or on the nearest sheet to height `y`. */
export function placeAt(land: Land, x: number, z: number, y: number, surface?: string): Place | null {
  let best: Place | null = null;
  land.surfaces.forEach((sheet, index) => {
    if (surface !== undefined && sheet.id !== surface) return;
    const foot = sheet.at(x, z, y + 0.5) ?? sheet.at(x, z);
    if (foot && (!best || Math.abs(foot.height - y) < Math.abs(best.y - y))) best = { x, y: foot.height, z, surface: index };
  });
  return best ?? (surface === undefined ? null : placeAt(land, x, z, y));
}
