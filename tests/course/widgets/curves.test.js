import assert from "node:assert/strict";
import { test } from "node:test";

import { lastEpoch, nearestIndex, rowsOf, shareScale } from "./curves.js";

test("rows are cut from one array", () => {
  const rows = rowsOf(Float32Array.from([1, 2, 3, 4, 5, 6]), 3).map((row) => [...row]);
  assert.deepEqual(rows, [[1, 2], [3, 4], [5, 6]]);
  assert.deepEqual(rowsOf(new Float32Array(0), 4).map((row) => row.length), [0, 0, 0, 0]);
});

test("a click goes to the nearest epoch that is kept", () => {
  const epochs = [0, 1, 3, 5, 9];
  assert.equal(nearestIndex(epochs, 3.9), 2);
  assert.equal(nearestIndex(epochs, -7), 0);
  assert.equal(nearestIndex(epochs, 1e9), 4);
});

test("shares stand between the bottom and the top", () => {
  const { to, marks } = shareScale([100, 20]);
  assert.deepEqual(marks.map(to), [100, 60, 20]);
});

test("a chart reaches to the last epoch of whoever went furthest", () => {
  assert.equal(lastEpoch([0, 1, 2], [{ epochs: [0, 300] }, { values: [1] }]), 300);
  assert.equal(lastEpoch([0, 500], [{ epochs: [0, 300] }]), 500);
  assert.equal(lastEpoch([0], []), 1);
});
