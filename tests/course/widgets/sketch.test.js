import assert from "node:assert/strict";
import { test } from "node:test";

import { VIEW, keyStep, levelLine, linePoints, viewScales, withHeight } from "./sketch.js";

const AXES = [
  { name: "z", low: -6, high: 6 },
  { name: "slope", low: 0, high: 1 },
];

test("a sketch begins as a level line in the middle", () => {
  assert.deepEqual(levelLine([-6, 0, 6], AXES[1]), [0.5, 0.5, 0.5]);
});

test("one height is set, inside the axis, and the others stay", () => {
  const heights = [0.5, 0.5, 0.5];
  assert.deepEqual(withHeight(heights, 1, 0.7, AXES[1]), [0.5, 0.7, 0.5]);
  assert.deepEqual(withHeight(heights, 0, 9, AXES[1]), [1, 0.5, 0.5]);
  assert.deepEqual(withHeight(heights, 2, -9, AXES[1]), [0.5, 0.5, 0]);
  assert.deepEqual(heights, [0.5, 0.5, 0.5]);
});

test("twenty key presses cross the picture", () => {
  assert.equal(20 * keyStep({ low: -2, high: 6 }), 8);
});

test("the axes end at the margins, and up is up", () => {
  const { across, up } = viewScales(AXES);
  assert.equal(across.to(-6), VIEW.left);
  assert.equal(across.to(6), VIEW.width - VIEW.right);
  assert.ok(up.to(1) < up.to(0));
  assert.equal(up.from(up.to(0.25)), 0.25);
});

test("heights are spread evenly from end to end, however many there are", () => {
  for (const heights of [[0, 1], [0, 0.5, 1], Array(61).fill(0.5)]) {
    const points = linePoints(heights, AXES).split(" ").map((point) => point.split(",").map(Number));
    assert.equal(points.length, heights.length);
    assert.equal(points[0][0], VIEW.left);
    assert.equal(points.at(-1)[0], VIEW.width - VIEW.right);
  }
});
