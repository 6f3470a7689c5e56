/** The 3-D view of the page. */
import { Vector3 } from "three";
import type { OpenWorld, Stance } from "../doorway.ts";
import { load } from "./file/load.ts";
import { draw, onScreen, rendererOn, type Stage } from "./look/stage.ts";
import { View } from "./view.ts";

export interface Drawn {
  readonly calls: number;
  readonly triangles: number;
}

/** What a test may ask of the page while it runs. */
export interface Probe {
  stance(): Stance;
  station(): string | null;
  readonly stations: readonly { readonly id: string; readonly at: readonly [number, number, number] }[];
  /** Points of the way that is shown, [x, y, z] each. */
  way(): number[][];
  guide(station: string | null): void;
  /** Where a point of the world is on the canvas, or null. */
  screen(x: number, y: number, z: number): [number, number] | null;
  readonly things: readonly string[];
  readonly world: View;
  /** The last that was heard: the event's name, and what it said. */
  readonly heard: readonly (readonly unknown[])[];
  /** Draws what is seen now, and says how much that was. */
  drawn(): Drawn;
}

declare global {
  interface Window {
    worldgen?: Probe;
  }
}

/** Open the view; rejects where WebGL2 is missing or the file is not one of worldgen's. */
export const openWorld: OpenWorld = async (canvas, glb, language, comfort) => {
  const renderer = rendererOn(canvas);
  let view: View | null = null;
  canvas.addEventListener("webglcontextlost", (event) => {
    event.preventDefault();
    view?.lose("the picture was lost");
  });
  try {
    const loaded = await load(glb);
    view = new View(renderer, loaded, language, comfort);
  } catch (problem) {
    renderer.dispose();
    throw problem;
  }
  const open = view;
  const heard: unknown[][] = [];
  for (const event of ["station", "pick", "hover", "lost"] as const) open.on(event, (...said: unknown[]) => void heard.push([event, ...said]));
  window.worldgen = {
    stance: () => open.stance(),
    station: () => open.at(),
    stations: open.stations.map(({ id, at }) => ({ id, at: [at.x, at.y, at.z] })),
    way: () => open.guides.points.map((point) => point.toArray()),
    guide: (station) => open.guide(station),
    screen: (x, y, z) => onScreen(open.stage, new Vector3(x, y, z)),
    things: open.things.map(({ id }) => id),
    world: open,
    heard,
    drawn: () => drawn(open.stage),
  };
  return open;
};

function drawn(stage: Stage): Drawn {
  const { info } = stage.renderer;
  info.autoReset = false; // a style with lines is drawn in two goes
  info.reset();
  draw(stage);
  info.autoReset = true;
  return { calls: info.render.calls, triangles: info.render.triangles };
}
