/** The view: one frame after another, and what the lesson asks of it. */
import { type DirectionalLight, type Vector2 } from "three";
import type { Comfort, Measured, Named, Stance, Vec3, World, WorldEvents } from "../doorway.ts";
import { Attention, type Things } from "./attention.ts";
import { Errand } from "./errand.ts";
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
import { Inside, isInside } from "./look/inside.ts";
import { drawBy, isSoftware, Pace, thin, TIERS, type Tier } from "./look/quality.ts";
import { aim, draw, fit, outline, type Stage, stageOf } from "./look/stage.ts";
import { Measuring } from "./measuring.ts";
import { overview } from "./overview.ts";
import { Hidden } from "./things/hidden.ts";
import { sharesOf, thingsOf } from "./things/named.ts";
import { type How, Outlines } from "./things/outline.ts";
import { crowded, Posts, type Station, stationAt, stationsOf } from "./things/stations.ts";
import { CLOCK } from "./sky/clock.ts";
import { placeAt } from "./walk/move.ts";
import { Walker } from "./walker.ts";

const LONGEST_S = 0.5;
const BACK_M = 2.2; // from a station where things stand so near that one would not see them whole
const UP_RAD = 0.34; // one who comes to a station sees the ground as well, however tall the thing is
type Renderer = Stage["renderer"];

export class View implements World {
  readonly things: readonly Named[];
  readonly stations: readonly Station[];
  readonly stage: Stage;
  readonly walker: Walker;
  readonly guides: Guide;
  readonly #things: Things;
  readonly #attention: Attention;
  readonly #size_m: number;
  readonly #events = new Events();
  readonly #hands: Hand[];
  readonly #hidden: Hidden;
  readonly #marks: Outlines;
  readonly #posts: Posts;
  readonly #measuring = new Measuring();
  readonly #gaze: Gaze;
  readonly #errand: Errand;
  readonly #headset: Headset;
  readonly #inside: Inside;
  readonly #pace: Pace;
  #comfort: Comfort;
  #station: string | null = null;
  #last: string | null = null;
  #paused = false;
  #stale = true;
  #time = 0;
  #image: string | null = null;

  constructor(renderer: Renderer, loaded: Loaded, language: string, comfort: Comfort) {
    const { about, root } = loaded;
    const land = landOf(loaded);
    const shares = sharesOf(loaded);
    const things = thingsOf(loaded, language, shares);
    this.things = things;
    this.#things = { all: new Map(things.map((thing) => [thing.id, thing])), shares, features: about.features ?? [] };
    this.stations = stationsOf(root, things);
    this.#size_m = about.size_m;
    this.walker = new Walker(land, about.spawn.position_m, about.spawn.yaw_rad + Math.PI);
    this.stage = stageOf(renderer, loaded);
    this.#hidden = new Hidden(shares, land.solids);
    this.#marks = new Outlines(this.stage.scene, this.stage.size);
    this.#posts = new Posts(this.stations, ({ at }) => isInside(land.surfaces[placeAt(land, at.x, at.z, at.y)?.surface ?? 0]?.kind));
    this.guides = new Guide(this.walker);
    this.#gaze = new Gaze(this.walker, about.agent.eye_m);
    this.#errand = new Errand(this.walker);
    this.stage.scene.add(this.#posts.group, this.guides.mesh, this.#measuring.group);
    const around = { stage: this.stage, walker: this.walker, gaze: this.#gaze, events: this.#events, measuring: this.#measuring };
    this.#attention = new Attention(root, this.#things, around);
    const { picker } = this.#attention;
    this.#headset = new Headset({ stage: this.stage, walker: this.walker, picker, choose: (hit) => this.#attention.choose(hit), changed: () => this.#touch() });
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
    if (place && crowded(this.#things.all.values(), found)) this.walker.back(BACK_M);
    this.#gaze.at(null);
    this.#moved();
  }

  look(id: string | null): void {
    this.#gaze.at(id === null ? null : this.#attention.whereIs(id));
    this.#touch();
  }

  guide(station: string | null): void {
    this.guides.to(this.stations.find(({ id }) => id === station) ?? null);
    this.#touch();
  }

  mark(ids: readonly string[], how: How): void {
    if (this.#image === null) this.map(); // before anything is outlined in it
    for (const id of ids) {
      const thing = this.#things.all.get(id);
      if (thing) this.#marks.mark(thing, this.#things.shares.get(id)?.shares ?? [], how);
    }
    this.#touch();
  }

  unmark(): void {
    this.#marks.clear();
    this.#touch();
  }

  show(id: string, visible: boolean): void {
    const thing = this.#things.all.get(id);
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
    outline(this.stage, comfort.highContrast);
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
    const at = this.#attention.whereIs(id);
    return at && [at.x, at.y, at.z];
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
        if (!this.#paused) this.#attention.chooseAt(x, y);
        this.#touch();
      },
      again: (x: number, y: number) => {
        const hit = this.#paused ? null : this.#attention.picker.under(x, y, this.stage.camera);
        if (hit) this.#errand.to(hit.at);
        this.#touch();
      },
      over: (at: readonly [number, number] | null) => this.#attention.over(at),
    };
    return [keys(canvas, act), pointer(canvas, pointing), gamepad(act)];
  }

  #act(deed: Deed): void {
    this.#touch();
    if (deed === "next" || deed === "previous") this.#attention.next(deed === "previous");
    else if (deed === "level") this.walker.tilt = 0;
    else if (deed === "cancel") {
      this.#measuring.cancel();
      this.#gaze.at(null);
      this.#errand.stop();
      this.#attention.focus(null);
    } else if (deed === "reset") {
      const last = this.#last ?? this.stations[0]?.id;
      this.#errand.stop();
      if (last !== undefined) this.go(last);
    } else this.#attention.chooseFocused();
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
    this.#posts.see(place.x, place.y, place.z, station);
    if (station !== this.#station) {
      this.#station = station;
      this.#last = station ?? this.#last;
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
    if (driven) {
      this.#gaze.at(null);
      this.#errand.stop();
    } else if (!this.#paused && this.#errand.want(intent, seconds)) this.#gaze.at(null);
    if (!this.#paused) {
      const gazed = this.#gaze.step(seconds, this.#comfort.reducedMotion);
      if (this.walker.step(intent, seconds, this.#comfort.speed) || gazed || presenting) this.#moved();
      this.#attention.hover(time);
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
}
