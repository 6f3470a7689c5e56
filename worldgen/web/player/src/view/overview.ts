/** The overview map: the world from above, drawn once. */
import { OrthographicCamera, type Object3D, Vector2 } from "three";
import type { Stage } from "./look/stage.ts";

const SIDE_PX = 640;

/** Return a picture of the world from above as a data URL; north is up. `hidden` is left out of it. */
export function overview(stage: Stage, size: number, hidden: readonly Object3D[]): string | null {
  const { renderer, scene } = stage;
  const half = size / 2;
  // Low, and seeing what is above it as well, so that no haze lies between.
  const camera = new OrthographicCamera(-half, half, half, -half, -800, 800);
  camera.position.set(0, 40, 0);
  camera.up.set(0, 0, -1);
  camera.lookAt(0, 0, 0);
  const before = renderer.getSize(new Vector2());
  const ratio = renderer.getPixelRatio();
  const fog = scene.fog;
  const seen = hidden.map((node) => node.visible);
  for (const node of hidden) node.visible = false;
  renderer.setPixelRatio(1);
  renderer.setSize(SIDE_PX, SIDE_PX, false);
  renderer.render(scene, camera);
  const page = document.createElement("canvas");
  page.width = page.height = SIDE_PX;
  page.getContext("2d")?.drawImage(renderer.domElement, 0, 0);
  hidden.forEach((node, i) => (node.visible = seen[i] ?? true));
  scene.fog = fog;
  renderer.setPixelRatio(ratio);
  renderer.setSize(before.x, before.y, false);
  return page.toDataURL("image/jpeg", 0.85);
}
