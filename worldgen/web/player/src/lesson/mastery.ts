/** When an objective counts as mastered: folds over the tries at its questions, in the order in which they were made. */

import type { Lesson, Mastery, Objective } from "./data.ts";

/** One try at a question; `first` is whether it was the first try at it. */
export interface Try {
  readonly question: string;
  readonly share: number;
  readonly first: boolean;
}

const START = 1000;
/** How hard a question is taken to be; lessons do not say, so every question is an even opponent. */
const EVEN = 1000;

/** Returns the longest run of right answers to different questions so far that has not been broken by a wrong one. */
export function streak(tries: readonly Try[], wanted: number): boolean {
  let run = new Set<string>();
  for (const one of tries) {
    if (one.share < 1) run = new Set();
    else run.add(one.question);
    if (run.size >= wanted) return true;
  }
  return false;
}

/** Returns how likely it is that the learner knows it (Corbett & Anderson 1995). */
export function bkt(tries: readonly Try[], rule: Extract<Mastery, { model: "bkt" }>): number {
  return tries.reduce((known, one) => {
    const [seen, missed] = one.share >= 1 ? [1 - rule.slip, rule.guess] : [rule.slip, 1 - rule.guess];
    const after = (known * seen) / (known * seen + (1 - known) * missed);
    return after + (1 - after) * rule.learnt;
  }, rule.known);
}

/** Returns the learner's rating; a share of the points is a share of a win. */
export function elo(tries: readonly Try[], step: number): number {
  return tries.reduce((rating, one) => {
    const expected = 1 / (1 + 10 ** ((EVEN - rating) / 400));
    return rating + step * (one.share - expected);
  }, START);
}

/** Returns whether `objective` is mastered; `best` is the share reached at each question so far. */
export function isMastered(
  objective: Objective,
  lesson: Lesson,
  tries: readonly Try[],
  best: Readonly<Record<string, number>>,
): boolean {
  if (lesson.mastered.includes(objective.id)) return true;
  const asked = lesson.questions.filter((one) => one.assesses.includes(objective.id));
  if (asked.length === 0) return false;
  const names = new Set(asked.map((one) => one.id));
  const mine = tries.filter((one) => names.has(one.question));
  const rule = objective.mastery ?? { model: "all" };
  switch (rule.model) {
    case "streak":
      return streak(mine, rule.correct);
    case "percent": {
      const total = asked.reduce((sum, one) => sum + one.points, 0);
      const got = asked.reduce((sum, one) => sum + one.points * (best[one.id] ?? 0), 0);
      return total > 0 && got / total >= rule.at_least - 1e-9;
    }
    case "bkt":
      return mine.length > 0 && bkt(mine, rule) >= rule.at_least;
    case "elo":
      return mine.length > 0 && elo(mine, rule.step) >= rule.at_least;
    case "all":
      return asked.every((one) => (best[one.id] ?? 0) >= 1);
  }
}
