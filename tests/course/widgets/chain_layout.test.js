import assert from "node:assert/strict";
import { test } from "node:test";

import { isOnPath, nearestWeight, nodesOf, short, STROKES } from "./chain_layout.js";
import { strokeEnds, weightPlaces } from "./chain_layout.js";

const SIZES = [[796, 362], [500, 228]];

test("every number stands inside the picture, and no two boxes meet", () => {
  for (const [width, height] of SIZES) {
    const { nodes, half } = nodesOf(width, height);
    const all = Object.values(nodes);
    for (const { x, y } of all) {
      assert.ok(x - half.width >= 0 && x + half.width <= width);
      assert.ok(y - half.height >= 0 && y + half.height <= height);
    }
    all.forEach((one, i) => {
      for (const other of all.slice(i + 1)) {
        const isApart = Math.abs(one.x - other.x) > 2 * half.width;
        assert.ok(isApart || Math.abs(one.y - other.y) > 2 * half.height);
      }
    });
  }
});

test("nine weights have places apart, and a press on each takes it", () => {
  for (const [width, height] of SIZES) {
    const places = weightPlaces(nodesOf(width, height));
    assert.equal(Object.keys(places).length, 9);
    for (const [name, place] of Object.entries(places)) assert.equal(nearestWeight(places, place), name);
    assert.equal(nearestWeight(places, [width / 2, -200]), null);
  }
});

test("strokes go from left to right", () => {
  for (const stroke of STROKES) {
    const [[x1], [x2]] = strokeEnds(nodesOf(796, 362), stroke);
    assert.ok(x2 > x1, `${stroke.from} ${stroke.to}`);
  }
});

test("a path is one chain of strokes from the weight to the loss", () => {
  const on = (path) => STROKES.filter((stroke) => isOnPath(stroke, path)).map(({ to }) => to);
  assert.deepEqual(on(["w[1]₂₁", "z[1]₂", "a₂", "z[2]", "ŷ"]), ["z[1]₂", "a₂", "z[2]", "ŷ", "L"]);
  assert.deepEqual(on(["w[2]₁", "z[2]", "ŷ"]), ["z[2]", "ŷ", "L"]);
  assert.deepEqual(on(["b[2]", "z[2]", "ŷ"]), ["ŷ", "L"]);
});

test("numbers have three digits at most, and a true minus", () => {
  const cases = [[-0.26894, "−0.269"], [2, "2"], [-0.0001, "0"], [1e6, "1.00e+6"], [NaN, "NaN"]];
  for (const [value, words] of cases) assert.equal(short(value), words);
});
