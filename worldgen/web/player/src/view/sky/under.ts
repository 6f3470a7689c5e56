/** Under water, as worldgen/preview/under.py has it: light that dances on the floor, the surface from below, and blue that takes what is far. */
import type { Environment } from "../about.ts";
import { number, sunDirection, vector } from "./glsl.ts";
import { Vector3 } from "three";

const TAKEN = [0.046, 0.0125, 0.0075]; // how fast red, green and blue are lost, per metre

/** Return GLSL `wgCaustics(at, time)`: how much the surface gathers light there, 1 on average. Needs `wgPatches`. */
export const CAUSTICS = `
float wgCaustics(vec2 at, float time) {
  float drift = 0.25 * time;
  float bend = wgPatches(at.x * 0.21 + drift, at.y * 0.21) * 2.2;
  float one = 1.0 - abs(2.0 * wgPatches(at.x * 0.42 + bend, at.y * 0.42 + drift) - 1.0);
  float other = 1.0 - abs(2.0 * wgPatches(at.x * 0.61 - bend + 9.0, at.y * 0.61 - drift + 5.0) - 1.0);
  return 0.80 + 0.62 * pow(one, 6.0) + 0.48 * pow(other, 6.0);
}`;

/** Return GLSL `wgHaze(colour, eye, offset)` for a world that lies under water. Needs the sky's own functions. */
export function depthsGlsl(env: Environment): string {
  const sun = sunDirection(env);
  const side = new Vector3().crossVectors(sun, new Vector3(0, 1, 0)).normalize();
  const over = new Vector3().crossVectors(side, sun);
  const thick = Math.max(env.fog_density, 1e-4) / 0.0016;
  return `
vec3 wgHaze(vec3 colour, vec3 eye, vec3 offset) {
  float far = length(offset);
  vec3 direction = offset / max(far, 1e-4);
  vec3 passed = exp(-min(far * ${number(thick)}, 900.0) * ${vector(TAKEN)});
  float lift = 0.5 + 0.5 * direction.y;
  vec3 water = ${vector(env.fog_colour)} * (0.45 + 0.9 * lift * lift);
  float veil = 1.0 - exp(-max(far - 2.0, 0.0) * ${number(0.014 * thick)});
  float turn = atan(dot(direction, ${vector(side.toArray())}), -dot(direction, ${vector(over.toArray())}));
  float at = turn * 7.0 + 0.05 * eye.x;
  float beam = smoothstep(0.5, 0.85, 0.6 * wgPatches(at, 3.0) + 0.4 * wgPatches(at * 2.7, 8.0));
  float beams = 1.2 * beam * smoothstep(-0.55, 0.5, direction.y);
  return mix(colour * passed, water, veil) + beams * veil * wgTint * water;
}`;
}

/** Return GLSL that sets `colour` to the surface of the water as it is seen from below, or to the blue of what is far. */
export function surfaceGlsl(env: Environment): string {
  return `
  {
    float high = max(${number(env.ceiling_m ?? 0)} - cameraPosition.y, 0.5);
    float far = high / max(direction.y, 1e-3);
    vec2 at = cameraPosition.xz + direction.xz * far;
    float net = wgCaustics(at * 0.7, wgTime) - 0.80;
    float window = smoothstep(0.30, 0.85, direction.y);
    vec3 bright = ${vector(env.sky_horizon)} * 0.9 + 0.45 * wgTint;
    float share = clamp(0.16 + 0.62 * window + 0.55 * net * smoothstep(0.05, 0.4, direction.y), 0.0, 1.0);
    colour = wgHaze(mix(${vector(env.fog_colour)}, bright, share), cameraPosition, direction * min(far, 400.0));
  }`;
}
