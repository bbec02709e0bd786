// Geometry of the pictures: scales, ticks, lines and boxes, in pure functions.

export function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

// A linear map from data to pixels, `to`, and back, `from`.
export function linearScale([low, high], [start, end]) {
  const factor = (end - start) / (high - low);
  return {
    to: (value) => start + (value - low) * factor,
    from: (pixel) => low + (pixel - start) / factor,
  };
}

// The smallest of 1, 2, 5 times a power of ten that is at least `size`.
export function niceStep(size) {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= size * (1 - 1e-9));
  return Number((factor * power).toPrecision(12));
}

// Round numbers between low and high, about `wanted` of them.
export function ticks(low, high, wanted = 5) {
  const step = niceStep((high - low) / wanted);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const count = last - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

// Slope and intercept of the line through two points with different x.
export function lineThrough([x1, y1], [x2, y2]) {
  const slope = (y2 - y1) / (x2 - x1);
  return { slope, intercept: y1 - slope * x1 };
}

// The point of a line at x = `at`, or where the line leaves the view on the way there; beside the
// line only where no part of it is in the view.
export function onLine({ slope, intercept }, at, { left, right, bottom, top }) {
  const height = slope * at + intercept;
  const edge = clamp(height, bottom, top);
  if (edge === height) return [at, height];
  const crossing = (edge - intercept) / slope;
  return crossing >= left && crossing <= right ? [crossing, edge] : [at, edge];
}

// The two ends of w1·x1 + w2·x2 + b = 0 inside the square from -reach to reach, or null.
export function boundary(w1, w2, b, reach) {
  const ends = [];
  const add = (x1, x2) => {
    const inside = Math.abs(x1) <= reach * (1 + 1e-9) && Math.abs(x2) <= reach * (1 + 1e-9);
    const known = ends.some(([u, v]) => Math.hypot(u - x1, v - x2) < reach * 1e-9);
    if (inside && !known) ends.push([x1, x2]);
  };
  for (const side of [-reach, reach]) {
    if (w2 !== 0) add(side, -(w1 * side + b) / w2);
    if (w1 !== 0) add(-(w2 * side + b) / w1, side);
  }
  return ends.length >= 2 ? [ends[0], ends[1]] : null;
}

// The corners of an arrow head at `tip`, for an arrow that comes from `tail`.
export function arrowHead([tailX, tailY], [tipX, tipY], size) {
  const angle = Math.atan2(tipY - tailY, tipX - tailX);
  const corner = (turn) => [
    tipX - size * Math.cos(angle + turn),
    tipY - size * Math.sin(angle + turn),
  ];
  return [[tipX, tipY], corner(0.45), corner(-0.45)];
}
