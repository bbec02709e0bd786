// What the graphs are drawn with: axes, curves, dots, and the strokes between dots and a curve.

import { ticks } from "./plane.js";

// The pixels of a view: left, top, width and height.
export function areaOf(scale, view) {
  const [left, top] = [scale.across.to(view.left), scale.up.to(view.top)];
  return [left, top, scale.across.to(view.right) - left, scale.up.to(view.bottom) - top];
}

// Draw something of which nothing is seen outside the view.
export function inside(ink, scale, view, paint) {
  ink.save();
  ink.beginPath();
  ink.rect(...areaOf(scale, view));
  ink.clip();
  paint();
  ink.restore();
}

export function drawAxes(ink, theme, scale, view, [across, up], wanted = 5) {
  const [left, top, width, height] = areaOf(scale, view);
  const [right, bottom] = [left + width, top + height];
  ink.font = theme.font(12);
  ink.fillStyle = theme.named("soft");
  ink.strokeStyle = theme.named("grid");
  ink.lineWidth = 1;
  ink.beginPath();
  ink.textAlign = "center";
  for (const at of ticks(view.left, view.right, wanted)) {
    ink.moveTo(scale.across.to(at), top);
    ink.lineTo(scale.across.to(at), bottom);
    ink.fillText(String(at).replace("-", "−"), scale.across.to(at), bottom + 16);
  }
  ink.textAlign = "right";
  for (const at of ticks(view.bottom, view.top, wanted)) {
    ink.moveTo(left, scale.up.to(at));
    ink.lineTo(right, scale.up.to(at));
    ink.fillText(String(at).replace("-", "−"), left - 6, scale.up.to(at) + 4);
  }
  ink.stroke();
  ink.font = theme.font(13, "italic");
  ink.fillText(across, right, bottom + 30);
  ink.textAlign = "left";
  ink.fillText(up, Math.max(left - 30, 2), top - 4);
}

// Heights that are evenly spaced from one x to another; a gap where one is no number.
export function drawCurve(ink, theme, scale, [from, to], heights, look) {
  if (!heights) return;
  const { colour, width = 2, dash = [] } = look;
  ink.strokeStyle = theme.named(colour);
  ink.lineWidth = width;
  ink.setLineDash(dash);
  ink.beginPath();
  const step = (to - from) / (heights.length - 1);
  heights.forEach((height, i) => {
    if (!Number.isFinite(height)) return;
    const joined = i > 0 && Number.isFinite(heights[i - 1]);
    const place = [scale.across.to(from + i * step), scale.up.to(height)];
    if (joined) ink.lineTo(...place);
    else ink.moveTo(...place);
  });
  ink.stroke();
  ink.setLineDash([]);
}

export function drawResiduals(ink, theme, scale, x, y, fitted, stale) {
  if (!fitted) return;
  ink.strokeStyle = theme.named(stale ? "faint" : "residual");
  ink.lineWidth = 1.5;
  ink.beginPath();
  x.forEach((at, i) => {
    if (!Number.isFinite(fitted[i])) return;
    ink.moveTo(scale.across.to(at), scale.up.to(y[i]));
    ink.lineTo(scale.across.to(at), scale.up.to(fitted[i]));
  });
  ink.stroke();
}

export function drawDots(ink, theme, scale, x, y, { colour = "point", radius = 5 } = {}) {
  ink.fillStyle = theme.named(colour);
  ink.strokeStyle = theme.named("paper");
  ink.lineWidth = 1.5;
  x.forEach((at, i) => {
    if (!Number.isFinite(y[i])) return;
    ink.beginPath();
    ink.arc(scale.across.to(at), scale.up.to(y[i]), radius, 0, 2 * Math.PI);
    ink.fill();
    ink.stroke();
  });
}

// Lines of equal height, as `contour` gives them, over a map of cells × cells values.
export function drawContour(ink, theme, lines, cells, [left, top, width, height]) {
  const [across, down] = [width / (cells - 1), height / (cells - 1)];
  ink.strokeStyle = theme.named("contour");
  ink.lineWidth = 1;
  ink.beginPath();
  for (const [column, row, toColumn, toRow] of lines) {
    ink.moveTo(left + column * across, top + row * down);
    ink.lineTo(left + toColumn * across, top + toRow * down);
  }
  ink.stroke();
}

// A walk: dots from the start to where it stands now, joined by thin strokes.
export function drawWalk(ink, theme, places, { faint = false } = {}) {
  ink.strokeStyle = theme.named(faint ? "faint" : "line");
  ink.fillStyle = theme.named(faint ? "faint" : "line");
  ink.lineWidth = 1.5;
  ink.beginPath();
  for (const place of places) ink.lineTo(...place);
  ink.stroke();
  places.forEach(([x, y], i) => {
    ink.beginPath();
    ink.arc(x, y, i === places.length - 1 ? 6 : 3, 0, 2 * Math.PI);
    ink.fill();
  });
}
