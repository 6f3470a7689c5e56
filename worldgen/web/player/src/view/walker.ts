/** The person in the world: where they stand and look, and how they move. */
import type { Stance, Vec3 } from "../doorway.ts";
import type { Intent } from "./input/intent.ts";
import type { Land } from "./walk/land.ts";
import { type Lattice, latticeOf } from "./walk/lattice.ts";
import { carried, type Lift, liftsOf } from "./walk/lifts.ts";
import { canMove, move, type Place, placeAt } from "./walk/move.ts";
import { reach, rescue } from "./walk/way.ts";

const TILT_MOST = 1.35;
const TURN_RAD_S = 1.7;
const FAST = 2;
const STUCK_S = 1.2;

export class Walker {
  readonly land: Land;
  place: Place;
  yaw = 0;
  tilt = 0;
  /** Eye's height, which follows the ground smoothly. */
  eyeHeight: number;
  readonly #home: Place;
  readonly #lifts: readonly Lift[];
  #lattice: Lattice | null = null;
  #reached: Uint8Array | null = null;
  #inLift = false;
  #stuck = 0;

  constructor(land: Land, spawn: Vec3, yaw: number) {
    this.land = land;
    this.#home = placeAt(land, spawn[0], spawn[2], spawn[1]) ?? { x: spawn[0], y: spawn[1], z: spawn[2], surface: 0 };
    this.place = this.#home;
    this.yaw = yaw;
    this.eyeHeight = this.place.y;
    this.#lifts = liftsOf(land);
  }

  get lattice(): Lattice {
    return (this.#lattice ??= latticeOf(this.land));
  }

  get surface(): string {
    return this.land.surfaces[this.place.surface]?.id ?? "ground";
  }

  /** Move as wanted for `seconds`; returns whether anything changed. */
  step(intent: Intent, seconds: number, speed: number): boolean {
    const before = [this.place, this.yaw, this.tilt] as const;
    this.yaw += intent.turn + intent.turning * TURN_RAD_S * seconds;
    this.tilt = Math.min(Math.max(this.tilt + intent.tilt + intent.tilting * TURN_RAD_S * 0.6 * seconds, -TILT_MOST), TILT_MOST);
    const far = speed * (intent.fast ? FAST : 1) * seconds;
    if (intent.ahead || intent.aside) this.#walk(intent.ahead * far, intent.aside * far, seconds);
    this.#ease(seconds);
    return before[0] !== this.place || before[1] !== this.yaw || before[2] !== this.tilt || this.eyeHeight !== this.place.y;
  }

  /** Stand there, whatever was before. */
  stand(place: Place, yaw = this.yaw, tilt = this.tilt): void {
    [this.place, this.yaw, this.tilt] = [place, yaw, tilt];
    this.eyeHeight = place.y;
    this.#stuck = 0;
    this.#inLift = carried(this.#lifts, place) !== null;
  }

  /** Step back so far, or as far as there is room, without turning. */
  back(far: number): void {
    this.place = move(this.land, this.place, Math.sin(this.yaw) * far, Math.cos(this.yaw) * far);
    this.eyeHeight = this.place.y;
  }

  /** Return the stance, and take one back; a place that is no longer there becomes the nearest that is. */
  stance(): Stance {
    return { position: [this.place.x, this.place.y, this.place.z], yaw: this.yaw, pitch: this.tilt, surface: this.surface };
  }

  restore(stance: Stance): void {
    const [x, y, z] = stance.position;
    this.stand(placeAt(this.land, x, z, y, stance.surface) ?? this.#home, stance.yaw, stance.pitch);
  }

  #walk(ahead: number, aside: number, seconds: number): void {
    const [sin, cos] = [Math.sin(this.yaw), Math.cos(this.yaw)];
    const before = this.place;
    this.place = move(this.land, before, -sin * ahead + cos * aside, -cos * ahead - sin * aside);
    const still = Math.hypot(this.place.x - before.x, this.place.z - before.z) < 1e-3;
    this.#stuck = still ? this.#stuck + seconds : 0;
    if (this.#stuck > STUCK_S) this.#free();
    this.#ride();
  }

  #ride(): void {
    const there = this.#lifts.length ? carried(this.#lifts, this.place) : null;
    if (there && !this.#inLift) this.stand(there);
    this.#inLift = there !== null;
  }

  /** One who cannot make a pace in any direction is set down on the nearest ground from which one can. */
  #free(): void {
    this.#stuck = 0;
    if (canMove(this.land, this.place)) return;
    this.#reached ??= reach(this.lattice, this.#home);
    this.stand(rescue(this.lattice, this.#reached, this.place) ?? this.#home);
  }

  #ease(seconds: number): void {
    const gap = this.place.y - this.eyeHeight;
    const near = Math.abs(gap) < 0.004 || Math.abs(gap) > 2;
    this.eyeHeight = near ? this.place.y : this.eyeHeight + gap * Math.min(1, 14 * seconds);
  }
}
