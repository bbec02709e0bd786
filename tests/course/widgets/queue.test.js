import assert from "node:assert/strict";
import { test } from "node:test";

import { newestOnly } from "./queue.js";

test("while a frame is awaited only the newest state is kept", () => {
  const sent = [];
  const queue = newestOnly((state) => sent.push(state));
  for (const state of [1, 2, 3, 4]) queue.ask(state);
  assert.deepEqual(sent, [1]);
  queue.acknowledge();
  assert.deepEqual(sent, [1, 4]);
  queue.acknowledge();
  assert.deepEqual(sent, [1, 4]);
  assert.ok(!queue.waiting);
  queue.ask(5);
  assert.deepEqual(sent, [1, 4, 5]);
});

test("a state that was overtaken from outside is forgotten", () => {
  const sent = [];
  const queue = newestOnly((state) => sent.push(state));
  queue.ask(1);
  queue.ask(2);
  queue.forget();
  queue.acknowledge();
  assert.deepEqual(sent, [1]);
});
