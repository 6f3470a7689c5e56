/** Stations: where they are, how one looks from them, and the posts that show them in the world. */
import { CanvasTexture, Color, CylinderGeometry, Group, Mesh, MeshBasicMaterial, type Object3D, Quaternion, RingGeometry, Sprite, SpriteMaterial, SRGBColorSpace, Vector3, Euler } from "three";
import { aboutNode } from "../about.ts";
import type { Thing } from "./named.ts";

export const AT_M = 3;
export const AWAY_M = 5;
const NEARER_M = 0.5;

export interface Station {
  readonly id: string;
  readonly label: string;
  readonly at: Vector3;
  readonly yaw: number;
  readonly tilt: number;
}

/** Return the stations among the things, with the gaze of their cameras. */
export function stationsOf(root: Object3D, things: readonly Thing[]): Station[] {
  const gaze = new Map<string, Euler>();
  root.traverse((node) => {
    const { id = "" } = aboutNode(node);
    if (!id.endsWith(".camera")) return;
    const turned = node.getWorldQuaternion(new Quaternion());
    gaze.set(id.slice(0, -".camera".length), new Euler().setFromQuaternion(turned, "YXZ"));
  });
  return things
    .filter(({ role }) => role === "station")
    .map(({ id, label, node }) => ({ id, label, at: node.getWorldPosition(new Vector3()), yaw: gaze.get(id)?.y ?? 0, tilt: gaze.get(id)?.x ?? 0 }));
}

/** Return the station at which one is who was at `now`: it is left later than it is entered, or for one that is nearer. */
export function stationAt(stations: readonly Station[], x: number, y: number, z: number, now: string | null): string | null {
  let [best, least, own]: [string | null, number, number] = [null, AT_M, Infinity];
  for (const { id, at } of stations) {
    const away = Math.hypot(at.x - x, at.z - z, 1.5 * (at.y - y));
    if (id === now) own = away;
    if (away < least) [best, least] = [id, away];
  }
  return own < AWAY_M && own < least + NEARER_M ? now : best;
}

const CLOSE_M = 4.5;

/** Return whether things stand so near before a station that one does not see them whole from it. */
export function crowded(things: Iterable<Thing>, { at, yaw }: Station): boolean {
  for (const { role, box } of things) {
    const [dx, dz] = [(box.min.x + box.max.x) / 2 - at.x, (box.min.z + box.max.z) / 2 - at.z];
    const far = Math.hypot(dx, dz);
    const ahead = -dx * Math.sin(yaw) - dz * Math.cos(yaw);
    if (role === "thing" && ahead > 0.4 && far < CLOSE_M && ahead > 0.5 * far) return true;
  }
  return false;
}

const FONT = '600 44px system-ui, sans-serif, "Lesson arabic", "Lesson devanagari", "Lesson chinese"'; // as in style.css

function plate(text: string, open: boolean): CanvasTexture {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const said = open ? text : `🔒 ${text}`;
  if (pen) {
    pen.font = FONT;
    canvas.width = Math.min(Math.ceil(pen.measureText(said).width) + 56, 700);
    canvas.height = 84;
    pen.beginPath();
    pen.roundRect(3, 3, canvas.width - 6, 78, 26);
    pen.fillStyle = open ? "#fffaf0" : "#cfd2d6";
    pen.fill();
    pen.lineWidth = 5;
    pen.strokeStyle = open ? "#0f6b78" : "#6b7280";
    pen.stroke();
    pen.fillStyle = open ? "#12333a" : "#40464f";
    pen.font = FONT;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(said, canvas.width / 2, 44, canvas.width - 30);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  return texture;
}

interface Post {
  readonly station: Station;
  readonly group: Group;
  readonly plate: Sprite;
  readonly ring: Mesh<RingGeometry, MeshBasicMaterial>;
  /** Whether it stands in a house: its plate then keeps below the ceiling, and is seen on its own storey alone. */
  readonly indoors: boolean;
}

const ALOFT_M = 2.3;
const STOREY_M = 1.8; // one who is so far above or below is on another storey

/** The posts: a ring on the ground and a plate with the name, which fades where one stands. */
export class Posts {
  readonly group = new Group();
  readonly #posts: Post[];
  #open: ReadonlySet<string>;

  constructor(stations: readonly Station[], indoors: (station: Station) => boolean) {
    this.#open = new Set(stations.map(({ id }) => id));
    this.#posts = stations.map((station) => this.#post(station, indoors(station)));
  }

  /** Show which stations are open. */
  open(ids: Iterable<string>): void {
    this.#open = new Set(ids);
    for (const { station, plate: sign, ring } of this.#posts) this.#paint(station, sign, ring);
  }

  /** Let go of plates near the eye, which would hang before what there is to see, and of those on other storeys. */
  see(x: number, y: number, z: number, now: string | null): void {
    for (const { station, group, plate: sign, indoors } of this.#posts) {
      const away = Math.hypot(station.at.x - x, station.at.z - z);
      group.visible = station.id !== now && !(indoors && Math.abs(station.at.y - y) > STOREY_M);
      sign.material.opacity = Math.min(Math.max((away - (indoors ? 2 : 4)) / (indoors ? 2 : 4), 0), 1);
      const size = indoors ? 0.4 : Math.min(Math.max(away * 0.05, 0.7), 4.5);
      sign.scale.set(size * (sign.userData["wide"] as number), size, 1);
      sign.position.y = (indoors ? 1.7 : ALOFT_M) + size * 0.6;
    }
  }

  #paint(station: Station, sign: Sprite, ring: Mesh<RingGeometry, MeshBasicMaterial>): void {
    const open = this.#open.has(station.id);
    sign.material.map?.dispose();
    sign.material.map = plate(station.label, open);
    const { width, height } = sign.material.map.image as HTMLCanvasElement;
    sign.userData["wide"] = width / height;
    ring.material.color = new Color(open ? "#ffd98a" : "#9aa0a6");
  }

  #post(station: Station, indoors: boolean): Post {
    const group = new Group();
    const material = new MeshBasicMaterial({ transparent: true, opacity: 0.75, depthWrite: false, fog: false, toneMapped: false });
    const ring = new Mesh(new RingGeometry(0.85, 1.05, 40), material);
    ring.rotation.x = -Math.PI / 2;
    ring.position.y = 0.12;
    const high = indoors ? 1.7 : 2.2;
    const beam = new Mesh(new CylinderGeometry(0.03, 0.03, high, 6), material);
    beam.position.y = high / 2 + 0.1;
    const sign = new Sprite(new SpriteMaterial({ transparent: true, depthWrite: false, fog: false, toneMapped: false }));
    sign.renderOrder = 15;
    this.#paint(station, sign, ring);
    group.position.copy(station.at);
    group.add(ring, beam, sign);
    group.traverse((node) => {
      node.raycast = () => undefined;
    });
    this.group.add(group);
    return { station, group, plate: sign, ring, indoors };
  }
}
