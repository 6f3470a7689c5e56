/** One sitting of one learner: the state, what is shown of it, and who is told when it changes. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Lesson } from "../lesson/data.ts";
import { inLanguage } from "../lesson/data.ts";
import type { Standing } from "../lesson/flow.ts";
import { standing } from "../lesson/flow.ts";
import type { Answer } from "../lesson/grade.ts";
import type { Event, State } from "../lesson/state.ts";
import { BLANK, step } from "../lesson/state.ts";
import type { Slot, Storage } from "../lesson/store.ts";
import { load, save } from "../lesson/store.ts";
import type { Prefs } from "./prefs.ts";
import { savePrefs } from "./prefs.ts";
import type { Key, Say } from "./words.ts";
import { speak } from "./words.ts";

export type Dialog = "map" | "glossary" | "progress" | "settings" | "help" | null;

/** What a pick in the world answers: a point question, one label, or nothing in particular. */
export type Picking =
  | { readonly for: "point"; readonly question: string }
  | { readonly for: "label"; readonly question: string; readonly index: number }
  | { readonly for: "measure"; readonly activity: string }
  | null;

export interface Shown {
  readonly state: State;
  readonly now: Standing;
  readonly prefs: Prefs;
  readonly who: { readonly id: string; readonly name: string };
  readonly slots: readonly Slot[];
  readonly phase: "start" | "play" | "end";
  readonly view: "world" | "page";
  readonly world: "none" | "loading" | "ready" | "lost";
  /** 0 to 1 while the world loads. */
  readonly loaded: number;
  readonly dialog: Dialog;
  readonly word: string | null;
  readonly panel: "open" | "low";
  readonly picking: Picking;
  readonly hovered: string;
  readonly guided: string | null;
  readonly drafts: Readonly<Record<string, Answer>>;
  /** What a screen reader says now. */
  readonly said: string;
  readonly caption: string;
  readonly saved: boolean;
  /** Stations that are unfolded on the page. */
  readonly unfolded: readonly string[];
}

export interface Session {
  readonly lesson: Lesson;
  readonly get: () => Shown;
  readonly set: (part: Partial<Shown>) => void;
  readonly dispatch: (event: Event) => void;
  readonly prefer: (part: Partial<Prefs>) => void;
  readonly subscribe: (listener: (now: Shown, before: Shown) => void) => () => void;
  readonly storage: Storage | null;
}

export interface Scope {
  readonly session: Session;
  readonly shown: Shown;
  readonly lesson: Lesson;
  readonly say: Say;
  readonly t: (key: Key, put?: Readonly<Record<string, string | number>>) => string;
}

/** Returns a session of `lesson` that has not begun. */
export function openSession(lesson: Lesson, storage: Storage | null, prefs: Prefs): Session {
  const listeners = new Set<(now: Shown, before: Shown) => void>();
  let shown: Shown = {
    state: BLANK,
    now: standing(BLANK, lesson),
    prefs,
    who: { id: "", name: "" },
    slots: load(storage, lesson),
    phase: "start",
    view: "world",
    world: "none",
    loaded: 0,
    dialog: null,
    word: null,
    panel: "open",
    picking: null,
    hovered: "",
    guided: null,
    drafts: {},
    said: "",
    caption: "",
    saved: storage !== null,
    unfolded: [],
  };

  function set(part: Partial<Shown>): void {
    const before = shown;
    shown = { ...shown, ...part };
    for (const listener of [...listeners]) listener(shown, before);
  }

  function dispatch(event: Event): void {
    const state = step(shown.state, event, lesson);
    if (state === shown.state) return;
    const saved = shown.who.id === "" ? shown.saved : save(storage, lesson, { ...shown.who, state });
    set({ state, now: standing(state, lesson), saved });
  }

  function prefer(part: Partial<Prefs>): void {
    set({ prefs: { ...shown.prefs, ...part } });
    savePrefs(storage, lesson, shown.prefs);
  }

  return {
    lesson,
    storage,
    get: () => shown,
    set,
    dispatch,
    prefer,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Begins or goes on with `slot`; without one a new learner called `name` begins. */
export function begin(session: Session, slot: Slot | null, name: string, view: "world" | "page"): void {
  const { lesson } = session;
  const say = speak(lesson, session.get().prefs.language);
  const id = slot?.id ?? newId(session.get().slots);
  const state = slot?.state ?? BLANK;
  const who = { id, name: slot?.name ?? (name.trim() || say.t("guest")) };
  const at = state.at ?? state.visited.at(-1) ?? lesson.flow.start;
  const unfolded = at === null ? [] : [at];
  const phase = state.ended ? "end" : "play";
  session.set({ who, state, now: standing(state, lesson), phase, view, unfolded, drafts: {}, panel: "open" });
  if (slot === null && lesson.flow.start !== null) visit(session, lesson.flow.start);
  else session.dispatch({ type: "time", seconds: 0 });
}

const newId = (slots: readonly Slot[]): string =>
  String(1 + Math.max(0, ...slots.map((one) => Number(one.id)).filter(Number.isFinite)));

/** Stands the learner at an open station and says so. */
export function visit(session: Session, station: string): void {
  const { lesson } = session;
  const shown = session.get();
  if (!shown.now.open.includes(station)) return;
  const say = speak(lesson, shown.prefs.language);
  const title = inLanguage(lesson.stations.find((one) => one.id === station)?.title, say.language);
  session.dispatch({ type: "visit", station });
  const unfolded = shown.unfolded.includes(station) ? shown.unfolded : [...shown.unfolded, station];
  session.set({ said: say.t("you_are_at", { stop: title }), unfolded, guided: null });
}

export const SessionContext = createContext<Session>(null as unknown as Session);

/** What every part of the page needs: the session, what it shows, and how to say it. */
export function useScope(): Scope {
  const session = useContext(SessionContext);
  const shown = session.get();
  const say = speak(session.lesson, shown.prefs.language);
  return { session, shown, lesson: session.lesson, say, t: say.t };
}
