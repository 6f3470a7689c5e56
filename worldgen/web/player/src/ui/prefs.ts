/** How one person wants the page to be; kept apart from progress, so that a change of it changes nothing else. */

import type { Comfort } from "../doorway.ts";
import type { Lesson } from "../lesson/data.ts";
import type { Storage } from "../lesson/store.ts";

export interface Prefs {
  readonly language: string;
  /** The language in which words are explained as well, or "". */
  readonly first: string;
  readonly easier: boolean;
  /** Of the letters, in percent. */
  readonly size: number;
  readonly contrast: boolean;
  readonly motion: "less" | "usual";
  readonly autoRead: boolean;
  readonly captions: boolean;
  readonly speed: number;
  readonly quality: Comfort["quality"];
}

export const SIZES = [100, 115, 135, 160, 200] as const;
export const SPEEDS = { slow: 1.6, usual: 2.6, fast: 4.2 } as const;

/** Returns what the lesson and the device ask for before anybody has chosen anything. */
export function usual(lesson: Lesson, device: { motion: boolean; contrast: boolean; languages: readonly string[] }): Prefs {
  const on = (name: Lesson["supports"][number]): boolean => lesson.supports.includes(name);
  const others = lesson.spoken.filter((tag) => tag !== lesson.language);
  const wantsFirst = on("keyword_translation") || lesson.reading?.glossary === "first_language";
  const home = others.find((tag) => device.languages.some((one) => one.split("-")[0] === tag.split("-")[0]));
  return {
    language: lesson.language,
    first: wantsFirst ? (home ?? (others.length === 1 ? others[0]! : "")) : "",
    easier: on("simplified_language") || lesson.reading?.offer === "support",
    size: on("larger_text") ? 135 : 100,
    contrast: on("high_contrast") || device.contrast,
    motion: on("reduced_motion") || device.motion ? "less" : "usual",
    autoRead: false,
    captions: true,
    speed: SPEEDS.usual,
    quality: "auto",
  };
}

export const comfortOf = (prefs: Prefs): Comfort => ({
  speed: prefs.speed,
  reducedMotion: prefs.motion === "less",
  highContrast: prefs.contrast,
  quality: prefs.quality,
});

const keyOf = (lesson: Lesson): string => `worldgen/settings/${lesson.id}/${lesson.variant}`;

/** Returns what was chosen here before, over what is usual. */
export function loadPrefs(storage: Storage | null, lesson: Lesson, before: Prefs): Prefs {
  try {
    const found: unknown = JSON.parse(storage?.getItem(keyOf(lesson)) ?? "{}");
    const prefs = { ...before, ...(typeof found === "object" ? found : {}) } as Prefs;
    return lesson.languages.includes(prefs.language) ? prefs : { ...prefs, language: before.language };
  } catch {
    return before;
  }
}

export function savePrefs(storage: Storage | null, lesson: Lesson, prefs: Prefs): void {
  try {
    storage?.setItem(keyOf(lesson), JSON.stringify(prefs));
  } catch {
    // The page works as well without.
  }
}
