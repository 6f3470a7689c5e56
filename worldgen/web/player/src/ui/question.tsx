/** A question as a card: its form, hints, what is said to an answer, and the points it is worth. */

import type { JSX } from "preact";
import type { Question } from "../lesson/data.ts";
import type { Answer, Grade } from "../lesson/grade.ts";
import { complete, grade } from "../lesson/grade.ts";
import { isClosed, judged, shareOf, triesLeft } from "../lesson/state.ts";
import { firstOrder, Form } from "./answers.tsx";
import { Icon } from "./icons.tsx";
import { Prose } from "./prose.tsx";
import type { Scope } from "./session.ts";
import { useScope } from "./session.ts";

/** Returns what may be told of the last answer to a question. */
function toldOf(question: Question, { shown, lesson }: Scope): Grade | null {
  const last = shown.state.answers[question.id]?.tries.at(-1);
  const open = judged(lesson) || (lesson.show === "at_end" && shown.state.ended);
  return last !== undefined && open ? grade(question, last) : null;
}

/** Returns the answer in right words: shown when it was not found in the tries that there are. */
function solution(question: Question, { say }: Scope): string {
  const list = (texts: readonly string[]): string => texts.join(" · ");
  switch (question.type) {
    case "choice":
    case "multi":
      return list(question.options.filter((one) => one.correct).map((one) => say.text(one.text)));
    case "number":
      return `${say.number(question.answer, 6)} ${question.unit ?? ""}`.trim();
    case "text":
      return say.text(question.answers[0]);
    case "order":
      return question.items.map((one, i) => `${i + 1}. ${say.text(one)}`).join(" ");
    case "match":
      return list(question.pairs.map((one) => `${say.text(one.left)} – ${say.text(one.right)}`));
    case "label":
      return list(question.labels.map((one) => `${say.text(one.text)} – ${say.name(one.target)}`));
    case "point":
      return say.name(question.target);
  }
}

/** Returns what the author says to an answer: to the options that were chosen, else to right or wrong in general. */
function wordsTo(question: Question, answer: Answer, told: Grade, { say }: Scope): string[] {
  const own =
    question.type === "choice" || question.type === "multi"
      ? question.options
          .filter((_, i) => (question.type === "choice" ? answer === i : (answer as readonly number[]).includes(i)))
          .map((one) => say.text(one.feedback))
      : [];
  const general = say.text(told.share >= 1 ? question.feedback?.right : question.feedback?.wrong);
  return [...own, general].filter((one, i, all) => one !== "" && all.indexOf(one) === i);
}

function Reply({ question }: { readonly question: Question }): JSX.Element | null {
  const scope = useScope();
  const { shown, lesson, say, t } = scope;
  const answered = shown.state.answers[question.id];
  const last = answered?.tries.at(-1);
  if (last === undefined || answered?.again === true) return null;
  const told = toldOf(question, scope);
  if (told === null) return <p class="reply is-kept">{t("saved_answer")}</p>;
  const left = triesLeft(question, shown.state);
  const over = isClosed(question, shown.state, lesson) || shown.state.ended;
  const share = told.share;
  const points = { earned: say.number(question.points * share), possible: question.points };
  const head = share >= 1 ? t("right") : share > 0 ? t("partly", points) : t(over ? "wrong_last" : "wrong");
  return (
    <div class={`reply ${share >= 1 ? "is-right" : "is-wrong"}`}>
      <p class="verdict"><Icon name={share >= 1 ? "check" : "bulb"} /> {head}</p>
      {wordsTo(question, last, told, scope).map((text) => <Prose text={text} />)}
      {share < 1 && Number.isFinite(left) && <p>{left > 0 ? t("tries_left", { count: left }) : t("no_tries")}</p>}
      {share < 1 && over && <p class="solution">{t("solution", { what: solution(question, scope) })}</p>}
    </div>
  );
}

function Hints({ question }: { readonly question: Question }): JSX.Element | null {
  const { shown, say, t } = useScope();
  const given = shown.state.answers[question.id]?.hints ?? 0;
  if (given === 0) return null;
  return (
    <ul class="hints">
      {question.hints.slice(0, given).map((one, i) => (
        <li><Icon name="bulb" /><span class="sr">{t("hint_number", { number: i + 1 })}: </span>{say.text(one)}</li>
      ))}
    </ul>
  );
}

/** One more time, while what it assesses is not yet mastered. */
function Again({ question }: { readonly question: Question }): JSX.Element | null {
  const { session, shown, lesson, t } = useScope();
  const open = lesson.objectives.some((one) => question.assesses.includes(one.id) && !shown.now.facts.mastered.has(one.id));
  if (!open || shown.state.ended || shareOf(question, shown.state, lesson) < 1 || !judged(lesson)) return null;
  return (
    <div class="buttons">
      <button type="button" onClick={() => session.dispatch({ type: "again", question: question.id })}>{t("again")}</button>
    </div>
  );
}

export function QuestionCard({ question }: { readonly question: Question }): JSX.Element {
  const scope = useScope();
  const { session, shown, lesson, say, t } = scope;
  const answered = shown.state.answers[question.id];
  const closed = isClosed(question, shown.state, lesson) || (lesson.show !== "at_once" && shown.state.ended);
  const last = answered?.again === true ? undefined : answered?.tries.at(-1);
  const kept = shown.drafts[question.id] ?? last;
  const draft = kept ?? (question.type === "order" ? firstOrder(question, lesson) : undefined);
  const same = last !== undefined && JSON.stringify(kept) === JSON.stringify(last);
  const told = same ? toldOf(question, scope) : null;
  const given = answered?.hints ?? 0;
  const change = (next: Answer): void => session.set({ drafts: { ...session.get().drafts, [question.id]: next } });
  function submit(event: Event): void {
    event.preventDefault();
    if (!complete(question, draft)) {
      session.set({ said: t("incomplete"), drafts: { ...shown.drafts, [`${question.id}/empty`]: 1 } });
      return;
    }
    const { [`${question.id}/empty`]: _, [question.id]: __, ...rest } = session.get().drafts;
    session.set({ drafts: rest, picking: null });
    session.dispatch({ type: "answer", question: question.id, answer: draft });
    requestAnimationFrame(() => document.getElementById(`${question.id}-reply`)?.scrollIntoView({ block: "nearest" }));
  }
  const number = lesson.questions.indexOf(question) + 1;
  return (
    <section class={`card question ${closed ? "is-closed" : ""}`} aria-labelledby={`${question.id}-title`}>
      <p class="kicker">
        {t("question_of", { number, total: lesson.questions.length })}
        <span class="worth">{t("points", { count: question.points })}</span>
      </p>
      <h3 id={`${question.id}-title`}>{say.text(question.prompt)}</h3>
      <form onSubmit={submit} aria-labelledby={`${question.id}-title`}>
        <Form question={question} draft={draft} disabled={closed} told={told} change={change} />
        <Hints question={question} />
        {shown.drafts[`${question.id}/empty`] !== undefined && !complete(question, draft) && <p class="bad">{t("incomplete")}</p>}
        {!closed && (
          <div class="buttons">
            <button type="submit" class="main">{t(judged(lesson) ? "check" : last === undefined ? "hand_in" : "change")}</button>
            {given < question.hints.length && (
              <button type="button" onClick={() => session.dispatch({ type: "hint", question: question.id })}>
                <Icon name="bulb" /> {t(given === 0 ? "hint" : "hint_next")}
              </button>
            )}
          </div>
        )}
        {closed && <Again question={question} />}
        <div id={`${question.id}-reply`} role="status">{same && <Reply question={question} />}</div>
      </form>
    </section>
  );
}
