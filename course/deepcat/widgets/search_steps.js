// SearchSteps' page: points, the line of this try and the best one, and the error of every try.

import { box, element, lastButtons, legend } from "./controls.js";
import { drawAxes, drawCurve, drawDots, drawResiduals, inside } from "./graph.js";
import { floats } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { linearScale } from "./plane.js";
import { drawChart, stepControls } from "./steps.js";

const MARGIN = { left: 44, right: 14, top: 22, bottom: 36 };

function render({ model, el }) {
  const setting = model.get("setting");
  const { view, flat, steps } = setting;
  const [x, y] = [floats(setting.x), floats(setting.y)];
  const picture = stage(0.86);
  const panel = openPanel({ model, el, name: "search-steps", draw });
  const controls = stepControls(panel, setting, "To the next better line ▶▶");
  const [tried, best] = [element("p"), element("p")];
  const key = legend(["point", "point"], ["line", "this try"], ["best", "best so far"]);
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture" }, picture.node, key),
    element(
      "div",
      { class: "deepcat-controls" },
      controls.node,
      box("Lines", tried, best),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function draw(state, frame, theme) {
    controls.set(state.step);
    tried.textContent = frame.tried ? `This try: ${frame.tried}.` : "No try yet.";
    best.textContent = frame.best ? `Best so far: ${frame.best}.` : "";
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = picture.begin();
    const floor = 0.62 * height;
    const scale = {
      across: linearScale([view.left, view.right], [MARGIN.left, width - MARGIN.right]),
      up: linearScale([view.bottom, view.top], [floor - MARGIN.bottom, MARGIN.top]),
    };
    const ends = [view.left, view.right];
    drawAxes(ink, theme, scale, view, ["x", "y"]);
    inside(ink, scale, view, () => {
      drawResiduals(ink, theme, scale, x, y, floats(frame.fitted), frame.stale);
      const look = frame.stale ? { colour: "faint" } : { colour: "line", width: 3 };
      drawCurve(ink, theme, scale, ends, floats(frame.curve), look);
      const dashed = { colour: "best", width: 2.5, dash: [7, 6] };
      drawCurve(ink, theme, scale, ends, floats(frame.best_curve), dashed);
      drawDots(ink, theme, scale, x, y);
    });
    drawChart(ink, theme, [MARGIN.left, floor + 22, width - MARGIN.right, height - 24], {
      values: floats(frame.values),
      steps,
      words: setting.chart,
      mark: flat === null ? null : { value: flat, words: "the flat line" },
      best: true,
    });
  }
}

export default { render };
