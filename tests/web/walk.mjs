// Walks a finished page from its start to every station with real keys: node walk.mjs page.html pictures/ [station ...]
// Prints one JSON object: what was reached, where one trod, what the page asked of the network, what it complained of.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { opened } from "./browser.mjs";

const [file, pictures, ...asked] = process.argv.slice(2);
const TURN_RAD_S = 1.7;
const MOST_STEPS = 1500; // looks at where one is: a slow machine takes longer over each, not more of them
mkdirSync(pictures, { recursive: true });
const { browser, page, told } = await opened(file);
const report = { stations: {}, trail: [], ...told };

const held = new Set();
const hold = async (key, wanted) => {
  if (wanted === held.has(key)) return;
  await (wanted ? page.keyboard.down(key) : page.keyboard.up(key));
  if (wanted) held.add(key);
  else held.delete(key);
};
const ask = () => page.evaluate(() => ({ stance: worldgen.stance(), station: worldgen.station(), way: worldgen.way().slice(0, 4) }));
const turnTo = (stance, [x, , z]) => {
  const turn = Math.atan2(-(x - stance.position[0]), -(z - stance.position[2])) - stance.yaw;
  return ((((turn + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
};

async function walkTo(station) {
  const goal = await page.evaluate((id) => worldgen.stations.find((one) => one.id === id).at, station);
  await page.evaluate((id) => worldgen.guide(id), station);
  const started = Date.now();
  let steps = 0;
  while (steps < MOST_STEPS) {
    const now = await ask();
    steps += 1;
    report.trail.push([...now.stance.position, now.stance.surface]);
    if (now.station === station) break;
    const turn = turnTo(now.stance, now.way[1] ?? now.way[0] ?? goal);
    await hold("KeyW", Math.abs(turn) < 0.7);
    await hold("ShiftLeft", Math.abs(turn) < 0.15);
    if (Math.abs(turn) > 0.08) {
      const key = turn > 0 ? "ArrowLeft" : "ArrowRight";
      await hold(key, true);
      await page.waitForTimeout(Math.min((1000 * Math.abs(turn)) / TURN_RAD_S, 400));
      await hold(key, false);
    } else await page.waitForTimeout(120);
  }
  for (const key of [...held]) await hold(key, false);
  const end = await ask();
  await page.evaluate(() => worldgen.guide(null));
  return { reached: end.station === station, steps, seconds: (Date.now() - started) / 1000, position: end.stance.position, surface: end.stance.surface };
}

try {
  const all = await page.evaluate(() => worldgen.stations.map(({ id }) => id));
  for (const station of asked.length ? asked : all) {
    await page.locator("canvas#view").focus();
    report.stations[station] = await walkTo(station);
    await page.screenshot({ path: join(pictures, `${station}.png`) });
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
