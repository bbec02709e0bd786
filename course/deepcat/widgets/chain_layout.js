// Where the small network's numbers stand, and which strokes join them, in pure functions.

const COLUMNS = { x: 0.045, z1: 0.32, a: 0.468, z2: 0.648, y: 0.798, L: 0.956 };
const ROWS = { "₁": 0.19, "₂": 0.7, "": 0.46 };

// The middle of every node by its name, and half its width and height.
export function nodesOf(width, height) {
  const at = (column, row) => ({ x: COLUMNS[column] * width, y: ROWS[row] * height });
  const half = { width: Math.min(0.04 * width, 40), height: Math.min(0.085 * height, 29) };
  const nodes = {
    "x₁": at("x", "₁"),
    "x₂": at("x", "₂"),
    "z[1]₁": at("z1", "₁"),
    "z[1]₂": at("z1", "₂"),
    "a₁": at("a", "₁"),
    "a₂": at("a", "₂"),
    "z[2]": at("z2", ""),
    "ŷ": at("y", ""),
    L: at("L", ""),
  };
  return { nodes, half };
}

// The strokes between nodes: from, to, the weight on it where there is one.
export const STROKES = [
  { from: "x₁", to: "z[1]₁", weight: "w[1]₁₁" },
  { from: "x₂", to: "z[1]₁", weight: "w[1]₁₂" },
  { from: "x₁", to: "z[1]₂", weight: "w[1]₂₁" },
  { from: "x₂", to: "z[1]₂", weight: "w[1]₂₂" },
  { from: "z[1]₁", to: "a₁" },
  { from: "z[1]₂", to: "a₂" },
  { from: "a₁", to: "z[2]", weight: "w[2]₁" },
  { from: "a₂", to: "z[2]", weight: "w[2]₂" },
  { from: "z[2]", to: "ŷ" },
  { from: "ŷ", to: "L" },
];

// The two ends of a stroke, at the sides of its nodes.
export function strokeEnds({ nodes, half }, { from, to }) {
  const [start, end] = [nodes[from], nodes[to]];
  const lean = Math.sign(start.y - end.y) * half.height * 0.5;
  return [
    [start.x + half.width, start.y],
    [end.x - half.width, end.y + lean],
  ];
}

// Where a weight's numbers stand: on its stroke, apart where strokes cross; a bias below its node.
export function weightPlaces(layout) {
  const places = {};
  for (const stroke of STROKES) {
    if (!stroke.weight) continue;
    const [[x1, y1], [x2, y2]] = strokeEnds(layout, stroke);
    const share = stroke.from.startsWith("x") && stroke.weight[4] !== stroke.weight[5] ? 0.3 : 0.5;
    places[stroke.weight] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  }
  const below = layout.half.height + 26;
  for (const [bias, node] of [["b[1]₁", "z[1]₁"], ["b[1]₂", "z[1]₂"], ["b[2]", "z[2]"]]) {
    places[bias] = [layout.nodes[node].x, layout.nodes[node].y + below];
  }
  return places;
}

// Whether a stroke lies on the path of names from a weight to the loss.
export function isOnPath({ from, to, weight }, path) {
  if (weight) return path[0] === weight || (path.includes(from) && path.includes(to));
  return path.includes(from) && (path.includes(to) || to === "L");
}

// The weight whose place is nearest to a pixel, or null where none is within `reach` pixels.
export function nearestWeight(places, [x, y], reach = 30) {
  const names = Object.keys(places);
  const distance = (name) => Math.hypot(places[name][0] - x, places[name][1] - y);
  const best = names.reduce((one, other) => (distance(other) < distance(one) ? other : one));
  return distance(best) <= reach ? best : null;
}

// A number to three digits after the point, without idle zeros.
export function short(value) {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 1e5) return value.toPrecision(3).replace("-", "−");
  const text = String(Number(value.toFixed(3)));
  return text === "-0" ? "0" : text.replace("-", "−");
}
