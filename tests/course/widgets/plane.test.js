import assert from "node:assert/strict";
import { test } from "node:test";

import { arrowHead, boundary, clamp, linearScale, lineThrough, niceStep, onLine, ticks } from "./plane.js";

test("a scale maps ends to ends, may turn round, and goes back", () => {
  const up = linearScale([-1, 3], [200, 0]);
  assert.equal(up.to(-1), 200);
  assert.equal(up.to(3), 0);
  assert.equal(up.to(1), 100);
  for (const value of [-1, 0.3, 7]) assert.ok(Math.abs(up.from(up.to(value)) - value) < 1e-12);
});

test("clamp keeps a value inside and leaves it alone there", () => {
  assert.deepEqual([-9, 0.5, 9].map((value) => clamp(value, -1, 1)), [-1, 0.5, 1]);
});

test("a nice step is the next of 1, 2, 5 times a power of ten", () => {
  const wanted = [[0.08, 0.1], [0.1, 0.1], [0.11, 0.2], [3, 5], [6, 10], [120, 200]];
  for (const [size, step] of wanted) assert.equal(niceStep(size), step);
});

test("ticks are round, inside, and evenly apart", () => {
  assert.deepEqual(ticks(-4.2, 4.2, 6), [-4, -2, 0, 2, 4]);
  assert.deepEqual(ticks(0.05, 0.35, 3), [0.1, 0.2, 0.3]);
});

test("the line through two dragged handles passes through both", () => {
  const { slope, intercept } = lineThrough([-1, 4], [3, -4]);
  assert.equal(slope, -2);
  assert.equal(intercept, 2);
});

test("a ring stays on its line while any of the line is in the picture", () => {
  const view = { left: 0, right: 10, bottom: -5, top: 5 };
  assert.deepEqual(onLine({ slope: 0.5, intercept: 1 }, 2, view), [2, 2]);
  for (const [slope, intercept] of [[5, 0], [-5, 10], [5, -20], [2, -12], [-3, 3]]) {
    for (const at of [0.6, 9.4]) {
      const [x, y] = onLine({ slope, intercept }, at, view);
      assert.ok(Math.abs(slope * x + intercept - y) < 1e-9, `${slope} ${intercept} ${at}`);
      assert.ok(x >= 0 && x <= 10 && y >= -5 && y <= 5);
    }
  }
});

test("a ring of a line outside the picture waits at the edge that is nearest", () => {
  const view = { left: 0, right: 10, bottom: -5, top: 5 };
  assert.deepEqual(onLine({ slope: 0, intercept: 9 }, 4, view), [4, 5]);
  assert.deepEqual(onLine({ slope: 1, intercept: -30 }, 4, view), [4, -5]);
});

test("the boundary's ends lie on z = 0 and on the edge of the picture", () => {
  for (const [w1, w2, b] of [[1, -0.5, 0], [2, 0, 1], [0, 3, -1.5], [-1, 4, 2], [1, 1, 0]]) {
    const ends = boundary(w1, w2, b, 3);
    assert.equal(ends.length, 2);
    for (const [x1, x2] of ends) {
      assert.ok(Math.abs(w1 * x1 + w2 * x2 + b) < 1e-9);
      assert.ok(Math.abs(Math.max(Math.abs(x1), Math.abs(x2)) - 3) < 1e-9);
    }
    assert.ok(Math.hypot(ends[0][0] - ends[1][0], ends[0][1] - ends[1][1]) > 1);
  }
});

test("there is no boundary without weights, or outside the picture", () => {
  assert.equal(boundary(0, 0, 1, 3), null);
  assert.equal(boundary(0, 0, 0, 3), null);
  assert.equal(boundary(1, 0, -4, 3), null);
});

test("an arrow head points away from the tail and has equal sides", () => {
  const [tip, left, right] = arrowHead([0, 0], [10, 0], 4);
  assert.deepEqual(tip, [10, 0]);
  assert.ok(left[0] < 10 && right[0] < 10);
  assert.ok(Math.abs(left[1] + right[1]) < 1e-12);
  assert.ok(Math.abs(Math.hypot(left[0] - 10, left[1]) - 4) < 1e-12);
});
