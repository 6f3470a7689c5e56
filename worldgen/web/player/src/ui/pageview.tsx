/** The whole lesson as a page to read: no world is needed, nothing is missing, and it counts the same. */

import type { JSX } from "preact";
import type { Station } from "../lesson/data.ts";
import { isDone } from "../lesson/flow.ts";
import { Icon } from "./icons.tsx";
import { useScope, visit } from "./session.ts";
import { Onward, StationBody } from "./station.tsx";
import { waiting } from "./stops.tsx";
import { inOrder, numberOf } from "./words.ts";
import { goTo } from "./world.ts";

/** Unfolds a station on the page and goes to its heading. */
export function unfold(session: ReturnType<typeof useScope>["session"], station: string): void {
  if (!session.get().now.open.includes(station)) return;
  goTo(session, station);
  requestAnimationFrame(() => {
    const head = document.getElementById(`stop-${station}`);
    head?.focus();
    head?.scrollIntoView({ block: "start" });
  });
}

export function PageView(): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  return (
    <div class="page">
      <nav class="contents" aria-label={t("stops")}>
        <ol>
          {inOrder(lesson).map((one) => {
            const open = shown.now.open.includes(one.id);
            return (
              <li key={one.id} class={`${isDone(one.id, shown.state, lesson) ? "is-done" : ""} ${open ? "" : "is-shut"}`}>
                <button type="button" disabled={!open} aria-current={shown.state.at === one.id ? "location" : undefined} onClick={() => unfold(session, one.id)}>
                  <span class="pin" aria-hidden="true">{isDone(one.id, shown.state, lesson) ? <Icon name="check" /> : open ? say.number(numberOf(lesson, one.id)) : <Icon name="lock" />}</span>
                  {say.text(one.title)}
                </button>
              </li>
            );
          })}
        </ol>
      </nav>
      <main id="main" class="reading">
        {shown.world === "lost" && <p class="note" role="status">{t("no_world")}</p>}
        {inOrder(lesson).map((one) => <Chapter key={one.id} station={one} />)}
        {shown.caption !== "" && shown.prefs.captions && <p class="caption">{shown.caption}</p>}
      </main>
    </div>
  );
}

function Chapter({ station }: { readonly station: Station }): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const open = shown.now.open.includes(station.id);
  const unfolded = open && shown.unfolded.includes(station.id);
  const here = shown.state.at === station.id;
  function toggle(): void {
    if (!unfolded) return visit(session, station.id);
    session.set({ unfolded: shown.unfolded.filter((one) => one !== station.id) });
  }
  return (
    <section class={`chapter ${unfolded ? "is-open" : ""} ${here ? "is-here" : ""}`} aria-labelledby={`stop-${station.id}`}>
      <h2>
        <button type="button" id={`stop-${station.id}`} aria-expanded={unfolded} disabled={!open} aria-controls={`body-${station.id}`} onClick={toggle}>
          <span class="kicker">{t("stop", { number: numberOf(lesson, station.id), total: lesson.stations.length })}{isDone(station.id, shown.state, lesson) ? ` · ${t("done")}` : ""}</span>
          <span class="chapter-title">{say.text(station.title)}</span>
          <Icon name={!open ? "lock" : unfolded ? "up" : "down"} />
        </button>
      </h2>
      <div id={`body-${station.id}`} hidden={open && !unfolded}>
        {!open && <p class="small">{waiting(station.id, lesson, say)}</p>}
        {unfolded && <><StationBody station={station} />{here && <Onward go={(id) => unfold(session, id)} />}</>}
      </div>
    </section>
  );
}
