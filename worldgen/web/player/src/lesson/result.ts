/**
 * What a learner hands to a teacher who has no learning platform: a short code, or a table for a spreadsheet.
 *
 * A code is `WG1 <lesson> <learner> <earned>/<possible> <answers> <objectives> <check>`; docs/reference/result-code.md.
 */

import type { Lesson } from "./data.ts";
import type { Standing } from "./flow.ts";
import type { State } from "./state.ts";
import { shareOf } from "./state.ts";

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // without I, L, O and U: nobody takes them for other signs

/** Returns the CRC-32 of the UTF-8 of `text` (as in zip and PNG). */
export function crc32(text: string): number {
  let bits = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    bits ^= byte;
    for (let i = 0; i < 8; i += 1) bits = (bits >>> 1) ^ (bits & 1 ? 0xedb88320 : 0);
  }
  return (bits ^ 0xffffffff) >>> 0;
}

/** Returns the check of a code: its CRC-32 in seven signs. */
export function check(text: string): string {
  let rest = crc32(text);
  let signs = "";
  for (let i = 0; i < 7; i += 1) {
    signs = SIGNS[rest & 31]! + signs;
    rest >>>= 5;
  }
  return signs;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);
const word = (text: string): string => text.trim().replace(/\s+/gu, "_") || "-";

/** Returns the code of a learner's result; `name` is what the learner goes by. */
export function resultCode(state: State, now: Standing, lesson: Lesson, name: string): string {
  const answers = lesson.questions.map((one) =>
    state.answers[one.id]?.tries.length ? Math.floor(shareOf(one, state, lesson) * 9 + 1e-9).toString() : "-",
  );
  const mastered = lesson.objectives.map((one) => (now.facts.mastered.has(one.id) ? "1" : "0"));
  const score = `${round(now.earned)}/${round(now.possible)}`;
  const parts = ["WG1", lesson.id, word(lesson.variant || name), score, answers.join("") || "-", mastered.join("") || "-"];
  const body = parts.join(" ");
  return `${body} ${check(body)}`;
}

/** Returns the result as a table: one line for each question, with its tries, hints and points. */
export function resultCsv(state: State, now: Standing, lesson: Lesson, name: string): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    const safe = /^[=+\-@\t]/u.test(text) ? `'${text}` : text; // a spreadsheet must not take it for a formula
    return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const who = lesson.variant || name;
  const rows = lesson.questions.map((one) => {
    const done = state.answers[one.id];
    const earned = one.points * shareOf(one, state, lesson);
    const last = done?.tries.at(-1);
    return [
      lesson.id, who, one.id, one.station, one.assesses.join(" "), done?.tries.length ?? 0, done?.hints ?? 0,
      round(earned), one.points, last === undefined ? "" : JSON.stringify(last),
    ];
  });
  const head = ["lesson", "learner", "question", "station", "objectives", "tries", "hints", "earned", "points", "answer"];
  const total = [lesson.id, who, "TOTAL", "", "", "", "", round(now.earned), round(now.possible), resultCode(state, now, lesson, name)];
  return [head, ...rows, total].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
