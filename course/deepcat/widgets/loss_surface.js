// LossSurface's page: a map of the loss over two weights with its slices, beside data and fit.

import { contour } from "./contour.js";
import { box, drags, element, escaped, handle, lastButtons, legend, slider } from "./controls.js";
import { drawAxes, drawContour, drawCurve, drawDots, drawResiduals, inside } from "./graph.js";
import { shadeMap } from "./marks.js";
import { floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp, linearScale, ticks } from "./plane.js";

const MARGIN = { left: 40, right: 14, top: 22, bottom: 36 };
const SLICE = 74; // pixels for the slice below the map, and for the one beside it
const MARKS = 3; // of the loss at each slice, about

function render({ model, el }) {
  const setting = model.get("setting");
  const { view, names } = setting;
  const [[left, right], [bottom, top]] = setting.limits;
  const ground = { left, right, bottom, top };
  const [x, y] = [floats(setting.x), floats(setting.y)];
  const [data, land] = [stage(1), stage(1)];
  const drawMap = shadeMap(setting.cells);
  const panel = openPanel({ model, el, name: "loss-surface", draw });
  const { signal } = panel;
  let lines = null;

  const walk = (first, second) =>
    panel.change({ first: clamp(first, left, right), second: clamp(second, bottom, top) });
  const step = (across, up) => {
    const { first, second } = panel.state;
    walk(first + (across * (right - left)) / 100, second + (up * (top - bottom)) / 100);
  };
  const jump = (pixelX, pixelY) => {
    const scale = landScale(land.node.getBoundingClientRect());
    walk(scale.across.from(pixelX), scale.up.from(pixelY));
  };
  const place = handle({
    label: "where you stand on the map",
    kind: "grip",
    range: [left, right],
    signal,
    onDrag: jump,
    onNudge: step,
  });
  drags(land.canvas, { signal, onGrab: jump, onDrag: jump });
  land.node.append(place.node);
  const sliders = {
    first: control("first", left, right, escaped(names[0])),
    second: control("second", bottom, top, escaped(names[1])),
  };
  const loss = element("p", { class: "deepcat-number" });
  const key = legend(
    ["point", "data"],
    ["line", `${setting.predict} with these weights`],
    ["level", "equal loss"],
    ["slice", `${setting.loss} along each weight`],
  );
  const scale = element("div", { class: "deepcat-scale deepcat-low-high" });
  scale.append("low loss ", element("i", {}), "high loss");
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture" }, data.node),
    element("div", { class: "deepcat-picture" }, land.node),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Weights", ...Object.values(sliders).map((one) => one.node)),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Loss", loss, key, scale),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function control(name, low, high, label) {
    return slider({ label, low, high, signal, onInput: (value) => panel.change({ [name]: value }) });
  }

  function dataScale({ width, height }) {
    return {
      across: linearScale([view.left, view.right], [MARGIN.left, width - MARGIN.right]),
      up: linearScale([view.bottom, view.top], [height - MARGIN.bottom, MARGIN.top]),
    };
  }

  function landScale({ width, height }) {
    const edge = [width - SLICE - MARGIN.right - 8, height - SLICE - MARGIN.bottom];
    return {
      across: linearScale([left, right], [MARGIN.left, edge[0]]),
      up: linearScale([bottom, top], [edge[1], MARGIN.top]),
    };
  }

  function draw(state, frame, theme) {
    for (const [name, one] of Object.entries(sliders)) one.set(state[name]);
    loss.replaceChildren(`${setting.loss} = `, element("strong", {}, frame.loss || "–"));
    drawData(frame, theme);
    drawLand(state, frame, theme);
  }

  function drawData(frame, theme) {
    data.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = data.begin();
    const scale = dataScale({ width, height });
    drawAxes(ink, theme, scale, view, ["x", "y"]);
    inside(ink, scale, view, () => {
      drawResiduals(ink, theme, scale, x, y, floats(frame.fitted), frame.stale);
      const look = frame.stale ? { colour: "faint" } : { colour: "line", width: 3 };
      drawCurve(ink, theme, scale, [view.left, view.right], floats(frame.curve), look);
    });
    drawDots(ink, theme, scale, x, y);
  }

  function drawLand(state, frame, theme) {
    const words = `Map of ${setting.loss} over ${names[0]} and ${names[1]}. ${frame.sentence}`;
    land.canvas.setAttribute("aria-label", words);
    const { ink, width, height } = land.begin();
    const scale = landScale({ width, height });
    const [x0, y0] = [scale.across.to(left), scale.up.to(top)];
    const [x1, y1] = [scale.across.to(right), scale.up.to(bottom)];
    drawAxes(ink, theme, scale, ground, ["", names[1]]);
    drawMap(ink, theme, frame.shades, frame.number, [x0, y0, x1 - x0, y1 - y0]);
    drawContours(ink, theme, [x0, y0, x1 - x0, y1 - y0]);
    const here = [scale.across.to(state.first), scale.up.to(state.second)];
    ink.strokeStyle = theme.named("best");
    ink.lineWidth = 1;
    ink.setLineDash([4, 4]);
    ink.beginPath();
    ink.moveTo(x0, here[1]);
    ink.lineTo(x1 + 8 + SLICE, here[1]);
    ink.moveTo(here[0], y0);
    ink.lineTo(here[0], height - 4);
    ink.stroke();
    ink.setLineDash([]);
    ink.font = theme.font(13, "italic");
    ink.textAlign = "left";
    ink.fillStyle = theme.named("soft");
    ink.fillText(names[0], x1 + 22, y1 + 16);
    drawSlices(ink, theme, scale, frame, [x1 + 8, y1 + 24, height - 4]);
    const told = `${names[0]} ${format(state.first)}, ${names[1]} ${format(state.second)}`;
    place.place(...here, width, height, state.first, told);
  }

  // The map's lines, which stay as they are once the loss is known everywhere.
  function drawContours(ink, theme, [x0, y0, width, height]) {
    if (!lines) {
      const { heights, levels } = model.get("frame");
      if (!heights) return;
      const numbers = floats(heights);
      lines = [...floats(levels)].flatMap((level) => contour(numbers, setting.cells, level));
    }
    drawContour(ink, theme, lines, setting.cells, [x0, y0, width, height]);
  }

  // Below the map the loss along the first weight, beside it the loss along the second.
  function drawSlices(ink, theme, scale, frame, [besideX, belowY, floor]) {
    const [first, second] = [floats(frame.first), floats(frame.second)];
    if (!first || !second) return;
    const all = [...first, ...second].filter(Number.isFinite);
    const ends = [Math.min(...all), Math.max(...all)];
    if (ends[1] === ends[0]) ends[1] += 1;
    const look = { colour: frame.stale ? "faint" : "best", width: 2.5 };
    const below = { across: scale.across, up: linearScale(ends, [floor - 4, belowY]) };
    const beside = linearScale(ends, [besideX + 4, besideX + SLICE - 4]);
    drawMarks(ink, theme, scale, ends, below.up, beside);
    drawCurve(ink, theme, below, [left, right], first, look);
    ink.beginPath();
    second.forEach((value, i) => {
      const at = bottom + ((top - bottom) * i) / (second.length - 1);
      if (Number.isFinite(value)) ink.lineTo(beside.to(value), scale.up.to(at));
    });
    ink.stroke();
  }

  // The losses that the slices reach, as numbers: left of the one below, and above the one beside.
  function drawMarks(ink, theme, scale, ends, below, beside) {
    const [x0, x1] = [scale.across.to(left), scale.across.to(right)];
    const [y0, y1] = [scale.up.to(top), scale.up.to(bottom)];
    ink.font = theme.font(12);
    ink.fillStyle = theme.named("soft");
    ink.strokeStyle = theme.named("grid");
    ink.lineWidth = 1;
    ink.beginPath();
    const marks = ticks(...ends, MARKS);
    for (const at of marks) {
      const words = String(at).replace("-", "−");
      ink.moveTo(x0, below.to(at));
      ink.lineTo(x1, below.to(at));
      ink.textAlign = "right";
      ink.fillText(words, x0 - 6, below.to(at) + 4);
      ink.moveTo(beside.to(at), y0);
      ink.lineTo(beside.to(at), y1);
      ink.textAlign = "center";
      const hasRoom = at === marks[0] || at === marks.at(-1);
      if (hasRoom) ink.fillText(words, beside.to(at), y0 - 6);
    }
    ink.stroke();
  }
}

export default { render };
