// Where the small network's numbers stand, and which strokes join them, in pure functions.

const ALONG = { x: 0.045, z1: 0.32, a: 0.468, z2: 0.648, y: 0.798, L: 0.956 };
const ACROSS = { "₁": 0.19, "₂": 0.7, "": 0.46 };
const ACROSS_UPRIGHT = { "₁": 0.29, "₂": 0.71, "": 0.5 };
const NARROW = 680; // pixels: below it the graph goes downwards, where the words have room
const WIDE_RATIO = 2.2;
const UPRIGHT_HEIGHT = 700;

// The width of the picture by its height, for a width in pixels.
export function ratioOf(width) {
  return width < NARROW ? Math.max(width, 1) / UPRIGHT_HEIGHT : WIDE_RATIO;
}

// The middle of every node by its name, half its width and height, and which way the graph goes.
export function nodesOf(width, height) {
  const isUpright = width < NARROW;
  const at = (column, row) =>
    isUpright
      ? { x: ACROSS_UPRIGHT[row] * width, y: ALONG[column] * height }
      : { x: ALONG[column] * width, y: ACROSS[row] * height };
  const half = isUpright
    ? { width: Math.min(0.09 * width, 40), height: Math.min(0.042 * height, 29) }
    : { width: Math.min(0.04 * width, 40), height: Math.min(0.085 * height, 29) };
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
  return { nodes, half, isUpright };
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

// The two ends of a stroke, at the sides of its nodes that face each other.
export function strokeEnds({ nodes, half, isUpright }, { from, to }) {
  const [start, end] = [nodes[from], nodes[to]];
  if (isUpright) {
    const lean = Math.sign(start.x - end.x) * half.width * 0.5;
    return [
      [start.x, start.y + half.height],
      [end.x + lean, end.y - half.height],
    ];
  }
  const lean = Math.sign(start.y - end.y) * half.height * 0.5;
  return [
    [start.x + half.width, start.y],
    [end.x - half.width, end.y + lean],
  ];
}

// Where a weight's numbers stand: on its stroke, apart where strokes cross; a bias beside its node,
// below it or outwards.
export function weightPlaces(layout) {
  const { nodes, half, isUpright } = layout;
  const places = {};
  for (const stroke of STROKES) {
    if (!stroke.weight) continue;
    const [[x1, y1], [x2, y2]] = strokeEnds(layout, stroke);
    const isFirst = stroke.from.startsWith("x");
    const crosses = isFirst && stroke.weight[4] !== stroke.weight[5];
    const share = crosses ? 0.3 : isFirst && isUpright ? 0.72 : 0.5;
    places[stroke.weight] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  }
  for (const [bias, name, side] of [["b[1]₁", "z[1]₁", -1], ["b[1]₂", "z[1]₂", 1], ["b[2]", "z[2]", 1]]) {
    const { x, y } = nodes[name];
    const aside = name === "z[2]" ? 0.8 * half.width : 0; // of the weight that comes from below
    const outwards = [x + side * (half.width + 38), y];
    places[bias] = isUpright ? outwards : [x + aside, y + half.height + 26];
  }
  return places;
}

// Where a node's name, number and slope stand, from its middle down.
export function rowsOfNode({ half, isUpright }) {
  if (isUpright) return { name: 15 - half.height, number: 33 - half.height, slope: 51 - half.height };
  return { name: 17 - half.height, number: half.height - 10, slope: -half.height - 8 };
}

// Where the words on a stroke without a weight stand, and on which side of them.
export function wordsOn(layout, stroke) {
  const [[x1, y1], [x2, y2]] = strokeEnds(layout, stroke);
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return layout.isUpright ? { align: "left", place: [x + 8, y + 4] } : { align: "center", place: [x, y - 8] };
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
