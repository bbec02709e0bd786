import assert from "node:assert/strict";
import { test } from "node:test";

import { settingAt, tickOf } from "./ticks.js";

const KINDS = [
  { ends: [0, 1], log: false, whole: false, ticks: 60 },
  { ends: [0.01, 10], log: true, whole: false, ticks: 60 },
  { ends: [1, 16], log: false, whole: true, ticks: 60 },
];

test("every tick is the tick of its setting", () => {
  for (const kind of KINDS) {
    for (let tick = 0; tick <= (kind.whole ? 15 : 60); tick += 1) {
      assert.equal(tickOf(settingAt(tick, kind), kind), tick);
    }
  }
});

test("the first and the last tick are the ends", () => {
  assert.deepEqual([settingAt(0, KINDS[0]), settingAt(60, KINDS[0])], [0, 1]);
  assert.deepEqual([settingAt(0, KINDS[1]), settingAt(60, KINDS[1])], [0.01, 10]);
  assert.deepEqual([settingAt(0, KINDS[2]), settingAt(15, KINDS[2])], [1, 16]);
});

test("on a slider of ratios the middle is the geometric mean", () => {
  assert.equal(settingAt(30, KINDS[1]), 0.3162);
});
