import assert from "node:assert/strict";
import { test } from "node:test";

import { contour } from "./contour.js";

test("the line of a slope is straight and stands where the level is", () => {
  const cells = 4;
  const heights = Array.from({ length: 16 }, (_, i) => i % cells); // height = column
  const pieces = contour(heights, cells, 1.25);
  assert.equal(pieces.length, 3);
  for (const [from, , to] of pieces) assert.deepEqual([from, to], [1.25, 1.25]);
});

test("the line of a bowl goes round at one distance from its middle", () => {
  const cells = 41;
  const heights = Array.from({ length: cells * cells }, (_, i) =>
    Math.hypot((i % cells) - 20, Math.floor(i / cells) - 20),
  );
  const pieces = contour(heights, cells, 11.5);
  assert.ok(pieces.length > 60);
  for (const [column, row] of pieces) {
    assert.ok(Math.abs(Math.hypot(column - 20, row - 20) - 11.5) < 0.05);
  }
});

test("there is no line on flat land, at another level or where a number is missing", () => {
  assert.deepEqual(contour([1, 1, 1, 1], 2, 1), []);
  assert.deepEqual(contour([1, 2, 1, 2], 2, 3), []);
  assert.deepEqual(contour([1, 2, NaN, 2], 2, 1.5), []);
});
