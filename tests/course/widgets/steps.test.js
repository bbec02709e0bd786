import assert from "node:assert/strict";
import { test } from "node:test";

import { chartScale } from "./steps.js";

test("values over several powers of ten have a logarithmic scale with marks at the powers", () => {
  const { to, marks } = chartScale([0.5, 40, 300], [100, 0]);
  assert.deepEqual(marks, [1, 10, 100]);
  assert.ok(Math.abs(to(1) - to(10) - (to(10) - to(100))) < 1e-9);
  assert.ok(to(0.5) < 100 && to(300) > 0);
});

test("a logarithmic scale has three marks at least, and never a dozen", () => {
  assert.deepEqual(chartScale([0.7, 0.031], [100, 0]).marks, [0.05, 0.1, 0.2, 0.5]);
  assert.deepEqual(chartScale([0.7, 0.009], [100, 0]).marks, [0.01, 0.03, 0.1, 0.3]);
  for (const high of [0.021, 0.1, 0.5, 1, 7, 99, 1000, 1e5, 1e9]) {
    for (const low of [0.001, 0.00099, 0.0007, 0.0003]) {
      const { marks } = chartScale([high, low], [100, 0]);
      assert.ok(marks.length >= 3 && marks.length <= 8, `${marks} from ${low} to ${high}`);
      assert.ok(marks.every((mark) => mark >= low && mark <= high));
    }
  }
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
