/** The end of the lesson: what was done, objective by objective, and what to hand to the teacher. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { resultCode, resultCsv } from "../lesson/result.ts";
import { Icon } from "./icons.tsx";
import { useScope } from "./session.ts";
import { Thought } from "./station.tsx";

export function End(): JSX.Element {
  const { session, lesson, t } = useScope();
  const back = (): void => {
    session.dispatch({ type: "reopen" });
    session.set({ phase: "play" });
  };
  return (
    <main class="end" id="main">
      <div class="paper">
        <h1 tabIndex={-1} id="end-title">{t("end")}</h1>
        <p class="lead">{t("end_text")}</p>
        <Score />
        <Objectives />
        {lesson.reflection?.after === "end" && <Thought place="end" />}
        <Result />
        <div class="buttons">
          <button type="button" class="main" onClick={back}><Icon name="world" /> {t("go_on")}</button>
        </div>
      </div>
    </main>
  );
}

/** The score, where learners may see it. */
export function Score(): JSX.Element {
  const { shown, lesson, say, t } = useScope();
  const { earned, possible, passed } = shown.now;
  if (lesson.show === "never") return <p class="note">{t("score_later")}</p>;
  if (lesson.show === "at_end" && !shown.state.ended) return <p class="note">{t("score_end")}</p>;
  if (possible === 0) return <></>;
  return (
    <section class="score" aria-label={t("score")}>
      <p class="big-number">{say.percent(earned / possible)}</p>
      <p>{t("points_of", { earned: say.number(earned, 2), possible: say.number(possible) })}</p>
      {passed !== null && <p class={passed ? "is-right" : ""}>{t(passed ? "passed" : "not_passed")}</p>}
    </section>
  );
}

export function Objectives(): JSX.Element | null {
  const { shown, lesson, say, t } = useScope();
  const hidden = lesson.show === "never" || (lesson.show === "at_end" && !shown.state.ended);
  if (lesson.objectives.length === 0 || hidden) return null;
  return (
    <section class="objectives">
      <h2>{t("goals")}</h2>
      <ul>
        {lesson.objectives.map((one) => {
          const can = shown.now.facts.mastered.has(one.id);
          return (
            <li key={one.id} class={can ? "is-done" : ""}>
              <span class="pin" aria-hidden="true"><Icon name={can ? "check" : "foot"} /></span>
              <span>{say.text(one.statement)}</span>
              <small>{t(can ? "mastered" : "practising")}</small>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A code and a table for a teacher without a learning platform. */
export function Result(): JSX.Element {
  const { session, shown, lesson, t } = useScope();
  const [copied, setCopied] = useState(false);
  const code = resultCode(shown.state, shown.now, lesson, shown.who.name);
  function copy(): void {
    const field = document.getElementById("result-code");
    if (field instanceof HTMLTextAreaElement) field.select();
    const done = (): void => {
      setCopied(true);
      session.set({ said: t("copied") });
    };
    // A page from a disk may have no clipboard: the older way needs only the selection.
    if (navigator.clipboard !== undefined) navigator.clipboard.writeText(code).then(done, () => document.execCommand("copy") && done());
    else if (document.execCommand("copy")) done();
  }
  function save(): void {
    const blob = new Blob(["\ufeff", resultCsv(shown.state, shown.now, lesson, shown.who.name)], { type: "text/csv" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${lesson.id}-${(lesson.variant || shown.who.name).replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  return (
    <section class="card result">
      <h2>{t("result")}</h2>
      <p id="result-why">{t("result_text")}</p>
      <textarea id="result-code" readOnly rows={2} dir="ltr" aria-label={t("result")} aria-describedby="result-why" value={code} />
      <div class="buttons">
        <button type="button" onClick={copy}>{copied ? <Icon name="check" /> : null} {t(copied ? "copied" : "copy")}</button>
        <button type="button" onClick={save}>{t("save_table")}</button>
      </div>
      <p class="small">{t(shown.saved ? "saved_here" : "not_saved")}</p>
    </section>
  );
}
