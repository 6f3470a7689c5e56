/** Where a learner stands in the lesson: what is open, what comes next, what has been earned and mastered. */

import type { Lesson, Question } from "./data.ts";
import { grade } from "./grade.ts";
import type { Try } from "./mastery.ts";
import { isMastered } from "./mastery.ts";
import type { State } from "./state.ts";
import { isClosed, NO_WORK, shareOf } from "./state.ts";
import type { Ast, Facts } from "./unlock.ts";
import { callsOf, evaluate, parseUnlock } from "./unlock.ts";

export interface Standing {
  readonly facts: Facts;
  /** Ids of the stations that are open, in the order of the lesson. */
  readonly open: readonly string[];
  readonly earned: number;
  readonly possible: number;
  /** The station to go to next, or null when nothing is left to suggest. */
  readonly next: string | null;
  /** 0 to 1: stations visited, questions answered, activities done. */
  readonly progress: number;
  readonly passed: boolean | null;
  readonly complete: boolean;
}

const trees = new Map<string, Ast>();

function treeOf(when: string): Ast {
  const known = trees.get(when) ?? parseUnlock(when);
  trees.set(when, known);
  return known;
}

/** Returns the tries in the order in which they were made, for mastery. */
export function triesOf(state: State, lesson: Lesson): Try[] {
  const seen: Record<string, number> = {};
  return state.log.map((id) => {
    const place = seen[id] ?? 0;
    seen[id] = place + 1;
    const question = lesson.questions.find((one) => one.id === id)!;
    const said = state.answers[id]?.tries[place];
    return { question: id, share: said === undefined ? 0 : grade(question, said).share, first: place === 0 };
  });
}

/** Returns where the learner stands. */
export function standing(state: State, lesson: Lesson): Standing {
  const best = Object.fromEntries(lesson.questions.map((one) => [one.id, shareOf(one, state, lesson)]));
  const earned = lesson.questions.reduce((sum, one) => sum + one.points * best[one.id]!, 0);
  const possible = lesson.questions.reduce((sum, one) => sum + one.points, 0);
  const facts = factsOf(state, lesson, best, possible > 0 ? earned / possible : 0);
  const open = openOf(state, lesson, facts);
  const steps = [
    ...lesson.flow.order.map((id) => state.visited.includes(id)),
    ...lesson.questions.map((one) => facts.answered.has(one.id)),
    ...lesson.activities.map((one) => (state.works[one.id] ?? NO_WORK).done),
  ];
  const passed = lesson.pass === null || possible === 0 ? null : earned / possible >= lesson.pass - 1e-9;
  const next = nextOf(state, lesson, open);
  const progress = steps.filter(Boolean).length / Math.max(steps.length, 1);
  return { facts, open, earned, possible, next, progress, passed, complete: steps.every(Boolean) };
}

function factsOf(state: State, lesson: Lesson, best: Readonly<Record<string, number>>, score: number): Facts {
  const tries = triesOf(state, lesson);
  const attempts = Object.fromEntries(Object.entries(state.answers).map(([id, one]) => [id, one.tries.length]));
  const tried = lesson.questions.filter((one) => (attempts[one.id] ?? 0) > 0);
  return {
    visited: new Set(state.visited),
    answered: new Set(tried.map((one) => one.id)),
    correct: new Set(tried.filter((one) => best[one.id]! >= 1).map((one) => one.id)),
    mastered: new Set(lesson.objectives.filter((one) => isMastered(one, lesson, tries, best)).map((one) => one.id)),
    attempts,
    score,
  };
}

/** A station that was visited stays open, whatever is answered afterwards. */
function openOf(state: State, lesson: Lesson, facts: Facts): string[] {
  const opens = (id: string): boolean => {
    const rules = lesson.flow.unlock.filter((rule) => rule.open === id);
    return rules.length === 0 || state.visited.includes(id) || rules.some((rule) => evaluate(treeOf(rule.when), facts));
  };
  return lesson.stations.map((one) => one.id).filter(opens);
}

/** Returns whether nothing is left to do at a station. */
export function isDone(station: string, state: State, lesson: Lesson): boolean {
  const settled = (one: Question): boolean =>
    isClosed(one, state, lesson) || (lesson.show !== "at_once" && state.answers[one.id] !== undefined);
  return (
    state.visited.includes(station) &&
    lesson.questions.filter((one) => one.station === station).every(settled) &&
    lesson.activities.filter((one) => one.station === station).every((one) => state.works[one.id]?.done === true)
  );
}

function nextOf(state: State, lesson: Lesson, open: readonly string[]): string | null {
  const { mode, order, review, start } = lesson.flow;
  const left = order.filter((id) => open.includes(id) && !isDone(id, state, lesson));
  const ahead = left.filter((id) => id !== state.at);
  if (mode === "free") return null;
  if (mode === "hub" && start !== null && state.at !== null && state.at !== start && ahead.length > 0) return start;
  const place = state.at === null ? -1 : order.indexOf(state.at);
  const after = ahead.find((id) => order.indexOf(id) > place);
  return after ?? ahead[0] ?? review.find((id) => id !== state.at && open.includes(id) && left.length === 0) ?? null;
}

/** Returns what a closed station waits for: the calls of its first rule. */
export function waitsFor(station: string, lesson: Lesson): { readonly word: string; readonly about: string }[] {
  const rule = lesson.flow.unlock.find((one) => one.open === station);
  return rule === undefined ? [] : callsOf(treeOf(rule.when));
}
