/** What stands around the world and is not in its file: clouds, and the land that goes on where the edge is land. */
import { type BufferGeometry, DoubleSide, FrontSide, Group, Mesh, type Object3D, ShaderMaterial } from "three";
import type { Environment } from "../about.ts";
import { landGeometry, rowsBeyond } from "./beyond.ts";
import { cloudGeometry } from "./clouds.ts";
import { canopyOf, strewn, treeGeometry } from "./far_trees.ts";
import { number, skyGlsl, vector } from "./glsl.ts";

const PALES: Readonly<Record<string, number>> = { hills: 0.6, moors: 0.4, plain: 0.6, dunes: 0.45, mesas: 0.34, peaks: 0.5, ice: 0.4, none: 0.6 };

const CLOUD = `
  float wrapped = smoothstep(-0.75, 1.0, dot(normal, wgSun));
  float rim = pow(max(dot(direction, wgSun), 0.0), 6.0) * 0.35;
  vec3 ambient = mix(ground, sky, 0.5 + 0.5 * (0.5 + 0.5 * normal.y));
  vec3 pale = 0.55 * ambient + 0.45 * dot(ambient, vec3(0.2126, 0.7152, 0.0722)) * (0.6 + 0.4 * wgTint);
  vec3 colour = vColour * ((0.52 * wrapped + rim) * sun + 1.45 * pale);
  colour = mix(colour, wgSky(direction), 0.12 + 0.36 * (1.0 - smoothstep(0.02, 0.16, direction.y)));`;

function landLight(env: Environment, size: number): string {
  const pale = env.beyond === "peaks" ? `0.35 * 0.94 * wgGradient(0.0) + 0.6 * ${vector(env.sky_mid)}` : "0.94 * wgGradient(0.0)";
  return `
  vec3 colour = vColour * (max(dot(normal, wgSun), 0.0) * sun * 0.92 + 0.86 * mix(ground, sky, 0.5 + 0.5 * normal.y));
  float beyond = max(abs(vPlace.x), abs(vPlace.z)) - ${number(size / 2)};
  float share = smoothstep(0.0, ${number(0.7 * size)}, beyond);
  colour = wgHaze(colour, cameraPosition, offset * (1.0 + 0.9 * share));
  vec3 pale = ${pale};
  colour = mix(colour, pale, ${number(PALES[env.beyond ?? "none"] ?? 0.6)} * share * smoothstep(100.0, 900.0, length(offset)));`;
}

/** Lit as the preview lights what is far, never in shadow. */
function farMaterial(env: Environment, top: number, light: string, side: typeof FrontSide | typeof DoubleSide, ink: number): ShaderMaterial {
  return new ShaderMaterial({
    vertexColors: true,
    side,
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
  ${light}
  gl_FragColor = vec4(colour, ${number(ink)});
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`,
  });
}

/** Return clouds, land and trees around the world whose file is `root`; `ink` is the share of a style's lines on them. */
export function around(root: Object3D, env: Environment, top: number, size: number, ink: number): Group {
  const group = new Group();
  group.name = "worldgen.around";
  const add = (geometry: BufferGeometry, material: ShaderMaterial): void => {
    const mesh = new Mesh(geometry, material);
    mesh.frustumCulled = false;
    group.add(mesh);
  };
  const clouds = env.clouds ?? 0;
  if (clouds > 0 && env.ceiling_m === undefined) add(cloudGeometry(size, clouds), farMaterial(env, top, CLOUD, FrontSide, ink));
  const rows = (env.beyond ?? "none") === "none" ? [] : rowsBeyond(root, env, size);
  if (rows.length) {
    const land = farMaterial(env, top, landLight(env, size), DoubleSide, ink);
    add(landGeometry(rows), land);
    const trees = strewn(rows, env, size);
    if (trees.length) add(treeGeometry(trees, env.beyond_trees ?? "", canopyOf(root, env.beyond_trees ?? "")), land);
  }
  return group;
}
