// Walks a finished page from its start to every station with real keys: node walk.mjs page.html pictures/ [station ...]
// Prints one JSON object: what was reached, where one trod, what the page asked of the network, what it complained of.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { hold, opened, pass } from "./browser.mjs";

const [file, pictures, ...asked] = process.argv.slice(2);
const TURN_RAD_S = 1.7;
const MOST_STEPS = 1500; // looks at where one is
const DRAWN = 50; // one look in so many is drawn on the way
mkdirSync(pictures, { recursive: true });
const { browser, page, told } = await opened(file);
const report = { stations: {}, trail: [], drawn: 0, ...told };

const held = new Set();
const press = async (key, wanted) => {
  if (wanted === held.has(key)) return;
  await (wanted ? page.keyboard.down(key) : page.keyboard.up(key));
  if (wanted) held.add(key);
  else held.delete(key);
};
const after = (seconds, drawn = false) =>
  page.evaluate(
    ([lapse, shown]) => {
      if (lapse > 0) beats.pass(lapse, shown);
      return { stance: worldgen.stance(), station: worldgen.station(), way: worldgen.way().slice(0, 4) };
    },
    [seconds, drawn],
  );
const turnTo = (stance, [x, , z]) => {
  const turn = Math.atan2(-(x - stance.position[0]), -(z - stance.position[2])) - stance.yaw;
  return ((((turn + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
};

async function walkTo(station) {
  const goal = await page.evaluate((id) => worldgen.stations.find((one) => one.id === id).at, station);
  await page.evaluate((id) => worldgen.guide(id), station);
  let [steps, seconds, stuck, backs, now] = [0, 0, 0, 0, await after(0)];
  while (now.station !== station && steps < MOST_STEPS) {
    steps += 1;
    report.trail.push([...now.stance.position, now.stance.surface]);
    const turn = turnTo(now.stance, now.way[0] ?? goal);
    await press("KeyW", Math.abs(turn) < 0.5);
    await press("ShiftLeft", Math.abs(turn) < 0.15);
    const turning = Math.abs(turn) > 0.08;
    await press("ArrowLeft", turning && turn > 0);
    await press("ArrowRight", turning && turn < 0);
    const lapse = turning ? Math.min(Math.abs(turn) / TURN_RAD_S, 0.4) : 0.1;
    const drawn = steps % DRAWN === 0;
    report.drawn += drawn ? 1 : 0;
    seconds += lapse;
    const before = now.stance.position;
    now = await after(lapse, drawn);
    stuck = held.has("KeyW") && Math.hypot(now.stance.position[0] - before[0], now.stance.position[2] - before[2]) < 0.02 ? stuck + 1 : 0;
    if (stuck < 5) continue;
    // One who is caught at a corner steps back and asks for the way again.
    for (const key of [...held]) await press(key, false);
    await press("KeyS", true);
    await after(0.2);
    await press("KeyS", false);
    await page.evaluate((id) => worldgen.guide(id), station);
    now = await after(0.05);
    backs += 1;
  }
  for (const key of [...held]) await press(key, false);
  await page.evaluate(() => worldgen.guide(null));
  return { reached: now.station === station, steps, seconds, backs, position: now.stance.position, surface: now.stance.surface };
}

try {
  await hold(page);
  const all = await page.evaluate(() => worldgen.stations.map(({ id }) => id));
  for (const station of asked.length ? asked : all) {
    await page.locator("canvas#view").focus();
    report.stations[station] = await walkTo(station);
    await pass(page, 0.05);
    await page.screenshot({ path: join(pictures, `${station}.png`) });
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
