// How high the picture of a curve has to be, in a pure function.

// The bottom and the top that show all finite heights, with some room around.
export function viewOfHeights(heights) {
  const finite = heights ? [...heights].filter(Number.isFinite) : [];
  if (!finite.length) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = 0.08 * (high - low) || 1;
  return [low - room, high + room];
}
