/** The bar over world and page: where one is, how far one has come, and the way to everything else. */

import type { JSX } from "preact";
import type { IconName } from "./icons.tsx";
import { Icon } from "./icons.tsx";
import type { Dialog } from "./session.ts";
import { useScope } from "./session.ts";
import type { Key } from "./words.ts";

const DIALOGS: readonly (readonly [Exclude<Dialog, null>, IconName, Key])[] = [
  ["map", "map", "map_short"],
  ["glossary", "words", "glossary"],
  ["progress", "progress", "progress"],
  ["settings", "settings", "settings"],
  ["help", "help", "help"],
];

export function Bar({ canShow }: { readonly canShow: boolean }): JSX.Element {
  const { session, shown, lesson, say, t } = useScope();
  const share = shown.now.progress;
  const shownDialogs = DIALOGS.filter(([name]) => name !== "glossary" || lesson.vocabulary.length > 0);
  return (
    <header class="bar">
      <div class="title">
        <h1>{say.text(lesson.title)}</h1>
        <div class="meter" role="progressbar" aria-label={t("progress")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)}>
          <span style={{ inlineSize: `${share * 100}%` }} />
        </div>
      </div>
      <nav aria-label={t("menu")}>
        {shownDialogs.map(([name, icon, key]) => (
          <button key={name} type="button" class={`tool is-${name}`} aria-haspopup="dialog" onClick={() => session.set({ dialog: name, word: null })}>
            <Icon name={icon} />
            <span>{t(key)}</span>
          </button>
        ))}
        {canShow && (
          <button type="button" class="tool view" onClick={() => session.set({ view: shown.view === "world" ? "page" : "world", picking: null })}>
            <Icon name={shown.view === "world" ? "page" : "world"} />
            <span>{t(shown.view === "world" ? "to_page" : "to_world")}</span>
          </button>
        )}
      </nav>
    </header>
  );
}
