import assert from "node:assert/strict";
import { test } from "node:test";

import {
  endsOf,
  gripOf,
  linkName,
  linksOf,
  nearestLink,
  mapPlace,
  placesOf,
  sizesOf,
  unitName,
} from "./network_layout.js";

test("sizes are those of the layers on show", () => {
  assert.deepEqual(sizesOf({ layers: 1, units1: 3, units2: 4 }), [2, 3, 1]);
  assert.deepEqual(sizesOf({ layers: 0, units1: 3 }), [2, 1]);
});

test("a 2-2-1 network has six weights and three biases, named as Python names them", () => {
  const names = linksOf([2, 2, 1]).map((link) => link.name);
  const first = ["w1_1_1", "w1_1_2", "b1_1", "w1_2_1", "w1_2_2", "b1_2"];
  assert.deepEqual(names, [...first, "v_1", "v_2", "c"]);
});

test("a link is called by the units that it joins", () => {
  const sizes = [2, 2, 1];
  const words = linksOf(sizes).map((link) => linkName(sizes, link));
  assert.equal(words[1], "weight from x2 to h1");
  assert.equal(words[2], "bias of h1");
  assert.equal(words.at(-2), "weight from h2 to ŷ");
  assert.equal(unitName([2, 2, 2, 1], 2, 1), "h2.1");
  assert.equal(unitName([2, 2, 3], 2, 1), "ŷ0");
  assert.equal(linkName([2, 2, 3], { layer: 1, to: 2, from: 2 }, ["x1", "x2²"]), "weight from x2² to h2");
});

test("units stand inside the picture and apart, for every size", () => {
  for (const sizes of [[2, 1], [2, 2, 1], [2, 4, 4, 4, 1], [2, 8, 1], [7, 8, 3], [1, 4, 4]]) {
    for (const [width, height] of [[796, 379], [500, 238]]) {
      const places = placesOf(sizes, width, height);
      for (const column of places) {
        for (const { x, y, half } of column) {
          assert.ok(x - half >= 0 && x + half <= width);
          assert.ok(y - half >= 0 && y + half <= height);
        }
        for (let i = 1; i < column.length; i += 1) {
          assert.ok(column[i].y - column[i - 1].y >= 2 * column[i].half, sizes.join());
        }
      }
      for (let layer = 1; layer < places.length; layer += 1) {
        const [before, after] = [places[layer - 1][0], places[layer][0]];
        assert.ok(after.x - after.half > before.x + before.half, sizes.join());
      }
    }
  }
});

test("a press on an edge's grip takes that edge, and one inside a unit its bias", () => {
  const sizes = [2, 3, 2, 1];
  const places = placesOf(sizes, 796, 379);
  const links = linksOf(sizes);
  links.forEach((link, i) => assert.equal(nearestLink(places, links, gripOf(places, link)), i));
  const bias = links.findIndex(({ name }) => name === "b1_2");
  assert.equal(nearestLink(places, links, [places[1][1].x, places[1][1].y]), bias);
  assert.equal(nearestLink(places, links, [2, 2]), -1);
});

test("an edge runs from the right of one unit to the left of the next", () => {
  const places = placesOf([2, 2, 1], 796, 379);
  const [from, to] = endsOf(places, { layer: 1, to: 2, from: 1 });
  assert.equal(from[0], places[0][0].x + places[0][0].half);
  assert.equal(to[0], places[1][1].x - places[1][1].half);
  assert.equal(endsOf(places, { layer: 1, to: 2, from: null }), null);
});

test("sixteen units stand apart where the gap is small", () => {
  const places = placesOf([2, 16, 1], 796, 468, 3);
  for (let i = 1; i < 16; i += 1) {
    assert.ok(places[1][i].y - places[1][i - 1].y >= 2 * places[1][i].half);
  }
});

test("several outputs stand at the left of the map, and none on it", () => {
  const map = mapPlace(796, 468);
  for (const { x, half } of placesOf([7, 16, 4], 796, 468, 3)[2]) assert.ok(x + half < map.x - map.half);
  assert.deepEqual(placesOf([2, 4, 1], 796, 468)[2], [map]);
});
