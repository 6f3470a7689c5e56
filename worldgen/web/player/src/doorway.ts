/** What the lesson runtime and its pages ask of the 3-D view, and nothing else. The catalogue view runs without one. */

export type Vec3 = readonly [number, number, number];

/** How a person moves and looks; follows the supports of the learner and the settings dialogue. */
export interface Comfort {
  /** Walking speed in metres a second. */
  readonly speed: number;
  /** No camera flight, no bobbing, no ambient motion. */
  readonly reducedMotion: boolean;
  readonly highContrast: boolean;
  /** "auto" is chosen by measured frame time. */
  readonly quality: "auto" | "low" | "medium" | "high";
}

/** Where a person stands and looks: saved and restored exactly. */
export interface Stance {
  readonly position: Vec3;
  /** Radians about +Y, 0 looks towards -Z. */
  readonly yaw: number;
  readonly pitch: number;
  /** The surface stood on. */
  readonly surface: string;
}

/** A thing of the world that has a name: node name in the file, label in the learner's language. */
export interface Named {
  readonly id: string;
  readonly label: string;
  readonly role: string;
}

export interface Measured {
  readonly from: Vec3;
  readonly to: Vec3;
  readonly distance: number;
  readonly height: number;
  /** Radians above the horizon. */
  readonly slope: number;
}

export interface WorldEvents {
  /** The station that the person is at, or null on the way. */
  station(id: string | null): void;
  /** Something was chosen by click, touch, controller, or Enter while it is focused. */
  pick(id: string, at: Vec3): void;
  /** Something is under the pointer or focused, or null. */
  hover(thing: Named | null): void;
  /** 0 to 1 while the world loads. */
  progress(share: number): void;
  stance(stance: Stance): void;
  /** The view is lost (context lost, no WebGL2): the catalogue view goes on alone. */
  lost(reason: string): void;
}

export interface World {
  readonly things: readonly Named[];
  on<K extends keyof WorldEvents>(event: K, listener: WorldEvents[K]): () => void;
  /** Stands the person at a station, looking at what it shows. */
  go(station: string): void;
  /** Turns the camera to a thing, or back to free looking with null. */
  look(id: string | null): void;
  /** Draws the way to a station along the walk, or none. */
  guide(station: string | null): void;
  /** Outlines things (activity targets, label targets, right and wrong). */
  mark(ids: readonly string[], how: "target" | "right" | "wrong" | "focus"): void;
  unmark(): void;
  /** Shows or hides a thing, as when it was collected. */
  show(id: string, visible: boolean): void;
  /** Stations that are open: the others are shown closed. */
  open(stations: readonly string[]): void;
  /** Two picks on the surface give a measure; cancel by Escape. */
  measure(): Promise<Measured | null>;
  stance(): Stance;
  stand(stance: Stance): void;
  /** Stops movement and input while a dialogue is open. */
  pause(paused: boolean): void;
  comfort(comfort: Comfort): void;
  /** The overview map as seen from above: position in metres, +x east, +z south; the picture's north is up. */
  map(): { readonly size: number; readonly image: string | null; readonly person: Vec3; readonly yaw: number };
  /** CSS pixels of the canvas that a panel hides on its right and at its bottom: what is looked at moves into the rest;
   *  a panel on its left is a negative number. */
  cover(right: number, bottom: number): void;
  /** Whether a headset is there to enter with. */
  headset(): Promise<boolean>;
  /** Goes into the headset; only from a press of a button. */
  enter(): Promise<void>;
  dispose(): void;
}

/** How the page opens the view; rejects where WebGL2 is missing. */
export type OpenWorld = (canvas: HTMLCanvasElement, glb: ArrayBuffer, language: string, comfort: Comfort) => Promise<World>;
