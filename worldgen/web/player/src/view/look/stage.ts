/** Renderer, scene, camera and all that is drawn, dressed and ready. */
import { Group, PerspectiveCamera, Scene, Vector2, type Vector3, WebGLRenderer } from "three";
import type { Style } from "../about.ts";
import type { Loaded } from "../file/load.ts";
import { type Crowd, split } from "../file/split.ts";
import { type Motion, motionOf } from "../motion.ts";
import { type Dressed, dress } from "./dress.ts";
import { inked, type Inked } from "./ink.ts";

const TOP = 0.5; // sine of the highest sky that is usually seen
const FOV_WIDE = 55;

export interface Stage {
  readonly renderer: WebGLRenderer;
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  /** Carries the camera; stands at a person's feet. */
  readonly rig: Group;
  readonly dressed: Dressed;
  readonly motion: Motion;
  readonly crowds: readonly Crowd[];
  /** Size of the picture in pixels; lives on. */
  readonly size: Vector2;
  /** CSS pixels hidden on the right and at the bottom; lives on. */
  readonly covered: Vector2;
  readonly style: Style;
  ink: Inked | null;
}

/** Return a renderer for the canvas; throws where there is no WebGL2. */
export function rendererOn(canvas: HTMLCanvasElement): WebGLRenderer {
  const context = canvas.getContext("webgl2", { antialias: true, alpha: false, powerPreference: "high-performance", stencil: false });
  if (!context) throw new Error("no WebGL2");
  return new WebGLRenderer({ canvas, context, antialias: true });
}

/** Return the stage for a loaded file. */
export function stageOf(renderer: WebGLRenderer, loaded: Loaded): Stage {
  const scene = new Scene();
  const camera = new PerspectiveCamera(FOV_WIDE, 1, 0.15, 9000);
  const rig = new Group();
  rig.add(camera);
  camera.position.y = loaded.about.agent.eye_m;
  const dressed = dress(scene, loaded.root, renderer, TOP);
  const motion = motionOf(loaded);
  const crowds = split(loaded.root, motion.moving);
  scene.add(rig);
  scene.traverse((node) => {
    if (motion.moving.has(node) || node === rig || node === camera) return;
    node.updateMatrix();
    node.matrixAutoUpdate = false;
  });
  scene.updateMatrixWorld(true);
  renderer.shadowMap.autoUpdate = false;
  renderer.shadowMap.needsUpdate = true;
  return { renderer, scene, camera, rig, dressed, motion, crowds, size: new Vector2(1, 1), covered: new Vector2(), style: loaded.about.style, ink: inked(loaded.about.style, false) };
}

/** Fit the picture to the canvas as it is shown; returns whether its size changed. */
export function fit(stage: Stage): boolean {
  const { renderer, size, ink, dressed } = stage;
  const canvas = renderer.domElement;
  const before = size.clone();
  const [wide, high] = [Math.max(canvas.clientWidth, 1), Math.max(canvas.clientHeight, 1)];
  const now = renderer.getDrawingBufferSize(new Vector2());
  const ratio = renderer.getPixelRatio();
  if (now.x !== Math.floor(wide * ratio) || now.y !== Math.floor(high * ratio)) renderer.setSize(wide, high, false);
  renderer.getDrawingBufferSize(size);
  if (size.equals(before)) return false;
  aim(stage);
  ink?.size(size);
  const drops = dressed.falling?.material;
  if (drops && "uniforms" in drops) (drops.uniforms as Record<string, { value: Vector2 }>)["wgSize"]?.value.copy(size);
  return true;
}

/** Fit the lens to the picture: its middle to the middle of what no panel covers. */
export function aim({ renderer, camera, covered }: Stage): void {
  const [wide, high] = [Math.max(renderer.domElement.clientWidth, 1), Math.max(renderer.domElement.clientHeight, 1)];
  const open = Math.max(wide - Math.abs(covered.x), 1) / Math.max(high - covered.y, 1);
  // A narrow picture keeps what it shows across, so that a phone held upright sees the place as well.
  const narrow = (360 / Math.PI) * Math.atan((Math.tan((FOV_WIDE * Math.PI) / 360) * 1.2) / open);
  const inOpen = (open > 1.2 ? FOV_WIDE : Math.min(78, narrow)) * (Math.PI / 360);
  camera.fov = Math.min(95, (360 / Math.PI) * Math.atan((Math.tan(inOpen) * high) / Math.max(high - covered.y, 1)));
  camera.aspect = wide / high;
  if (covered.x || covered.y) camera.setViewOffset(wide, high, covered.x / 2, covered.y / 2, wide, high);
  else camera.clearViewOffset();
  camera.updateProjectionMatrix();
}

/** Draw bold lines round everything, or those of the style alone. */
export function outline(stage: Stage, bold: boolean): void {
  if ((stage.ink?.bold ?? false) === bold) return;
  stage.ink?.dispose();
  stage.ink = inked(stage.style, bold);
  stage.ink?.size(stage.size);
}

/** Draw one frame. */
export function draw({ renderer, scene, camera, ink }: Stage): void {
  if (ink && !renderer.xr.isPresenting) ink.draw(renderer, scene, camera);
  else renderer.render(scene, camera);
}

/** Return where a thing stands on the canvas in CSS pixels, or null where it is behind the eye. */
export function onScreen({ camera, renderer }: Stage, at: Vector3): [number, number] | null {
  camera.updateWorldMatrix(true, false);
  const seen = at.clone().project(camera);
  if (seen.z > 1) return null;
  const { clientWidth, clientHeight } = renderer.domElement;
  return [((seen.x + 1) / 2) * clientWidth, ((1 - seen.y) / 2) * clientHeight];
}
