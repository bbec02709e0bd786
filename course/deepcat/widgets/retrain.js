// Retrain's page: one slider, and at each tick of it a finished curve and a finished map.

import { box, button, element, lastButtons, legend, slider } from "./controls.js";
import { drawEpochs } from "./curves.js";
import { drawClasses, drawPlaneAxes, frameOf, shadeMap } from "./marks.js";
import { bytes, floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp, linearScale } from "./plane.js";
import { settingAt, tickOf } from "./ticks.js";

const MARGIN = { left: 44, right: 12, top: 12, bottom: 24 };
const CHART = { left: 50, right: 14, top: 26, bottom: 24 };

function render({ model, el }) {
  const setting = model.get("setting");
  const { reach } = setting;
  const points = { x1: floats(setting.x1), x2: floats(setting.x2), classes: bytes(setting.classes) };
  const map = stage(1);
  const chart = stage(1.35);
  const panel = openPanel({ model, el, name: "retrain", draw });
  const { signal } = panel;
  let drawMap = null;
  let cells = 0;

  const ends = { low: 0, high: setting.whole ? setting.ends[1] - setting.ends[0] : setting.ticks };
  const words = () => String(Number(panel.state.setting.toPrecision(3))).replace("-", "−");
  const knob = slider({
    label: setting.name,
    ...ends,
    step: 1,
    signal,
    words,
    onInput: (tick) => panel.change({ setting: settingAt(tick, setting) }),
  });
  const by = (ticks) => () => {
    const tick = clamp(tickOf(panel.state.setting, setting) + ticks, 0, ends.high);
    panel.change({ setting: settingAt(tick, setting) });
  };
  const less = button("◀ One tick less", { signal, onClick: by(-1) });
  const more = button("One tick more ▶", { signal, onClick: by(1) });
  const told = element("p", { class: "deepcat-number" });
  const picture = element("div", { class: "deepcat-picture" }, map.node);
  const kept = setting.compare ? [["kept", setting.compare]] : [];
  const classes = points.classes.length ? [["zero", "class 0"], ["one", "class 1"]] : [];
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    picture,
    element(
      "div",
      { class: "deepcat-controls" },
      box("Setting", knob.node, element("div", { class: "deepcat-buttons" }, less, more), told),
      chart.node,
      legend(["now", "this setting"], ...kept, ...classes),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function draw(state, frame, theme) {
    knob.set(tickOf(state.setting, setting));
    told.textContent = frame.sentence;
    picture.hidden = !frame.shades;
    if (frame.shades) drawPlane(frame, theme);
    drawCurves(frame, theme);
  }

  function drawPlane(frame, theme) {
    const { ink, width, height } = map.begin();
    const side = Math.min(width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
    const scale = {
      across: linearScale([-reach, reach], [MARGIN.left, MARGIN.left + side]),
      up: linearScale([-reach, reach], [MARGIN.top + side, MARGIN.top]),
    };
    if (cells !== frame.cells) [drawMap, cells] = [shadeMap(frame.cells), frame.cells];
    drawMap(ink, theme, frame.shades, frame.number, frameOf(scale, reach), frame.stale);
    drawPlaneAxes(ink, theme, scale, reach);
    drawClasses(ink, theme, scale, points, 0.6);
    map.canvas.setAttribute("aria-label", `The map after the training. ${frame.sentence}`);
  }

  function drawCurves(frame, theme) {
    const { ink, width, height } = chart.begin();
    const curve = floats(frame.curve) ?? new Float32Array(0);
    const compared = floats(frame.compared);
    const longest = Math.max(curve.length, compared?.length ?? 0);
    const epochs = Float32Array.from({ length: longest }, (_, i) => i * setting.every);
    const lines = [{ values: curve, colour: frame.stale ? "faint" : "line" }];
    if (compared) lines.unshift({ values: compared, colour: "best", dash: [6, 4] });
    const area = [CHART.left, CHART.top, width - CHART.right, height - CHART.bottom];
    drawEpochs(ink, theme, area, { epochs, lines, words: "loss, step by step", shown: -1 });
    const end = curve[curve.length - 1];
    const last = Number.isFinite(end) ? ` It ends at ${format(end, 3)}.` : "";
    chart.canvas.setAttribute("aria-label", `The loss over the steps.${last} ${frame.sentence}`);
  }
}

export default { render };
