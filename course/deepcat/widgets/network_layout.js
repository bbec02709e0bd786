// Where the units of a small network stand and which edges join them, in pure functions.

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

// What a unit is called: inputs x1 and x2, the output ŷ, hidden units h1, h2, … or h1.1 in depth.
export function unitName(sizes, layer, index) {
  if (layer === 0) return `x${index}`;
  if (layer === sizes.length - 1) return "ŷ";
  return sizes.length > 3 ? `h${layer}.${index}` : `h${index}`;
}

// What a link is called: "weight from x1 to h2", "bias of h2".
export function linkName(sizes, { layer, to, from }) {
  const target = unitName(sizes, layer, to);
  return from === null ? `bias of ${target}` : `weight from ${unitName(sizes, layer - 1, from)} to ${target}`;
}

// The middle and half the side of every unit, a list for each layer; the output is largest, and
// twice the `gap` is left between hidden units.
export function placesOf(sizes, width, height, gap = 12) {
  const last = sizes.length - 1;
  const top = 30;
  const bottom = height - 30;
  const output = Math.min(bottom - top, 0.36 * width) / 2;
  const room = width - 2 * output - 40 - 14; // between the inputs' column and the output
  const column = room / last;
  const most = Math.max(...sizes.slice(1, -1), 1);
  const half = Math.max(10, Math.min(42, column / 3.4, (bottom - top) / most / 2 - gap));
  return sizes.map((count, layer) =>
    Array.from({ length: count }, (_, i) => {
      if (layer === last) return { x: width - output - 14, y: (top + bottom) / 2, half: output };
      const y = top + ((bottom - top) * (i + 0.5)) / count;
      return { x: layer === 0 ? 22 : 22 + column * layer - 0.1 * column, y, half: layer === 0 ? 15 : half };
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
