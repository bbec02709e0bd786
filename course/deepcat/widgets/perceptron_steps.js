// PerceptronSteps' page: points, the example of this step, the boundary before and after it.

import { box, element, lastButtons, legend } from "./controls.js";
import { drawBoundary, drawClasses, drawPlaneAxes, frameOf, shadeMap } from "./marks.js";
import { bytes, floats } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { linearScale } from "./plane.js";
import { drawChart, stepControls } from "./steps.js";

const MARGIN = { left: 44, right: 14, top: 10 };
const CHART = 96; // pixels for the chart below

function render({ model, el }) {
  const setting = model.get("setting");
  const { reach, steps } = setting;
  const points = { x1: floats(setting.x1), x2: floats(setting.x2), classes: bytes(setting.classes) };
  const picture = stage(0.78);
  const drawMap = shadeMap(setting.cells);
  const panel = openPanel({ model, el, name: "perceptron-steps", draw });
  const controls = stepControls(panel, setting, "To the next update ▶▶");
  const [told, numbers] = [element("p"), element("p", { class: "deepcat-number" })];
  const count = element("p", { class: "deepcat-number" });
  const key = legend(
    ["zero", "class 0"],
    ["one", "class 1"],
    ["wrong", "wrong side"],
    ["example", "this example"],
    ["boundary", "boundary"],
    ["before", "before this step"],
  );
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture" }, picture.node, key),
    element(
      "div",
      { class: "deepcat-controls" },
      controls.node,
      box("Neuron", told, numbers, count),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function draw(state, frame, theme) {
    controls.set(state.step);
    told.textContent = frame.told;
    numbers.textContent = frame.numbers;
    count.replaceChildren(element("strong", {}, String(frame.mistakes)), " on the wrong side");
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = picture.begin();
    const side = Math.min(width - MARGIN.left - MARGIN.right, height - CHART - MARGIN.top - 44);
    const scale = {
      across: linearScale([-reach, reach], [MARGIN.left, MARGIN.left + side]),
      up: linearScale([-reach, reach], [MARGIN.top + side, MARGIN.top]),
    };
    const square = frameOf(scale, reach);
    drawMap(ink, theme, frame.shades, frame.number, square, frame.stale);
    drawPlaneAxes(ink, theme, scale, reach);
    ink.save();
    ink.beginPath();
    ink.rect(...square);
    ink.clip();
    const [w1, w2, b, w1Before, w2Before, bBefore] = floats(frame.neuron);
    const before = { w1: w1Before, w2: w2Before, b: bBefore };
    if (frame.changed) drawBoundary(ink, theme, scale, before, reach, { faint: true });
    drawBoundary(ink, theme, scale, { w1, w2, b }, reach);
    drawClasses(ink, theme, scale, { ...points, right: bytes(frame.right) });
    if (frame.example >= 0) drawExample(ink, theme, scale, frame.example);
    ink.restore();
    drawChart(ink, theme, [MARGIN.left, height - CHART + 14, width - MARGIN.right, height - 24], {
      values: floats(frame.values),
      steps,
      words: setting.chart,
    });
  }

  function drawExample(ink, theme, scale, i) {
    const place = [scale.across.to(points.x1[i]), scale.up.to(points.x2[i])];
    for (const [colour, width] of [["paper", 6], ["arrow", 3]]) {
      ink.strokeStyle = theme.named(colour);
      ink.lineWidth = width;
      ink.beginPath();
      ink.arc(...place, 15, 0, 2 * Math.PI);
      ink.stroke();
    }
  }
}

export default { render };
