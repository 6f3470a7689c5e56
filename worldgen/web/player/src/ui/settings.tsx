/** How one person wants the page: language, letters, contrast, motion, voice, pace and picture. */

import type { JSX } from "preact";
import { load } from "../lesson/store.ts";
import type { Prefs } from "./prefs.ts";
import { SIZES, SPEEDS } from "./prefs.ts";
import { useScope } from "./session.ts";
import { localVoice } from "./speech.ts";
import type { Key } from "./words.ts";
import { languageName } from "./words.ts";

interface ListProps {
  readonly name: keyof Prefs;
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
  readonly change: (value: string) => void;
}

function List({ name, label, options, change }: ListProps): JSX.Element {
  const { shown } = useScope();
  return (
    <div class="setting">
      <label for={`set-${name}`}>{label}</label>
      <select id={`set-${name}`} value={String(shown.prefs[name])} onChange={(event) => change(event.currentTarget.value)}>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </div>
  );
}

function Switch({ name, label, on, change }: { readonly name: string; readonly label: string; readonly on: boolean; readonly change: (on: boolean) => void }): JSX.Element {
  return (
    <label class="setting switch" for={`set-${name}`}>
      <span>{label}</span>
      <input id={`set-${name}`} type="checkbox" role="switch" checked={on} onChange={(event) => change(event.currentTarget.checked)} />
    </label>
  );
}

const KEYS: readonly Key[] = ["keys_walk", "keys_pick", "keys_touch", "keys_page"];

/** How one moves and chooses in the world. */
export function Keys(): JSX.Element {
  const { t } = useScope();
  return (
    <section class="keys">
      <h3>{t("keys")}</h3>
      <ul class="plain">{KEYS.map((key) => <li key={key}>{t(key)}</li>)}</ul>
    </section>
  );
}

export function Settings(): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const { prefs } = shown;
  const others = lesson.spoken.filter((tag) => tag !== prefs.language);
  const speeds = (Object.keys(SPEEDS) as (keyof typeof SPEEDS)[]).map((key) => [String(SPEEDS[key]), t(key)] as const);
  const qualities = (["auto", "low", "medium", "high"] as const).map((key) => [key, t(key as Key)] as const);
  const eased = lesson.stations.some((one) => one.support_text !== undefined);
  const away = (): void => session.set({ phase: "start", dialog: null, slots: load(session.storage, lesson), picking: null });
  return (
    <div class="settings">
      {lesson.languages.length > 1 && (
        <List name="language" label={t("language")} options={lesson.languages.map((tag) => [tag, languageName(tag)])} change={(language) => session.prefer({ language })} />
      )}
      {others.length > 0 && lesson.vocabulary.length > 0 && (
        <List
          name="first"
          label={t("first_language")}
          options={[["", t("nothing_else")], ...others.map((tag) => [tag, languageName(tag)] as const)]}
          change={(first) => session.prefer({ first })}
        />
      )}
      <List name="size" label={t("text_size")} options={SIZES.map((size) => [String(size), say.percent(size / 100)])} change={(size) => session.prefer({ size: Number(size) })} />
      {eased && <Switch name="easier" label={t("easier")} on={prefs.easier} change={(easier) => session.prefer({ easier })} />}
      <Switch name="contrast" label={t("contrast")} on={prefs.contrast} change={(contrast) => session.prefer({ contrast })} />
      <Switch name="motion" label={t("motion")} on={prefs.motion === "less"} change={(on) => session.prefer({ motion: on ? "less" : "usual" })} />
      {localVoice(prefs.language) === null ? (
        <p class="small">{t("no_voice")}</p>
      ) : (
        <>
          <Switch name="autoRead" label={t("auto_read")} on={prefs.autoRead} change={(autoRead) => session.prefer({ autoRead })} />
          <Switch name="captions" label={t("captions")} on={prefs.captions} change={(captions) => session.prefer({ captions })} />
        </>
      )}
      <List name="speed" label={t("speed")} options={speeds} change={(speed) => session.prefer({ speed: Number(speed) })} />
      <List name="quality" label={t("quality")} options={qualities} change={(quality) => session.prefer({ quality: quality as Prefs["quality"] })} />
      <Keys />
      <div class="buttons"><button type="button" onClick={away}>{t("new_learner")}</button></div>
    </div>
  );
}
