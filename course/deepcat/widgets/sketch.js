// A curve to sketch by a few handles: their heights, and where they stand on the picture.

import { clamp, linearScale } from "./plane.js";

export const VIEW = { width: 360, height: 230, left: 40, right: 14, top: 12, bottom: 34 };

// Heights with one of them set, inside the axis; the others stay.
export function withHeight(heights, index, value, { low, high }) {
  return heights.map((height, i) => (i === index ? clamp(value, low, high) : height));
}

// A level line in the middle, from which a sketch begins.
export function levelLine(places, { low, high }) {
  return places.map(() => (low + high) / 2);
}

// The step of an arrow key: a twentieth of the axis.
export function keyStep({ low, high }) {
  return (high - low) / 20;
}

// Maps from data to the picture, in units of the view.
export function viewScales([across, up]) {
  const { width, height, left, right, top, bottom } = VIEW;
  return {
    across: linearScale([across.low, across.high], [left, width - right]),
    up: linearScale([up.low, up.high], [height - bottom, top]),
  };
}

// Heights at places that are evenly spread over the axis, as the points of an SVG line.
export function linePoints(heights, axes) {
  const { across, up } = viewScales(axes);
  const step = (axes[0].high - axes[0].low) / (heights.length - 1);
  return heights
    .map((height, i) => `${across.to(axes[0].low + i * step).toFixed(1)},${up.to(height).toFixed(1)}`)
    .join(" ");
}
