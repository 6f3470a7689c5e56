/** Walking by itself to a place that was pointed at twice: for those who have one finger, or one switch. */
import type { Vector3 } from "three";
import { shortTurn } from "./gaze.ts";
import type { Intent } from "./input/intent.ts";
import { placeAt, type Place } from "./walk/move.ts";
import { wayBetween } from "./walk/way.ts";
import type { Walker } from "./walker.ts";

const NEAR_M = 0.3;
const AHEAD_RAD = 0.7; // one walks only when about so far turned to where one goes
const TURN = 2.5;

export class Errand {
  readonly #walker: Walker;
  #way: Place[] = [];

  constructor(walker: Walker) {
    this.#walker = walker;
  }

  /** Go to a point of the ground, if there is a way. */
  to(at: Vector3): void {
    const { land, place, lattice } = this.#walker;
    const end = placeAt(land, at.x, at.z, at.y);
    this.#way = (end && wayBetween(lattice, place, end)?.slice(1)) ?? [];
  }

  stop(): void {
    this.#way = [];
  }

  /** Add to what is wanted; returns whether one is under way. */
  want(intent: Intent, seconds: number): boolean {
    const { place, yaw } = this.#walker;
    while (this.#way[0] && Math.hypot(this.#way[0].x - place.x, this.#way[0].z - place.z) < NEAR_M) this.#way.shift();
    const next = this.#way[0];
    if (!next) return false;
    const turn = shortTurn(yaw, Math.atan2(-(next.x - place.x), -(next.z - place.z)));
    intent.turn += turn * Math.min(1, TURN * seconds);
    intent.ahead = Math.abs(turn) < AHEAD_RAD ? 1 : 0;
    return true;
  }
}
