import assert from "node:assert/strict";
import { test } from "node:test";

import { viewOfHeights } from "./walk_view.js";

test("every finite height is seen, with room around it", () => {
  assert.deepEqual(viewOfHeights([0, 100, Infinity, NaN]), [-8, 108]);
});

test("a level line and no line at all have a picture", () => {
  assert.deepEqual(viewOfHeights([3, 3]), [2, 4]);
  assert.deepEqual(viewOfHeights(null), [0, 1]);
});
