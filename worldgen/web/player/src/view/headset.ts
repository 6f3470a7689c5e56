/** A headset: point at the ground and press to go there, push the stick aside to turn by a step, point at a thing to choose it. */
import { BufferGeometry, Float32BufferAttribute, type Group, Line, LineBasicMaterial, Mesh, MeshBasicMaterial, Quaternion, RingGeometry, Vector3 } from "three";
import type { Stage } from "./look/stage.ts";
import type { Hit, Picker } from "./things/pick.ts";
import { bears, footing, free } from "./walk/land.ts";
import { type Place, placeAt } from "./walk/move.ts";
import type { Walker } from "./walker.ts";

const SNAP_RAD = Math.PI / 6;
const FAR_M = 25;

interface Doings {
  readonly stage: Stage;
  readonly walker: Walker;
  readonly picker: Picker;
  choose(hit: Hit): void;
  changed(): void;
}

interface Controller {
  readonly ray: Group;
  readonly source: { current: XRInputSource | null };
  pushed: boolean;
}

/** Return the place on which a ray lands that one may be carried to, or null. */
function landing({ walker, picker }: Doings, ray: Group): { place: Place | null; hit: Hit | null } {
  const origin = ray.getWorldPosition(new Vector3());
  const way = new Vector3(0, 0, -1).applyQuaternion(ray.getWorldQuaternion(new Quaternion()));
  const hit = picker.along(origin, way);
  if (!hit || origin.distanceTo(hit.at) > FAR_M) return { place: null, hit };
  const { land } = walker;
  const place = placeAt(land, hit.at.x, hit.at.z, hit.at.y);
  const foot = place && Math.abs(place.y - hit.at.y) < 0.6 ? footing(land, place.x, place.z, place.y) : null;
  const good = place && foot && bears(land, place.x, place.z, foot) && free(land, place.x, place.z, foot.height);
  return { place: good ? place : null, hit };
}

export class Headset {
  readonly #do: Doings;
  readonly #controllers: Controller[] = [];
  readonly #mark = new Mesh(new RingGeometry(0.3, 0.4, 32), new MeshBasicMaterial({ color: "#7fe7ff", transparent: true, opacity: 0.9, depthTest: false, fog: false, toneMapped: false }));

  constructor(doings: Doings) {
    this.#do = doings;
    this.#mark.rotation.x = -Math.PI / 2;
    this.#mark.visible = false;
    this.#mark.renderOrder = 19;
    this.#mark.raycast = () => undefined;
    doings.stage.scene.add(this.#mark);
  }

  /** Return whether there is a headset. */
  static async offered(): Promise<boolean> {
    return (await navigator.xr?.isSessionSupported("immersive-vr").catch(() => false)) ?? false;
  }

  /** Begin; call it from a press of a button. Resolves when the session has begun. */
  async enter(): Promise<void> {
    const { xr } = this.#do.stage.renderer;
    if (!navigator.xr || xr.isPresenting) return;
    const session = await navigator.xr.requestSession("immersive-vr", { optionalFeatures: ["local-floor", "bounded-floor"] });
    xr.enabled = true;
    xr.setReferenceSpaceType("local-floor");
    await xr.setSession(session);
    if (!this.#controllers.length) for (const index of [0, 1]) this.#controllers.push(this.#controller(index));
    const { falling } = this.#do.stage.dressed;
    if (falling) falling.visible = false;
    session.addEventListener("end", () => {
      xr.enabled = false;
      if (falling) falling.visible = true;
      this.#mark.visible = false;
      this.#do.changed();
    });
  }

  /** Turn by steps, and show where one would land. */
  step(): void {
    const { walker } = this.#do;
    let seen = false;
    for (const controller of this.#controllers) {
      const axes = controller.source.current?.gamepad?.axes ?? [];
      const aside = axes[2] || axes[0] || 0;
      if (Math.abs(aside) < 0.4) controller.pushed = false;
      else if (Math.abs(aside) > 0.7 && !controller.pushed) {
        controller.pushed = true;
        walker.yaw -= Math.sign(aside) * SNAP_RAD;
      }
      if (seen || !controller.source.current) continue;
      const { place } = landing(this.#do, controller.ray);
      this.#mark.visible = place !== null;
      if (place) this.#mark.position.set(place.x, place.y + 0.06, place.z);
      seen = place !== null;
    }
  }

  #controller(index: number): Controller {
    const { stage } = this.#do;
    const ray = stage.renderer.xr.getController(index);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new Float32BufferAttribute([0, 0, 0, 0, 0, -6], 3));
    const line = new Line(geometry, new LineBasicMaterial({ color: "#ffffff", transparent: true, opacity: 0.5, fog: false }));
    line.raycast = () => undefined;
    ray.add(line);
    stage.rig.add(ray);
    const source: Controller["source"] = { current: null };
    ray.addEventListener("connected", (event) => void (source.current = (event as unknown as { data: XRInputSource }).data));
    ray.addEventListener("disconnected", () => void (source.current = null));
    ray.addEventListener("select", () => this.#select(ray));
    return { ray, source, pushed: false };
  }

  #select(ray: Group): void {
    const { place, hit } = landing(this.#do, ray);
    if (hit && !hit.bare && hit.thing) this.#do.choose(hit);
    else if (place) this.#do.walker.stand(place);
    else if (hit) this.#do.choose(hit);
  }
}
