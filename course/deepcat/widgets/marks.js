// What the maps of the plane are drawn with: shades, axes, a boundary, and points of two classes.

import { paint, palette } from "./colour.js";
import { bytes } from "./numbers.js";
import { boundary, ticks } from "./plane.js";

const TWO_SIDES = ["map-low", "map-middle", "map-high", "map-nothing"];

// A square map of shades, which is turned into pixels once for each frame and theme; `mixed` makes
// the 256 colours of the named ones.
export function shadeMap(cells, names = TWO_SIDES, mixed = palette) {
  const canvas = element2d(cells);
  const small = canvas.getContext("2d", { willReadFrequently: true }); // on the processor's side
  let painted = "";
  return (ink, theme, view, version, [left, top, width, height], stale = false) => {
    const shades = bytes(view);
    if (!shades) {
      ink.fillStyle = theme.named("map-middle");
      ink.fillRect(left, top, width, height);
      return;
    }
    const colours = names.map(theme.named);
    const wanted = `${version} ${colours}`;
    if (wanted !== painted) {
      const image = small.createImageData(cells, cells);
      paint(shades, mixed(...colours), image.data);
      small.putImageData(image, 0, 0);
      painted = wanted;
    }
    ink.globalAlpha = stale ? 0.35 : 1;
    ink.drawImage(canvas, left, top, width, height);
    ink.globalAlpha = 1;
  };
}

function element2d(cells) {
  const canvas = document.createElement("canvas");
  canvas.width = cells;
  canvas.height = cells;
  return canvas;
}

// The pixels of a square picture from -reach to reach: left, top, width and height.
export function frameOf(scale, reach) {
  const [left, top] = [scale.across.to(-reach), scale.up.to(reach)];
  return [left, top, scale.across.to(reach) - left, scale.up.to(-reach) - top];
}

export function drawBoundary(ink, theme, scale, { w1, w2, b }, reach, { faint = false } = {}) {
  const ends = boundary(w1, w2, b, reach);
  if (!ends) return;
  ink.strokeStyle = theme.named(faint ? "faint" : "ink");
  ink.lineWidth = 2;
  ink.setLineDash(faint ? [2, 4] : [8, 5]);
  ink.beginPath();
  for (const [at1, at2] of ends) ink.lineTo(scale.across.to(at1), scale.up.to(at2));
  ink.stroke();
  ink.setLineDash([]);
}

// Points as marks of their class, with a square around each that is on the wrong side.
export function drawClasses(ink, theme, scale, { x1, x2, classes, right }, size = 1) {
  x1.forEach((at, i) => {
    const place = [scale.across.to(at), scale.up.to(x2[i])];
    drawMark(ink, theme, place, classes[i], size);
    if (right && !right[i]) drawWrong(ink, theme, place, size);
  });
}

// Corners of the marks of classes 1, 2 and 3: a triangle, a diamond and a bar.
const CORNERS = [
  [[0, -7], [6.5, 5], [-6.5, 5]],
  [[0, -7], [6, 0], [0, 7], [-6, 0]],
  [[-7, -3], [7, -3], [7, 3], [-7, 3]],
];
const MARK_COLOURS = ["zero", "one", "two", "three"];

// Class 0 is a ring and the others are filled: shape tells them apart, colour helps.
function drawMark(ink, theme, [x, y], one, size) {
  ink.beginPath();
  if (one > 0) {
    for (const [right, down] of CORNERS[one - 1]) ink.lineTo(x + right * size, y + down * size);
    ink.closePath();
  } else {
    ink.arc(x, y, 5 * size, 0, 2 * Math.PI);
  }
  ink.fillStyle = theme.named(one > 0 ? MARK_COLOURS[one] : "paper");
  ink.strokeStyle = theme.named(one > 0 ? "paper" : "zero");
  ink.lineWidth = one > 0 ? 1.5 : 2.5;
  ink.lineJoin = "round";
  ink.fill();
  ink.stroke();
}

function drawWrong(ink, theme, [x, y], size) {
  ink.strokeStyle = theme.named("ink");
  ink.lineWidth = 1.75;
  ink.beginPath();
  ink.rect(x - 10 * size, y - 10 * size, 20 * size, 20 * size);
  ink.stroke();
}

export function drawPlaneAxes(ink, theme, scale, reach) {
  const [left, right] = [scale.across.to(-reach), scale.across.to(reach)];
  const [top, bottom] = [scale.up.to(reach), scale.up.to(-reach)];
  ink.strokeStyle = theme.named("axis");
  ink.lineWidth = 1;
  ink.beginPath();
  ink.moveTo(left, scale.up.to(0));
  ink.lineTo(right, scale.up.to(0));
  ink.moveTo(scale.across.to(0), top);
  ink.lineTo(scale.across.to(0), bottom);
  ink.stroke();
  ink.font = theme.font(12);
  ink.fillStyle = theme.named("soft");
  for (const at of ticks(-reach, reach, 6)) {
    const words = String(at).replace("-", "−");
    ink.textAlign = "center";
    ink.fillText(words, scale.across.to(at), bottom + 16);
    ink.textAlign = "right";
    ink.fillText(words, left - 6, scale.up.to(at) + 4);
  }
  ink.font = theme.font(14, "italic");
  ink.fillStyle = theme.named("ink");
  ink.fillText("x₁", right - 6, scale.up.to(0) - 7);
  ink.textAlign = "left";
  ink.fillText("x₂", scale.across.to(0) + 7, top + 17);
}
