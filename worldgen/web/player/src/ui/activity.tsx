/** Something to do at a station, as a card: in the world and without it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Activity } from "../lesson/data.ts";
import { shuffled } from "../lesson/shuffle.ts";
import type { Work } from "../lesson/state.ts";
import { NO_WORK, wantedOf } from "../lesson/state.ts";
import { Pick } from "./answers.tsx";
import { Arrange } from "./arrange.tsx";
import { Icon } from "./icons.tsx";
import { Prose } from "./prose.tsx";
import { useScope } from "./session.ts";
import type { Key } from "./words.ts";
import { whereabouts } from "./words.ts";

interface Part {
  readonly activity: Activity;
  readonly work: Work;
}

const ASKS: Readonly<Record<Activity["kind"], Key>> = {
  explore: "explore",
  inspect: "inspect",
  collect: "collect",
  sort: "sort",
  order: "arrange",
  label: "label",
  measure: "measure",
  dialogue: "dialogue",
  procedure: "procedure",
};

export function ActivityCard({ activity }: { readonly activity: Activity }): JSX.Element {
  const { shown, say, t } = useScope();
  const work = shown.state.works[activity.id] ?? NO_WORK;
  const title = say.text(activity.prompt) || t(ASKS[activity.kind]);
  const counted = wantedOf(activity).length > 1 && ["explore", "inspect", "collect", "procedure"].includes(activity.kind);
  return (
    <section class={`card activity is-${activity.kind} ${work.done ? "is-closed" : ""}`} aria-labelledby={`${activity.id}-title`}>
      <p class="kicker">
        {t("activity")}
        {counted && <span class="worth">{t("found_count", { count: work.found.length, total: wantedOf(activity).length })}</span>}
      </p>
      <h3 id={`${activity.id}-title`}>{title}</h3>
      <Body activity={activity} work={work} />
      <div role="status" class="reply-slot">
        {work.done && (
          <div class="reply is-right">
            <p class="verdict"><Icon name="check" /> {t("activity_done")}</p>
            {say.text(activity.text) !== "" && <Prose text={say.text(activity.text)} />}
          </div>
        )}
        {!work.done && work.checks > 0 && <p class="reply is-wrong">{t("not_yet")}</p>}
      </div>
    </section>
  );
}

function Body(part: Part): JSX.Element {
  switch (part.activity.kind) {
    case "explore":
    case "inspect":
    case "collect":
      return <Things {...part} />;
    case "sort":
      return <Sorting {...part} />;
    case "order":
      return <Ordering {...part} />;
    case "label":
      return <Labels {...part} />;
    case "measure":
      return <Measuring {...part} />;
    case "dialogue":
      return <Talk {...part} />;
    case "procedure":
      return <Steps {...part} />;
  }
}

/** Things to look at or to collect: by a click in the world, or by the button that stands for it here. */
function Things({ activity, work }: Part): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const station = lesson.names.find((one) => one.id === activity.station);
  const find = (thing: string): void => {
    session.dispatch({ type: "find", activity: activity.id, thing });
    session.set({ said: t(activity.kind === "collect" ? "collected" : "found") + ": " + say.name(thing) });
  };
  if (activity.things.length === 0) {
    return (
      <div class="buttons">
        <button type="button" class="main" disabled={work.done} onClick={() => find("look")}>
          <Icon name="eye" /> {t("looked_around")}
        </button>
      </div>
    );
  }
  return (
    <ul class="things">
      {activity.things.map((thing) => {
        const got = work.found.includes(thing);
        const where = whereabouts(say, station, lesson.names.find((one) => one.id === thing));
        return (
          <li key={thing} class={got ? "is-on" : ""}>
            <button type="button" disabled={got} onClick={() => find(thing)}>
              <Icon name={got ? "check" : activity.kind === "collect" ? "go" : "eye"} />
              <span class="sr">{t(activity.kind === "collect" ? "collect_it" : "look_at", { what: "" })}</span>
              <span class="thing-name">{say.name(thing)}</span>
              <span class="thing-where">{got ? t(activity.kind === "collect" ? "collected" : "found") : shown.view === "page" ? where : ""}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function CheckButton({ activity, work, ready }: Part & { readonly ready: boolean }): JSX.Element | null {
  const { session, t } = useScope();
  if (work.done) return null;
  return (
    <div class="buttons">
      <button
        type="button"
        class="main"
        onClick={() => (ready ? session.dispatch({ type: "check", activity: activity.id }) : session.set({ said: t("incomplete") }))}
      >
        {t("check")}
      </button>
    </div>
  );
}

function Sorting({ activity, work }: Part): JSX.Element {
  const { session, say, t, lesson } = useScope();
  const groups = activity.groups.map((one, i) => ({ value: String(i + 1), text: say.text(one) }));
  const things = shuffled(activity.things.length, `${lesson.id}/${activity.id}`).map((i) => activity.things[i]!);
  return (
    <div role="group" aria-label={t("sort")}>
      {things.map((thing) => (
        <Pick
          key={thing}
          id={`${activity.id}-${thing}`}
          label={say.name(thing)}
          value={work.placed[thing] ?? ""}
          options={groups}
          disabled={work.done}
          right={work.done ? true : undefined}
          change={(where) => session.dispatch({ type: "place", activity: activity.id, what: thing, where })}
        />
      ))}
      <CheckButton activity={activity} work={work} ready={things.every((one) => work.placed[one])} />
    </div>
  );
}

function Ordering({ activity, work }: Part): JSX.Element {
  const { session, say, t, lesson } = useScope();
  const order = work.order.length > 0 ? work.order : shuffled(activity.steps.length, `${lesson.id}/${activity.id}`);
  return (
    <>
      <Arrange
        id={activity.id}
        label={t("arrange")}
        texts={activity.steps.map((one) => say.text(one))}
        order={order}
        disabled={work.done}
        right={work.done ? order.map(() => true) : null}
        change={(next) => session.dispatch({ type: "arrange", activity: activity.id, order: next })}
      />
      <CheckButton activity={activity} work={work} ready={work.order.length > 0} />
    </>
  );
}

/** A thing is told by where it is, so that its name gives nothing away; it is outlined in the world meanwhile. */
function Labels({ activity, work }: Part): JSX.Element {
  const { session, say, t, lesson } = useScope();
  const station = lesson.names.find((one) => one.id === activity.station);
  const names = [...activity.things]
    .sort((a, b) => say.name(a).localeCompare(say.name(b), say.language))
    .map((id) => ({ value: id, text: say.name(id) }));
  return (
    <div role="group" aria-label={t("label")}>
      {activity.things.map((thing) => (
        <div class="labelled" key={thing}>
          <Pick
            id={`${activity.id}-${thing}`}
            label={t("what_is", { where: whereabouts(say, station, lesson.names.find((one) => one.id === thing)) })}
            value={work.placed[thing] ?? ""}
            options={names}
            disabled={work.done}
            right={work.done ? true : undefined}
            change={(where) => session.dispatch({ type: "place", activity: activity.id, what: thing, where })}
          />
          <LookButton thing={thing} />
        </div>
      ))}
      <CheckButton activity={activity} work={work} ready={activity.things.every((one) => work.placed[one])} />
    </div>
  );
}

function LookButton({ thing }: { readonly thing: string }): JSX.Element | null {
  const { session, shown, t } = useScope();
  if (shown.view !== "world" || shown.world !== "ready") return null;
  return (
    <button type="button" class="square" aria-label={t("look_here")} onClick={() => session.set({ hovered: `look:${thing}` })}>
      <Icon name="eye" />
    </button>
  );
}

/** From thing to thing without the world; from point to point in it. */
function Measuring({ activity, work }: Part): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const [ends, setEnds] = useState<readonly [string, string]>([activity.things[0] ?? "", activity.things[1] ?? ""]);
  const things = [...new Set([...activity.things, activity.station])].map((id) => ({ value: id, text: say.name(id) }));
  const [a, b] = ends.map((id) => lesson.names.find((one) => one.id === id));
  function measure(): void {
    if (a === undefined || b === undefined || a === b) return session.set({ said: t("incomplete") });
    const run = Math.hypot(b.at[0] - a.at[0], b.at[2] - a.at[2]);
    record(run, b.at[1] - a.at[1]);
  }
  function record(run: number, rise: number): void {
    const put = (what: string, value: number): void =>
      session.dispatch({ type: "place", activity: activity.id, what, where: value.toFixed(2) });
    put("distance", Math.hypot(run, rise));
    put("height", rise);
    put("slope", (Math.atan2(rise, Math.max(run, 1e-6)) * 180) / Math.PI);
    session.dispatch({ type: "find", activity: activity.id, thing: "measure" });
  }
  const got = (what: string): string => say.number(Number(work.placed[what] ?? 0), 1);
  const inWorld = shown.view === "world" && shown.world === "ready";
  const picking = shown.picking?.for === "measure" && shown.picking.activity === activity.id;
  return (
    <div>
      {!work.done && inWorld && (
        <button
          type="button"
          class={`big ${picking ? "is-on" : ""}`}
          aria-pressed={picking}
          onClick={() => session.set({ picking: picking ? null : { for: "measure", activity: activity.id }, panel: picking ? "open" : "low" })}
        >
          <Icon name="eye" /> {t("measure_world")}
        </button>
      )}
      {!work.done && (
        <div class="measuring" role="group" aria-label={t("measure")}>
          {(["measure_from", "measure_to"] as const).map((key, i) => (
            <Pick
              key={key}
              id={`${activity.id}-${i}`}
              label={t(key)}
              value={ends[i]!}
              options={things}
              disabled={false}
              right={undefined}
              change={(value) => setEnds(i === 0 ? [value, ends[1]] : [ends[0], value])}
            />
          ))}
          <div class="buttons"><button type="button" class={inWorld ? "" : "main"} onClick={measure}>{t("measure_here")}</button></div>
        </div>
      )}
      {work.placed["distance"] !== undefined && (
        <ul class="measures">
          <li>{t("distance", { value: got("distance") })}</li>
          <li>{t("height", { value: got("height") })}</li>
          <li>{t("slope", { value: got("slope") })}</li>
        </ul>
      )}
    </div>
  );
}

function Talk({ activity, work }: Part): JSX.Element {
  const { session, say, t } = useScope();
  const speaker = activity.things[0] === undefined ? "" : say.name(activity.things[0]);
  const heard = activity.steps.slice(0, Math.max(1, work.found.length + (work.done ? 0 : 1)));
  return (
    <div class="talk">
      {speaker !== "" && <p class="speaker">{speaker}</p>}
      <ol aria-live="polite">
        {heard.map((one) => <li><Prose text={say.text(one)} /></li>)}
      </ol>
      {!work.done && (
        <div class="buttons">
          <button
            type="button"
            class="main"
            onClick={() => session.dispatch({ type: "find", activity: activity.id, thing: String(work.found.length) })}
          >
            {t("say_next")}
          </button>
        </div>
      )}
    </div>
  );
}

function Steps({ activity, work }: Part): JSX.Element {
  const { session, say, t } = useScope();
  return (
    <ol class="steps">
      {activity.steps.map((one, i) => {
        const done = work.found.includes(String(i));
        const now = i === work.found.length;
        return (
          <li class={done ? "is-on" : now ? "is-now" : ""} aria-current={now ? "step" : undefined}>
            <span>{say.text(one)}</span>
            {done ? <Icon name="check" /> : null}
            {now && (
              <button
                type="button"
                class="square main"
                aria-label={t("step_done", { what: say.text(one) })}
                onClick={() => session.dispatch({ type: "find", activity: activity.id, thing: String(i) })}
              >
                <Icon name="check" />
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
