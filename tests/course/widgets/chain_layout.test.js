import assert from "node:assert/strict";
import { test } from "node:test";

import { isOnPath, nearestWeight, nodesOf, ratioOf, rowsOfNode, short } from "./chain_layout.js";
import { strokeEnds, STROKES, weightPlaces, wordsOn } from "./chain_layout.js";

const SIZES = [796, 680, 679, 440, 400].map((width) => [width, width / ratioOf(width)]);
const LETTER = 6.6; // pixels of an average letter in the picture's font

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

test("strokes go from left to right, and downwards where the picture is narrow", () => {
  for (const stroke of STROKES) {
    const [[x1], [x2]] = strokeEnds(nodesOf(796, 362), stroke);
    assert.ok(x2 > x1, `${stroke.from} ${stroke.to}`);
    const [[, y1], [, y2]] = strokeEnds(nodesOf(440, 700), stroke);
    assert.ok(y2 > y1, `${stroke.from} ${stroke.to}`);
  }
});

// Where words of so many letters stand, as [left, right, top, bottom].
function wordsAround([x, y], letters, align = "center") {
  const wide = letters * LETTER;
  const left = align === "center" ? x - wide / 2 : x;
  return [left, left + wide, y - 10, y + 2];
}

test("no words lie on others, down to the narrowest picture", () => {
  for (const [width, height] of SIZES) {
    const graph = nodesOf(width, height);
    const words = [];
    for (const [name, { x, y }] of Object.entries(graph.nodes)) {
      if (!graph.isUpright && name !== "L") words.push([name, wordsAround([x, y + rowsOfNode(graph).slope], 6)]);
      words.push([name, [x - graph.half.width, x + graph.half.width, y - graph.half.height, y + graph.half.height]]);
    }
    for (const [name, [x, y]] of Object.entries(weightPlaces(graph))) {
      words.push([name, wordsAround([x, y - 6], 10)], [name, wordsAround([x, y + 11], 6)]);
    }
    for (const stroke of STROKES.filter((one) => !one.weight)) {
      const { place, align } = wordsOn(graph, stroke);
      words.push([stroke.from, wordsAround(place, 7, align)]);
    }
    words.forEach(([one, [left, right, top, bottom]], i) => {
      assert.ok(left >= 0 && right <= width, `${one} at ${width}`);
      for (const [other, [l, r, t, b]] of words.slice(i + 1)) {
        const isApart = l >= right || left >= r || t >= bottom || top >= b;
        assert.ok(isApart, `${one} on ${other} at ${width}`);
      }
    });
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
