import assert from "node:assert/strict";
import { test } from "node:test";

import { rowsOfCounts } from "./playground_controls.js";
import { sizesOfFrame } from "./playground_drawing.js";

test("two classes have one output, and more of them one each", () => {
  const frame = { features: "x1,x2,x1²", units: 5, n_classes: 2 };
  assert.deepEqual(sizesOfFrame(frame), [3, 5, 1]);
  assert.deepEqual(sizesOfFrame({ ...frame, n_classes: 3 }), [3, 5, 3]);
});

test("the counts of a confusion matrix are a list for each true class", () => {
  assert.deepEqual(rowsOfCounts("4,1,0,5", 2), [[4, 1], [0, 5]]);
  assert.deepEqual(rowsOfCounts("1,2,3,4,5,6,7,8,9", 3)[2], [7, 8, 9]);
  assert.deepEqual(rowsOfCounts("", 2), []);
});
