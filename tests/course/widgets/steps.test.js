import assert from "node:assert/strict";
import { test } from "node:test";

import { chartScale } from "./steps.js";

test("values over several powers of ten have a logarithmic scale with marks at the powers", () => {
  const { to, marks } = chartScale([0.5, 40, 300], [100, 0]);
  assert.deepEqual(marks, [1, 10, 100]);
  assert.ok(Math.abs(to(1) - to(10) - (to(10) - to(100))) < 1e-9);
  assert.ok(to(0.5) < 100 && to(300) > 0);
});

test("other values have an even scale from zero", () => {
  const { to, marks } = chartScale([3, 0, 12, NaN], [100, 0]);
  assert.equal(to(0), 100);
  assert.ok(Math.abs(to(0) - to(5) - (to(5) - to(10))) < 1e-9);
  assert.ok(marks.includes(0) && marks.includes(10));
});

test("no value yet, or none but zeros, is an empty scale and no error", () => {
  for (const values of [[], [NaN], [0, 0]]) {
    const { to } = chartScale(values, [100, 0]);
    assert.equal(to(0), 100);
    assert.ok(Number.isFinite(to(1)));
  }
});
