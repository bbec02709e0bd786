// The dots of a brush along its way, in a pure function.

// Places from one to another, at most one pixel apart, the last one always.
export function strokeDots([x1, y1], [x2, y2]) {
  const count = Math.max(1, Math.ceil(Math.hypot(x2 - x1, y2 - y1)));
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 1) / count;
    return [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  });
}
