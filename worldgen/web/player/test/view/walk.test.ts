import assert from "node:assert/strict";
import test from "node:test";
import { footing } from "../../src/view/walk/land.ts";
import { canMove, move, placeAt } from "../../src/view/walk/move.ts";
import { at, box, land, sheet } from "./lands.ts";

const flat = () => sheet("ground", [-20, -20, 20, 20], () => 0);

test("the height of a sheet is that of its triangles, also on their edges and corners", () => {
  const slope = sheet("ground", [-9, -7, 11, 8], (x, z) => 0.3 * x - 0.1 * z);
  for (const [x, z] of [[0, 0], [3.25, -2.5], [-9, -7], [11, 8], [-0.5, 7.999], [10.999, -6.2]] as const) {
    assert.ok(Math.abs((slope.at(x, z)?.height ?? NaN) - (0.3 * x - 0.1 * z)) < 1e-6, `${x}, ${z}`);
  }
  assert.equal(slope.at(12, 0), null);
  assert.equal(slope.at(0, -7.5), null);
  assert.ok(Math.abs(slope.at(1, 1)!.up - 1 / Math.hypot(1, 0.3, 0.1)) < 1e-6);
});

test("of sheets over one another the highest within a step is stood on", () => {
  const stack = land([flat(), sheet("deck", [-2, -2, 2, 2], () => 0.25), sheet("roof", [-2, -2, 2, 2], () => 3)]);
  assert.equal(footing(stack, 0, 0, 0)?.surface, 1);
  assert.equal(footing(stack, 0, 0, 3)?.surface, 2);
  assert.equal(footing(stack, 5, 5, 0)?.surface, 0);
  assert.equal(footing(stack, 5, 5, 3), null);
});

test("one walks as far as one wants on level ground", () => {
  const there = move(land([flat()]), at(0, 0), 3, -4);
  assert.ok(Math.hypot(there.x - 3, there.z + 4) < 1e-9);
});

test("one slides along a wall and does not enter it", () => {
  const walled = land([flat()], { blocks: [box(0, 1, -3, [6, 1, 0.2])] });
  const there = move(walled, at(0, 0), 3, -6);
  assert.ok(there.z >= -3 + 0.2 + 0.35 - 2e-3, `z ${there.z}`);
  assert.ok(there.x > 2, `x ${there.x}`);
});

test("a wall at a slant turns one aside, whichever way it is turned", () => {
  for (const yaw of [0.4, -0.4, 1, -1, 2.4]) {
    const walled = land([flat()], { blocks: [box(0, 1, -4, [9, 1, 0.3], yaw)] });
    const there = move(walled, at(0, 0), 0, -15);
    const across = Math.sin(yaw) * there.x + Math.cos(yaw) * (there.z + 4);
    assert.ok(Math.abs(across) >= 0.3 + 0.35 - 5e-3 || Math.abs(Math.cos(yaw) * there.x - Math.sin(yaw) * (there.z + 4)) > 9, `${yaw}: ${across}`);
  }
});

test("what is no higher than a step, or hangs above the head, stops no one", () => {
  const low = land([flat()], { blocks: [box(0, 0.1, -3, [6, 0.15, 0.5]), box(0, 3, -6, [6, 1, 0.5])] });
  assert.ok(move(low, at(0, 0), 0, -9).z < -8.9);
});

test("one goes round a tree", () => {
  const tree = land([flat()], { blocks: [{ shape: "cylinder", x: 0.1, y: 2, z: -4, half: [0.4, 2, 0.4], yaw: 0, owner: "" }] });
  assert.ok(move(tree, at(0, 0), 0, -8).z < -5);
});

test("a thing that was taken away stops no one", () => {
  const walled = land([flat()], { blocks: [box(0, 1, -3, [6, 1, 0.2], 0, "crate")] });
  walled.solids.keep("crate", false);
  assert.ok(move(walled, at(0, 0), 0, -6).z < -5.9);
  walled.solids.keep("crate", true);
  assert.ok(move(walled, at(0, 0), 0, -6).z > -2.5);
});

test("one climbs what is gentle and not what is steep", () => {
  const rise = (grade: number) => land([sheet("ground", [-20, -20, 20, 20], (_, z) => Math.max(0, -z - 2) * grade)]);
  assert.ok(move(rise(0.5), at(0, 0), 0, -8).z < -7.9);
  assert.ok(move(rise(1.2), at(0, 0), 0, -8).z > -3.1);
});

test("one does not fall off an edge, nor leave the world", () => {
  const high = land([sheet("ground", [-20, -20, 20, 20], (_, z) => (z < -3 ? -6 : 0))]);
  assert.ok(move(high, at(0, 0), 0, -8).z > -3.1);
  const small = { ...land([flat()]), half: 10 };
  assert.ok(move(small, at(0, 0), 0, -30).z >= -9.66);
});

test("one wades, and does not swim", () => {
  const shore = sheet("ground", [-20, -20, 20, 20], (_, z) => Math.min(0, z * 0.1));
  const wet = land([shore], { water: sheet("water", [-20, -20, 20, 20], () => -0.2) });
  const there = move(wet, at(0, 5), 0, -15);
  assert.ok(there.z > -4.6 && there.z < -4, `z ${there.z}`);
});

test("no one walks into lava", () => {
  const fire = land([flat()], { hot: sheet("hot", [-5, -8, 5, -4], () => 0.05) });
  assert.ok(move(fire, at(0, 0), 0, -8).z > -4.01);
});

test("a bridge is walked over and under", () => {
  const valley = sheet("ground", [-20, -20, 20, 20], (x) => (Math.abs(x) < 6 ? -2.6 : Math.abs(x) > 8 ? 0 : (Math.abs(x) - 8) * 1.3));
  const bridge = land([valley, sheet("deck", [-9, -1, 9, 1], () => 0.1)]);
  const over = move(bridge, at(-12, 0), 24, 0);
  assert.ok(over.x > 11.9 && over.surface === 0);
  const middle = move(bridge, at(-12, 0), 12, 0);
  assert.deepEqual([middle.surface, Math.round(middle.y * 10)], [1, 1]);
  const under = move(bridge, at(0, -5, -2.6), 0, 10);
  assert.ok(under.z > 4.9 && under.surface === 0);
});

test("one cannot stand where the head has no room", () => {
  const low = land([flat(), sheet("deck", [-3, -6, 3, -3], () => 1.2)]);
  assert.ok(move(low, at(0, 0), 0, -5).z > -3.01);
});

test("stairs carry from storey to storey", () => {
  const stair = sheet("stairs", [-1, -8, 1, -3], (_, z) => ((-3 - z) / 5) * 3);
  const house = land([flat(), stair, sheet("upper", [-4, -14, 4, -8], () => 3)]);
  const up = move(house, at(0, 0), 0, -11);
  assert.deepEqual([up.surface, up.y], [2, 3]);
  const down = move(house, up, 0, 11);
  assert.equal(down.surface, 0);
});

test("one who is walled in cannot move, and one beside a wall can", () => {
  const cell = [box(0.8, 1, 0, [0.42, 1, 1.2]), box(-0.8, 1, 0, [0.42, 1, 1.2]), box(0, 1, 0.8, [1.2, 1, 0.42]), box(0, 1, -0.8, [1.2, 1, 0.42])];
  assert.equal(canMove(land([flat()], { blocks: cell }), at(0, 0)), false);
  assert.equal(canMove(land([flat()], { blocks: cell.slice(0, 1) }), at(0, 0)), true);
});

test("a place is found again on the surface it was on", () => {
  const stack = land([flat(), sheet("deck", [-2, -2, 2, 2], () => 2.5)]);
  assert.deepEqual(placeAt(stack, 0, 0, 2.5, "deck"), at(0, 0, 2.5, 1));
  assert.deepEqual(placeAt(stack, 0, 0, 2.5, "gone"), at(0, 0, 2.5, 1));
  assert.deepEqual(placeAt(stack, 9, 0, 2.5, "deck"), at(9, 0, 0, 0));
});
