/** Eyes get used to a room: indoors, where little of the sky comes in, the picture is lit more, and by lamps at night. */
import { Color, LinearSRGBColorSpace, type WebGLRenderer } from "three";
import type { Dressed } from "./dress.ts";

const OUTDOORS = ["ground", "deck"];
const EXPOSURE = 0.32; // more exposure indoors, and more light of sky and ground, which bounce off the walls
const AMBIENT = 0.6;
const LAMPS = [1.25, 1.05, 0.78] as const; // of the lamps of a room, at night: what goes round it
const ROUND = 0.24;
const SECONDS = 0.8;

/** Return whether a sheet of that kind is within walls. */
export const isInside = (kind: string | undefined): boolean => kind !== undefined && !OUTDOORS.includes(kind);

export class Inside {
  readonly #renderer: WebGLRenderer;
  readonly #dressed: Dressed;
  readonly #light: number;
  readonly #open: readonly [Color, Color];
  readonly #glow: Color;
  #share = 0;
  #aim = 0;

  constructor(renderer: WebGLRenderer, dressed: Dressed) {
    this.#renderer = renderer;
    this.#dressed = dressed;
    this.#light = dressed.sky.intensity;
    this.#open = [dressed.sky.color.clone(), dressed.sky.groundColor.clone()];
    this.#glow = new Color().setRGB(...LAMPS, LinearSRGBColorSpace).multiplyScalar(ROUND * (dressed.env.lamps ?? 0));
  }

  /** Stand on a sheet of that kind. */
  to(kind: string): void {
    this.#aim = isInside(kind) ? 1 : 0;
  }

  /** Get used to it for some seconds; returns whether the light changed. */
  step(seconds: number): boolean {
    if (this.#share === this.#aim) return false;
    const most = seconds / SECONDS;
    this.#share += Math.min(Math.max(this.#aim - this.#share, -most), most);
    this.#renderer.toneMappingExposure = this.#dressed.env.exposure * (1 + EXPOSURE * this.#share);
    const { sky } = this.#dressed;
    sky.intensity = this.#light * (1 + AMBIENT * this.#share);
    const glow = this.#glow.clone().multiplyScalar(this.#share);
    for (const [light, open] of [[sky.color, this.#open[0]], [sky.groundColor, this.#open[1]]] as const) light.copy(open).add(glow);
    return true;
  }
}
