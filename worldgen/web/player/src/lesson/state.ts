/** What a learner has done, and what one more deed makes of it. Everything else is worked out from this. */

import type { Stance } from "../doorway.ts";
import type { Activity, Lesson, Question } from "./data.ts";
import type { Answer } from "./grade.ts";
import { complete, grade } from "./grade.ts";

/** The tries at one question. */
export interface Answered {
  readonly mark: string;
  readonly tries: readonly Answer[];
  readonly hints: number;
  /** Whether it is asked once more, for practice: the points that it earned stay. */
  readonly again?: boolean;
}

/** What was done in one activity. */
export interface Work {
  /** Things that were looked at, collected or ticked; steps that were taken, as numbers. */
  readonly found: readonly string[];
  /** What was put where: a thing in a group, a label on a thing. */
  readonly placed: Readonly<Record<string, string>>;
  /** Steps as they are arranged now. */
  readonly order: readonly number[];
  /** Times that the work was checked and not yet right. */
  readonly checks: number;
  readonly done: boolean;
}

export interface State {
  readonly at: string | null;
  readonly visited: readonly string[];
  readonly answers: Readonly<Record<string, Answered>>;
  readonly works: Readonly<Record<string, Work>>;
  /** Ids of questions in the order in which they were tried. */
  readonly log: readonly string[];
  readonly reflections: Readonly<Record<string, string>>;
  readonly ended: boolean;
  readonly seconds: number;
  readonly stance: Stance | null;
}

export type Event =
  | { readonly type: "visit"; readonly station: string }
  | { readonly type: "leave" }
  | { readonly type: "answer"; readonly question: string; readonly answer: Answer }
  | { readonly type: "hint"; readonly question: string }
  | { readonly type: "again"; readonly question: string }
  | { readonly type: "find"; readonly activity: string; readonly thing: string }
  | { readonly type: "place"; readonly activity: string; readonly what: string; readonly where: string }
  | { readonly type: "arrange"; readonly activity: string; readonly order: readonly number[] }
  | { readonly type: "check"; readonly activity: string }
  | { readonly type: "reflect"; readonly place: string; readonly text: string }
  | { readonly type: "end" }
  | { readonly type: "reopen" }
  | { readonly type: "stance"; readonly stance: Stance }
  | { readonly type: "time"; readonly seconds: number };

export const BLANK: State = {
  at: null,
  visited: [],
  answers: {},
  works: {},
  log: [],
  reflections: {},
  ended: false,
  seconds: 0,
  stance: null,
};

export const NO_WORK: Work = { found: [], placed: {}, order: [], checks: 0, done: false };

/** Returns the state after `event`; the very same state where nothing came of it. */
export function step(state: State, event: Event, lesson: Lesson): State {
  switch (event.type) {
    case "visit":
      return visit(state, event.station, lesson);
    case "leave":
      return state.at === null ? state : { ...state, at: null };
    case "answer":
      return answer(state, event.question, event.answer, lesson);
    case "hint":
      return hint(state, event.question, lesson);
    case "again":
      return again(state, event.question, lesson);
    case "find":
    case "place":
    case "arrange":
    case "check":
      return work(state, event, lesson);
    case "reflect":
      return { ...state, reflections: { ...state.reflections, [event.place]: event.text } };
    case "end":
      return state.ended ? state : { ...state, ended: true };
    case "reopen":
      return state.ended ? { ...state, ended: false } : state;
    case "stance":
      return { ...state, stance: event.stance };
    case "time":
      return { ...state, seconds: state.seconds + event.seconds };
  }
}

function visit(state: State, station: string, lesson: Lesson): State {
  if (!lesson.stations.some((one) => one.id === station)) return state;
  if (state.at === station && state.visited.includes(station)) return state;
  const visited = state.visited.includes(station) ? state.visited : [...state.visited, station];
  return { ...state, at: station, visited };
}

/** Whether learners see at once if they are right. */
export const judged = (lesson: Lesson): boolean => lesson.show === "at_once";

/** Returns the share of a question's points reached so far: the best try where tries are judged, else the last. */
export function shareOf(question: Question, state: State, lesson: Lesson): number {
  const tries = state.answers[question.id]?.tries ?? [];
  const shares = tries.map((one) => grade(question, one).share);
  return judged(lesson) ? Math.max(0, ...shares) : (shares.at(-1) ?? 0);
}

/** Returns how many tries are left; Infinity where there is no limit. */
export function triesLeft(question: Question, state: State): number {
  return (question.attempts ?? Infinity) - (state.answers[question.id]?.tries.length ?? 0);
}

/** Returns whether a question takes no more answers: it is known to be right, or there are no more tries. */
export function isClosed(question: Question, state: State, lesson: Lesson): boolean {
  if (state.answers[question.id]?.again === true) return false;
  return triesLeft(question, state) <= 0 || (judged(lesson) && shareOf(question, state, lesson) >= 1);
}

function answer(state: State, id: string, said: Answer, lesson: Lesson): State {
  const question = lesson.questions.find((one) => one.id === id);
  if (question === undefined || isClosed(question, state, lesson) || !complete(question, said)) return state;
  const before = state.answers[id] ?? { mark: question.mark, tries: [], hints: 0 };
  const after = { mark: question.mark, hints: before.hints, tries: [...before.tries, said] };
  return { ...state, answers: { ...state.answers, [id]: after }, log: [...state.log, id] };
}

function hint(state: State, id: string, lesson: Lesson): State {
  const question = lesson.questions.find((one) => one.id === id);
  const before = state.answers[id] ?? { mark: question?.mark ?? "", tries: [], hints: 0 };
  if (question === undefined || before.hints >= question.hints.length) return state;
  return { ...state, answers: { ...state.answers, [id]: { ...before, hints: before.hints + 1 } } };
}

/** A question that was right may be answered again: else who erred once could run out of questions to master by. */
function again(state: State, id: string, lesson: Lesson): State {
  const question = lesson.questions.find((one) => one.id === id);
  const before = state.answers[id];
  if (question === undefined || before === undefined || !judged(lesson)) return state;
  if (before.again === true || shareOf(question, state, lesson) < 1) return state;
  return { ...state, answers: { ...state.answers, [id]: { ...before, again: true } } };
}

type WorkEvent = Extract<Event, { activity: string }>;

function work(state: State, event: WorkEvent, lesson: Lesson): State {
  const activity = lesson.activities.find((one) => one.id === event.activity);
  const before = state.works[event.activity] ?? NO_WORK;
  if (activity === undefined || before.done) return state;
  const after = worked(activity, before, event);
  return after === before ? state : { ...state, works: { ...state.works, [activity.id]: after } };
}

function worked(activity: Activity, before: Work, event: WorkEvent): Work {
  switch (event.type) {
    case "find":
      return found(activity, before, event.thing);
    case "place":
      return { ...before, placed: { ...before.placed, [event.what]: event.where } };
    case "arrange":
      return { ...before, order: event.order };
    case "check":
      return isRight(activity, before) ? { ...before, done: true } : { ...before, checks: before.checks + 1 };
  }
}

/** What must be found in an activity, in the order in which it can be: things, or the numbers of steps. */
export function wantedOf(activity: Activity): readonly string[] {
  if (activity.kind === "dialogue" || activity.kind === "procedure") return activity.steps.map((_, i) => String(i));
  if (activity.kind === "measure") return ["measure"];
  return activity.things.length > 0 ? activity.things : ["look"];
}

function found(activity: Activity, before: Work, thing: string): Work {
  const wanted = wantedOf(activity);
  const stepwise = activity.kind === "dialogue" || activity.kind === "procedure";
  const arranged = activity.kind === "sort" || activity.kind === "label" || activity.kind === "order";
  if (arranged || !wanted.includes(thing) || before.found.includes(thing)) return before;
  if (stepwise && thing !== wanted[before.found.length]) return before;
  const all = [...before.found, thing];
  return { ...before, found: all, done: wanted.every((one) => all.includes(one)) };
}

/** Returns whether a sorting, an order or labels are as they should be. */
export function isRight(activity: Activity, done: Work): boolean {
  switch (activity.kind) {
    case "sort":
      return activity.things.every((thing) => {
        const wanted = activity.belongs[thing];
        const put = done.placed[thing];
        return put !== undefined && (wanted === undefined || put === String(wanted));
      });
    case "label":
      return activity.things.every((thing) => done.placed[thing] === thing);
    case "order":
      return done.order.length === activity.steps.length && done.order.every((item, i) => item === i);
    default:
      return done.done;
  }
}

/** Returns a state that fits `lesson`: what it no longer has, or asks in other words, is left out. */
export function fitted(state: State, lesson: Lesson): State {
  const stations = new Set(lesson.stations.map((one) => one.id));
  const activities = new Set(lesson.activities.map((one) => one.id));
  const marks = new Map(lesson.questions.map((one) => [one.id, one.mark]));
  const keep = <T>(all: Readonly<Record<string, T>>, test: (id: string, one: T) => boolean): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([id, one]) => test(id, one)));
  const answers = keep(state.answers, (id, one) => marks.get(id) === one.mark);
  return {
    ...state,
    at: state.at !== null && stations.has(state.at) ? state.at : null,
    visited: state.visited.filter((id) => stations.has(id)),
    answers,
    works: keep(state.works, (id) => activities.has(id)),
    log: state.log.filter((id) => Object.hasOwn(answers, id)),
  };
}
