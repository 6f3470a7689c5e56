/** The stations as a list, each with what was done there and the way to it. */

import type { JSX } from "preact";
import type { Lesson } from "../lesson/data.ts";
import { isDone, waitsFor } from "../lesson/flow.ts";
import { Icon } from "./icons.tsx";
import { useScope } from "./session.ts";
import type { Key, Say } from "./words.ts";
import { inOrder, numberOf } from "./words.ts";

/** Returns what a closed station waits for, in words. */
export function waiting(station: string, lesson: Lesson, say: Say): string {
  const what = (word: string, about: string): string => {
    if (word === "visited") return say.text(lesson.stations.find((one) => one.id === about)?.title);
    if (word === "mastered") return say.text(lesson.objectives.find((one) => one.id === about)?.statement);
    return say.text(lesson.questions.find((one) => one.id === about)?.prompt);
  };
  const parts = waitsFor(station, lesson).map(({ word, about }) => say.t(`condition_${word}` as Key, { what: what(word, about) }));
  return say.t("closed_why", { what: [...new Set(parts)].join(" · ") });
}

export function Stops({ go }: { readonly go: (station: string) => void }): JSX.Element {
  const { shown, lesson, say, t } = useScope();
  return (
    <ol class="stops">
      {inOrder(lesson).map((one) => {
        const open = shown.now.open.includes(one.id);
        const done = isDone(one.id, shown.state, lesson);
        const here = shown.state.at === one.id;
        const next = shown.now.next === one.id;
        const status: Key = here ? "here" : !open ? "closed" : done ? "done" : shown.state.visited.includes(one.id) ? "visited" : "open";
        return (
          <li key={one.id} class={`${here ? "is-here" : ""} ${done ? "is-done" : ""} ${open ? "" : "is-shut"} ${next ? "is-next" : ""}`}>
            <button type="button" disabled={!open} aria-current={here ? "location" : undefined} onClick={() => go(one.id)}>
              <span class="pin" aria-hidden="true">{!open ? <Icon name="lock" /> : done ? <Icon name="check" /> : say.number(numberOf(lesson, one.id))}</span>
              <span class="stop-name">{say.text(one.title)}</span>
              <small>{t(status)}{lesson.flow.review.includes(one.id) && shown.now.complete ? ` · ${t("review")}` : ""}</small>
            </button>
            {!open && <p class="small">{waiting(one.id, lesson, say)}</p>}
          </li>
        );
      })}
    </ol>
  );
}
