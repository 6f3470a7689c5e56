/** The first thing that is seen: what the lesson is about, who goes on, and how to begin. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { standing } from "../lesson/flow.ts";
import { forget, load } from "../lesson/store.ts";
import { Icon } from "./icons.tsx";
import { begin, useScope } from "./session.ts";
import { languageName } from "./words.ts";

export function Start({ canShow }: { readonly canShow: boolean }): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const [name, setName] = useState("");
  const fresh = (view: "world" | "page"): void => begin(session, null, name, view);
  return (
    <main class="start" id="main">
      <div class="paper">
        <Languages />
        <h1>{say.text(lesson.title)}</h1>
        {say.text(lesson.summary) !== "" && <p class="lead">{say.text(lesson.summary)}</p>}
        {!canShow && <p class="note" role="status">{t("no_world")}</p>}
        {shown.slots.length > 0 && <Slots canShow={canShow} />}
        <Goals />
        <form
          class="begin"
          onSubmit={(event) => {
            event.preventDefault();
            fresh(canShow ? "world" : "page");
          }}
        >
          {lesson.variant === "" && (
            <>
              <label for="who">{t("who")}</label>
              <input id="who" type="text" maxLength={40} autoComplete="off" value={name} aria-describedby="who-why" onInput={(event) => setName(event.currentTarget.value)} />
              <p class="small" id="who-why">{t("who_why")}</p>
            </>
          )}
          <div class="buttons">
            <button type="submit" class="main">
              {t(shown.slots.length > 0 ? "start_new" : "start")} <Icon name="go" />
            </button>
            {canShow && (
              <button type="button" onClick={() => fresh("page")}>
                <Icon name="page" /> {t("start_plain")}
              </button>
            )}
          </div>
        </form>
        <Time />
        {!shown.saved && <p class="note">{t("not_saved")}</p>}
        <About />
      </div>
    </main>
  );
}

function Languages(): JSX.Element | null {
  const { session, lesson, say, t } = useScope();
  if (lesson.languages.length < 2) return null;
  return (
    <div class="languages">
      <label class="sr" for="start-language">{t("language")}</label>
      <select id="start-language" value={say.language} onChange={(event) => session.prefer({ language: event.currentTarget.value })}>
        {lesson.languages.map((tag) => <option key={tag} value={tag} lang={tag}>{languageName(tag)}</option>)}
      </select>
    </div>
  );
}

/** Those who have begun on this device, each to go on as, or to be forgotten. */
function Slots({ canShow }: { readonly canShow: boolean }): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  return (
    <ul class="slots">
      {shown.slots.map((slot) => (
        <li key={slot.id}>
          <button type="button" class="main wide" onClick={() => begin(session, slot, "", canShow ? "world" : "page")}>
            <span>{t("continue_as", { name: slot.name })}</span>
            <small>{t("continue_where", { share: say.percent(standing(slot.state, lesson).progress) })}</small>
          </button>
          <button
            type="button"
            class="square"
            aria-label={t("forget", { name: slot.name })}
            onClick={() => {
              forget(session.storage, lesson, slot.id);
              session.set({ slots: load(session.storage, lesson) });
            }}
          >
            <Icon name="cross" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Goals(): JSX.Element | null {
  const { lesson, say, t } = useScope();
  if (lesson.objectives.length === 0) return null;
  return (
    <section class="goals">
      <h2>{t("goals")}</h2>
      <ul>
        {lesson.objectives.map((one) => <li key={one.id}><Icon name="star" /> {say.text(one.statement)}</li>)}
      </ul>
    </section>
  );
}

function Time(): JSX.Element | null {
  const { lesson, t } = useScope();
  const more = lesson.supports.includes("extended_time") || lesson.extended > 1;
  if (lesson.minutes === null) return more ? <p class="small">{t("no_hurry")}</p> : null;
  return <p class="small">{t(more ? "minutes_extended" : "minutes", { count: lesson.minutes })}</p>;
}

function About(): JSX.Element | null {
  const { lesson, t } = useScope();
  const lines = [
    lesson.authors.length > 0 ? t("by", { names: lesson.authors.join(", ") }) : "",
    lesson.license === null ? "" : t("licence", { name: lesson.license }),
    lesson.sources.length > 0 ? `${t("sources")}: ${lesson.sources.join("; ")}` : "",
  ].filter((one) => one !== "");
  return lines.length === 0 ? null : <footer class="small">{lines.map((one) => <p>{one}</p>)}</footer>;
}
