// Lines of equal height on a square grid of numbers, in a pure function.

// The pieces of the line at `level`, each [column, row, column, row] in units of the grid: a value
// stands at (column, row), and the line runs straight between the places where it crosses a side.
export function contour(heights, cells, level) {
  const pieces = [];
  const at = (column, row) => heights[row * cells + column];
  for (let row = 0; row + 1 < cells; row += 1) {
    for (let column = 0; column + 1 < cells; column += 1) {
      const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([i, j]) => [column + i, row + j]);
      const values = corners.map(([i, j]) => at(i, j));
      if (!values.every(Number.isFinite)) continue;
      const crossings = [];
      corners.forEach((corner, k) => {
        const next = (k + 1) % 4;
        if (values[k] < level === values[next] < level) return;
        const share = (level - values[k]) / (values[next] - values[k]);
        crossings.push(corner.map((start, axis) => start + share * (corners[next][axis] - start)));
      });
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        pieces.push([...crossings[k], ...crossings[k + 1]]);
      }
    }
  }
  return pieces;
}
