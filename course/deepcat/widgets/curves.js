// Curves over the epochs: lines for training and for testing, and where on them the picture stands.

import { linearScale, ticks } from "./plane.js";
import { chartScale } from "./steps.js";

// The `rows` rows of one flat array, each of equal length; pure.
export function rowsOf(values, rows) {
  const length = values.length / rows;
  return Array.from({ length: rows }, (_, i) => values.subarray(i * length, (i + 1) * length));
}

// The index of the epoch that is nearest to a place between the ends, for a click; pure.
export function nearestIndex(epochs, wanted) {
  let best = 0;
  epochs.forEach((epoch, i) => {
    if (Math.abs(epoch - wanted) < Math.abs(epochs[best] - wanted)) best = i;
  });
  return best;
}

// The last epoch of the chart, 1 at least; pure.
export function lastEpoch(epochs, lines) {
  const ends = [epochs, ...lines.map((line) => line.epochs ?? [])].map((list) => list.at(-1) ?? 0);
  return Math.max(1, ...ends);
}

// A fixed scale from 0 to 1 as percentages, of the form that `chartScale` gives; pure.
export function shareScale([bottom, top]) {
  return { to: linearScale([0, 1], [bottom, top]).to, marks: [0, 0.5, 1] };
}

// Lines of { values, colour, dash } over the epochs, or over epochs of their own, and a mark across
// at the epoch on show.
export function drawEpochs(ink, theme, area, { epochs, lines, words, shown, shares = false }) {
  const [left, top, right, bottom] = area;
  const all = lines.flatMap(({ values }) => [...values]);
  const up = shares ? shareScale([bottom, top]) : chartScale(all, [bottom, top]);
  const last = lastEpoch(epochs, lines);
  const across = linearScale([0, last], [left, right]);
  ink.font = theme.font(12);
  ink.strokeStyle = theme.named("grid");
  ink.fillStyle = theme.named("soft");
  ink.lineWidth = 1;
  ink.beginPath();
  ink.textAlign = "right";
  for (const at of up.marks) {
    ink.moveTo(left, up.to(at));
    ink.lineTo(right, up.to(at));
    const text = shares ? `${100 * at} %` : String(at).replace("-", "−");
    ink.fillText(text, left - 6, up.to(at) + 4);
  }
  ink.textAlign = "center";
  for (const at of ticks(0, last, 4)) {
    if (Number.isInteger(at)) ink.fillText(String(at), across.to(at), bottom + 15);
  }
  ink.stroke();
  ink.textAlign = "left";
  ink.fillText(words, left, top - 7);
  for (const { values, colour, dash, epochs: own = epochs } of lines) {
    drawUneven(ink, theme, { across, up }, own, values, { colour, dash });
  }
  if (shown >= 0 && shown < epochs.length) drawShown(ink, theme, across.to(epochs[shown]), area);
}

// A line through values at epochs, with a gap where one is no number.
function drawUneven(ink, theme, scale, epochs, values, { colour, dash = [] }) {
  ink.strokeStyle = theme.named(colour);
  ink.lineWidth = 2;
  ink.setLineDash(dash);
  ink.beginPath();
  let isJoined = false;
  values.forEach((value, i) => {
    const place = [scale.across.to(epochs[i]), scale.up.to(value)];
    if (isJoined && Number.isFinite(value)) ink.lineTo(...place);
    else if (Number.isFinite(value)) ink.moveTo(...place);
    isJoined = Number.isFinite(value);
  });
  ink.stroke();
  ink.setLineDash([]);
}

function drawShown(ink, theme, x, [, top, , bottom]) {
  ink.strokeStyle = theme.named("focus");
  ink.lineWidth = 1.5;
  ink.beginPath();
  ink.moveTo(x, top);
  ink.lineTo(x, bottom);
  ink.stroke();
}
