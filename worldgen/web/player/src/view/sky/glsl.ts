/** Numbers written into shaders, and the sky's own functions: the formulas of worldgen/preview/light.py. */
import { Vector3 } from "three";
import type { Environment } from "../about.ts";
import { depthsGlsl } from "./under.ts";

export const FAR_HAZE_M = [500, 3000] as const;
const SEA_GLOW = 0.42; // how much bluer the sky is where it meets the sea

/** Return a number as GLSL writes a float. */
export function number(value: number): string {
  const text = String(Number(value));
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Return three numbers as a GLSL vector. */
export function vector(values: Iterable<number>): string {
  return `vec3(${Array.from(values, number).join(", ")})`;
}

/** Return the unit vector towards the sun (or the moon). */
export function sunDirection(env: Environment): Vector3 {
  const { sun_elevation_rad: up, sun_azimuth_rad: around } = env;
  return new Vector3(Math.cos(up) * Math.sin(around), Math.sin(up), -Math.cos(up) * Math.cos(around));
}

/** Return GLSL `wgSky(direction)` and `wgHaze(colour, eye, offset)`; `top` is the sine of the highest sky that is seen. */
export function skyGlsl(env: Environment, top: number): string {
  const middle = Math.min(Math.max(env.sky_mid_at, 0.62 * top, 1e-3), 0.9);
  const atSea = env.sea_level_m !== undefined;
  const horizon = atSea ? env.sky_horizon.map((one, i) => one + (env.sky_mid[i]! - one) * SEA_GLOW) : env.sky_horizon;
  return /* glsl */ `
#ifndef WG_SKY
#define WG_SKY
const vec3 wgSun = ${vector(sunDirection(env).toArray())};
const vec3 wgTint = ${vector(env.sun_colour)};
vec3 wgGradient(float up) {
  float height = max(up, 0.0);
  vec3 low = mix(${vector(horizon)}, ${vector(env.sky_mid)}, pow(clamp(height / ${number(middle)}, 0.0, 1.0), ${atSea ? 0.85 : 0.56}));
  float rest = pow(clamp((height - ${number(middle)}) / ${number(1 - middle)}, 0.0, 1.0), 0.7);
  return mix(low, ${vector(env.sky_zenith)}, rest);
}
float wgGlow(vec3 direction) {
  return ${number(env.glow ?? 0.22)} * pow(max(dot(direction, wgSun), 1e-4), 8.0);
}
float wgHash(ivec2 at) {
  uint bits = uint(at.x) * 0x1B873593u + uint(at.y) * 0x2545F491u;
  bits = (bits ^ (bits >> 15)) * 0x2C1B3C6Du;
  bits = (bits ^ (bits >> 12)) * 0x297A2D39u;
  return float((bits ^ (bits >> 15)) & 0xFFFFFFu) / 16777215.0;
}
float wgPatches(float x, float z) {
  vec2 cell = floor(vec2(x, z));
  vec2 share = vec2(x, z) - cell;
  share = share * share * (3.0 - 2.0 * share);
  ivec2 at = ivec2(cell);
  float top = mix(wgHash(at), wgHash(at + ivec2(1, 0)), share.x);
  return mix(top, mix(wgHash(at + ivec2(0, 1)), wgHash(at + ivec2(1, 1)), share.x), share.y);
}
vec3 wgSky(vec3 direction) {
  return wgGradient(direction.y) + wgGlow(direction) * wgTint;
}
${env.ceiling_m === undefined ? hazeGlsl(env) : depthsGlsl(env)}
#endif
`;
}

function hazeGlsl(env: Environment): string {
  return `
vec3 wgHaze(vec3 colour, vec3 eye, vec3 offset) {
  float far = length(offset);
  vec3 direction = offset / max(far, 1e-4);
  float ratio = clamp(offset.y / ${number(env.fog_scale_height_m)}, -8.0, 60.0);
  float mean = exp(-max(eye.y, -20.0) / ${number(env.fog_scale_height_m)});
  if (abs(ratio) > 1e-3) mean *= (1.0 - exp(-ratio)) / ratio;
  float depth = max(far - ${number(env.fog_start_m)}, 0.0) * ${number(env.fog_density)} * mean;
  float amount = min(1.0 - exp(-min(depth, 30.0)), ${number(env.fog_most)});
  float horizon = smoothstep(${number(FAR_HAZE_M[0])}, ${number(FAR_HAZE_M[1])}, far);
  vec3 fog = mix(${vector(env.fog_colour)}, wgGradient(0.0), horizon);
  fog += wgGlow(direction) * (0.6 + 0.4 * horizon) * wgTint;
  amount = max(amount, smoothstep(${number(FAR_HAZE_M[0])}, ${number(FAR_HAZE_M[1] * 1.4)}, far));
  return mix(colour, fog, amount);
}`;
}
