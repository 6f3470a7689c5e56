/** Mouse, pen and fingers: a drag looks round, a finger low on the left is a stick to walk, a short touch chooses. */
import type { Hand } from "./intent.ts";

export interface Pointing {
  /** A short press at a place of the canvas, -1 to 1 across and upward. */
  choose(x: number, y: number): void;
  /** Two short presses at one place. */
  again(x: number, y: number): void;
  /** The pointer rests or moves there; null when it leaves. */
  over(at: readonly [number, number] | null): void;
}

const TURN = 0.0042; // radians a CSS pixel
const STICK_PX = 56;
const STILL_PX = 7;
const SHORT_MS = 500;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly time: number;
  readonly stick: boolean;
  lastX: number;
  lastY: number;
  moved: boolean;
}

function stickView(canvas: HTMLCanvasElement): { at(x: number, y: number, dx: number, dy: number): void; hide(): void; remove(): void } {
  const ring = document.createElement("div");
  const knob = document.createElement("div");
  ring.setAttribute("aria-hidden", "true");
  for (const [part, size] of [[ring, 2 * STICK_PX], [knob, STICK_PX]] as const) {
    Object.assign(part.style, { position: "absolute", width: `${size}px`, height: `${size}px`, borderRadius: "50%", pointerEvents: "none", boxSizing: "border-box" });
  }
  Object.assign(ring.style, { border: "3px solid rgb(255 255 255 / 0.75)", background: "rgb(20 30 40 / 0.28)", display: "none" });
  Object.assign(knob.style, { background: "rgb(255 255 255 / 0.85)", left: "50%", top: "50%" });
  ring.append(knob);
  canvas.parentElement?.append(ring);
  return {
    at(x, y, dx, dy) {
      const box = canvas.getBoundingClientRect();
      const base = (ring.offsetParent ?? canvas.parentElement ?? canvas).getBoundingClientRect();
      Object.assign(ring.style, { display: "block", left: `${x + box.left - base.left - STICK_PX}px`, top: `${y + box.top - base.top - STICK_PX}px` });
      knob.style.transform = `translate(${dx - STICK_PX / 2}px, ${dy - STICK_PX / 2}px)`;
    },
    hide: () => void (ring.style.display = "none"),
    remove: () => ring.remove(),
  };
}

export function pointer(canvas: HTMLCanvasElement, to: Pointing): Hand {
  const presses = new Map<number, Press>();
  const stop = new AbortController();
  const shown = stickView(canvas);
  const drag = { turn: 0, tilt: 0 };
  const stick = { ahead: 0, aside: 0 };
  const place = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const share = (x: number, y: number): [number, number] => [(2 * x) / canvas.clientWidth - 1, 1 - (2 * y) / canvas.clientHeight];
  const rest = (): void => {
    presses.clear();
    Object.assign(stick, { ahead: 0, aside: 0 });
    Object.assign(drag, { turn: 0, tilt: 0 });
    shown.hide();
  };
  const down = (event: PointerEvent): void => {
    if (event.button > 0) return;
    const [x, y] = place(event);
    const low = x < canvas.clientWidth * 0.42 && y > canvas.clientHeight * 0.3;
    const taken = [...presses.values()].some((press) => press.stick);
    presses.set(event.pointerId, { x, y, lastX: x, lastY: y, time: event.timeStamp, stick: event.pointerType === "touch" && low && !taken, moved: false });
    canvas.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const [x, y] = place(event);
    const press = presses.get(event.pointerId);
    if (!press) {
      if (event.pointerType !== "touch") to.over(share(x, y));
      return;
    }
    press.moved ||= Math.hypot(x - press.x, y - press.y) > STILL_PX;
    if (press.stick && press.moved) {
      const long = Math.hypot(x - press.x, y - press.y);
      const by = Math.min(long, STICK_PX) / Math.max(long, 1e-6);
      const [dx, dy] = [(x - press.x) * by, (y - press.y) * by];
      Object.assign(stick, { ahead: -dy / STICK_PX, aside: dx / STICK_PX });
      shown.at(press.x, press.y, dx, dy);
    } else if (press.moved) {
      drag.turn += (x - press.lastX) * TURN;
      drag.tilt += (y - press.lastY) * TURN;
    }
    [press.lastX, press.lastY] = [x, y];
  };
  const up = (event: PointerEvent): void => {
    const press = presses.get(event.pointerId);
    presses.delete(event.pointerId);
    if (!press) return;
    if (press.stick) Object.assign(stick, { ahead: 0, aside: 0 });
    if (press.stick) shown.hide();
    if (event.type === "pointerup" && !press.moved && event.timeStamp - press.time < SHORT_MS) to.choose(...share(press.x, press.y));
  };
  const { signal } = stop;
  canvas.style.touchAction = "none";
  canvas.addEventListener("pointerdown", down, { signal });
  canvas.addEventListener("pointermove", move, { signal });
  canvas.addEventListener("pointerup", up, { signal });
  canvas.addEventListener("pointercancel", up, { signal });
  canvas.addEventListener("dblclick", ({ offsetX, offsetY }) => to.again(...share(offsetX, offsetY)), { signal });
  canvas.addEventListener("pointerleave", () => to.over(null), { signal });
  return {
    want(intent) {
      intent.turn += drag.turn;
      intent.tilt += drag.tilt;
      Object.assign(drag, { turn: 0, tilt: 0 });
      intent.ahead += stick.ahead;
      intent.aside += stick.aside;
    },
    rest,
    dispose() {
      stop.abort();
      shown.remove();
    },
  };
}
