/** How much is drawn: tiers, and the choice among them by measured frame time. */
import { type DirectionalLight, type WebGLRenderer } from "three";
import type { Crowd } from "../file/split.ts";
import { sharpen } from "./sun.ts";

export interface Tier {
  readonly name: "low" | "medium" | "high";
  /** Pixels of the picture for each CSS pixel, at most the screen's own. */
  readonly ratio: number;
  readonly shadow_px: number;
  /** How far grass, flowers and pebbles are drawn. */
  readonly low_m: number;
}

export const TIERS: readonly Tier[] = [
  { name: "low", ratio: 0.66, shadow_px: 1024, low_m: 35 },
  { name: "medium", ratio: 1, shadow_px: 2048, low_m: 80 },
  { name: "high", ratio: 2, shadow_px: 4096, low_m: 220 },
];

const FRAMES = 24;
const SLOW_MS = 36;
const QUICK_MS = 14;

/** Return the middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The choice of a tier: down when frames are slow; up when they are quick, but never back to one that was slow. */
export class Pace {
  #tier: number;
  #most = TIERS.length - 1;
  #frames: number[] = [];

  constructor(tier = 1) {
    this.#tier = tier;
  }

  get tier(): number {
    return this.#tier;
  }

  /** Note a frame; returns whether the tier changed. */
  frame(ms: number): boolean {
    this.#frames.push(Math.min(ms, 400));
    if (this.#frames.length < FRAMES) return false;
    const middle = median(this.#frames);
    this.#frames = [];
    const before = this.#tier;
    if (middle > SLOW_MS && this.#tier > 0) {
      this.#tier -= 1;
      this.#most = this.#tier;
    } else if (middle < QUICK_MS && this.#tier < this.#most) this.#tier += 1;
    return this.#tier !== before;
  }
}

/** Return whether the picture is drawn by the processor alone. */
export function isSoftware(renderer: WebGLRenderer): boolean {
  const context = renderer.getContext();
  const known = context.getExtension("WEBGL_debug_renderer_info");
  return known !== null && /swiftshader|llvmpipe|software|basic render/i.test(String(context.getParameter(known.UNMASKED_RENDERER_WEBGL)));
}

/** Draw by a tier. */
export function drawBy(tier: Tier, renderer: WebGLRenderer, sun: DirectionalLight | null): void {
  renderer.setPixelRatio(Math.min(tier.ratio, tier.ratio < 1 ? tier.ratio : devicePixelRatio));
  if (!sun || sun.shadow.mapSize.x === tier.shadow_px) return;
  sharpen(sun, tier.shadow_px);
  renderer.shadowMap.needsUpdate = true;
}

/** Draw only those low copies that are near the eye. */
export function thin(crowds: readonly Crowd[], x: number, z: number, tier: Tier): void {
  for (const { mesh, low } of crowds) {
    const sphere = mesh.boundingSphere;
    if (!low || !sphere) continue;
    const centre = sphere.center.clone().applyMatrix4(mesh.matrixWorld);
    mesh.visible = Math.hypot(centre.x - x, centre.z - z) - sphere.radius * mesh.matrixWorld.getMaxScaleOnAxis() < tier.low_m;
  }
}
