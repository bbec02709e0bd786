import assert from "node:assert/strict";
import { test } from "node:test";

import { piecesAhead, player, restOf, SLOWEST } from "./playing.js";

function desk() {
  const asked = [];
  const changes = [];
  const timers = [];
  const abort = new AbortController();
  const playing = player({
    ask: () => asked.push("train"),
    onChange: (isPlaying) => changes.push(isPlaying),
    signal: abort.signal,
    wait: (work) => timers.push(work),
  });
  const rest = () => timers.splice(0).forEach((work) => work());
  return { playing, asked, changes, rest, abort };
}

test("the next piece is asked for only when a frame has come", () => {
  const { playing, asked, rest } = desk();
  playing.toggle();
  rest();
  assert.equal(asked.length, 1);
  playing.heard();
  rest();
  assert.equal(asked.length, 2);
});

test("a stop between two pieces is heard", () => {
  const { playing, asked, changes, rest } = desk();
  playing.toggle();
  playing.heard();
  playing.stop();
  rest();
  assert.equal(asked.length, 1);
  assert.deepEqual(changes, [true, false]);
  playing.stop();
  assert.equal(changes.length, 2);
});

test("two frames for one piece ask for one more, not for two", () => {
  const { playing, asked, rest } = desk();
  playing.toggle();
  playing.heard();
  playing.heard();
  rest();
  assert.equal(asked.length, 2);
});

test("a page that is closed asks for nothing", () => {
  const { playing, asked, rest, abort } = desk();
  playing.toggle();
  playing.heard();
  abort.abort();
  rest();
  assert.equal(asked.length, 1);
});

test("who wants less motion gets pictures slowly", () => {
  assert.equal(restOf(true), SLOWEST);
  assert.equal(restOf(false), 0);
});

test("two pieces are on their way, however often one asks", () => {
  const sent = [];
  const ask = piecesAhead(() => sent.push("train"), 2);
  ask(0);
  ask(0);
  assert.equal(sent.length, 2);
  ask(1);
  assert.equal(sent.length, 3);
  ask(3);
  assert.equal(sent.length, 5);
});

test("a page that comes later sends only its own pieces", () => {
  const sent = [];
  piecesAhead(() => sent.push("train"), 2)(700);
  assert.equal(sent.length, 2);
});
