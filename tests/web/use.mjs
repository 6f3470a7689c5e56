// Uses the world of a finished page: node use.mjs volcano-island.html
// Prints one JSON object with what came of each deed.
import { hold, opened, pass } from "./browser.mjs";

const [file] = process.argv.slice(2);
const found = {};
const { browser, page, told } = await opened(file, { hasTouch: true, viewport: { width: 1100, height: 620 } });
const canvas = page.locator("canvas#view");
const ask = (program, ...words) => page.evaluate(program, words);
const heard = (event) => ask(([name]) => worldgen.heard.filter(([one]) => one === name), event);
const press = async (key, seconds = 0) => {
  await page.keyboard.down(key);
  await pass(page, seconds);
  await page.keyboard.up(key);
  await pass(page, 0.1);
};
const comesTrue = (program) => page.waitForFunction(program, null, { polling: 50 });
const middle = (id) => ask(([name]) => worldgen.screen(...worldgen.world.whereIs(name)), id);
const clickThing = async (id) => {
  await ask(([name]) => worldgen.world.look(name), id);
  await pass(page, 0.2);
  const [x, y] = await middle(id);
  const box = await canvas.boundingBox();
  await page.mouse.click(box.x + x, box.y + y);
  await pass(page, 0.1);
};

try {
  await hold(page);
  await ask(() => worldgen.world.cover(0, 0));
  // Keyboard alone: the next thing is named, and Enter chooses it.
  await ask(() => worldgen.world.go("camp"));
  await canvas.focus();
  await press("KeyN");
  await press("KeyN");
  const named = (await heard("hover")).at(-1)?.[1];
  await press("Enter");
  found.focus = { named, picked: (await heard("pick")).at(-1)?.[1] ?? null };
  // Turning and levelling.
  await ask(() => worldgen.world.go("lava"));
  const before = await ask(() => worldgen.stance());
  await press("ArrowLeft", 0.3);
  await press("PageUp", 0.2);
  const turned = await ask(() => worldgen.stance());
  await press("Home");
  found.turn = { turned: turned.yaw - before.yaw, tilted: turned.pitch - before.pitch, level: (await ask(() => worldgen.stance())).pitch };
  // A drag looks round.
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + 300, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 380, box.y + 150, { steps: 4 });
  await page.mouse.up();
  await pass(page, 0.1);
  found.drag = (await ask(() => worldgen.stance())).yaw - turned.yaw;
  // Things are picked where they stand, out of merged meshes, and hidden ones are not.
  await ask(() => worldgen.world.go("lava"));
  await clickThing("lava.basalt_sample");
  found.pick = (await heard("pick")).at(-1);
  await ask(() => worldgen.world.mark(["lava.hammer", "cone.crater"], "target"));
  await pass(page, 0.1);
  await ask(() => worldgen.world.unmark());
  await ask(() => worldgen.world.show("lava.basalt_sample", false));
  await clickThing("lava.basalt_sample");
  found.hidden = (await heard("pick")).at(-1)?.[1];
  await ask(() => worldgen.world.show("lava.basalt_sample", true));
  await clickThing("lava.basalt_sample");
  found.shown = (await heard("pick")).at(-1)?.[1];
  // Two picks are a measure; Escape is none.
  await ask(() => {
    worldgen.world.go("camp");
    worldgen.world.measure().then((measure) => (window.measured = measure));
  });
  await pass(page, 0.1);
  await page.mouse.click(box.x + 200, box.y + 330);
  await pass(page, 0.1);
  await page.mouse.click(box.x + 420, box.y + 330);
  await comesTrue(() => window.measured);
  found.measured = await ask(() => window.measured);
  await ask(() => void worldgen.world.measure().then((measure) => (window.cancelled = [measure])));
  await canvas.focus();
  await press("Escape");
  found.cancelled = await ask(() => window.cancelled);
  // A finger low on the left walks.
  await ask(() => worldgen.world.go("camp"));
  await pass(page, 0.1);
  const from = await ask(() => worldgen.stance());
  const touch = await page.context().newCDPSession(page);
  const at = (x, y) => [{ x: box.x + x, y: box.y + y }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(100, 300) });
  await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(100, 270) });
  await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(100, 240) });
  await pass(page, 0.7);
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await pass(page, 0.1);
  const to = await ask(() => worldgen.stance());
  found.touch = Math.hypot(to.position[0] - from.position[0], to.position[2] - from.position[2]);
  // Two presses on the ground walk there by itself.
  await ask(() => worldgen.world.stand({ position: [14, 1.5, 100], yaw: 0, pitch: -0.25, surface: "ground" }));
  await pass(page, 0.1);
  const goal = await ask(() => worldgen.screen(12.5, 1.5, 94));
  await page.mouse.dblclick(box.x + goal[0], box.y + goal[1]);
  const left = () => ask(() => worldgen.stance()).then(({ position: [x, , z] }) => Math.hypot(x - 12.5, z - 94));
  for (let i = 0; i < 80 && (await left()) > 1; i += 1) await pass(page, 0.25);
  found.errand = await left();
  // A gamepad's left stick walks and its right stick looks.
  await ask(() => worldgen.world.go("camp"));
  await ask(() => {
    window.pad = { mapping: "standard", axes: [0, -1, 1, 0], buttons: [] };
    navigator.getGamepads = () => [window.pad];
  });
  const idle = await ask(() => worldgen.stance());
  await pass(page, 0.5);
  await pass(page, 0.1);
  await ask(() => (window.pad.axes = [0, 0, 0, 0]));
  const driven = await ask(() => worldgen.stance());
  found.gamepad = { walked: Math.hypot(driven.position[0] - idle.position[0], driven.position[2] - idle.position[2]), turned: driven.yaw - idle.yaw };
  // One who stands within a wall comes free by walking; R leads back to the last station.
  await ask(() => worldgen.world.stand({ position: [6.75, 1.5, 94.75], yaw: 0, pitch: 0, surface: "ground" }));
  await canvas.focus();
  await press("KeyW", 2.6);
  const free = await ask(() => worldgen.stance());
  found.rescued = Math.hypot(free.position[0] - 6.75, free.position[2] - 94.75);
  await press("KeyR");
  found.reset = await ask(() => worldgen.station());
  // A stance is restored as it was.
  const kept = { position: [10, 5, 60], yaw: 1.25, pitch: -0.2, surface: "ground" };
  await ask(([stance]) => worldgen.world.stand(stance), kept);
  found.stance = await ask(() => worldgen.stance());
  found.map = await ask(() => {
    const { size, image, person } = worldgen.world.map();
    return { size, image: image?.slice(0, 22), bytes: image?.length ?? 0, person };
  });
  // High contrast draws black lines, and takes them away again.
  const dark = (highContrast) =>
    ask(([on]) => {
      worldgen.world.comfort({ speed: 2.6, reducedMotion: true, highContrast: on, quality: "low" });
      beats.pass(0.05);
      const pen = Object.assign(document.createElement("canvas"), { width: 300, height: 200 }).getContext("2d");
      pen.drawImage(document.querySelector("canvas#view"), 0, 0, 300, 200);
      const { data } = pen.getImageData(0, 0, 300, 200);
      return data.filter((_, i) => i % 4 === 0 && data[i] + data[i + 1] + data[i + 2] < 60).length;
    }, highContrast);
  await ask(() => worldgen.world.go("camp"));
  found.dark = [await dark(false), await dark(true), await dark(false)];
  // The picture is lost: the page says so and goes on.
  await ask(() => document.querySelector("canvas#view").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext());
  await comesTrue(() => worldgen.heard.some(([event]) => event === "lost") && document.querySelector("canvas#view") === null);
  found.lost = { canvas: await page.locator("canvas#view").count(), text: (await page.locator("body").innerText()).length };
} finally {
  await browser.close();
}
console.log(JSON.stringify({ ...found, ...told }));
