/** Answers and what they are worth. An answer is what is saved; what it is worth is always worked out anew. */

import type { Name, Question } from "./data.ts";

export type Answer = number | string | readonly number[] | readonly (number | null)[] | readonly (string | null)[];

export interface Grade {
  /** 0 to 1 of the points. */
  readonly share: number;
  /** Each part of the answer on its own: options, items, pairs, labels. */
  readonly parts: readonly boolean[];
}

const NOTHING: Grade = { share: 0, parts: [] };
const whole = (right: boolean): Grade => ({ share: right ? 1 : 0, parts: [right] });

/** Returns what `answer` to `question` is worth; an answer that does not fit is worth nothing. */
export function grade(question: Question, answer: Answer): Grade {
  switch (question.type) {
    case "choice":
      return whole(question.options[Number(answer)]?.correct === true);
    case "multi":
      return multi(question.options.map((one) => one.correct), answer);
    case "number":
      return whole(near(Number(answer), question.answer, question.tolerance));
    case "text":
      return whole(typeof answer === "string" && fits(answer, question.answers, question.exact));
    case "order":
      return Array.isArray(answer) ? order(answer as number[], question.items.length) : NOTHING;
    case "match":
      return Array.isArray(answer) ? each(question.pairs.map((_, i) => answer[i] === i)) : NOTHING;
    case "label":
      return Array.isArray(answer) ? each(question.labels.map((one, i) => answer[i] === one.target)) : NOTHING;
    case "point":
      return whole(answer === question.target || String(answer).startsWith(`${question.target}.`));
  }
}

function each(parts: readonly boolean[]): Grade {
  return { share: parts.filter(Boolean).length / Math.max(parts.length, 1), parts };
}

/** Right ones chosen less wrong ones chosen, of all right ones: to choose everything is worth nothing. */
function multi(correct: readonly boolean[], answer: Answer): Grade {
  if (!Array.isArray(answer)) return NOTHING;
  const chosen = new Set(answer as number[]);
  const parts = correct.map((right, i) => right === chosen.has(i));
  const gained = correct.filter((right, i) => right && chosen.has(i)).length;
  const lost = correct.filter((right, i) => !right && chosen.has(i)).length;
  return { share: Math.max(0, gained - lost) / Math.max(correct.filter(Boolean).length, 1), parts };
}

/** The share of neighbours in the right order: one thing out of place costs a little, not everything. */
function order(answer: readonly number[], count: number): Grade {
  if (answer.length !== count || new Set(answer).size !== count) return NOTHING;
  const pairs = answer.slice(1).map((item, i) => item === answer[i]! + 1);
  const right = answer.every((item, i) => item === i);
  const share = right ? 1 : pairs.filter(Boolean).length / count;
  return { share, parts: answer.map((item, i) => item === i) };
}

function near(value: number, wanted: number, tolerance: number): boolean {
  return Number.isFinite(value) && Math.abs(value - wanted) <= tolerance + 1e-9 * Math.max(1, Math.abs(wanted));
}

function fits(said: string, answers: readonly Readonly<Record<string, string>>[], exact: boolean): boolean {
  const all = answers.flatMap((words) => Object.values(words));
  return all.some((one) => (exact ? spaced(one) === spaced(said) : plain(one) === plain(said)));
}

const spaced = (text: string): string => text.normalize("NFC").trim().replace(/\s+/gu, " ");

/** Returns a text without capitals, accents, vowel marks and the full stop at its end. */
export function plain(text: string): string {
  return spaced(text)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/gu, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s.,;:!?…。！？؟،]+$/u, "")
    .replace(/[’‘ʼ]/gu, "'");
}

/** Returns the number that was typed, in the digits and with the marks of any of our languages; NaN for none. */
export function numberTyped(text: string): number {
  const ascii = text
    .trim()
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[०-९]/gu, (digit) => String(digit.charCodeAt(0) - 0x966))
    .replace(/[\s\u00a0\u202f'’٬]/gu, "")
    .replace(/[−–]/gu, "-")
    .replace(/٫/gu, ".");
  const both = ascii.includes(",") && ascii.includes(".");
  const last = Math.max(ascii.lastIndexOf(","), ascii.lastIndexOf("."));
  const marks = ascii.split("").filter((sign) => sign === "," || sign === ".");
  const grouped = !both && (marks.length > 1 || (marks[0] === "," && /^-?[1-9]\d{0,2},\d{3}$/u.test(ascii)));
  const number = grouped
    ? ascii.replace(/[,.]/gu, "")
    : ascii.split("").filter((sign, i) => (sign !== "," && sign !== ".") || i === last).join("").replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/u.test(number) ? Number(number) : Number.NaN;
}

/** Returns the answer to a point question when `id` was picked at `at`: its target, if it was met. */
export function pointed(target: string, names: readonly Name[], id: string, at: readonly number[] | null): string {
  const wanted = names.find((one) => one.id === target);
  if (id === target || id.startsWith(`${target}.`) || wanted === undefined || at === null) return id;
  const [x, , z] = wanted.at;
  const off = Math.hypot(at[0]! - x, at[2]! - z);
  return wanted.radius !== undefined && off <= wanted.radius ? target : id;
}

const BESIDE_M = 4;
const BESIDE_SHARE = 0.2;

/** Returns whether a measure goes from one of two things to the other; of fewer things any measure does. */
export function spans(things: readonly string[], names: readonly Name[], from: readonly number[], to: readonly number[]): boolean {
  const [a, b] = things.map((id) => names.find((one) => one.id === id)?.at);
  if (a === undefined || b === undefined) return true;
  const off = (end: readonly number[], at: readonly number[]): number => Math.hypot(end[0]! - at[0]!, end[2]! - at[2]!);
  const most = Math.max(BESIDE_M, BESIDE_SHARE * off(a, b));
  return (off(from, a) < most && off(to, b) < most) || (off(from, b) < most && off(to, a) < most);
}

/** Returns whether `answer` says enough to be handed in. */
export function complete(question: Question, answer: Answer | undefined): answer is Answer {
  if (answer === undefined) return false;
  switch (question.type) {
    case "multi":
      return Array.isArray(answer) && answer.length > 0;
    case "number":
      return typeof answer === "number" && Number.isFinite(answer);
    case "text":
      return typeof answer === "string" && answer.trim() !== "";
    case "match":
    case "label":
      return Array.isArray(answer) && !answer.includes(null as never);
    default:
      return true;
  }
}
