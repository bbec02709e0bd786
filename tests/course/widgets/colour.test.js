import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { classPalette, isDark, luminance, paint, palette, parseColour } from "./colour.js";

const style = readFileSync(new URL("./widgets.css", import.meta.url), "utf-8");

// The colours that the style sheet gives a name, the light theme's first and the dark one's second.
function named(name) {
  const found = [...style.matchAll(new RegExp(`--deepcat-${name}: (#[0-9a-f]{6})`, "g"))];
  return found.map((match) => match[1]);
}

// How a colour looks without red or green cones (Viénot, Brettel and Mollon 1999): a
// mixture of its linear RGB.
const MISSING = {
  protan: [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
  deutan: [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
};

function seen(colour, kind) {
  const linear = parseColour(colour).map((part) => (part / 255) ** 2.2);
  const mixed = MISSING[kind].map((row) => row.reduce((sum, share, i) => sum + share * linear[i], 0));
  return mixed.map((part) => Math.max(0, part) ** (1 / 2.2));
}

test("colours are read as a browser writes them", () => {
  assert.deepEqual(parseColour("#0a10ff"), [10, 16, 255]);
  assert.deepEqual(parseColour("rgb(1, 2, 3)"), [1, 2, 3]);
  assert.deepEqual(parseColour("rgba(1, 2, 3, 0.5)"), [1, 2, 3]);
});

test("black has no luminance, white all of it, and themes are told apart", () => {
  assert.equal(luminance([0, 0, 0]), 0);
  assert.ok(Math.abs(luminance([255, 255, 255]) - 1) < 1e-12);
  assert.ok(isDark("rgb(33, 33, 33)"));
  assert.ok(!isDark("#ffffff"));
});

test("the palette has its ends, its threshold and no-number where the bytes say", () => {
  const table = palette("#000064", "#ffffff", "#640000", "#808080");
  const colour = (shade) => [...table.subarray(4 * shade, 4 * shade + 4)];
  assert.deepEqual(colour(0), [128, 128, 128, 255]);
  assert.deepEqual(colour(1), [0, 0, 100, 255]);
  assert.deepEqual(colour(128), [255, 255, 255, 255]);
  assert.deepEqual(colour(255), [100, 0, 0, 255]);
});

test("each shade is painted with its colour", () => {
  const table = palette("#000064", "#ffffff", "#640000", "#808080");
  const pixels = new Uint8ClampedArray(8);
  paint(Uint8Array.from([255, 0]), table, pixels);
  assert.deepEqual([...pixels], [100, 0, 0, 255, 128, 128, 128, 255]);
});

test("both sides of the map differ for eyes without red or green cones, in both themes", () => {
  const [low, high] = [named("map-low"), named("map-high")];
  assert.equal(low.length, 2);
  for (const theme of [0, 1]) {
    for (const kind of Object.keys(MISSING)) {
      const [from, to] = [seen(low[theme], kind), seen(high[theme], kind)];
      const apart = Math.hypot(...from.map((part, i) => part - to[i]));
      assert.ok(apart > 0.15, `${kind} ${theme}: ${apart}`);
    }
  }
});

test("with several classes each has fifty shades, from the middle to its own colour", () => {
  const table = classPalette("#ffffff", "#808080", "#000064", "#640000", "#006400");
  const colour = (shade) => [...table.subarray(4 * shade, 4 * shade + 4)];
  assert.deepEqual(colour(0), [128, 128, 128, 255]);
  assert.deepEqual(colour(1), [255, 255, 255, 255]);
  assert.deepEqual(colour(50), [0, 0, 100, 255]);
  assert.deepEqual(colour(100), [100, 0, 0, 255]);
  assert.deepEqual(colour(150), [0, 100, 0, 255]);
});

test("the colours of four classes differ for eyes without red or green cones, in both themes", () => {
  const names = ["map-low", "map-high", "map-two", "map-three"].map(named);
  for (const theme of [0, 1]) {
    for (const kind of Object.keys(MISSING)) {
      const colours = names.map((pair) => seen(pair[theme], kind));
      for (const [i, j] of [[0, 1], [0, 2], [1, 2], [0, 3], [1, 3], [2, 3]]) {
        const apart = Math.hypot(...colours[i].map((part, k) => part - colours[j][k]));
        assert.ok(apart > 0.15, `${kind} ${theme} ${i} ${j}: ${apart}`);
      }
    }
  }
});
