/** The dome of the sky: gradient, stars, sun or moon, and the layer of cloud. */
import { BackSide, Color, IcosahedronGeometry, Mesh, ShaderMaterial } from "three";
import type { Environment } from "../about.ts";
import { CLOCK } from "./clock.ts";
import { number, skyGlsl, vector } from "./glsl.ts";
import { CAUSTICS, surfaceGlsl } from "./under.ts";

function starsGlsl(env: Environment): string {
  return `
  if (direction.y > 0.0) {
    float risen = ${number(env.stars ?? 0)} * smoothstep(0.0, 0.05, direction.y);
    float away = dot(direction, normalize(vec3(-0.23, -0.33, 0.92)));
    float along = atan(dot(direction, vec3(-0.97014, 0.00000, -0.24254)), dot(direction, vec3(-0.07971, 0.94445, 0.31884)));
    float bend = wgPatches(along * 3.1 + 7.0, away * 9.0);
    float cloudy = wgPatches(along * 4.6 + 20.0, away * 11.0 + 2.2 * bend);
    float fine = 0.65 * wgPatches(along * 13.0 + 1.7 * bend, away * 31.0 + 3.0 * cloudy) + 0.35 * wgPatches(along * 29.0, away * 60.0 + 5.0 * bend);
    float band = exp(-pow(away / 0.19, 2.0)) * (0.35 + 0.9 * cloudy * (0.6 + 0.4 * fine));
    float lane = exp(-pow((away - 0.03 * (cloudy - 0.5)) / 0.055, 2.0)) * smoothstep(0.35, 0.7, fine);
    float heart = exp(-pow(away / 0.085, 2.0)) * (0.25 + 0.9 * fine * cloudy);
    colour += 0.15 * band * (1.0 - 0.78 * lane) * risen * ${vector(new Color("#8fa4ee").toArray())};
    colour += 0.10 * heart * (1.0 - 0.9 * lane) * risen * ${vector(new Color("#e8c9d8").toArray())};
    float height = asin(clamp(direction.y, 0.0, 1.0));
    float row = floor(height / 0.021);
    float level = max(cos((row + 0.5) * 0.021), 0.05);
    float count = max(floor(6.2831853 * level / 0.021), 1.0);
    float place = (atan(direction.x, direction.z) / 6.2831853 + 0.5) * count;
    float column = floor(place);
    vec4 draw = vec4(wgHash(ivec2(column, row)), wgHash(ivec2(column + 977.0, row)), wgHash(ivec2(column + 1954.0, row)), wgHash(ivec2(column + 2931.0, row)));
    if (draw.x < 0.40 + 0.50 * band) {
      float x = (place - column - (0.2 + 0.6 * draw.y)) * (6.2831853 / count) * level;
      float y = height - (row + 0.2 + 0.6 * draw.z) * 0.021;
      float great = pow(draw.w, 14.0);
      float size = max(0.60 * pixel, 0.0006) * (0.75 + 1.15 * great);
      float near = (x * x + y * y) / (size * size);
      float light = exp(-min(near, 30.0)) * (0.05 + 0.34 * pow(draw.w, 4.0) + 2.2 * great) + 0.05 * great * exp(-min(sqrt(near) * 0.42, 30.0));
      float hue = draw.y - 0.5;
      colour += light * risen * (1.0 + sign(hue) * hue * hue * 2.6 * vec3(0.75, 0.05, -0.75));
    }
  }`;
}

function discGlsl(env: Environment): string {
  const clear = number(1 - (env.deck ?? 0));
  const moon = `
  colour += (0.26 * exp(-apart / 0.05) + 0.06 * exp(-apart / 0.18)) * ${clear} * wgTint;
  colour = mix(colour, ${vector(new Color("#fff6df").toArray())} * 1.2, (1.0 - smoothstep(0.038 - pixel, 0.038 + pixel, apart)) * ${clear});`;
  const sun = `
  colour += 0.40 * exp(-apart / 0.035) * ${clear} * wgTint;
  colour = mix(colour, wgTint * 2.6, (1.0 - smoothstep(0.0213, 0.026 + pixel, apart)) * ${clear});`;
  return `
  float apart = acos(clamp(dot(direction, wgSun), -1.0, 1.0));${env.disc === "moon" ? moon : sun}`;
}

function deckGlsl(env: Environment, closed: number): string {
  const edge = 0.66 - 0.66 * closed;
  return `
  if (direction.y > 0.004) {
    vec2 at = direction.xz / (direction.y + 0.075);
    float bend = wgPatches(at.x * 0.55 + 3.0, at.y * 0.55);
    float depth = 0.56 * wgPatches(at.x * 0.8 + 1.7 * bend, at.y * 0.42 + 1.1 * bend + 8.0)
      + 0.29 * wgPatches(at.x * 2.3 + 2.0 * bend, at.y * 1.05 + 31.0) + 0.15 * wgPatches(at.x * 5.1 + 2.6 * bend, at.y * 2.3 + 17.0);
    float share = smoothstep(${number(edge)}, ${number(edge + 0.3)}, depth) * smoothstep(0.004, 0.10, direction.y) * ${number(Math.min(0.3 + 0.8 * closed, 1))};
    vec3 grey = ${vector(env.sky_zenith)} * 0.55 + ${vector(env.sky_mid)} * 0.5;
    vec3 pale = ${vector(env.sky_horizon)} * 0.92 + 0.10 * (0.5 + 0.5 * dot(direction, wgSun)) * wgTint;
    vec3 cloud = mix(pale, grey, 0.15 + 0.85 * smoothstep(0.30, 0.72, depth) * ${number(closed)});
    colour = mix(colour, cloud, share);
  }`;
}

/** Return the dome; it is drawn behind everything, wherever the eye is. */
export function skyDome(env: Environment, top: number): Mesh {
  const parts = [
    (env.stars ?? 0) > 0 ? starsGlsl(env) : "",
    (env.disc ?? "none") === "none" ? "" : discGlsl(env),
    (env.deck ?? 0) > 0 ? deckGlsl(env, env.deck ?? 0) : "",
    env.ceiling_m === undefined ? "" : surfaceGlsl(env),
  ];
  const material = new ShaderMaterial({
    side: BackSide,
    depthWrite: false,
    fog: false,
    uniforms: { wgTime: CLOCK },
    vertexShader: `varying vec3 vDirection;
void main() {
  vDirection = position;
  vec4 at = projectionMatrix * vec4(mat3(viewMatrix) * position, 1.0);
  gl_Position = at.xyww;
}`,
    fragmentShader: `varying vec3 vDirection; uniform float wgTime;
${skyGlsl(env, top)}${env.ceiling_m === undefined ? "" : CAUSTICS}
void main() {
  vec3 direction = normalize(vDirection);
  float pixel = length(fwidth(direction)) * 0.7;
  vec3 colour = wgSky(direction);${parts.join("")}
  gl_FragColor = vec4(colour, 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
  const dome = new Mesh(new IcosahedronGeometry(1, 4), material);
  dome.name = "worldgen.sky";
  dome.frustumCulled = false;
  dome.renderOrder = -10;
  return dome;
}
