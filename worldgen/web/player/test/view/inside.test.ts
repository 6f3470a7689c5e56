import assert from "node:assert/strict";
import test from "node:test";
import { Color, HemisphereLight, type WebGLRenderer } from "three";
import type { Dressed } from "../../src/view/look/dress.ts";
import { Inside } from "../../src/view/look/inside.ts";

function room(lamps: number): { inside: Inside; sky: HemisphereLight; renderer: { toneMappingExposure: number } } {
  const sky = new HemisphereLight(new Color(0.1, 0.12, 0.2), new Color(0.05, 0.05, 0.1), 2);
  const renderer = { toneMappingExposure: 1 };
  const dressed = { env: { exposure: 1, lamps }, sky } as unknown as Dressed;
  return { inside: new Inside(renderer as unknown as WebGLRenderer, dressed), sky, renderer };
}

test("at night the light of a room is that of its lamps, and is gone outside", () => {
  const { inside, sky } = room(1);
  const before = sky.color.clone();
  inside.to("floor");
  assert.equal(inside.step(10), true);
  assert.ok(sky.color.r > sky.color.b, "warm");
  assert.ok(sky.color.r > before.r + 0.2);
  inside.to("ground");
  inside.step(10);
  assert.deepEqual(sky.color.toArray(), before.toArray());
  assert.equal(inside.step(10), false);
});

test("by day a room has the colours of the sky, and more of its light", () => {
  const { inside, sky, renderer } = room(0);
  const before = sky.color.toArray();
  inside.to("floor");
  inside.step(10);
  assert.deepEqual(sky.color.toArray(), before);
  assert.ok(sky.intensity > 2);
  assert.ok(renderer.toneMappingExposure > 1);
});
