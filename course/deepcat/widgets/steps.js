// What is watched one step at a time: the way forward and back, and a chart of all the steps.

import { box, button, element, slider } from "./controls.js";
import { clamp, linearScale, ticks } from "./plane.js";

const FEWEST_MARKS = 3; // of a scale of powers of ten

// Buttons and a slider that change the step; `set` shows where it stands.
export function stepControls(panel, { steps }, change) {
  const { signal } = panel;
  const go = (step) => panel.change({ step: clamp(step, 0, steps) });
  const by = (count) => () => go(panel.state.step + count);
  const whole = { low: 0, high: steps, step: 1, digits: 0 };
  const way = slider({ label: "step", ...whole, signal, onInput: go });
  const buttons = element(
    "div",
    { class: "deepcat-buttons" },
    button("◀ Back", { signal, onClick: by(-1) }),
    button("Forward ▶", { signal, onClick: by(1) }),
  );
  const next = button(change, { signal, onClick: () => panel.act("change") });
  const node = box("Steps", way.node, buttons, element("div", { class: "deepcat-buttons" }, next));
  return { node, set: way.set };
}

// A scale for values that may be spread over several powers of ten; pure.
export function chartScale(values, [bottom, top]) {
  const shown = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  if (shown.length && low > 0 && high / low > 20) {
    const logs = linearScale([Math.log10(low / 1.3), Math.log10(high * 1.3)], [bottom, top]);
    return { to: (value) => logs.to(Math.log10(value)), marks: powerMarks(low, high) };
  }
  const most = shown.length ? Math.max(high, 0) || 1 : 1;
  const least = shown.length ? Math.min(low, 0) : 0;
  const scale = linearScale([least, most * 1.08], [bottom, top]);
  return { to: scale.to, marks: ticks(least, most, 3) };
}

// Round numbers for a scale of powers of ten: the powers, and between them where these are few.
function powerMarks(low, high) {
  const powers = ticks(Math.floor(Math.log10(low)), Math.ceil(Math.log10(high)), 4).filter(Number.isInteger);
  const within = (factors) =>
    powers
      .flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(3))))
      .filter((mark) => mark >= low && mark <= high);
  const [least, ...more] = [[1], [1, 3], [1, 2, 5]].map(within);
  return [least, ...more].find((marks) => marks.length >= FEWEST_MARKS) ?? more.at(-1);
}

// Dots for the values of the steps so far; a mark across for a value to compare with.
export function drawChart(ink, theme, area, { values, steps, words, mark, best }) {
  const [left, top, right, bottom] = area;
  const all = mark ? [...values, mark.value] : [...values];
  const up = chartScale(all, [bottom, top]);
  const across = linearScale([0, steps], [left, right]);
  ink.font = theme.font(12);
  ink.strokeStyle = theme.named("grid");
  ink.fillStyle = theme.named("soft");
  ink.lineWidth = 1;
  ink.beginPath();
  ink.textAlign = "right";
  for (const at of up.marks) {
    ink.moveTo(left, up.to(at));
    ink.lineTo(right, up.to(at));
    ink.fillText(String(at).replace("-", "−"), left - 6, up.to(at) + 4);
  }
  ink.textAlign = "center";
  for (const at of ticks(0, steps, 5)) ink.fillText(String(at), across.to(at), bottom + 16);
  ink.stroke();
  ink.textAlign = "left";
  ink.fillText(words, left, top - 8);
  if (mark) drawBaseline(ink, theme, [left, right], up.to(mark.value), mark.words);
  if (best) drawBest(ink, theme, across, up, values);
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) return;
    const isLast = i === values.length - 1;
    ink.fillStyle = theme.named(isLast ? "line" : "point");
    ink.beginPath();
    ink.arc(across.to(i + 1), up.to(value), isLast ? 6 : steps > 100 ? 2 : 3, 0, 2 * Math.PI);
    ink.fill();
  });
}

function drawBaseline(ink, theme, [left, right], height, words) {
  ink.strokeStyle = theme.named("ink");
  ink.fillStyle = theme.named("ink");
  ink.lineWidth = 1.5;
  ink.setLineDash([2, 3]);
  ink.beginPath();
  ink.moveTo(left, height);
  ink.lineTo(right, height);
  ink.stroke();
  ink.setLineDash([]);
  ink.textAlign = "right";
  ink.fillText(words, right, height - 5);
}

// The least value so far, as stairs.
function drawBest(ink, theme, across, up, values) {
  ink.strokeStyle = theme.named("best");
  ink.lineWidth = 2;
  ink.beginPath();
  let least = Infinity;
  values.forEach((value, i) => {
    const before = least;
    if (Number.isFinite(value)) least = Math.min(least, value);
    if (Number.isFinite(before)) ink.lineTo(across.to(i + 1), up.to(before));
    if (Number.isFinite(least)) ink.lineTo(across.to(i + 1), up.to(least));
  });
  ink.stroke();
}
