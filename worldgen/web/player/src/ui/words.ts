/** The page's own words in the language that is shown, and numbers as that language writes them. */

import type { Lesson, Name, Words } from "../lesson/data.ts";
import { inLanguage } from "../lesson/data.ts";
import type { Station } from "../lesson/data.ts";

export type Key = keyof typeof import("../../../words.json");

/** Says things in one language. */
export interface Say {
  readonly language: string;
  /** A word of the page, with `{name}` put in. */
  readonly t: (key: Key, put?: Readonly<Record<string, string | number>>) => string;
  /** A text of the lesson. */
  readonly text: (words: Words | undefined) => string;
  readonly number: (value: number, digits?: number) => string;
  readonly percent: (share: number) => string;
  /** What a thing of the world is called. */
  readonly name: (id: string) => string;
}

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"]);

export const directionOf = (tag: string): "rtl" | "ltr" => (RIGHT_TO_LEFT.has(tag.split("-")[0]!) ? "rtl" : "ltr");

/** Returns what speaks `language` in `lesson`. */
export function speak(lesson: Lesson, language: string): Say {
  const words = lesson.words[language] ?? Object.values(lesson.words)[0] ?? {};
  const names = new Map(lesson.names.map((one) => [one.id, one]));
  const number = (value: number, digits = 1): string =>
    new Intl.NumberFormat(numerals(language), { maximumFractionDigits: digits }).format(value);
  return {
    language,
    t: (key, put = {}) =>
      (words[key] ?? key).replace(/\{(\w+)\}/gu, (_, name: string) => {
        const value = put[name];
        return typeof value === "number" ? number(value) : (value ?? "");
      }),
    text: (one) => inLanguage(one, language),
    number,
    percent: (share) => new Intl.NumberFormat(numerals(language), { style: "percent" }).format(share),
    name: (id) => {
      const found = names.get(id);
      return capital(found === undefined ? id.replaceAll(/[_.-]/gu, " ") : inLanguage(found.label, language));
    },
  };
}

/** Arabic lessons write Arabic digits, whatever the browser takes for usual. */
const numerals = (tag: string): string => (tag.split("-")[0] === "ar" ? `${tag}-u-nu-arab` : tag);

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

/** Returns what a language is called in itself. */
export function languageName(tag: string): string {
  try {
    return capital(new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag);
  } catch {
    return tag;
  }
}

const WINDS: readonly Key[] = [
  "east", "south_east", "south", "south_west", "west", "north_west", "north", "north_east",
];

/** Returns where a thing is, seen from a station: its direction and how far it is. */
export function whereabouts(say: Say, from: Name | undefined, to: Name | undefined): string {
  if (from === undefined || to === undefined) return "";
  const [east, south] = [to.at[0] - from.at[0], to.at[2] - from.at[2]];
  const eighth = Math.round(Math.atan2(south, east) / (Math.PI / 4));
  const far = Math.hypot(east, south);
  const direction = say.t(WINDS[(eighth + 8) % 8]!);
  return say.t("whereabouts", { direction, distance: say.number(far, far < 10 ? 1 : 0) });
}

/** Returns the number of a station as learners count it, from 1. */
export function numberOf(lesson: Lesson, station: string): number {
  const order = [...new Set([...lesson.flow.order, ...lesson.stations.map((one) => one.id)])];
  return order.indexOf(station) + 1;
}

/** Returns the stations in the order in which learners meet them. */
export function inOrder(lesson: Lesson): Station[] {
  return [...lesson.stations].sort((a, b) => numberOf(lesson, a.id) - numberOf(lesson, b.id));
}
