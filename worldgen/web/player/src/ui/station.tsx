/** What a station teaches, shows, asks and gives to do; the same in the world and on the page. */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Media, Station } from "../lesson/data.ts";
import { ActivityCard } from "./activity.tsx";
import { Icon } from "./icons.tsx";
import { Prose } from "./prose.tsx";
import { QuestionCard } from "./question.tsx";
import { useScope, visit } from "./session.ts";
import { localVoice, readAloud, stopReading } from "./speech.ts";

export function StationBody({ station }: { readonly station: Station }): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const easier = shown.prefs.easier && station.support_text !== undefined;
  const text = say.text(easier ? station.support_text : station.text);
  const both = station.support_text !== undefined && lesson.reading?.offer !== "standard";
  const alt = say.text(station.alt);
  return (
    <>
      <Prose text={text} />
      <div class="buttons quiet">
        <Reader text={narrationOf(station, easier, say.text)} auto={shown.state.at === station.id} />
        {both && (
          <button type="button" onClick={() => session.prefer({ easier: !shown.prefs.easier })}>
            <Icon name="words" /> {t(easier ? "standard" : "easier")}
          </button>
        )}
      </div>
      {alt !== "" && (
        <details class="alt" open={shown.view === "page"}>
          <summary>{t("you_see")}</summary>
          <Prose text={alt} />
        </details>
      )}
      {station.media.map((one) => <Show media={one} />)}
      {lesson.activities.filter((one) => one.station === station.id).map((one) => (
        <ActivityCard key={one.id} activity={one} />
      ))}
      {lesson.questions.filter((one) => one.station === station.id).map((one) => (
        <QuestionCard key={one.id} question={one} />
      ))}
      {lesson.reflection?.after === "each_station" && <Thought place={station.id} />}
    </>
  );
}

const narrationOf = (station: Station, easier: boolean, text: (words: Station["text"] | undefined) => string): string =>
  easier ? text(station.support_text) : text(station.narration) || text(station.text);

/** Reads aloud where the device has a voice of its own for the language. */
function Reader({ text, auto }: { readonly text: string; readonly auto: boolean }): JSX.Element | null {
  const { session, shown, say, t } = useScope();
  const reading = shown.caption !== "";
  const start = (): void => {
    const can = readAloud(text, say.language, (caption) => session.set({ caption }));
    if (!can) session.set({ said: t("no_voice") });
  };
  const stop = (): void => {
    stopReading();
    session.set({ caption: "" });
  };
  useEffect(() => {
    if (auto && shown.prefs.autoRead) start();
    return () => (session.get().caption === "" ? undefined : stop());
  }, [text, auto]);
  if (localVoice(say.language) === null) return null;
  return (
    <button type="button" onClick={reading ? stop : start} aria-pressed={reading}>
      <Icon name={reading ? "stop" : "ear"} /> {t(reading ? "stop_reading" : "read_aloud")}
    </button>
  );
}

function Show({ media }: { readonly media: Media }): JSX.Element {
  const { say, t } = useScope();
  const alt = say.text(media.alt);
  const from = [media.credit, media.license].filter(Boolean).join(", ");
  return (
    <figure>
      {media.sort === "image" && <img src={media.source} alt={alt} loading="lazy" />}
      {media.sort === "audio" && <audio controls src={media.source} aria-label={alt} />}
      {media.sort === "video" && <video controls playsInline src={media.source} aria-label={alt} />}
      <figcaption>
        {media.sort !== "image" && <span>{alt} </span>}
        {from !== "" && <small>{t("picture_by", { name: from })}</small>}
      </figcaption>
    </figure>
  );
}

/** A thought to write down; it is kept with the progress and is not judged. */
export function Thought({ place }: { readonly place: string }): JSX.Element | null {
  const { session, shown, lesson, say, t } = useScope();
  if (lesson.reflection === null) return null;
  return (
    <section class="card thought">
      <p class="kicker">{t("reflect")}</p>
      <label for={`thought-${place}`}>{say.text(lesson.reflection.prompt)}</label>
      <textarea
        id={`thought-${place}`}
        rows={3}
        value={shown.state.reflections[place] ?? ""}
        onInput={(event) => session.dispatch({ type: "reflect", place, text: event.currentTarget.value })}
      />
    </section>
  );
}

/** What comes after a station: the next one, or the end. */
export function Onward({ go }: { readonly go: (station: string) => void }): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const next = shown.now.next;
  const title = lesson.stations.find((one) => one.id === next)?.title;
  const early = !shown.now.complete;
  return (
    <div class="onward">
      {next !== null && (
        <button type="button" class="main wide" onClick={() => go(next)}>
          {t("next_button", { stop: say.text(title) })} <Icon name="go" />
        </button>
      )}
      {(next === null || !early) && (
        <button type="button" class={next === null ? "main wide" : "wide"} onClick={() => finish(session)}>
          <Icon name="progress" /> {t("finish")}
        </button>
      )}
      {next === null && early && <p class="small">{t("finish_early")}</p>}
    </div>
  );
}

/** Ends the lesson: the end can be left again. */
export function finish(session: ReturnType<typeof useScope>["session"]): void {
  session.dispatch({ type: "end" });
  session.set({ phase: "end", dialog: null, picking: null });
}

export { visit };
