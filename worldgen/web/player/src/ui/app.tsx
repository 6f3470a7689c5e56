/** The whole page: start, lesson and end, and what is common to them. */

import type { JSX } from "preact";
import { useEffect, useReducer } from "preact/hooks";
import { Bar } from "./bar.tsx";
import { Dialogs } from "./dialogs.tsx";
import { End } from "./end.tsx";
import { PageView, unfold } from "./pageview.tsx";
import type { Session, Shown } from "./session.ts";
import { SessionContext, useScope } from "./session.ts";
import { Start } from "./start.tsx";
import { WorldView } from "./worldview.tsx";
import { directionOf } from "./words.ts";
import { closeView, goTo } from "./world.ts";

export function App({ session, canShow }: { readonly session: Session; readonly canShow: boolean }): JSX.Element {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => session.subscribe(() => again(undefined as never)), []);
  return (
    <SessionContext.Provider value={session}>
      <Whole canShow={canShow} />
    </SessionContext.Provider>
  );
}

function Whole({ canShow }: { readonly canShow: boolean }): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  useEffect(() => dress(shown, say.text(lesson.title)), [shown.prefs, shown.phase, shown.view]);
  useEffect(() => focusOn(shown), [shown.phase, shown.view]);
  useEffect(() => {
    if (shown.phase === "start") closeView();
  }, [shown.phase]);
  const able = canShow && shown.world !== "lost";
  const go = (station: string): void => (shown.view === "page" ? unfold(session, station) : goTo(session, station));
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => skip(event)}>{t("skip")}</a>
      {shown.phase === "start" && <Start canShow={able} />}
      {shown.phase !== "start" && <Bar canShow={able} />}
      {shown.phase !== "start" && able && (shown.view === "world" || shown.world !== "none") && (
        <div class="behind" hidden={shown.view !== "world" || shown.phase !== "play"}><WorldView /></div>
      )}
      {shown.phase === "play" && (shown.view === "page" || !able) && <PageView />}
      {shown.phase === "end" && <End />}
      {shown.phase !== "start" && <Dialogs go={go} />}
      <div class="sr" role="status" aria-live="polite">{shown.said}</div>
    </>
  );
}

/** A link within the page would change its address, which some viewers of files forbid. */
function skip(event: Event): void {
  event.preventDefault();
  const main = document.getElementById("main");
  main?.setAttribute("tabindex", "-1");
  main?.focus();
}

/** Puts language, direction and looks on the page itself. */
function dress({ prefs, phase, view }: Shown, title: string): void {
  const root = document.documentElement;
  root.lang = prefs.language;
  root.dir = directionOf(prefs.language);
  root.style.fontSize = `${prefs.size}%`;
  root.classList.toggle("contrast", prefs.contrast);
  root.classList.toggle("calm", prefs.motion === "less");
  root.classList.toggle("in-world", phase === "play" && view === "world");
  document.title = title;
}

/** Moves the focus to where the new part of the page begins. */
function focusOn({ phase, view, state }: Shown): void {
  if (phase === "start") return;
  const name = phase === "end" ? "end-title" : view === "world" ? "here" : `stop-${state.at ?? ""}`;
  document.getElementById(name)?.focus();
}
