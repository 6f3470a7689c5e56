import assert from "node:assert/strict";
import test from "node:test";
import { passed, strung } from "../../src/view/guide.ts";
import { latticeOf } from "../../src/view/walk/lattice.ts";
import { carried, liftsOf } from "../../src/view/walk/lifts.ts";
import { measured } from "../../src/view/walk/measure.ts";
import { move, type Place } from "../../src/view/walk/move.ts";
import type { Land } from "../../src/view/walk/land.ts";
import { reach, rescue, wayBetween } from "../../src/view/walk/way.ts";
import { at, box, land, sheet } from "./lands.ts";

const flat = () => sheet("ground", [-20, -20, 20, 20], () => 0);
const long = (way: readonly Place[]): number => way.slice(1).reduce((sum, to, i) => sum + Math.hypot(to.x - way[i]!.x, to.z - way[i]!.z), 0);

/** Walk along a way by the same paces as a person makes. */
function walked(world: Land, way: readonly Place[]): Place {
  return way.slice(1).reduce((now, to) => move(world, now, to.x - now.x, to.z - now.z), way[0]!);
}

test("the way over open ground is straight", () => {
  const way = wayBetween(latticeOf(land([flat()])), at(-10, -10), at(10, 6));
  assert.ok(way && way.length <= 4 && long(way) < Math.hypot(20, 16) * 1.04);
});

test("the way goes round a wall, and can be walked", () => {
  const walled = land([flat()], { blocks: [box(0, 1, 0, [12, 1, 0.3])] });
  const way = wayBetween(latticeOf(walled), at(0, -6), at(0, 6));
  assert.ok(way);
  const end = walked(walled, way);
  assert.ok(Math.hypot(end.x, end.z - 6) < 0.6, `${end.x}, ${end.z}`);
});

test("the way over a river is by the bridge", () => {
  const ground = sheet("ground", [-20, -20, 20, 20], (x) => (Math.abs(x) < 4 ? -3 : 0));
  const river = land([ground, sheet("deck", [-6, 8, 6, 11], () => 0.1)], { water: sheet("water", [-5, -20, 5, 20], () => -1) });
  const way = wayBetween(latticeOf(river), at(-10, -8), at(10, -8));
  assert.ok(way);
  assert.ok(way.some((place) => place.surface === 1));
  assert.ok(Math.hypot(walked(river, way).x - 10, walked(river, way).z + 8) < 0.6);
});

test("there is no way to an island", () => {
  const ground = sheet("ground", [-20, -20, 20, 20], (x, z) => (Math.hypot(x, z) < 4 || Math.hypot(x, z) > 10 ? 0 : -4));
  assert.equal(wayBetween(latticeOf(land([ground])), at(0, 0), at(15, 0)), null);
});

test("a lift carries one storey up at a time, and from the top down again", () => {
  const floors = [0, 3, 6].map((y, i) => sheet(i ? `floor_${i}` : "ground", [-5, -5, 5, 5], () => y));
  const portal = (a: string, b: string) => ({ id: `${a}-${b}`, a, b, centre_m: [2, 0, 2] as const, yaw_rad: 0, width_m: 1 });
  const tower = land(floors, { portals: [portal("ground", "floor_1"), portal("floor_1", "floor_2")] });
  const lifts = liftsOf(tower);
  const up = carried(lifts, at(2, 2))!;
  const top = carried(lifts, up)!;
  assert.deepEqual([up.y, top.y], [3, 6]);
  assert.equal(carried(lifts, top)!.y, 3);
  assert.equal(carried(lifts, at(-2, 2)), null);
  const way = wayBetween(latticeOf(tower), at(-3, -3), at(-3, -3, 6, 2));
  assert.deepEqual([...new Set(way!.map(({ surface }) => surface))], [0, 1, 2]);
});

test("one who is lost is put on the nearest ground that can be reached", () => {
  const ground = sheet("ground", [-20, -20, 20, 20], (x) => (x > 5 && x < 7 ? -5 : 0));
  const lattice = latticeOf(land([ground]));
  const reached = reach(lattice, at(-5, 0));
  const safe = rescue(lattice, reached, at(9, 3));
  assert.ok(safe && safe.x < 5 && safe.x > 4 && Math.abs(safe.z - 3) < 0.6, JSON.stringify(safe));
});

test("a string of points is evenly spaced, and has every corner and the end", () => {
  const points = strung([at(0, 0), at(3, 0), at(3, 0.2), at(3, 4.3)], 1);
  assert.equal(points.length, 7);
  points.slice(1).forEach((point, i) => assert.ok(Math.abs(point.distanceTo(points[i]!) - 1) < 0.1));
  assert.deepEqual(points[2]!.toArray(), [3, 0, 0]);
  assert.deepEqual(points[6]!.toArray(), [3, 0, 4.3]);
});

test("a string of points goes into a lift and out of it, and the way out is not passed before one is carried", () => {
  const above = { ...at(2, 0), y: 4 };
  const points = strung([at(0, 0), at(1.9, 0), at(2, 0), above, { ...above, z: 2 }], 1).map((point) => point.toArray());
  assert.deepEqual(points, [[0.95, 0, 0], [1.9, 0, 0], [2, 0, 0], [2, 4, 0], [2, 4, 1], [2, 4, 2]]);
  const tower = land([flat(), sheet("above", [-20, -20, 20, 20], () => 4)]);
  const left = strung([at(0, 0), at(2, 0), above, { ...above, z: 2 }], 1);
  assert.equal(passed(tower, left, at(1.8, 0)), 1);
  assert.equal(passed(tower, left.slice(1), at(2, 0)), 1, "the lift is entered");
  assert.equal(passed(tower, left.slice(2), at(2, 0)), 0, "and is not left below");
  assert.equal(passed(tower, left.slice(2), { ...at(2, 0, 4), surface: 1 }), 2);
});

test("what is round a corner is not passed before the corner", () => {
  const walled = land([flat()], { blocks: [box(0, 1, 0, [6, 1, 0.2])] });
  const points = strung([at(4, -0.7), at(6.7, -0.7), at(6.7, 0.7), at(5, 0.7)], 2);
  assert.deepEqual(points.map(({ x, z }) => [x, z]), [[6.7, -0.7], [6.7, 0.7], [5, 0.7]]);
  assert.equal(passed(walled, points, at(4.2, -0.7)), 0);
  assert.equal(passed(walled, points, at(6.2, -0.7)), 1, "one sees past the end of the wall");
  assert.equal(passed(walled, points.slice(1), at(6.6, 0.3)), 1);
});

test("two sheets that meet at a wall are no way through it", () => {
  const rooms = [sheet("ground", [-10, -10, 10, 10], () => 0), sheet("floor", [-6, 0, 6, 10], () => 0.15)];
  const walls = [box(0, 1, 0, [6, 1, 0.05]), box(-6, 1, 5, [0.05, 1, 5]), box(6, 1, 5, [0.05, 1, 5])];
  const house = land(rooms, { blocks: walls });
  assert.equal(wayBetween(latticeOf(house), at(0, -2), { ...at(0, 2, 0.15), surface: 1 }), null);
  const open = land(rooms, { blocks: walls.slice(1) });
  const way = wayBetween(latticeOf(open), at(0, -2), { ...at(0, 2, 0.15), surface: 1 });
  assert.ok(way);
  assert.ok(Math.abs(walked(open, way).z - 2) < 0.3);
});

test("a measure says distance, height and slope", () => {
  const found = measured([0, 0, 0], [3, 3, 0]);
  assert.deepEqual([found.height, found.distance], [3, Math.hypot(3, 3)]);
  assert.ok(Math.abs(found.slope - Math.PI / 4) < 1e-9);
  assert.equal(measured([1, 1, 1], [1, 1, 1]).slope, 0);
  assert.ok(measured([0, 2, 0], [0, 0, 2]).slope < 0);
});
