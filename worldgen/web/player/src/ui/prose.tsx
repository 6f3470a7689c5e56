/** Texts of the lesson, with the words of its glossary one tap away. */

import type { JSX } from "preact";
import type { GlossaryWord, Lesson } from "../lesson/data.ts";
import { inLanguage } from "../lesson/data.ts";
import { useScope } from "./session.ts";

/** A piece of a text: plain, or a word that is explained. */
export type Piece = string | { readonly text: string; readonly word: GlossaryWord };

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&");

/** Returns `text` cut where a word of the glossary stands; each word once, where it comes first. */
export function pieces(text: string, lesson: Lesson, language: string): Piece[] {
  const terms = lesson.vocabulary
    .map((word) => ({ word, term: inLanguage(word.term, language) }))
    .filter((one) => one.term !== "")
    .sort((a, b) => b.term.length - a.term.length);
  if (terms.length === 0) return [text];
  const joined = terms.map((one) => escaped(one.term)).join("|");
  const close = /^(zh|ja|th|lo|km)/u.test(language) ? "" : "(?![\\p{L}\\p{M}]{3})";
  const open = close === "" ? "" : "(?<![\\p{L}\\p{M}])";
  const pattern = new RegExp(`${open}(${joined})${close}[\\p{L}\\p{M}]{0,${close === "" ? 0 : 2}}`, "giu");
  const found: Piece[] = [];
  const seen = new Set<string>();
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const word = terms.find((one) => one.term.toLowerCase() === match[1]!.toLowerCase())?.word;
    if (word === undefined || seen.has(word.id)) continue;
    seen.add(word.id);
    found.push(text.slice(last, match.index), { text: match[0], word });
    last = match.index + match[0].length;
  }
  return [...found, text.slice(last)].filter((one) => one !== "");
}

export function Prose({ text }: { readonly text: string }): JSX.Element {
  const { session, lesson, say } = useScope();
  return (
    <div class="prose">
      {text.split(/\n\s*\n/u).map((paragraph) => (
        <p>
          {pieces(paragraph, lesson, say.language).map((piece) =>
            typeof piece === "string" ? (
              piece
            ) : (
              <button
                type="button"
                class="word"
                aria-haspopup="dialog"
                onClick={() => session.set({ dialog: "glossary", word: piece.word.id })}
              >
                {piece.text}
              </button>
            ),
          )}
        </p>
      ))}
    </div>
  );
}
