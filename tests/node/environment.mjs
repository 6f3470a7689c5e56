// What glTF has no word for, put back into three.js from `extras.worldgen.environment`: sky, fog, ambient light, the
// sea beyond the edge, the look of water, the tone of the picture. Plain module; a page can use it as it is.
//
//     import { dress } from "./environment.mjs";
//     dress({ scene, gltf, renderer, camera });   // once the file is loaded, before the first frame
//
// The formulas are those of worldgen/preview/light.py, so that a page and a preview agree.
import * as THREE from "three";
import { canopyOf, cloudGeometry, landBeyond, treeGeometry } from "./surroundings.mjs";

const FAR_HAZE_M = [500, 3000];
const OPEN = 0.86; // how much of the ambient light reaches a point on average; the preview gathers it
const FOAM = 0.86;

const number = (value) => {
  const text = String(Number(value));
  return /[.e]/.test(text) ? text : `${text}.0`;
};
const vector = (values) => `vec3(${Array.from(values, number).join(", ")})`;

// Return the unit vector towards the sun (or the moon).
export function sunDirection(env) {
  const { sun_elevation_rad: up, sun_azimuth_rad: around } = env;
  return new THREE.Vector3(Math.cos(up) * Math.sin(around), Math.sin(up), -Math.cos(up) * Math.cos(around));
}

// Return GLSL functions `wgSky(direction)` and `wgHaze(colour, eye, offset)` with the numbers of `env` in them.
export function skyGlsl(env, top = 0.3) {
  const middle = Math.min(Math.max(env.sky_mid_at, 0.62 * top, 1e-3), 0.9);
  return /* glsl */ `
#ifndef WG_SKY
#define WG_SKY
const vec3 wgSun = ${vector(sunDirection(env).toArray())};
const vec3 wgTint = ${vector(env.sun_colour)};
vec3 wgGradient(float up) {
  float height = max(up, 0.0);
  vec3 low = mix(${vector(env.sky_horizon)}, ${vector(env.sky_mid)}, pow(clamp(height / ${number(middle)}, 0.0, 1.0), 0.56));
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
}
#endif
`;
}

// Replace three's fog and the last step of its tone mapping for every material that is compiled from now on.
export function installAir(env, top) {
  const chunk = THREE.ShaderChunk;
  chunk.fog_pars_vertex = "#ifdef USE_FOG\n  varying vec3 vWgOffset;\n#endif";
  chunk.fog_vertex = "#ifdef USE_FOG\n  vWgOffset = transpose(mat3(viewMatrix)) * mvPosition.xyz;\n#endif";
  chunk.fog_pars_fragment = `#ifdef USE_FOG\n  varying vec3 vWgOffset;\n  ${skyGlsl(env, top)}\n#endif`;
  chunk.fog_fragment = "";
  // Haze belongs to the light and not to the screen: it must come before tone mapping, which three does first.
  chunk.tonemapping_fragment = `
#ifdef USE_FOG
  gl_FragColor.rgb = wgHaze(gl_FragColor.rgb, cameraPosition, vWgOffset);
#endif
#if defined( TONE_MAPPING )
  float wgGrey = dot(gl_FragColor.rgb, vec3(0.2126, 0.7152, 0.0722));
  gl_FragColor.rgb = toneMapping(max(mix(vec3(wgGrey), gl_FragColor.rgb, ${number(env.saturation)}), 0.0));
#endif
`;
}

// Return GLSL `wgHeavens(direction, pixel)`: the sky with stars, sun or moon, and the layer of cloud.
function heavensGlsl(env) {
  const stars = env.stars > 0 ? `
  if (direction.y > 0.0) {
    float risen = ${number(env.stars)} * smoothstep(0.0, 0.05, direction.y);
    float away = dot(direction, normalize(vec3(0.46, 0.50, 0.73)));
    float cloudy = wgPatches(direction.x * 6.0 + 20.0, direction.z * 6.0 + direction.y * 9.0);
    float fine = wgPatches(direction.x * 19.0, direction.z * 19.0 + direction.y * 23.0);
    float band = exp(-pow(away / 0.19, 2.0)) * (0.35 + 0.9 * cloudy * (0.6 + 0.4 * fine));
    float lane = exp(-pow((away - 0.03 * (cloudy - 0.5)) / 0.055, 2.0)) * smoothstep(0.35, 0.7, fine);
    colour += 0.085 * band * (1.0 - 0.6 * lane) * risen * ${vector(new THREE.Color("#93a8ee").toArray())};
    float height = asin(clamp(direction.y, 0.0, 1.0));
    float row = floor(height / 0.021);
    float level = max(cos((row + 0.5) * 0.021), 0.05);
    float count = max(floor(6.2831853 * level / 0.021), 1.0);
    float along = (atan(direction.x, direction.z) / 6.2831853 + 0.5) * count;
    float column = floor(along);
    vec4 draw = vec4(wgHash(ivec2(column, row)), wgHash(ivec2(column + 977.0, row)), wgHash(ivec2(column + 1954.0, row)), wgHash(ivec2(column + 2931.0, row)));
    if (draw.x < 0.30 + 0.55 * band) {
      float x = (along - column - (0.2 + 0.6 * draw.y)) * (6.2831853 / count) * level;
      float y = height - (row + 0.2 + 0.6 * draw.z) * 0.021;
      float size = max(0.62 * pixel, 0.0006) * (0.8 + 0.7 * pow(draw.w, 6.0));
      float light = exp(-min((x * x + y * y) / (size * size), 30.0)) * (0.10 + 1.5 * pow(draw.w, 5.0));
      colour += light * risen * (1.0 + (draw.y - 0.5) * vec3(0.35, 0.0, -0.35));
    }
  }` : "";
  const clear = number(1 - (env.deck ?? 0));
  const disc = env.disc === "none" ? "" : `
  float apart = acos(clamp(dot(direction, wgSun), -1.0, 1.0));
  ${env.disc === "moon" ? `
  colour += (0.22 * exp(-apart / 0.05) + 0.05 * exp(-apart / 0.16)) * ${clear} * wgTint;
  colour = mix(colour, ${vector(new THREE.Color("#fff6df").toArray())} * 1.2, (1.0 - smoothstep(0.030 - pixel, 0.030 + pixel, apart)) * ${clear});` : `
  colour += 0.40 * exp(-apart / 0.035) * ${clear} * wgTint;
  colour = mix(colour, wgTint * 2.6, (1.0 - smoothstep(0.0213, 0.026 + pixel, apart)) * ${clear});`}`;
  const closed = env.deck ?? 0;
  const edge = 0.66 - 0.66 * closed;
  const deck = closed <= 0 ? "" : `
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
  return `vec3 wgHeavens(vec3 direction, float pixel) {
  vec3 colour = wgSky(direction);${stars}${disc}${deck}
  return colour;
}`;
}

function skyDome(env, top) {
  const material = new THREE.ShaderMaterial({
    side: THREE.BackSide,
    depthWrite: false,
    fog: false,
    vertexShader: `varying vec3 vDirection;
void main() {
  vDirection = position;
  vec4 at = projectionMatrix * vec4(mat3(viewMatrix) * position, 1.0);
  gl_Position = at.xyww;
}`,
    fragmentShader: `varying vec3 vDirection;
${skyGlsl(env, top)}
${heavensGlsl(env)}
void main() {
  vec3 direction = normalize(vDirection);
  gl_FragColor = vec4(wgHeavens(direction, length(fwidth(direction)) * 0.7), 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
  const dome = new THREE.Mesh(new THREE.IcosahedronGeometry(1, 4), material);
  dome.name = "worldgen.sky";
  dome.frustumCulled = false;
  dome.renderOrder = -10;
  return dome;
}

// How bright water looks under this sky, against the light for which its colours were painted.
export function waterLight(env) {
  const high = Math.max(sunDirection(env).y, 0.05);
  const sky = [0.2680, 0.3929, 0.6576];
  const sun = [0.875, 0.6938, 0.4832];
  return [0, 1, 2].map((i) => {
    const below = env.sky_ambient[i] / sky[i];
    const direct = (env.sun_colour[i] * env.sun_strength * Math.min(high, 0.5)) / sun[i];
    return Math.min(0.62 * below, 0.86) + Math.min(0.38 * direct, 0.5);
  });
}

function waterMaterial(env, top) {
  return new THREE.ShaderMaterial({
    transparent: true,
    depthWrite: false,
    fog: true,
    vertexColors: true,
    uniforms: THREE.UniformsUtils.clone(THREE.UniformsLib.fog),
    vertexShader: `
#include <common>
#include <fog_pars_vertex>
varying vec4 vWater;
varying vec3 vPlace;
void main() {
  vWater = vec4(color.rgb, ${"color.a"});
  vec4 place = modelMatrix * vec4(position, 1.0);
  vPlace = place.xyz;
  vec4 mvPosition = viewMatrix * place;
  gl_Position = projectionMatrix * mvPosition;
  #include <fog_vertex>
}`,
    fragmentShader: `
#include <common>
#include <fog_pars_fragment>
varying vec4 vWater;
varying vec3 vPlace;
void main() {
  vec3 direction = normalize(vPlace - cameraPosition);
  vec2 slope = vec2(0.0);
  float bend = sin(vPlace.x * 0.11 + 1.3) + sin(vPlace.z * 0.13);
  float fade = 0.024 / (1.0 + distance(vPlace, cameraPosition) / 70.0);
  ${[[0.8, 0.6, 7.3], [-0.45, 0.89, 4.1], [0.2, -0.98, 2.7], [-0.93, -0.37, 1.7]]
    .map(([x, z, long]) => `slope += vec2(${number(x)}, ${number(z)}) * fade * cos(${number((2 * Math.PI) / long)} * (${number(x)} * vPlace.x + ${number(z)} * vPlace.z) + bend);`)
    .join("\n  ")}
  vec3 normal = normalize(vec3(slope.x, 1.0, slope.y));
  float down = clamp(-dot(direction, normal), 0.0, 1.0);
  vec3 mirror = reflect(direction, normal);
  mirror = normalize(vec3(mirror.x, max(mirror.y, 0.02), mirror.z));
  float bounce = 0.36 * (0.02 + 0.98 * pow(1.0 - down, 5.0));
  vec3 own = vWater.rgb * ${vector(waterLight(env))};
  float spark = smoothstep(0.965, 0.995, dot(mirror, wgSun));
  float alpha = vWater.a + (1.0 - vWater.a) * bounce;
  // Still water mirrors its shore more than the sky; for want of a second picture, that is taken to be as dark as itself.
  vec3 image = mix(wgSky(mirror), own, ${env.sea_level_m === undefined ? "0.85 * (1.0 - smoothstep(0.10, 0.40, mirror.y))" : "0.0"});
  vec3 colour = mix(own, image, bounce / max(alpha, 1e-3)) + 0.35 * spark * ${number(Math.min(env.sun_strength, 1))} * wgTint;
  gl_FragColor = vec4(colour, alpha);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
}

// Return the sea beyond the world's edge: a frame of water around it, as far as one sees.
function seaAround(env, size, colour, material) {
  const half = size / 2;
  const far = 5000;
  const strips = [[-far, -far, far, -half], [-far, half, far, far], [-far, -half, -half, half], [half, -half, far, half]];
  const points = strips.flatMap(([west, north, east, south]) => [
    west, 0, north, west, 0, south, east, 0, south, west, 0, north, east, 0, south, east, 0, north,
  ]);
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute(points, 3));
  geometry.setAttribute("color", new THREE.Float32BufferAttribute(points.map((_, i) => 0).slice(0, points.length / 3).flatMap(() => [...colour, 1]), 4));
  const sea = new THREE.Mesh(geometry, material);
  sea.position.y = env.sea_level_m;
  sea.frustumCulled = false;
  sea.name = "worldgen.sea";
  return sea;
}

function deepest(mesh) {
  const colour = mesh.geometry.attributes.color;
  let best = 0;
  for (let i = 1; i < colour.count; i += 1) if (colour.getW(i) > colour.getW(best) || (colour.getW(i) === colour.getW(best) && colour.getX(i) < colour.getX(best))) best = i;
  return [colour.getX(best), colour.getY(best), colour.getZ(best)];
}

const PALES = { hills: 0.6, plain: 0.6, dunes: 0.45, mesas: 0.34, peaks: 0.5, ice: 0.4, none: 0.6 };

// Clouds (`cloud`) or the land beyond the edge: lit as the preview lights them, never in shadow.
function farMaterial(env, top, size, cloud) {
  const lit = cloud ? `
  float wrapped = smoothstep(-0.75, 1.0, dot(normal, wgSun));
  float rim = pow(max(dot(direction, wgSun), 0.0), 6.0) * 0.35;
  vec3 ambient = mix(ground, sky, 0.5 + 0.5 * (0.5 + 0.5 * normal.y));
  vec3 pale = 0.55 * ambient + 0.45 * dot(ambient, vec3(0.2126, 0.7152, 0.0722)) * (0.6 + 0.4 * wgTint);
  vec3 colour = vColour * ((0.52 * wrapped + rim) * sun + 1.45 * pale);
  colour = mix(colour, wgSky(direction), 0.12 + 0.36 * (1.0 - smoothstep(0.02, 0.16, direction.y)));` : `
  vec3 colour = vColour * (max(dot(normal, wgSun), 0.0) * sun * 0.92 + 0.86 * mix(ground, sky, 0.5 + 0.5 * normal.y));
  float out_ = max(abs(vPlace.x), abs(vPlace.z)) - ${number(size / 2)};
  float share = smoothstep(0.0, ${number(0.7 * size)}, out_);
  colour = wgHaze(colour, cameraPosition, offset * (1.0 + 0.9 * share));
  vec3 pale = ${env.beyond === "peaks" ? `0.35 * 0.94 * wgGradient(0.0) + 0.6 * ${vector(env.sky_mid)}` : "0.94 * wgGradient(0.0)"};
  colour = mix(colour, pale, ${number(PALES[env.beyond] ?? 0.6)} * share * smoothstep(100.0, 900.0, length(offset)));`;
  return new THREE.ShaderMaterial({
    vertexColors: true,
    side: cloud ? THREE.FrontSide : THREE.DoubleSide,
    vertexShader: `varying vec3 vPlace, vNormal, vColour;
void main() {
  vPlace = position; vNormal = normal; vColour = color;
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}`,
    fragmentShader: `varying vec3 vPlace, vNormal, vColour;
${skyGlsl(env, top)}
void main() {
  vec3 offset = vPlace - cameraPosition;
  vec3 direction = normalize(offset), normal = normalize(vNormal);
  vec3 sun = ${vector(env.sun_colour.map((part) => part * env.sun_strength))};
  vec3 sky = ${vector(env.sky_ambient)}, ground = ${vector(env.ground_ambient)};
  ${lit}
  gl_FragColor = vec4(colour, 1.0);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
}

// Return what stands around the world: clouds, and land that goes on where the world's edge is land.
function around(gltf, env, top, size) {
  const group = new THREE.Group();
  group.name = "worldgen.around";
  const add = (geometry, cloud) => {
    const mesh = new THREE.Mesh(geometry, farMaterial(env, top, size, cloud));
    mesh.frustumCulled = false;
    group.add(mesh);
  };
  if (env.clouds > 0 && env.ceiling_m === undefined) add(cloudGeometry(size, env.clouds), true);
  if (env.beyond !== "none" && env.sea_level_m === undefined) {
    const { geometry, trees } = landBeyond(gltf, env, size);
    add(geometry, false);
    if (trees.length) add(treeGeometry(trees, env.beyond_trees, canopyOf(gltf, env.beyond_trees)), false);
  }
  return group;
}

function underRole(node, role) {
  for (let at = node; at; at = at.parent) if (at.userData.worldgen?.role === role) return true;
  return false;
}

function castFromSun(scene, env, size) {
  let sun = null;
  scene.traverse((node) => {
    if (node.isDirectionalLight) sun = node;
  });
  if (!sun) return;
  const reach = size * 0.75;
  sun.parent.updateWorldMatrix(true, false);
  scene.add(sun);
  sun.rotation.set(0, 0, 0);
  sun.position.copy(sunDirection(env).multiplyScalar(size * 1.5));
  sun.target.position.set(0, 0, 0);
  scene.add(sun.target);
  sun.castShadow = true;
  sun.shadow.mapSize.set(4096, 4096);
  Object.assign(sun.shadow.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: 1, far: size * 4 });
  sun.shadow.normalBias = 0.25;
  sun.shadow.bias = -0.0004;
}

// Dress a loaded file: `gltf` as GLTFLoader gives it. Returns the environment that was found.
export function dress({ scene, gltf, renderer, camera }) {
  const about = gltf.scene.userData.worldgen;
  const env = about.environment;
  const up = new THREE.Vector3(0, Math.tan(THREE.MathUtils.degToRad(camera.fov / 2)), -1).applyQuaternion(camera.quaternion);
  const top = up.y * Math.cos(THREE.MathUtils.degToRad(camera.fov / 2));
  installAir(env, top);
  renderer.toneMapping = THREE.NeutralToneMapping;
  renderer.toneMappingExposure = env.exposure;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = THREE.PCFSoftShadowMap;
  scene.fog = new THREE.FogExp2(0xffffff, 1);
  const inland = env.sea_level_m === undefined && env.beyond !== "none";
  scene.add(gltf.scene, skyDome(env, top), around(gltf, env, top, about.size_m));
  const colour = (values) => new THREE.Color().setRGB(...values, THREE.LinearSRGBColorSpace);
  const ambient = new THREE.HemisphereLight(colour(env.sky_ambient), colour(env.ground_ambient), Math.PI * OPEN);
  scene.add(ambient);
  castFromSun(scene, env, about.size_m);
  const water = waterMaterial(env, top);
  let sea = null;
  gltf.scene.traverse((node) => {
    if (!node.isMesh) return;
    if ((inland || env.sea_level_m !== undefined) && underRole(node, "base")) node.visible = false;
    const name = node.material.name;
    if (name === "water") {
      if (!sea || deepest(node)[0] < sea[0]) sea = deepest(node);
      node.material = water;
    } else if (name === "smoke") node.renderOrder = 2;
    node.castShadow = !["water", "foam", "smoke", "lava", "lamp"].includes(name);
    node.receiveShadow = node.castShadow;
    if (name === "foam") node.material.opacity = FOAM;
  });
  if (env.sea_level_m !== undefined) scene.add(seaAround(env, about.size_m, sea ?? [0.03, 0.25, 0.53], water));
  return env;
}
