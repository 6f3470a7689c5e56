/** Where one can stand: sheets over sheets, water, heat and solids together. */
import type { Agent, Portal } from "../about.ts";
import type { Solids } from "./solids.ts";
import type { Surface } from "./surface.ts";

export const STEEPEST_RAD = (35 * Math.PI) / 180;
const STEP_M = 0.15; // who cannot take so high a step takes no stairs
const SLACK_M = 0.02;

export interface Land {
  readonly agent: Agent;
  readonly surfaces: readonly Surface[];
  readonly portals: readonly Portal[];
  readonly solids: Solids;
  readonly water: Surface | null;
  /** Lava and what else burns. */
  readonly hot: Surface | null;
  readonly half: number;
}

export interface Footing {
  /** Index of the surface stood on. */
  readonly surface: number;
  readonly height: number;
  readonly up: number;
}

/** Return whether a sheet is a flight of stairs or a ramp for one who can take steps: its slope is no hindrance. */
export function isStair(land: Land, surface: Surface | undefined): boolean {
  return surface?.kind === "ramp" || (surface?.kind === "stairs" && land.agent.step_m >= STEP_M);
}

/** Return the highest ground at (x, z) that a foot at height `y` reaches by a step up or down, or null. */
export function footing(land: Land, x: number, z: number, y: number): Footing | null {
  const reach = land.agent.step_m + SLACK_M;
  let best: Footing | null = null;
  land.surfaces.forEach((surface, index) => {
    const foot = surface.at(x, z, y + reach);
    if (!foot || foot.height < y - reach) return;
    if (!best || foot.height > best.height) best = { surface: index, ...foot };
  });
  return best;
}

/** Return how deep the water is over ground of `height` at (x, z); negative where it is dry. */
export function depth(land: Land, x: number, z: number, height: number): number {
  const level = land.water?.at(x, z, height + 40);
  return level ? level.height - height : -Infinity;
}

/** Return whether ground bears a foot there: level enough, shallow enough, not hot, with headroom. */
export function bears(land: Land, x: number, z: number, foot: Footing): boolean {
  const { agent } = land;
  const edge = land.half - agent.radius_m;
  if (Math.abs(x) > edge || Math.abs(z) > edge) return false;
  const steep = foot.up < Math.cos(STEEPEST_RAD);
  if (steep && !isStair(land, land.surfaces[foot.surface])) return false;
  if (depth(land, x, z, foot.height) > agent.wade_m) return false;
  const fire = land.hot?.at(x, z, foot.height + agent.height_m);
  if (fire && fire.height > foot.height - 1) return false;
  return headroom(land, x, z, foot.height);
}

function headroom(land: Land, x: number, z: number, height: number): boolean {
  const { step_m, height_m } = land.agent;
  return !land.surfaces.some((surface) => {
    const roof = surface.at(x, z, height + height_m);
    return roof !== null && roof.height > height + step_m + SLACK_M;
  });
}

/** Return whether a body has room there; `slim` makes it narrower. */
export function free(land: Land, x: number, z: number, height: number, slim = 1): boolean {
  const { step_m, height_m, radius_m } = land.agent;
  return !land.solids.blocked(x, z, height + step_m, height + height_m, radius_m * slim);
}
