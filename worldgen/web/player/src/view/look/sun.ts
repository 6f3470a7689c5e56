/** Sun and sky as lights, and the sun's shadow over the whole world. */
import { Color, DirectionalLight, HemisphereLight, LinearSRGBColorSpace, type Object3D, type Scene } from "three";
import type { Environment, Triple } from "../about.ts";
import { sunDirection } from "../sky/glsl.ts";

const REACH = 0.75; // half the side of the shadow's picture, in sides of the world: its diagonal fits
const OPEN = 0.86; // how much of the ambient light reaches a point on average; the preview gathers it

function coloured([red, green, blue]: Triple): Color {
  return new Color().setRGB(red, green, blue, LinearSRGBColorSpace);
}

/** Return the light of sky and ground. */
export function skyLight(env: Environment): HemisphereLight {
  return new HemisphereLight(coloured(env.sky_ambient), coloured(env.ground_ambient), Math.PI * OPEN);
}

/** Let the sun's shadow be drawn in so many pixels, as near to what casts it as these allow. */
export function sharpen(sun: DirectionalLight, side_px: number): void {
  const { left, right, near, far } = sun.shadow.camera;
  const texel_m = (right - left) / side_px;
  sun.shadow.mapSize.set(side_px, side_px);
  sun.shadow.normalBias = 0.9 * texel_m;
  sun.shadow.bias = (-0.35 * texel_m) / (far - near);
  sun.shadow.radius = 0.7;
  sun.shadow.map?.dispose();
  sun.shadow.map = null;
}

/** Return the file's sun, made to cast one shadow map over a world of `size` metres, or null where none shines. */
export function castFromSun(scene: Scene, root: Object3D, env: Environment, size: number): DirectionalLight | null {
  let found: DirectionalLight | null = null;
  root.traverse((node) => {
    if (node instanceof DirectionalLight) found = node;
  });
  const sun = found as DirectionalLight | null;
  if (!sun) return null;
  const reach = size * REACH;
  scene.add(sun, sun.target);
  sun.rotation.set(0, 0, 0);
  sun.position.copy(sunDirection(env).multiplyScalar(size * 1.5));
  sun.target.position.set(0, 0, 0);
  sun.castShadow = true;
  Object.assign(sun.shadow.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: size * 0.5, far: size * 2.5 });
  sharpen(sun, 4096);
  return sun;
}
