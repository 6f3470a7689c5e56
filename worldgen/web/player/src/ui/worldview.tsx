/** The lesson in its world: the view fills the page, and a sheet of paper beside it says what the place teaches. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { isDone } from "../lesson/flow.ts";
import { Icon } from "./icons.tsx";
import { useScope } from "./session.ts";
import { Onward, StationBody } from "./station.tsx";
import { Stops } from "./stops.tsx";
import { numberOf } from "./words.ts";
import { goTo, openView, worldNow } from "./world.ts";

export function WorldView(): JSX.Element {
  const { session, shown, t } = useScope();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) void openView(session, canvas.current);
  }, []);
  return (
    <div class={`world is-${shown.world} panel-${shown.panel} ${shown.picking === null ? "" : "is-picking"}`}>
      <div class="stage">
        <canvas ref={canvas} tabIndex={0} role="application" aria-label={t("view_label")} id="view" />
        {shown.world === "loading" && <Loading />}
        <Overlay />
        {shown.world === "ready" && <Corner />}
      </div>
      <Panel />
    </div>
  );
}

function Loading(): JSX.Element {
  const { shown, lesson, say, t } = useScope();
  return (
    <div class="loading" role="status">
      <div class="loading-card">
        <p class="loading-title">{say.text(lesson.title)}</p>
        <div class="meter big" role="progressbar" aria-label={t("world_loading")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(shown.loaded * 100)}>
          <span style={{ inlineSize: `${Math.max(4, shown.loaded * 100)}%` }} />
        </div>
        <p>{t("world_loading")}</p>
      </div>
    </div>
  );
}

/** What lies over the view: the name of what is under the pointer, what is to be chosen, and captions. */
function Overlay(): JSX.Element {
  const { session, shown, say, t } = useScope();
  const { picking, hovered } = shown;
  return (
    <div class="overlay">
      {picking !== null && (
        <p class="tip is-strong" role="status">
          {t(picking.for === "measure" ? "measure_now" : "point_now")}
          <button type="button" class="square" aria-label={t("close")} onClick={() => session.set({ picking: null, panel: "open" })}>
            <Icon name="close" />
          </button>
        </p>
      )}
      <div role="status">{hovered !== "" && !hovered.startsWith("look:") && <p class="tip">{say.name(hovered)}</p>}</div>
      {shown.caption !== "" && shown.prefs.captions && <p class="caption" role="status" aria-live="off">{shown.caption}</p>}
    </div>
  );
}

/** What helps in the view itself: back to where one was, and into a headset where there is one. */
function Corner(): JSX.Element {
  const { shown, t } = useScope();
  const [headset, setHeadset] = useState(false);
  useEffect(() => void worldNow()?.headset().then(setHeadset, () => undefined), []);
  const last = shown.state.at ?? shown.state.visited.at(-1);
  return (
    <div class="corner">
      {last !== undefined && (
        <button type="button" onClick={() => worldNow()?.go(last)}><Icon name="back" /> {t("reset_view")}</button>
      )}
      {headset && <button type="button" class="main" onClick={() => void worldNow()?.enter()}><Icon name="eye" /> {t("headset")}</button>}
    </div>
  );
}

function Panel(): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const station = lesson.stations.find((one) => one.id === shown.state.at);
  const low = shown.panel === "low";
  const body = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => body.current?.scrollTo(0, 0), [station?.id]);
  useEffect(() => (sheet.current === null ? undefined : watchCover(sheet.current)), [shown.world === "ready"]);
  return (
    <main class="panel" id="main" ref={sheet}>
      <div class="panel-head">
        <div>
          {station === undefined ? (
            <h2 tabIndex={-1} id="here">{t("on_the_way")}</h2>
          ) : (
            <>
              <p class="kicker">{t("stop", { number: numberOf(lesson, station.id), total: lesson.stations.length })}{isDone(station.id, shown.state, lesson) ? ` · ${t("done")}` : ""}</p>
              <h2 tabIndex={-1} id="here">{say.text(station.title)}</h2>
            </>
          )}
        </div>
        <button
          type="button"
          class="square"
          aria-expanded={!low}
          aria-controls="panel-body"
          aria-label={t(low ? "panel_open" : "panel_close")}
          onClick={() => session.set({ panel: low ? "open" : "low" })}
        >
          <Icon name={low ? "up" : "down"} />
        </button>
      </div>
      <div class="panel-body" id="panel-body" ref={body} hidden={low}>
        {station === undefined ? <Way /> : <><StationBody station={station} /><Onward go={(id) => goTo(session, id)} /></>}
      </div>
    </main>
  );
}

/** Tells the view how much of it the sheet hides, as often as that changes. */
function watchCover(sheet: HTMLElement): () => void {
  const tell = (): void => {
    const box = sheet.getBoundingClientRect();
    const below = box.width > innerWidth * 0.7;
    const beside = !below && box.height > innerHeight * 0.5;
    const left = box.left > innerWidth - box.right;
    const hidden = !beside ? 0 : left ? innerWidth - box.left : -box.right;
    worldNow()?.cover(hidden, below ? innerHeight - box.top : 0);
  };
  const observer = new ResizeObserver(tell);
  observer.observe(sheet);
  addEventListener("resize", tell);
  return () => {
    observer.disconnect();
    removeEventListener("resize", tell);
  };
}

/** Between stations: where to go, and the way there. */
function Way(): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const next = lesson.stations.find((one) => one.id === shown.now.next);
  const guided = next !== undefined && shown.guided === next.id;
  return (
    <>
      <p>{t("on_the_way_text")}</p>
      {next !== undefined && (
        <section class="card">
          <p class="kicker">{t("next", { stop: say.text(next.title) })}</p>
          <div class="buttons">
            <button type="button" class="main" aria-pressed={guided} onClick={() => session.set({ guided: guided ? null : next.id })}>
              <Icon name="foot" /> {t(guided ? "hide_way" : "show_way")}
            </button>
            <button type="button" onClick={() => goTo(session, next.id)}>{t("go")}</button>
          </div>
        </section>
      )}
      <Stops go={(id) => goTo(session, id)} />
    </>
  );
}
