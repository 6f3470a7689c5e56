/** The 3-D view and the lesson hand in hand: what happens in one is told to the other. */

import type { Measured, Named, Stance, Vec3, World } from "../doorway.ts";
import type { Activity } from "../lesson/data.ts";
import { pointed, spans } from "../lesson/grade.ts";
import { NO_WORK } from "../lesson/state.ts";
import { openWorld } from "../view/open.ts";
import { unpacked } from "./fonts.ts";
import { comfortOf } from "./prefs.ts";
import type { Session, Shown } from "./session.ts";
import { visit } from "./session.ts";
import { speak } from "./words.ts";

let world: World | null = null;

/** The view that is open now, or null. */
export const worldNow = (): World | null => world;

/** Opens the world on `canvas` and joins it to the session; the page goes on without it where that fails. */
export async function openView(session: Session, canvas: HTMLCanvasElement): Promise<void> {
  if (session.get().world === "loading" || world !== null) return;
  session.set({ world: "loading", loaded: 0 });
  try {
    const glb = await unpacked(document.getElementById("world")?.textContent ?? "");
    session.set({ loaded: 0.15 });
    world = await openWorld(canvas, glb, session.get().prefs.language, comfortOf(session.get().prefs));
  } catch (error) {
    console.info(`no 3-D view: ${String(error)}`);
    session.set({ world: "lost", view: "page", said: "" });
    return;
  }
  join(session, world);
  session.set({ world: "ready", loaded: 1 });
  settle(session, world);
}

/** Puts the view where the learner was. */
function settle(session: Session, view: World): void {
  const { state, now } = session.get();
  view.open(now.open);
  hide(session, view);
  if (state.stance !== null) view.stand(state.stance);
  else if (state.at !== null) view.go(state.at);
}

/** Things that were collected are no longer there. */
function hide(session: Session, view: World): void {
  const { state } = session.get();
  for (const activity of session.lesson.activities.filter((one) => one.kind === "collect")) {
    for (const thing of activity.things) view.show(thing, !(state.works[activity.id] ?? NO_WORK).found.includes(thing));
  }
}

function join(session: Session, view: World): void {
  view.on("station", (id) => {
    if (id === null) session.dispatch({ type: "leave" });
    else if (session.get().state.at !== id) visit(session, id);
  });
  view.on("pick", (id, at) => picked(session, id, at));
  view.on("hover", (thing: Named | null) => session.set({ hovered: thing?.id ?? "" }));
  view.on("progress", (share) => session.set({ loaded: 0.15 + 0.85 * share }));
  view.on("stance", (stance) => note(session, stance));
  view.on("lost", () => {
    closeView();
    session.set({ world: "lost", view: "page", picking: null, said: speak(session.lesson, session.get().prefs.language).t("world_lost") });
  });
  session.subscribe((now, before) => world === view && follow(session, view, now, before));
}

const REST_MS = 1500;
let noted = 0;

/** Saves where the learner stands, now and then: to save is to write the whole progress. */
function note(session: Session, stance: Stance): void {
  if (performance.now() - noted < REST_MS) return;
  noted = performance.now();
  session.dispatch({ type: "stance", stance });
}

/** Saves where the learner stands at once: the page is about to go. */
export function noteNow(session: Session): void {
  if (world !== null) session.dispatch({ type: "stance", stance: world.stance() });
}

/** Tells the view what changed in the lesson. */
function follow(session: Session, view: World, now: Shown, before: Shown): void {
  if (now.prefs !== before.prefs) view.comfort(comfortOf(now.prefs));
  if (now.now.open.join() !== before.now.open.join()) view.open(now.now.open);
  if (now.guided !== before.guided) view.guide(now.guided);
  if (now.state.works !== before.state.works) hide(session, view);
  const still = (shown: Shown): boolean => shown.dialog !== null || shown.view === "page" || shown.phase !== "play";
  if (still(now) !== still(before)) view.pause(still(now));
  if (now.state.at !== before.state.at || now.state.works !== before.state.works) outline(session, view, now);
  if (now.picking !== before.picking && now.picking?.for === "measure") void measure(session, view, now.picking.activity);
  if (now.hovered !== before.hovered && now.hovered.startsWith("look:")) view.look(now.hovered.slice(5));
}

/** Outlines what is to be done here. */
function outline(session: Session, view: World, now: Shown): void {
  view.unmark();
  const todo = session.lesson.activities.filter(
    (one) => one.station === now.state.at && ["inspect", "collect", "explore", "procedure", "label"].includes(one.kind),
  );
  const left = (one: Activity): string[] => {
    const work = now.state.works[one.id] ?? NO_WORK;
    return work.done ? [] : one.things.filter((thing) => !work.found.includes(thing));
  };
  const ids = todo.flatMap(left);
  if (ids.length > 0) view.mark(ids, "target");
}

/** Something was chosen in the world: it answers what was asked, or it is what an activity wants. */
export function picked(session: Session, id: string, at: Vec3 | null): void {
  const { lesson } = session;
  const shown = session.get();
  const { picking } = shown;
  if (picking?.for === "point") {
    const question = lesson.questions.find((one) => one.id === picking.question);
    const target = question?.type === "point" ? question.target : id;
    const said = pointed(target, lesson.names, id, at);
    session.set({ drafts: { ...shown.drafts, [picking.question]: said }, picking: null, panel: "open" });
  } else if (picking?.for === "label") {
    const question = lesson.questions.find((one) => one.id === picking.question);
    if (question?.type !== "label") return;
    const before = (shown.drafts[question.id] ?? question.labels.map(() => null)) as readonly (string | null)[];
    const said = pointed(question.labels[picking.index]!.target, lesson.names, id, at);
    const draft = before.map((one, i) => (i === picking.index ? said : one));
    session.set({ drafts: { ...shown.drafts, [question.id]: draft }, picking: null, panel: "open" });
  } else if (picking === null) {
    work(session, id);
  }
}

const STEPWISE = ["procedure", "dialogue"];

/** A thing that was touched counts in every activity of this station that wants it. */
function work(session: Session, id: string): void {
  const { state, prefs } = session.get();
  const say = speak(session.lesson, prefs.language);
  for (const activity of session.lesson.activities.filter((one) => one.station === state.at)) {
    const before = session.get().state;
    if (STEPWISE.includes(activity.kind)) {
      const now = (state.works[activity.id] ?? NO_WORK).found.length;
      const mine = activity.things.length === 1 ? activity.things[0] : activity.things[now];
      if (mine === id) session.dispatch({ type: "find", activity: activity.id, thing: String(now) });
    } else if (activity.things.includes(id)) {
      session.dispatch({ type: "find", activity: activity.id, thing: id });
    }
    if (session.get().state !== before) session.set({ said: `${say.t("found")}: ${say.name(id)}`, panel: "open" });
  }
}

async function measure(session: Session, view: World, activity: string): Promise<void> {
  const found: Measured | null = await view.measure();
  const still = session.get().picking;
  if (still?.for !== "measure" || still.activity !== activity) return;
  session.set({ picking: null, panel: "open" });
  if (found === null) return;
  const put = (what: string, value: number): void =>
    session.dispatch({ type: "place", activity, what, where: value.toFixed(2) });
  put("distance", found.distance);
  put("height", found.height);
  put("slope", (found.slope * 180) / Math.PI);
  const { lesson } = session;
  const things = lesson.activities.find((one) => one.id === activity)?.things ?? [];
  if (spans(things, lesson.names, found.from, found.to)) return session.dispatch({ type: "find", activity, thing: "measure" });
  const say = speak(lesson, session.get().prefs.language);
  session.set({ said: `${say.t("measure_from")}: ${say.name(things[0]!)}. ${say.t("measure_to")}: ${say.name(things[1]!)}.` });
}

/** Takes the learner to a station: in the world, and in the lesson. */
export function goTo(session: Session, station: string): void {
  if (!session.get().now.open.includes(station)) return;
  visit(session, station);
  world?.go(station);
}

export function closeView(): void {
  world?.dispose();
  world = null;
}
