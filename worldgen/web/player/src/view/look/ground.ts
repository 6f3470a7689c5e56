/** The skin of the ground: a grain finer than its mesh, a wet edge by the sea, ropes of cooled lava; as worldgen/preview/skin.py has it. */
import type { MeshLambertMaterial } from "three";
import type { Environment } from "../about.ts";
import { CLOCK } from "../sky/clock.ts";
import { number } from "../sky/glsl.ts";
import { CAUSTICS } from "../sky/under.ts";

const LAVA_DARK = 0.14; // no other ground is so dark

function skinGlsl(env: Environment): string {
  const level = env.sea_level_m;
  const wetEdge = level === undefined ? "" : `
  value *= 1.0 - 0.17 * (1.0 - smoothstep(0.26, 0.32, vWgPlace.y - ${number(level)} + 0.10 * (broad - 0.5)));`;
  const rain = (env.wet ?? 0) <= 0 ? "" : `
  value *= 1.0 - ${number(0.24 * (env.wet ?? 0))};`;
  return `
{
  vec2 at = vWgPlace.xz;
  float away = distance(vWgPlace, cameraPosition);
  float broad = wgPatches(at.x * 0.45, at.y * 0.45);
  float fine = wgPatches(at.x * 2.3 + 7.0, at.y * 2.3 + 6.0 * broad) - 0.5;
  float value = 1.0 + 0.10 * (broad - 0.5) + 0.16 * fine / (1.0 + pow(away / 55.0, 2.0));${wetEdge}${rain}
  if (max(diffuseColor.r, max(diffuseColor.g, diffuseColor.b)) < ${number(LAVA_DARK)}) {
    float bend = wgPatches(at.x * 0.23, at.y * 0.23);
    float rope = sin(5.2 * at.x + 3.1 * at.y + 16.0 * bend + 3.0 * wgPatches(at.x * 0.9, at.y * 0.9));
    value *= 1.0 + 0.42 * rope / (1.0 + pow(away / 40.0, 2.0));
  }
  ${env.ceiling_m === undefined ? "" : "value *= wgCaustics(at, wgTime);"}
  diffuseColor.rgb *= value;
}`;
}

/** Give the material of the ground its skin. */
export function grow(material: MeshLambertMaterial, env: Environment): void {
  const under = env.ceiling_m === undefined ? "" : `\nuniform float wgTime;${CAUSTICS}`;
  material.onBeforeCompile = (shader) => {
    shader.uniforms["wgTime"] = CLOCK;
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", "#include <common>\nvarying vec3 vWgPlace;")
      .replace("#include <fog_vertex>", "#include <fog_vertex>\nvWgPlace = (modelMatrix * vec4(transformed, 1.0)).xyz;");
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", "#include <common>\nvarying vec3 vWgPlace;")
      .replace("#include <fog_pars_fragment>", `#include <fog_pars_fragment>${under}`)
      .replace("#include <color_fragment>", `#include <color_fragment>${skinGlsl(env)}`);
  };
}
