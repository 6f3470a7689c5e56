/** The way to a station drawn on the ground: a row of chevrons ahead of the person. */
import { BufferGeometry, Float32BufferAttribute, InstancedMesh, Matrix4, MeshBasicMaterial, Vector3, DoubleSide } from "three";
import type { Station } from "./things/stations.ts";
import { placeAt, type Place } from "./walk/move.ts";
import { wayBetween } from "./walk/way.ts";
import type { Walker } from "./walker.ts";

const APART_M = 1.7;
const MOST = 40;
const ASTRAY_M = 7;

function chevron(): BufferGeometry {
  const geometry = new BufferGeometry();
  const points = [0, 0, -0.42, -0.36, 0, 0.06, -0.36, 0, 0.34, 0, 0, -0.14, 0.36, 0, 0.34, 0.36, 0, 0.06];
  geometry.setAttribute("position", new Float32BufferAttribute(points, 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5]);
  return geometry;
}

/** Return points every `apart` metres along a way, at the height of the ground. */
export function strung(way: readonly Place[], apart: number): Vector3[] {
  const out: Vector3[] = [];
  let left = apart;
  for (let i = 0; i + 1 < way.length; i += 1) {
    const [a, b] = [way[i], way[i + 1]];
    if (!a || !b) continue;
    const long = Math.hypot(b.x - a.x, b.z - a.z);
    for (; left <= long; left += apart) {
      const share = left / long;
      out.push(new Vector3(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, a.z + (b.z - a.z) * share));
    }
    left -= long;
  }
  const last = way[way.length - 1];
  if (last) out.push(new Vector3(last.x, last.y, last.z));
  return out;
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
    const aways = this.#points.slice(0, 12).map((point) => Math.hypot(point.x - x, point.z - z));
    const least = Math.min(...aways);
    if (least > ASTRAY_M) this.#find(this.#to);
    else if (least < 1.2) this.#points.splice(0, aways.lastIndexOf(least) + 1);
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
