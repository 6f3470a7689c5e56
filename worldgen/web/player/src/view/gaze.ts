/** Turning the eye to a thing: at once under reduced motion, else in a moment. */
import { Vector3 } from "three";
import type { Walker } from "./walker.ts";

/** Return yaw and tilt of the gaze from an eye to a point. */
export function gazeTo(eye: Vector3, at: Vector3): [number, number] {
  const way = at.clone().sub(eye);
  return [Math.atan2(-way.x, -way.z), Math.atan2(way.y, Math.max(Math.hypot(way.x, way.z), 1e-6))];
}

/** Return the turn from one angle to another, the short way round. */
export function shortTurn(from: number, to: number): number {
  return ((((to - from + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
}

export class Gaze {
  #to: Vector3 | null = null;
  readonly #walker: Walker;
  readonly #eye_m: number;

  constructor(walker: Walker, eye_m: number) {
    this.#walker = walker;
    this.#eye_m = eye_m;
  }

  /** Look at a point, or freely. */
  at(point: Vector3 | null): void {
    this.#to = point;
  }

  /** Turn a part of the way; returns whether the gaze moved. */
  step(seconds: number, atOnce: boolean): boolean {
    if (!this.#to) return false;
    const walker = this.#walker;
    const eye = new Vector3(walker.place.x, walker.eyeHeight + this.#eye_m, walker.place.z);
    const [yaw, tilt] = gazeTo(eye, this.#to);
    const share = atOnce ? 1 : Math.min(1, 5 * seconds);
    const [turn, rise] = [shortTurn(walker.yaw, yaw), Math.min(Math.max(tilt, -1.2), 1.2) - walker.tilt];
    walker.yaw += turn * share;
    walker.tilt += rise * share;
    if (Math.abs(turn) + Math.abs(rise) < 0.01) this.#to = null;
    return true;
  }
}
