// Draws a GLB with three.js in a real Chromium: node picture.mjs world.glb picture.png '{"eye":[..],"target":[..],...}'
// The view: eye and target in metres, fov_y in radians, width and height in pixels. Software rendering; no network.
// Sky, haze, light and water are those of the page: its own modules are bundled, with the three.js that it is locked to.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const player = fileURLToPath(new URL("../../worldgen/web/player/", import.meta.url));
const ours = createRequire(join(player, "package.json"));
const { chromium } = ours("playwright-core");
const { build } = ours("esbuild");
const [glb, out, viewText] = process.argv.slice(2);
const view = JSON.parse(viewText);

const program = `
import { PerspectiveCamera, Scene, Vector2, WebGLRenderer, MathUtils } from "three";
import { load } from "./src/view/file/load.ts";
import { dress, topOf } from "./src/view/look/dress.ts";
import { inked } from "./src/view/look/ink.ts";
const view = ${JSON.stringify(view)};
try {
  const renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
  renderer.setSize(view.width, view.height);
  document.body.append(renderer.domElement);
  const { root } = await load(await (await fetch("/world.glb")).arrayBuffer());
  const camera = new PerspectiveCamera(MathUtils.radToDeg(view.fov_y), view.width / view.height, 0.3, 9000);
  camera.position.fromArray(view.eye);
  camera.lookAt(...view.target);
  camera.updateMatrixWorld(true);
  const scene = new Scene();
  dress(scene, root, renderer, topOf(camera));
  const lines = inked(root.userData.worldgen.style);
  lines?.size(renderer.getDrawingBufferSize(new Vector2()));
  if (lines) lines.draw(renderer, scene, camera);
  else renderer.render(scene, camera);
  window.done = renderer.domElement.toDataURL("image/png");
} catch (problem) {
  window.failed = String(problem.stack ?? problem);
}`;
const { outputFiles } = await build({
  stdin: { contents: program, resolveDir: player, loader: "ts" },
  bundle: true, write: false, format: "esm", target: "es2022", logLevel: "error",
});
const html = '<!doctype html><style>html,body{margin:0;overflow:hidden}canvas{display:block}</style><script type="module" src="/program.js"></script>';
const answers = {
  "/": () => ({ contentType: "text/html", body: html }),
  "/program.js": () => ({ contentType: "text/javascript", body: outputFiles[0].text }),
  "/world.glb": async () => ({ contentType: "model/gltf-binary", body: await readFile(glb) }),
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
try {
  const page = await browser.newPage({ viewport: { width: view.width, height: view.height } });
  page.on("console", (message) => message.type() === "error" && process.stderr.write(`${message.text()}\n`));
  await page.route("**/*", async (route) => {
    const answer = answers[new URL(route.request().url()).pathname];
    return route.fulfill(answer ? await answer() : { status: 404, body: "" });
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
