/** Water: the file's tint by depth, small waves, a mirrored sky, and the sea beyond the edge. */
import { BufferGeometry, Float32BufferAttribute, Mesh, ShaderMaterial, UniformsLib, UniformsUtils } from "three";
import type { Environment, Triple } from "../about.ts";
import { CLOCK } from "./clock.ts";
import { number, skyGlsl, sunDirection, vector } from "./glsl.ts";

const WAVES: readonly Triple[] = [[0.8, 0.6, 7.3], [-0.45, 0.89, 4.1], [0.2, -0.98, 2.7], [-0.93, -0.37, 1.7]];
const FAR_M = 5000;

/** Return how bright water looks under this sky, against the light for which its colours were painted. */
export function waterLight(env: Environment): Triple {
  const high = Math.max(sunDirection(env).y, 0.05);
  const part = (i: 0 | 1 | 2): number => {
    const below = env.sky_ambient[i] / ([0.268, 0.3929, 0.6576] as const)[i];
    const direct = (env.sun_colour[i] * env.sun_strength * Math.min(high, 0.5)) / ([0.875, 0.6938, 0.4832] as const)[i];
    return Math.min(0.62 * below, 0.86) + Math.min(0.38 * direct, 0.5);
  };
  return [part(0), part(1), part(2)];
}

function waves(): string {
  return WAVES.map(([x, z, long]) => {
    const speed = Math.sqrt((9.81 * 2 * Math.PI) / long) * 0.35;
    const along = `${number((2 * Math.PI) / long)} * (${number(x)} * vPlace.x + ${number(z)} * vPlace.z)`;
    return `slope += vec2(${number(x)}, ${number(z)}) * fade * cos(${along} + bend - ${number(speed)} * wgTime);`;
  }).join("\n  ");
}

/** Return the material of all water. */
export function waterMaterial(env: Environment, top: number): ShaderMaterial {
  const still = env.sea_level_m === undefined ? "0.85 * (1.0 - smoothstep(0.10, 0.40, mirror.y))" : "0.0";
  return new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    fog: true,
    vertexColors: true,
    uniforms: { ...UniformsUtils.clone(UniformsLib["fog"]), wgTime: CLOCK },
    vertexShader: `
#include <common>
#include <fog_pars_vertex>
varying vec4 vWater;
varying vec3 vPlace;
void main() {
  vWater = color;
  vec4 place = modelMatrix * vec4(position, 1.0);
  vPlace = place.xyz;
  vec4 mvPosition = viewMatrix * place;
  gl_Position = projectionMatrix * mvPosition;
  #include <fog_vertex>
}`,
    fragmentShader: `
#include <common>
#include <fog_pars_fragment>
${skyGlsl(env, top)}
uniform float wgTime;
varying vec4 vWater;
varying vec3 vPlace;
void main() {
  vec3 direction = normalize(vPlace - cameraPosition);
  vec2 slope = vec2(0.0);
  float bend = sin(vPlace.x * 0.11 + 1.3) + sin(vPlace.z * 0.13);
  float fade = 0.024 / (1.0 + distance(vPlace, cameraPosition) / 70.0);
  ${waves()}
  vec3 normal = normalize(vec3(slope.x, 1.0, slope.y));
  float down = clamp(-dot(direction, normal), 0.0, 1.0);
  vec3 mirror = reflect(direction, normal);
  mirror = normalize(vec3(mirror.x, max(mirror.y, 0.02), mirror.z));
  float bounce = 0.36 * (0.02 + 0.98 * pow(1.0 - down, 5.0));
  vec3 own = vWater.rgb * ${vector(waterLight(env))};
  float spark = smoothstep(0.965, 0.995, dot(mirror, wgSun));
  float alpha = vWater.a + (1.0 - vWater.a) * bounce;
  // Still water mirrors its shore more than the sky; for want of a second picture, that is taken to be as dark as itself.
  vec3 image = mix(wgSky(mirror), own, ${still});
  vec3 colour = mix(own, image, bounce / max(alpha, 1e-3)) + 0.35 * spark * ${number(Math.min(env.sun_strength, 1))} * wgTint;
  gl_FragColor = vec4(colour, alpha);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
}

/** Return the sea beyond the world's edge: a frame of water around it, as far as one sees. */
export function seaAround(level: number, size: number, colour: Triple, material: ShaderMaterial): Mesh {
  const half = size / 2;
  const strips = [[-FAR_M, -FAR_M, FAR_M, -half], [-FAR_M, half, FAR_M, FAR_M], [-FAR_M, -half, -half, half], [half, -half, FAR_M, half]] as const;
  const points = strips.flatMap(([west, north, east, south]) => [
    west, 0, north, west, 0, south, east, 0, south, west, 0, north, east, 0, south, east, 0, north,
  ]);
  const colours = Array.from({ length: points.length / 3 }, () => [...colour, 1]).flat();
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(points, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(colours, 4));
  const sea = new Mesh(geometry, material);
  sea.position.y = level;
  sea.frustumCulled = false;
  sea.name = "worldgen.sea";
  return sea;
}

/** Return the colour of the deepest water of a mesh: the most opaque, and of these the darkest. */
export function deepest(mesh: Mesh): Triple {
  const colour = mesh.geometry.getAttribute("color");
  let best = 0;
  for (let i = 1; i < colour.count; i += 1) {
    const deeper = colour.getW(i) - colour.getW(best);
    if (deeper > 0 || (deeper === 0 && colour.getX(i) < colour.getX(best))) best = i;
  }
  return [colour.getX(best), colour.getY(best), colour.getZ(best)];
}
