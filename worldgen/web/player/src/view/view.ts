/** The view: one frame after another, and what the lesson asks of it. */
import { type DirectionalLight, Vector2, Vector3 } from "three";
import type { Comfort, Measured, Named, Stance, Vec3, World, WorldEvents } from "../doorway.ts";
import { Events } from "./events.ts";
import { landOf } from "./file/land.ts";
import type { Loaded } from "./file/load.ts";
import { Gaze } from "./gaze.ts";
import { Guide } from "./guide.ts";
import { Headset } from "./headset.ts";
import { gamepad } from "./input/gamepad.ts";
import { type Hand, wanted } from "./input/intent.ts";
import { type Deed, keys } from "./input/keys.ts";
import { pointer } from "./input/pointer.ts";
import { Inside } from "./look/inside.ts";
import { drawBy, Pace, thin, TIERS, type Tier } from "./look/quality.ts";
import { aim, draw, fit, type Stage, stageOf } from "./look/stage.ts";
import { Measuring } from "./measuring.ts";
import { overview } from "./overview.ts";
import { aroundPerson, nextThing } from "./things/focus.ts";
import { Hidden } from "./things/hidden.ts";
import { middleOf, type Share, sharesOf, type Thing, thingsOf } from "./things/named.ts";
import { type How, Outlines } from "./things/outline.ts";
import { type Hit, Picker } from "./things/pick.ts";
import { Posts, type Station, stationAt, stationsOf } from "./things/stations.ts";
import { CLOCK } from "./sky/clock.ts";
import { placeAt } from "./walk/move.ts";
import { Walker } from "./walker.ts";

const LONGEST_S = 0.5;
const HOVER_MS = 120;
const BACK_M = 2.2; // from a station where things stand so near that one would not see them whole
const CLOSE_M = 4.5;
const UP_RAD = 0.34; // one who comes to a station sees the ground as well, however tall the thing is
type Renderer = Stage["renderer"];

function isSoftware(renderer: Renderer): boolean {
  const context = renderer.getContext();
  const known = context.getExtension("WEBGL_debug_renderer_info");
  return known !== null && /swiftshader|llvmpipe|software|basic render/i.test(String(context.getParameter(known.UNMASKED_RENDERER_WEBGL)));
}

export class View implements World {
  readonly things: readonly Named[];
  readonly stations: readonly Station[];
  readonly stage: Stage;
  readonly walker: Walker;
  readonly guides: Guide;
  readonly #all: ReadonlyMap<string, Thing>;
  readonly #shares: ReadonlyMap<string, { readonly shares: readonly Share[] }>;
  readonly #size_m: number;
  readonly #events = new Events();
  readonly #hands: Hand[];
  readonly #picker: Picker;
  readonly #hidden: Hidden;
  readonly #marks: Outlines;
  readonly #focusMark: Outlines;
  readonly #posts: Posts;
  readonly #measuring = new Measuring();
  readonly #gaze: Gaze;
  readonly #headset: Headset;
  readonly #inside: Inside;
  readonly #pace: Pace;
  #comfort: Comfort;
  #station: string | null = null;
  #focused: string | null = null;
  #hovered: string | null = null;
  #pointer: readonly [number, number] | null = null;
  #hoverTime = 0;
  #paused = false;
  #stale = true;
  #time = 0;
  #image: string | null = null;

  constructor(renderer: Renderer, loaded: Loaded, language: string, comfort: Comfort) {
    const { about, root } = loaded;
    const land = landOf(loaded);
    this.#shares = sharesOf(loaded);
    const things = thingsOf(loaded, language, this.#shares as ReturnType<typeof sharesOf>);
    this.things = things;
    this.#all = new Map(things.map((thing) => [thing.id, thing]));
    this.stations = stationsOf(root, things);
    this.#size_m = about.size_m;
    this.walker = new Walker(land, about.spawn.position_m, about.spawn.yaw_rad + Math.PI);
    this.stage = stageOf(renderer, loaded);
    this.#picker = new Picker(root, about.features ?? [], things);
    this.#hidden = new Hidden(this.#shares, land.solids);
    this.#marks = new Outlines(this.stage.scene, this.stage.size);
    this.#focusMark = new Outlines(this.stage.scene, this.stage.size);
    this.#posts = new Posts(this.stations);
    this.guides = new Guide(this.walker);
    this.#gaze = new Gaze(this.walker, about.agent.eye_m);
    this.stage.scene.add(this.#posts.group, this.guides.mesh, this.#measuring.group);
    this.#headset = new Headset({ stage: this.stage, walker: this.walker, picker: this.#picker, choose: (hit) => this.#chosen(hit), changed: () => this.#touch() });
    this.#inside = new Inside(renderer, this.stage.dressed);
    this.#pace = new Pace(isSoftware(renderer) ? 0 : 1);
    this.#comfort = comfort;
    this.#hands = this.#takeHands(renderer.domElement);
    this.comfort(comfort);
    this.#settle();
    renderer.setAnimationLoop((time) => this.#frame(time));
  }

  on<K extends keyof WorldEvents>(event: K, listener: WorldEvents[K]): () => void {
    const off = this.#events.on(event, listener);
    if (event === "station" && this.#station !== null) queueMicrotask(() => (listener as WorldEvents["station"])(this.#station));
    return off;
  }

  go(station: string): void {
    const found = this.stations.find(({ id }) => id === station);
    if (!found) return;
    const place = placeAt(this.walker.land, found.at.x, found.at.z, found.at.y);
    if (place) this.walker.stand(place, found.yaw, Math.min(Math.max(found.tilt, -0.5), UP_RAD));
    if (place && this.#isClose(found)) this.walker.back(BACK_M);
    this.#gaze.at(null);
    this.#moved();
  }

  #isClose({ at, yaw }: Station): boolean {
    return [...this.#all.values()].some(({ role, box }) => {
      const [dx, dz] = [(box.min.x + box.max.x) / 2 - at.x, (box.min.z + box.max.z) / 2 - at.z];
      const ahead = -dx * Math.sin(yaw) - dz * Math.cos(yaw);
      return role === "thing" && ahead > 0.4 && Math.hypot(dx, dz) < CLOSE_M && ahead > 0.5 * Math.hypot(dx, dz);
    });
  }

  look(id: string | null): void {
    const thing = id === null ? undefined : this.#all.get(id);
    this.#gaze.at(thing ? middleOf(thing) : null);
    this.#touch();
  }

  guide(station: string | null): void {
    this.guides.to(this.stations.find(({ id }) => id === station) ?? null);
    this.#touch();
  }

  mark(ids: readonly string[], how: How): void {
    if (this.#image === null) this.map(); // before anything is outlined in it
    for (const id of ids) {
      const thing = this.#all.get(id);
      if (thing) this.#marks.mark(thing, this.#shares.get(id)?.shares ?? [], how);
    }
    this.#touch();
  }

  unmark(): void {
    this.#marks.clear();
    this.#touch();
  }

  show(id: string, visible: boolean): void {
    const thing = this.#all.get(id);
    if (!thing || thing.node.visible === visible) return;
    this.#hidden.show(id, thing.node, visible);
    this.stage.renderer.shadowMap.needsUpdate = true;
    this.#touch();
  }

  open(stations: readonly string[]): void {
    this.#posts.open(stations);
    this.#touch();
  }

  measure(): Promise<Measured | null> {
    this.#touch();
    return this.#measuring.begin();
  }

  stance(): Stance {
    return this.walker.stance();
  }

  stand(stance: Stance): void {
    this.walker.restore(stance);
    this.#moved();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    for (const hand of this.#hands) hand.rest();
    this.#touch();
  }

  comfort(comfort: Comfort): void {
    this.#comfort = comfort;
    this.#drawBy();
    this.#touch();
  }

  map(): { readonly size: number; readonly image: string | null; readonly person: Vec3; readonly yaw: number } {
    if (this.#image === null && !this.stage.renderer.xr.isPresenting) {
      const { falling, far } = this.stage.dressed;
      this.#image = overview(this.stage, this.#size_m, [this.#posts.group, this.guides.mesh, this.#measuring.group, far[1], falling].filter((node) => node != null));
      this.#touch();
    }
    const { x, y, z } = this.walker.place;
    return { size: this.#size_m, image: this.#image, person: [x, y, z], yaw: this.walker.yaw };
  }

  cover(right: number, bottom: number): void {
    this.stage.covered.set(right, bottom);
    aim(this.stage);
    this.#touch();
  }

  /** Return whether a headset is there to enter with. */
  headset(): Promise<boolean> {
    return Headset.offered();
  }

  enter(): Promise<void> {
    return this.#headset.enter();
  }

  /** The station at which the person is. */
  at(): string | null {
    return this.#station;
  }

  /** The middle of a thing, or null where there is no such thing. */
  whereIs(id: string): Vec3 | null {
    const thing = this.#all.get(id);
    if (!thing) return null;
    const { x, y, z } = middleOf(thing);
    return [x, y, z];
  }

  lose(reason: string): void {
    this.#events.tell("lost", reason);
  }

  dispose(): void {
    const { renderer } = this.stage;
    renderer.setAnimationLoop(null);
    this.#measuring.cancel();
    for (const hand of this.#hands) hand.dispose();
    this.#events.clear();
    renderer.dispose();
  }

  get #tier(): Tier {
    const { quality } = this.#comfort;
    const found = quality === "auto" ? TIERS[this.#pace.tier] : TIERS.find(({ name }) => name === quality);
    return found ?? (TIERS[0] as Tier);
  }

  #drawBy(): void {
    drawBy(this.#tier, this.stage.renderer, this.stage.dressed.sun as DirectionalLight | null);
    thin(this.stage.crowds, this.walker.place.x, this.walker.place.z, this.#tier);
  }

  #takeHands(canvas: HTMLCanvasElement): Hand[] {
    canvas.tabIndex = 0;
    const act = (deed: Deed): void => {
      if (!this.#paused) this.#act(deed);
    };
    const pointing = {
      choose: (x: number, y: number) => {
        canvas.focus({ preventScroll: true });
        const hit = this.#paused ? null : this.#picker.under(x, y, this.stage.camera);
        if (hit) this.#chosen(hit);
      },
      over: (at: readonly [number, number] | null) => void (this.#pointer = at),
    };
    return [keys(canvas, act), pointer(canvas, pointing), gamepad(act)];
  }

  #act(deed: Deed): void {
    this.#touch();
    if (deed === "next" || deed === "previous") this.#focusNext(deed === "previous");
    else if (deed === "level") this.walker.tilt = 0;
    else if (deed === "cancel") {
      this.#measuring.cancel();
      this.#gaze.at(null);
      this.#focus(null);
    } else if (deed === "reset") {
      const last = this.#station ?? this.stations[0]?.id;
      if (last !== undefined) this.go(last);
    } else {
      const thing = this.#focused === null ? undefined : this.#all.get(this.#focused);
      const hit: Hit | null = thing ? { thing, at: middleOf(thing), bare: false } : this.#picker.under(0, 0, this.stage.camera);
      if (hit) this.#chosen(hit);
    }
  }

  #focusNext(back: boolean): void {
    const { x, y, z } = this.walker.place;
    const near = aroundPerson([...this.#all.values()], [x, y, z], this.walker.yaw);
    this.#focus(nextThing(this.#focused === null ? near : near.sort((a, b) => (a.id < b.id ? -1 : 1)), this.#focused, back));
  }

  #focus(thing: Thing | null): void {
    this.#focusMark.clear();
    this.#focused = thing?.id ?? null;
    if (thing) {
      this.#focusMark.mark(thing, this.#shares.get(thing.id)?.shares ?? [], "focus");
      this.#gaze.at(middleOf(thing));
    }
    this.#events.tell("hover", thing && { id: thing.id, label: thing.label, role: thing.role });
  }

  #chosen(hit: Hit): void {
    this.#touch();
    if (this.#measuring.active) this.#measuring.point(hit.at);
    else this.#events.tell("pick", hit.thing?.id ?? "ground", [hit.at.x, hit.at.y, hit.at.z]);
  }

  #touch(): void {
    this.#stale = true;
  }

  /** The person moved: the camera, the station and all that follows from where one is. */
  #moved(): void {
    this.#settle();
    this.#events.tell("stance", this.walker.stance());
  }

  #settle(): void {
    const { rig, camera, crowds } = this.stage;
    const { place, eyeHeight, yaw, tilt } = this.walker;
    rig.position.set(place.x, eyeHeight, place.z);
    rig.rotation.y = yaw;
    if (!this.stage.renderer.xr.isPresenting) {
      camera.position.set(0, this.walker.land.agent.eye_m, 0);
      camera.rotation.set(tilt, 0, 0);
    }
    const turn = this.stage.dressed.falling;
    if (turn) (turn.material as unknown as { uniforms: { wgTurn: { value: Vector2 } } }).uniforms.wgTurn.value.set(-yaw, tilt);
    thin(crowds, place.x, place.z, this.#tier);
    this.#inside.to(this.walker.land.surfaces[place.surface]?.kind ?? "ground");
    this.guides.follow();
    const station = stationAt(this.stations, place.x, place.y, place.z, this.#station);
    this.#posts.see(place.x, place.z, station);
    if (station !== this.#station) {
      this.#station = station;
      this.#events.tell("station", station);
    }
    this.#touch();
  }

  #frame(time: number): void {
    const lapse = time - this.#time;
    this.#time = time;
    const seconds = Math.min(lapse / 1000, LONGEST_S);
    const presenting = this.stage.renderer.xr.isPresenting;
    if (presenting) this.#headset.step();
    const intent = wanted(this.#hands);
    const driven = Object.values(intent).some((value) => value !== 0 && value !== false);
    if (driven) this.#gaze.at(null);
    if (!this.#paused) {
      const gazed = this.#gaze.step(seconds, this.#comfort.reducedMotion);
      if (this.walker.step(intent, seconds, this.#comfort.speed) || gazed || presenting) this.#moved();
      this.#hover(time);
    }
    const moving = !this.#comfort.reducedMotion && !this.#paused;
    if (moving) this.#animate(seconds);
    if (this.#inside.step(this.#comfort.reducedMotion ? 1 : seconds) || fit(this.stage)) this.#touch();
    if (!this.#stale && !moving && !presenting) return;
    this.#stale = false;
    draw(this.stage);
    if (moving && this.#comfort.quality === "auto" && lapse < 1000 && this.#pace.frame(lapse)) this.#drawBy();
  }

  #animate(seconds: number): void {
    CLOCK.value += seconds;
    this.stage.motion.step(seconds);
  }

  #hover(time: number): void {
    if (!this.#pointer || time - this.#hoverTime < HOVER_MS) return;
    this.#hoverTime = time;
    const hit = this.#picker.under(...this.#pointer, this.stage.camera);
    this.#pointer = null;
    const thing = hit && !hit.bare ? hit.thing : null;
    if ((thing?.id ?? null) === this.#hovered) return;
    this.#hovered = thing?.id ?? null;
    this.stage.renderer.domElement.style.cursor = thing ? "pointer" : "";
    this.#events.tell("hover", thing && { id: thing.id, label: thing.label, role: thing.role });
  }
}

/** Return where a thing stands on the canvas in CSS pixels, or null where it is behind the eye. */
export function onScreen({ camera, renderer }: Stage, at: Vector3): [number, number] | null {
  camera.updateWorldMatrix(true, false);
  const seen = at.clone().project(camera);
  if (seen.z > 1) return null;
  const { clientWidth, clientHeight } = renderer.domElement;
  return [((seen.x + 1) / 2) * clientWidth, ((1 - seen.y) / 2) * clientHeight];
}
