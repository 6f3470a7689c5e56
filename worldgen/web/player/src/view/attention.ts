/** What a person attends to: the thing under the pointer, the thing in focus, the thing that is chosen. */
import type { Vector3 } from "three";
import type { Events } from "./events.ts";
import type { Gaze } from "./gaze.ts";
import type { Stage } from "./look/stage.ts";
import type { Measuring } from "./measuring.ts";
import { aroundPerson, nextThing } from "./things/focus.ts";
import { middleOf, type Share, type Thing } from "./things/named.ts";
import { Outlines } from "./things/outline.ts";
import { type Hit, Picker } from "./things/pick.ts";
import type { Walker } from "./walker.ts";

const HOVER_MS = 120;

/** The things of a world, by id and by the triangles of merged meshes. */
export interface Things {
  readonly all: ReadonlyMap<string, Thing>;
  readonly shares: ReadonlyMap<string, { readonly shares: readonly Share[] }>;
  readonly features: readonly string[];
}

interface Around {
  readonly stage: Stage;
  readonly walker: Walker;
  readonly gaze: Gaze;
  readonly events: Events;
  readonly measuring: Measuring;
}

export class Attention {
  readonly picker: Picker;
  readonly #things: Things;
  readonly #around: Around;
  readonly #mark: Outlines;
  #focused: string | null = null;
  #hovered: string | null = null;
  #pointer: readonly [number, number] | null = null;
  #time = 0;

  constructor(root: Stage["scene"]["children"][number], things: Things, around: Around) {
    this.#things = things;
    this.#around = around;
    this.picker = new Picker(root, things.features, [...things.all.values()]);
    this.#mark = new Outlines(around.stage.scene, around.stage.size);
  }

  /** The pointer is there now, or nowhere. */
  over(at: readonly [number, number] | null): void {
    this.#pointer = at;
  }

  /** Choose what lies under a point of the canvas, if anything does. */
  chooseAt(x: number, y: number): void {
    const hit = this.picker.under(x, y, this.#around.stage.camera);
    if (hit) this.choose(hit);
  }

  /** Choose what is in focus, or what is straight ahead. */
  chooseFocused(): void {
    const thing = this.#focused === null ? undefined : this.#things.all.get(this.#focused);
    if (thing) this.choose({ thing, at: middleOf(thing), bare: false });
    else this.chooseAt(0, 0);
  }

  /** Tell that something was chosen, or take it as a point of the measure. */
  choose({ thing, at }: Hit): void {
    const { measuring, events } = this.#around;
    if (measuring.active) measuring.point(at);
    else events.tell("pick", thing?.id ?? "ground", [at.x, at.y, at.z]);
  }

  /** Put the focus on the next thing near, or on the one before. */
  next(back: boolean): void {
    const { walker } = this.#around;
    const { x, y, z } = walker.place;
    const near = aroundPerson([...this.#things.all.values()], [x, y, z], walker.yaw);
    const order = this.#focused === null ? near : near.sort((a, b) => (a.id < b.id ? -1 : 1));
    this.focus(nextThing(order, this.#focused, back));
  }

  focus(thing: Thing | null): void {
    this.#mark.clear();
    this.#focused = thing?.id ?? null;
    if (thing) {
      this.#mark.mark(thing, this.#things.shares.get(thing.id)?.shares ?? [], "focus");
      this.#around.gaze.at(middleOf(thing));
    }
    this.#say(thing);
  }

  /** Name what the pointer rests on, now and then. */
  hover(time_ms: number): void {
    if (!this.#pointer || time_ms - this.#time < HOVER_MS) return;
    this.#time = time_ms;
    const { stage } = this.#around;
    const hit = this.picker.under(...this.#pointer, stage.camera);
    this.#pointer = null;
    const thing = hit && !hit.bare ? hit.thing : null;
    if ((thing?.id ?? null) === this.#hovered) return;
    this.#hovered = thing?.id ?? null;
    stage.renderer.domElement.style.cursor = thing ? "pointer" : "";
    this.#say(thing);
  }

  /** Return where a thing is, or null where there is none of that name. */
  whereIs(id: string): Vector3 | null {
    const thing = this.#things.all.get(id);
    return thing ? middleOf(thing) : null;
  }

  #say(thing: Thing | null): void {
    this.#around.events.tell("hover", thing && { id: thing.id, label: thing.label, role: thing.role });
  }
}
