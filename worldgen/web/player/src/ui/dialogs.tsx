/** What lies over world and page for a moment: map, words, progress, settings, help. */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Objectives, Result, Score } from "./end.tsx";
import { Icon } from "./icons.tsx";
import { MapView } from "./map.tsx";
import type { Session } from "./session.ts";
import { useScope } from "./session.ts";
import { Keys, Settings } from "./settings.tsx";
import { finish } from "./station.tsx";
import { Stops } from "./stops.tsx";
import { languageName } from "./words.ts";

const TITLES = { map: "map", glossary: "glossary", progress: "progress", settings: "settings", help: "help" } as const;

/** The dialogue that is open, if any. */
export function Dialogs({ go }: { readonly go: (station: string) => void }): JSX.Element | null {
  const { session, shown, t } = useScope();
  const open = shown.dialog;
  if (open === null) return null;
  const closed = (): void => session.set({ dialog: null, word: null });
  const went = (station: string): void => {
    closed();
    go(station);
  };
  return (
    <Modal title={t(TITLES[open])} close={closed} name={open}>
      {open === "map" && <><MapView go={went} /><Stops go={went} /></>}
      {open === "glossary" && <Glossary />}
      {open === "progress" && <Progress session={session} />}
      {open === "settings" && <Settings />}
      {open === "help" && <Keys />}
    </Modal>
  );
}

interface ModalProps {
  readonly title: string;
  readonly name: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

function Modal({ title, name, close, children }: ModalProps): JSX.Element {
  const { t } = useScope();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close(); // which gives the focus back to what opened it
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog is-${name}`}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="sheet">
        <div class="sheet-head">
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="square" aria-label={t("close")} onClick={close}><Icon name="close" /></button>
        </div>
        <div class="sheet-body" tabIndex={0} role="group" aria-labelledby="dialog-title">{children}</div>
      </div>
    </dialog>
  );
}

function Glossary(): JSX.Element {
  const { shown, lesson, say } = useScope();
  const chosen = lesson.vocabulary.find((one) => one.id === shown.word);
  const words = chosen === undefined ? lesson.vocabulary : [chosen, ...lesson.vocabulary.filter((one) => one !== chosen)];
  const first = shown.prefs.first === say.language ? "" : shown.prefs.first;
  return (
    <dl class="glossary">
      {words.map((one) => (
        <div key={one.id} class={one === chosen ? "is-on" : ""}>
          <dt>
            {say.text(one.term)}
            {first !== "" && one.term[first] !== undefined && <span lang={first} dir="auto" class="other" title={languageName(first)}>{one.term[first]}</span>}
          </dt>
          <dd>
            {say.text(one.meaning)}
            {first !== "" && one.meaning[first] !== undefined && <p lang={first} dir="auto" class="other">{one.meaning[first]}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Progress({ session }: { readonly session: Session }): JSX.Element {
  const { shown, t, say } = useScope();
  return (
    <>
      <p class="lead">{t("continue_where", { share: say.percent(shown.now.progress) })}</p>
      <Score />
      <Objectives />
      <div class="buttons">
        <button type="button" class="main" onClick={() => finish(session)}><Icon name="progress" /> {t("to_end")}</button>
      </div>
      <Result />
    </>
  );
}
