/** The way to a station drawn on the ground: a row of chevrons ahead of the person. */
import { BufferGeometry, Float32BufferAttribute, InstancedMesh, Matrix4, MeshBasicMaterial, Vector3, DoubleSide } from "three";
import type { Station } from "./things/stations.ts";
import type { Land } from "./walk/land.ts";
import { move, placeAt, type Place } from "./walk/move.ts";
import { wayBetween } from "./walk/way.ts";
import type { Walker } from "./walker.ts";

const APART_M = 1.7;
const MOST = 40;
const ASTRAY_M = 7;
const AHEAD_M = 3.5;
const THERE_M = 0.3;

function chevron(): BufferGeometry {
  const geometry = new BufferGeometry();
  const points = [0, 0, -0.42, -0.36, 0, 0.06, -0.36, 0, 0.34, 0, 0, -0.14, 0.36, 0, 0.34, 0.36, 0, 0.06];
  geometry.setAttribute("position", new Float32BufferAttribute(points, 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5]);
  return geometry;
}

/** Return points about every `apart` metres along a way, at the height of the ground, and one at each of its corners. */
export function strung(way: readonly Place[], apart: number): Vector3[] {
  const out: Vector3[] = [];
  let last = way[0];
  way.forEach((to, i) => {
    if (!last || i === 0) return;
    const long = Math.hypot(to.x - last.x, to.z - last.z);
    const next = way[i + 1];
    if (long < apart / 3 && next && !carries(last, to) && !carries(to, next)) return;
    const parts = Math.max(Math.round(long / apart), 1);
    for (let part = 1; part <= parts; part += 1) {
      const share = part / parts;
      out.push(new Vector3(last.x + (to.x - last.x) * share, last.y + (to.y - last.y) * share, last.z + (to.z - last.z) * share));
    }
    last = to;
  });
  return out;
}

/** Return whether a lift carries one from the one place to the other. */
const carries = (a: Place, b: Place): boolean => Math.abs(a.y - b.y) > 1 && Math.hypot(a.x - b.x, a.z - b.z) < 1;

/** Return how many of the first `points` one who stands there has passed: all before one that is reached straight ahead. */
export function passed(land: Land, points: readonly Vector3[], from: Place): number {
  const near = (at: { x: number; y: number; z: number }, to: Vector3): boolean => Math.hypot(at.x - to.x, at.z - to.z) < THERE_M && Math.abs(at.y - to.y) < 1;
  const reached = (point: Vector3): boolean => {
    const [dx, dz] = [point.x - from.x, point.z - from.z];
    return Math.hypot(dx, dz) < AHEAD_M && near(move(land, from, dx, dz), point);
  };
  const ahead = points.slice(0, 4).reduce((last, point, i) => (reached(point) ? i : last), 0);
  return ahead === 0 && points[0] && near(from, points[0]) ? 1 : ahead;
}

export class Guide {
  readonly mesh = new InstancedMesh(chevron(), new MeshBasicMaterial({ color: "#fff3b0", side: DoubleSide, transparent: true, opacity: 0.92, depthWrite: false, fog: false, toneMapped: false }), MOST);
  readonly #walker: Walker;
  #to: Station | null = null;
  #points: Vector3[] = [];

  constructor(walker: Walker) {
    this.#walker = walker;
    this.mesh.frustumCulled = false;
    this.mesh.count = 0;
    this.mesh.renderOrder = 4;
    this.mesh.raycast = () => undefined;
  }

  /** Points still to pass; empty where no way is shown or there is none. */
  get points(): readonly Vector3[] {
    return this.#points;
  }

  /** Show the way to a station, or none. */
  to(station: Station | null): void {
    this.#to = station;
    this.#points = [];
    if (station) this.#find(station);
    this.#lay();
  }

  /** Let go of what was passed; find a new way for one who strays. Returns whether the picture changed. */
  follow(): boolean {
    if (!this.#to || !this.#points.length) return false;
    const { x, z } = this.#walker.place;
    const behind = passed(this.#walker.land, this.#points, this.#walker.place);
    if (behind > 0) this.#points.splice(0, behind);
    else if (this.#points.slice(0, 12).every((point) => Math.hypot(point.x - x, point.z - z) > ASTRAY_M)) this.#find(this.#to);
    else return false;
    this.#lay();
    return true;
  }

  #find(station: Station): void {
    const to = placeAt(this.#walker.land, station.at.x, station.at.z, station.at.y);
    const way = to && wayBetween(this.#walker.lattice, this.#walker.place, to);
    this.#points = way ? strung([this.#walker.place, ...way], APART_M) : [];
  }

  #lay(): void {
    const some = this.#points.slice(0, MOST);
    const { land, place } = this.#walker;
    const matrix = new Matrix4();
    some.forEach((point, i) => {
      const next = this.#points[i + 1] ?? point;
      const turn = next === point ? 0 : Math.atan2(-(next.x - point.x), -(next.z - point.z));
      const y = Math.max(point.y, placeAt(land, point.x, point.z, point.y)?.y ?? place.y) + 0.14;
      this.mesh.setMatrixAt(i, matrix.makeRotationY(turn).setPosition(point.x, y, point.z));
    });
    this.mesh.count = some.length;
    this.mesh.instanceMatrix.needsUpdate = true;
  }
}
