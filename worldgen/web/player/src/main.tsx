/** Where the page begins: read the lesson, find out what the device can do, show the start. */

import { render } from "preact";
import type { Lesson } from "./lesson/data.ts";
import { load, storageOf } from "./lesson/store.ts";
import { App } from "./ui/app.tsx";
import { bring } from "./ui/fonts.ts";
import { loadPrefs, usual } from "./ui/prefs.ts";
import { begin, openSession } from "./ui/session.ts";
import { noteNow } from "./ui/world.ts";
import "./ui/style.css";

const AGAIN = "worldgen/again";

function canShow(): boolean {
  const able = document.createElement("canvas").getContext("webgl2") !== null;
  return able && "DecompressionStream" in window && !new URLSearchParams(location.search).has("page");
}

function start(): void {
  const lesson = JSON.parse(document.getElementById("lesson")!.textContent!) as Lesson;
  const storage = storageOf(window);
  const asks = (query: string): boolean => window.matchMedia(query).matches;
  const device = {
    motion: asks("(prefers-reduced-motion: reduce)"),
    contrast: asks("(prefers-contrast: more)"),
    languages: navigator.languages,
  };
  const session = openSession(lesson, storage, loadPrefs(storage, lesson, usual(lesson, device)));
  bring(lesson.fonts).catch((error: unknown) => console.info(`a font was not read: ${String(error)}`));
  const root = document.getElementById("app")!;
  root.textContent = "";
  const able = canShow();
  if (lesson.live) live(session, able);
  render(<App session={session} canShow={able} />, root);
  let began = performance.now();
  window.addEventListener("pagehide", () => {
    if (session.get().who.id === "") return;
    noteNow(session);
    session.dispatch({ type: "time", seconds: Math.round((performance.now() - began) / 1000) });
    began = performance.now();
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && session.get().picking !== null) session.set({ picking: null, panel: "open" });
  });
  (window as unknown as { sitting: unknown }).sitting = session; // for tests and for curious teachers
}

/** While an author works on the lesson: the page comes again when it was made anew, and stands where it stood. */
function live(session: ReturnType<typeof openSession>, able: boolean): void {
  const { lesson, storage } = session;
  const [slot] = load(storage, lesson);
  const view = sessionStorage.getItem(AGAIN) as "world" | "page" | null;
  if (view !== null && slot !== undefined) begin(session, slot, "", able ? view : "page");
  new EventSource("/changes").onmessage = () => {
    noteNow(session);
    sessionStorage.setItem(AGAIN, session.get().view);
    location.reload();
  };
}

start();
