/** What glTF has no word for, put back from `extras.worldgen.environment`: sky, haze, ambient light, water, weather. */
import { type DirectionalLight, FogExp2, type HemisphereLight, type Mesh, NeutralToneMapping, type Object3D, PCFShadowMap, type PerspectiveCamera, type Scene, type ShaderMaterial, Vector3, type WebGLRenderer } from "three";
import type { Environment, SceneAbout } from "../about.ts";
import { installAir } from "../sky/air.ts";
import { around } from "../sky/around.ts";
import { falling } from "../sky/falling.ts";
import { skyDome } from "../sky/heavens.ts";
import { seaAround, waterMaterial } from "../sky/water.ts";
import { paint } from "./materials.ts";
import { castFromSun, skyLight } from "./sun.ts";

const FAR_INK = 0.25; // the share of a style's lines on what stands around the world

export interface Dressed {
  readonly env: Environment;
  readonly sun: DirectionalLight | null;
  readonly sky: HemisphereLight;
  readonly water: ShaderMaterial;
  readonly falling: Mesh | null;
  /** Meshes that the file does not hold: sky, clouds, the land beyond, the sea beyond. */
  readonly far: readonly Object3D[];
}

/** Return the sine of the highest sky that a camera sees. */
export function topOf(camera: PerspectiveCamera): number {
  const half = (camera.fov * Math.PI) / 360;
  return new Vector3(0, Math.tan(half), -1).applyQuaternion(camera.quaternion).y * Math.cos(half);
}

/** Dress a loaded file before its first frame; `top` is the sine of the highest sky that is usually seen. */
export function dress(scene: Scene, root: Object3D, renderer: WebGLRenderer, top: number): Dressed {
  const about = root.userData["worldgen"] as SceneAbout;
  const env = about.environment;
  installAir(env, top);
  renderer.toneMapping = NeutralToneMapping;
  renderer.toneMappingExposure = env.exposure;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  scene.fog = new FogExp2(0xffffff, 1);
  const level = env.sea_level_m;
  const water = waterMaterial(env, top);
  const far: Object3D[] = [skyDome(env, top), around(root, env, top, about.size_m, about.style.line ? FAR_INK : 1)];
  const sea = paint(root, { env, top, water, inkOnPlants: about.style.line?.plants ?? 1 }, level !== undefined || (env.beyond ?? "none") !== "none");
  if (level !== undefined) far.push(seaAround(level, about.size_m, sea ?? [0.03, 0.25, 0.53], water));
  const drops = falling(env, top);
  if (drops) far.push(drops);
  const sky = skyLight(env);
  scene.add(root, ...far, sky);
  const sun = castFromSun(scene, root, env, about.size_m);
  return { env, sun, sky, water, falling: drops, far };
}
