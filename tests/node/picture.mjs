// Draws a GLB with three.js in a real Chromium: node picture.mjs world.glb picture.png '{"eye":[..],"target":[..],...}'
// The view: eye and target in metres, fov_y in radians, width and height in pixels. Software rendering; no network.
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const [glb, out, viewText] = process.argv.slice(2);
const view = JSON.parse(viewText);
const types = { html: "text/html", mjs: "text/javascript", js: "text/javascript", glb: "model/gltf-binary" };

const page_html = `<!doctype html><style>html,body{margin:0;overflow:hidden}canvas{display:block}</style>
<script type="importmap">{"imports": {"three": "/node_modules/three/build/three.module.js",
"three/addons/": "/node_modules/three/examples/jsm/", "meshoptimizer": "/node_modules/meshoptimizer/meshopt_decoder.mjs"}}</script>
<script type="module">
import * as THREE from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "meshoptimizer";
import { dress } from "/environment.mjs";
const view = ${JSON.stringify(view)};
try {
  const renderer = new THREE.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(view.width, view.height);
  document.body.append(renderer.domElement);
  const gltf = await new GLTFLoader().setMeshoptDecoder(MeshoptDecoder).loadAsync("/world.glb");
  const camera = new THREE.PerspectiveCamera(THREE.MathUtils.radToDeg(view.fov_y), view.width / view.height, 0.3, 9000);
  camera.position.fromArray(view.eye);
  camera.lookAt(...view.target);
  camera.updateMatrixWorld(true);
  const scene = new THREE.Scene();
  dress({ scene, gltf, renderer, camera });
  renderer.render(scene, camera);
  window.done = renderer.domElement.toDataURL("image/png");
} catch (problem) {
  window.failed = String(problem.stack ?? problem);
}
</script>`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
try {
  const page = await browser.newPage({ viewport: { width: view.width, height: view.height } });
  page.on("console", (message) => message.type() === "error" && process.stderr.write(`${message.text()}\n`));
  await page.route("**/*", async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === "/") return route.fulfill({ contentType: "text/html", body: page_html });
    const file = path === "/world.glb" ? glb : join(here, normalize(path));
    try {
      const body = await readFile(file);
      return await route.fulfill({ contentType: types[path.split(".").pop()] ?? "application/octet-stream", body });
    } catch {
      return route.fulfill({ status: 404, body: "" });
    }
  });
  await page.goto("http://worldgen.invalid/");
  await page.waitForFunction("window.done || window.failed", null, { timeout: 240000 });
  const failed = await page.evaluate("window.failed");
  if (failed) throw new Error(failed);
  const { writeFile } = await import("node:fs/promises");
  await writeFile(out, Buffer.from((await page.evaluate("window.done")).split(",")[1], "base64"));
} finally {
  await browser.close();
}
