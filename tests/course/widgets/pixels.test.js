import assert from "node:assert/strict";
import { test } from "node:test";

import { areShares, pixelsOf } from "./pixels.js";

test("every pixel gets an opaque fourth byte", () => {
  assert.deepEqual([...pixelsOf(Uint8Array.from([1, 2, 3, 4, 5, 6]))], [1, 2, 3, 255, 4, 5, 6, 255]);
});

test("an accuracy is a share, and a loss is none", () => {
  assert.deepEqual(["validation accuracy", "Recall", "loss"].map(areShares), [true, true, false]);
});
