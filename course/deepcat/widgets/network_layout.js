// Where the units of a small network stand and which edges join them, in pure functions.

import { clamp } from "./plane.js";

// The number of inputs and of each layer's units in a state.
export function sizesOf(state) {
  const hidden = Array.from({ length: state.layers }, (_, i) => state[`units${i + 1}`]);
  return [2, ...hidden, 1];
}

// Every weight and bias on show: its name in the state, the unit it goes to, and where it comes from.
export function linksOf(sizes) {
  const last = sizes.length - 1;
  const links = [];
  for (let layer = 1; layer <= last; layer += 1) {
    for (let to = 1; to <= sizes[layer]; to += 1) {
      for (let from = 1; from <= sizes[layer - 1]; from += 1) {
        const name = layer === last ? `v_${from}` : `w${layer}_${to}_${from}`;
        links.push({ name, layer, to, from });
      }
      links.push({ name: layer === last ? "c" : `b${layer}_${to}`, layer, to, from: null });
    }
  }
  return links;
}

// What a unit is called: an input by its name, x1 and x2 where none is given, the output ŷ, or ŷ0,
// ŷ1, … after their classes, hidden units h1, h2, … or h1.1 in depth.
export function unitName(sizes, layer, index, inputs = []) {
  if (layer === 0) return inputs[index - 1] ?? `x${index}`;
  if (layer === sizes.length - 1) return sizes[layer] === 1 ? "ŷ" : `ŷ${index - 1}`;
  return sizes.length > 3 ? `h${layer}.${index}` : `h${index}`;
}

// What a link is called: "weight from x1 to h2", "bias of h2".
export function linkName(sizes, { layer, to, from }, inputs = []) {
  const target = unitName(sizes, layer, to);
  if (from === null) return `bias of ${target}`;
  return `weight from ${unitName(sizes, layer - 1, from, inputs)} to ${target}`;
}

const EDGE = 30; // pixels above and below everything
const PORT = 9; // half the side of an output where there are several, at the left of the large map

// The middle and half the side of the large map.
export function mapPlace(width, height) {
  const half = Math.min(height - 2 * EDGE, 0.36 * width) / 2;
  return { x: width - half - 14, y: height / 2, half };
}

// The middle and half the side of every unit, a list for each layer; a single output is the large
// map itself, and twice the `gap` is left between hidden units.
export function placesOf(sizes, width, height, gap = 12) {
  const last = sizes.length - 1;
  const [top, bottom] = [EDGE, height - EDGE];
  const map = mapPlace(width, height);
  const ports = sizes[last] > 1 ? 4 * PORT : 0;
  const room = map.x - map.half - 40 - ports; // between the inputs' column and the output
  const column = room / last;
  const most = Math.max(...sizes.slice(1, -1), 1);
  const half = Math.max(10, Math.min(42, column / 3.4, (bottom - top) / most / 2 - gap));
  return sizes.map((count, layer) =>
    Array.from({ length: count }, (_, i) => {
      if (layer === last && count === 1) return map;
      const y = top + ((bottom - top) * (i + 0.5)) / count;
      if (layer === last) return { x: map.x - map.half - 2 * PORT, y, half: PORT };
      if (layer === 0) return { x: 22, y, half: clamp((bottom - top) / count / 2 - 7, 5, 15) };
      return { x: 22 + column * layer - 0.1 * column, y, half };
    }),
  );
}

// The two ends of an edge, or null for a bias.
export function endsOf(places, { layer, to, from }) {
  if (from === null) return null;
  const [source, target] = [places[layer - 1][from - 1], places[layer][to - 1]];
  const count = places[layer - 1].length;
  const spread = count > 1 ? ((from - 1) / (count - 1) - 0.5) * Math.min(1.2 * target.half, 60) : 0;
  return [
    [source.x + source.half, source.y],
    [target.x - target.half, target.y + spread],
  ];
}

// Where a link is taken hold of: apart on edges that cross, and below a unit for its bias.
export function gripOf(places, link) {
  const ends = endsOf(places, link);
  if (!ends) {
    const unit = places[link.layer][link.to - 1];
    return [unit.x, unit.y + unit.half + 10];
  }
  const count = places[link.layer - 1].length;
  const share = 0.36 + (count > 1 ? (0.24 * (link.from - 1)) / (count - 1) : 0.12);
  return ends[0].map((start, i) => start + share * (ends[1][i] - start));
}

// The index of the link nearest to a pixel, or -1 where none is within `reach` pixels.
export function nearestLink(places, links, [x, y], reach = 16) {
  const distances = links.map((link) => {
    const ends = endsOf(places, link);
    if (ends) return distanceToSegment([x, y], ...ends);
    const unit = places[link.layer][link.to - 1];
    const outside = Math.max(Math.abs(x - unit.x), Math.abs(y - unit.y - 8) - 8) - unit.half;
    return Math.max(outside, 0);
  });
  const least = Math.min(...distances);
  return least <= reach ? distances.indexOf(least) : -1;
}

function distanceToSegment([x, y], [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
