import assert from "node:assert/strict";
import { test } from "node:test";

import { strokeDots } from "./strokes.js";

test("a stroke has no gaps and ends where the pointer is", () => {
  const dots = strokeDots([0, 0], [6, 8]);
  assert.deepEqual(dots.at(-1), [6, 8]);
  [[0, 0], ...dots].slice(1).forEach(([x, y], i, all) => {
    const [px, py] = i ? all[i - 1] : [0, 0];
    assert.ok(Math.hypot(x - px, y - py) <= 1 + 1e-9);
  });
});

test("a dab is one dot", () => {
  assert.deepEqual(strokeDots([3, 4], [3, 4]), [[3, 4]]);
});
