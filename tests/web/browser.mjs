// A real Chromium with a finished page in it, watched: what it asks of the network and what it complains of.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const player = fileURLToPath(new URL("../../worldgen/web/player/", import.meta.url));
const { chromium } = createRequire(join(player, "package.json"))("playwright-core");

/** Open a page file; `told` gathers requests and errors. Resolves with the page, its world open and ready. */
export async function opened(file, { viewport = { width: 640, height: 400 }, script, ...more } = {}) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu-compositing", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
  });
  const told = { requests: [], errors: [] };
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", ...more });
  await context.addInitScript({ path: fileURLToPath(new URL("clock.js", import.meta.url)) });
  if (script) await context.addInitScript({ content: script });
  const page = await context.newPage();
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || told.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && told.errors.push(message.text()));
  page.on("pageerror", (problem) => told.errors.push(String(problem.stack ?? problem)));
  await page.goto(pathToFileURL(resolve(file)).href);
  await page.locator("form.begin button[type=submit]").click();
  await page.waitForFunction(() => window.worldgen, null, { timeout: 120000 });
  await page.locator("canvas#view").focus();
  return { browser, page, told };
}

/** Take the page's clock in hand. */
export const hold = (page) => page.evaluate(() => beats.hold());

/** Let so many seconds of the world pass, and draw how it is then. */
export const pass = (page, seconds) => page.evaluate((lapse) => beats.pass(lapse, true), seconds);

