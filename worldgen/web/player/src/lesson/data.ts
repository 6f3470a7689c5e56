/** The lesson as the page holds it; worldgen/web/play.py writes it. */

/** A text by language tag, the lesson's own language first. */
export type Words = Readonly<Record<string, string>>;

export type Mastery =
  | { readonly model: "streak"; readonly correct: number }
  | { readonly model: "percent"; readonly at_least: number }
  | { readonly model: "all" }
  | {
      readonly model: "bkt";
      readonly at_least: number;
      readonly known: number;
      readonly learnt: number;
      readonly slip: number;
      readonly guess: number;
    }
  | { readonly model: "elo"; readonly at_least: number; readonly step: number };

export interface Objective {
  readonly id: string;
  readonly statement: Words;
  readonly mastery?: Mastery;
}

export interface GlossaryWord {
  readonly id: string;
  readonly term: Words;
  readonly meaning: Words;
}

export interface Media {
  readonly sort: "image" | "audio" | "video";
  readonly source: string;
  readonly alt: Words;
  readonly credit?: string;
  readonly license?: string;
}

export interface Station {
  readonly id: string;
  readonly title: Words;
  readonly text: Words;
  readonly support_text?: Words;
  readonly narration?: Words;
  readonly alt?: Words;
  readonly look_at?: string;
  readonly teaches: readonly string[];
  readonly media: readonly Media[];
}

export type ActivityKind =
  | "explore"
  | "inspect"
  | "collect"
  | "sort"
  | "order"
  | "label"
  | "measure"
  | "dialogue"
  | "procedure";

export interface Activity {
  readonly id: string;
  readonly station: string;
  readonly kind: ActivityKind;
  readonly prompt?: Words;
  readonly text?: Words;
  readonly things: readonly string[];
  readonly steps: readonly Words[];
  readonly groups: readonly Words[];
  /** The group of each thing, 1 for the first; empty where every sorting is as good. */
  readonly belongs: Readonly<Record<string, number>>;
  readonly assesses: readonly string[];
}

interface Asked {
  readonly id: string;
  /** Changes whenever the question does: an answer to another question is not kept. */
  readonly mark: string;
  readonly station: string;
  readonly assesses: readonly string[];
  readonly prompt: Words;
  readonly feedback?: { readonly right?: Words; readonly wrong?: Words };
  readonly hints: readonly Words[];
  readonly points: number;
  readonly attempts?: number;
}

export interface Option {
  readonly text: Words;
  readonly correct: boolean;
  readonly feedback?: Words;
}

export type Choice = Asked & { readonly type: "choice"; readonly options: readonly Option[] };
export type Multi = Asked & { readonly type: "multi"; readonly options: readonly Option[] };
export type NumberQuestion = Asked & {
  readonly type: "number";
  readonly answer: number;
  readonly tolerance: number;
  readonly unit?: string;
};
export type TextQuestion = Asked & {
  readonly type: "text";
  readonly answers: readonly Words[];
  readonly exact: boolean;
};
export type OrderQuestion = Asked & { readonly type: "order"; readonly items: readonly Words[] };
export type Match = Asked & {
  readonly type: "match";
  readonly pairs: readonly { readonly left: Words; readonly right: Words }[];
};
export type LabelQuestion = Asked & {
  readonly type: "label";
  readonly labels: readonly { readonly text: Words; readonly target: string }[];
};
export type Point = Asked & { readonly type: "point"; readonly target: string };

export type Question = Choice | Multi | NumberQuestion | TextQuestion | OrderQuestion | Match | LabelQuestion | Point;

export type Support =
  | "text_to_speech"
  | "captions"
  | "high_contrast"
  | "larger_text"
  | "reduced_motion"
  | "extended_time"
  | "keyword_translation"
  | "simplified_language";

/** Something of the world that has a name; `at` in metres, x east, z south. */
export interface Name {
  readonly id: string;
  readonly role: string;
  readonly label: Words;
  readonly at: readonly [number, number, number];
  readonly radius?: number;
}

/** Letters that a computer may lack: what they are called together, some of them, and a packed font file in base64. */
export interface Font {
  readonly name: string;
  readonly sample: string;
  readonly data: string;
}

export interface Lesson {
  readonly format: number;
  readonly id: string;
  readonly variant: string;
  readonly digest: string;
  readonly language: string;
  /** Languages in which every text is there. */
  readonly languages: readonly string[];
  /** Languages in which some text is there: for the glossary. */
  readonly spoken: readonly string[];
  readonly title: Words;
  readonly summary: Words;
  readonly minutes: number | null;
  readonly license: string | null;
  readonly authors: readonly string[];
  readonly sources: readonly string[];
  readonly objectives: readonly Objective[];
  readonly vocabulary: readonly GlossaryWord[];
  readonly stations: readonly Station[];
  readonly activities: readonly Activity[];
  readonly questions: readonly Question[];
  readonly flow: {
    readonly mode: "order" | "free" | "hub";
    readonly start: string | null;
    readonly order: readonly string[];
    readonly review: readonly string[];
    readonly unlock: readonly { readonly open: string; readonly when: string }[];
  };
  readonly pass: number | null;
  readonly show: "at_once" | "at_end" | "never";
  readonly reflection: { readonly after: "each_station" | "end"; readonly prompt: Words } | null;
  readonly reading: { readonly offer: "standard" | "support" | "both"; readonly glossary: string } | null;
  readonly supports: readonly Support[];
  readonly mastered: readonly string[];
  readonly reinforce: readonly string[];
  readonly extended: number;
  readonly names: readonly Name[];
  readonly size: number;
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly live: boolean;
  readonly fonts: readonly Font[];
}

/** Returns a text in `language`, or in the first language that it has. */
export function inLanguage(words: Words | undefined, language: string): string {
  if (words === undefined) return "";
  return words[language] ?? Object.values(words)[0] ?? "";
}
