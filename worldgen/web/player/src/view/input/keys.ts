/** Keys: held ones move, single ones do. They count while the canvas has the focus, and Tab is never taken. */
import type { Hand, Intent } from "./intent.ts";

export type Deed = "next" | "previous" | "choose" | "reset" | "level" | "cancel";

const HELD: Readonly<Record<string, Partial<Record<keyof Intent, number>>>> = {
  KeyW: { ahead: 1 },
  ArrowUp: { ahead: 1 },
  KeyS: { ahead: -1 },
  ArrowDown: { ahead: -1 },
  KeyA: { aside: -1 },
  KeyD: { aside: 1 },
  ArrowLeft: { turning: 1 },
  ArrowRight: { turning: -1 },
  KeyQ: { turning: 1 },
  KeyE: { turning: -1 },
  PageUp: { tilting: 1 },
  PageDown: { tilting: -1 },
};
const ONCE: Readonly<Record<string, Deed>> = { KeyN: "next", Enter: "choose", KeyR: "reset", Home: "level", Escape: "cancel" };

export function keys(canvas: HTMLCanvasElement, act: (deed: Deed) => void): Hand {
  const held = new Set<string>();
  const tapped = new Set<string>(); // pressed since the last frame: a short press counts for one, however slow frames are
  const stop = new AbortController();
  const down = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const deed = ONCE[event.code];
    if (deed && !event.repeat) act(deed === "next" && event.shiftKey ? "previous" : deed);
    else if (HELD[event.code]) {
      held.add(event.code);
      tapped.add(event.code);
    } else if (!event.code.startsWith("Shift")) return;
    if (event.shiftKey) held.add("Shift");
    if (event.code !== "Escape") event.preventDefault();
  };
  const up = (event: KeyboardEvent): void => {
    held.delete(event.code);
    if (!event.shiftKey) held.delete("Shift");
  };
  canvas.addEventListener("keydown", down, { signal: stop.signal });
  addEventListener("keyup", up, { signal: stop.signal });
  addEventListener("blur", () => held.clear(), { signal: stop.signal });
  canvas.addEventListener("blur", () => held.clear(), { signal: stop.signal });
  return {
    want(intent) {
      for (const code of new Set([...held, ...tapped])) {
        for (const [part, by] of Object.entries(HELD[code] ?? {})) intent[part as "ahead"] += by;
      }
      tapped.clear();
      intent.fast ||= held.has("Shift");
    },
    rest() {
      held.clear();
      tapped.clear();
    },
    dispose: () => stop.abort(),
  };
}
