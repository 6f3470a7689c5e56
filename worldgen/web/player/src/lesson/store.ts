/** Progress on this device: written after every deed, read when the page opens, quietly absent where it is forbidden. */

import type { Lesson } from "./data.ts";
import type { State } from "./state.ts";
import { BLANK, fitted } from "./state.ts";

/** One learner's progress; `name` is what they go by on this device, and is sent nowhere. */
export interface Slot {
  readonly id: string;
  readonly name: string;
  readonly state: State;
}

/** The part of the browser's storage that is used. */
export type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

interface Saved {
  readonly format: 1;
  readonly digest: string;
  readonly slots: readonly Slot[];
}

const MOST_SLOTS = 40;
const keyOf = (lesson: Lesson): string => `worldgen/${lesson.id}/${lesson.variant}`;

/** Returns the browser's storage, or null where a page may have none. */
export function storageOf(window: { readonly localStorage: Storage }): Storage | null {
  try {
    const found = window.localStorage;
    found.setItem("worldgen/try", "1");
    found.removeItem("worldgen/try");
    return found;
  } catch {
    return null;
  }
}

/** Returns what was saved of `lesson`, the latest first; what no longer fits a changed lesson is left out. */
export function load(storage: Storage | null, lesson: Lesson): Slot[] {
  const all = read(storage, lesson);
  const own = all.find((one) => one.digest === lesson.digest);
  const slots = own?.slots ?? all.at(-1)?.slots ?? [];
  return slots.map((slot) => ({ ...slot, state: fitted({ ...BLANK, ...slot.state }, lesson) }));
}

function read(storage: Storage | null, lesson: Lesson): Saved[] {
  try {
    const found: unknown = JSON.parse(storage?.getItem(keyOf(lesson)) ?? "[]");
    const good = (one: unknown): one is Saved =>
      typeof one === "object" && one !== null && (one as Saved).format === 1 && Array.isArray((one as Saved).slots);
    return Array.isArray(found) ? found.filter(good) : [];
  } catch {
    return [];
  }
}

/** Saves `slot` as the latest; returns whether it is safe on this device. */
export function save(storage: Storage | null, lesson: Lesson, slot: Slot): boolean {
  const others = load(storage, lesson).filter((one) => one.id !== slot.id);
  return write(storage, lesson, [slot, ...others].slice(0, MOST_SLOTS));
}

/** Forgets one learner's progress. */
export function forget(storage: Storage | null, lesson: Lesson, id: string): boolean {
  return write(storage, lesson, load(storage, lesson).filter((one) => one.id !== id));
}

/** Keeps what was saved of one other version of the lesson: two lessons may bear the same id. */
function write(storage: Storage | null, lesson: Lesson, slots: readonly Slot[]): boolean {
  const before = read(storage, lesson).filter((one) => one.digest !== lesson.digest).slice(-1);
  try {
    storage?.setItem(keyOf(lesson), JSON.stringify([...before, { format: 1, digest: lesson.digest, slots }]));
    return storage !== null;
  } catch {
    return false;
  }
}
