// Goes into the world of a finished page with an emulated headset: node headset.mjs page.html
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hold, opened, pass, player } from "./browser.mjs";

const [file] = process.argv.slice(2);
const iwer = readFileSync(join(player, "node_modules", "iwer", "build", "iwer.min.js"), "utf8");
const script = `${iwer};\nwindow.device = new IWER.XRDevice(IWER.metaQuest3);\nwindow.device.installRuntime({ forceInstall: true });`;
const found = {};
const { browser, page, told } = await opened(file, { script });
const settle = () => pass(page, 0.4);
const pull = async (hand) => {
  await page.evaluate(([name]) => device.controllers[name].updateButtonValue("trigger", 1), [hand]);
  await settle();
  await page.evaluate(([name]) => device.controllers[name].updateButtonValue("trigger", 0), [hand]);
  await settle();
};

try {
  found.offered = await page.evaluate(() => worldgen.world.headset());
  await page.evaluate(() => worldgen.world.go("camp"));
  await page.evaluate(() => worldgen.world.enter());
  await page.waitForFunction(() => worldgen.world.stage.renderer.xr.isPresenting, null, { polling: 50 });
  await hold(page);
  await settle();
  const before = await page.evaluate(() => worldgen.stance());
  // The right hand points ahead and down: the ray meets the ground some metres away.
  await page.evaluate(() => {
    device.controllers.right.position.set(0.2, 1.3, -0.2);
    const tilt = -0.35;
    device.controllers.right.quaternion.set(Math.sin(tilt / 2), 0, 0, Math.cos(tilt / 2));
  });
  await settle();
  await pull("right");
  const there = await page.evaluate(() => worldgen.stance());
  found.jump = Math.hypot(there.position[0] - before.position[0], there.position[2] - before.position[2]);
  found.surface = there.surface;
  await page.evaluate(() => device.controllers.right.updateAxis("thumbstick", "x-axis", 1));
  await settle();
  await page.evaluate(() => device.controllers.right.updateAxis("thumbstick", "x-axis", 0));
  await settle();
  found.snap = (await page.evaluate(() => worldgen.stance())).yaw - there.yaw;
  // Up into the sky: no ground, no jump.
  await page.evaluate(() => device.controllers.right.quaternion.set(Math.sin(0.6), 0, 0, Math.cos(0.6)));
  await settle();
  await pull("right");
  const still = await page.evaluate(() => worldgen.stance());
  found.sky = Math.hypot(still.position[0] - there.position[0], still.position[2] - there.position[2]);
  await page.evaluate(() => worldgen.world.stage.renderer.xr.getSession().end());
  await page.waitForFunction(() => !worldgen.world.stage.renderer.xr.isPresenting, null, { polling: 50 });
  await settle();
  found.ended = true;
} finally {
  await browser.close();
}
console.log(JSON.stringify({ ...found, ...told }));
