// NeuronMap's page: the map of a neuron's output, its boundary, its weights, two classes of points.

import { box, element, handle, lastButtons, legend, slider } from "./controls.js";
import { drawBoundary, drawClasses, drawPlaneAxes, frameOf, shadeMap } from "./marks.js";
import { bracketed, bytes, floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { arrowHead, clamp, linearScale } from "./plane.js";

const MARGIN = { left: 34, right: 10, top: 10, bottom: 24 };
const ARROW = 0.92; // a weight at its limit is drawn at this share of the reach

function render({ model, el }) {
  const setting = model.get("setting");
  const { reach, limits, cells } = setting;
  const [x1, x2] = [floats(setting.x1), floats(setting.x2)];
  const classes = bytes(setting.classes);
  const perWeight = (ARROW * reach) / limits.w;
  const picture = stage(1);
  const drawMap = shadeMap(cells);
  const panel = openPanel({ model, el, name: "neuron-map", draw });
  const { signal } = panel;

  const control = (name, label, limit) =>
    slider({ label, limit, signal, onInput: (value) => panel.change({ [name]: value }) });
  const sliders = {
    w1: control("w1", "weight <i>w</i><sub>1</sub>", limits.w),
    w2: control("w2", "weight <i>w</i><sub>2</sub>", limits.w),
    b: control("b", "bias <i>b</i>", limits.b),
  };
  const data = (pixelX, pixelY) => {
    const scale = scales(picture.node.getBoundingClientRect());
    const inside = (value) => clamp(value, -reach, reach);
    return [inside(scale.across.from(pixelX)), inside(scale.up.from(pixelY))];
  };
  const turn = (w1, w2) =>
    panel.change({ w1: clamp(w1, -limits.w, limits.w), w2: clamp(w2, -limits.w, limits.w) });
  const arrow = handle({
    label: "head of the weight arrow",
    kind: "tip",
    range: [-limits.w, limits.w],
    signal,
    onDrag: (...pixel) => turn(...data(...pixel).map((part) => part / perWeight)),
    onNudge: (right, up) => turn(panel.state.w1 + right / 10, panel.state.w2 + up / 10),
  });
  const carry = (at1, at2) =>
    panel.change({ x1: clamp(at1, -reach, reach), x2: clamp(at2, -reach, reach) });
  const probe = handle({
    label: "probe: the point x that the formula is worked out for",
    kind: "probe",
    range: [-reach, reach],
    signal,
    onDrag: (...pixel) => carry(...data(...pixel)),
    onNudge: (right, up) =>
      carry(panel.state.x1 + (right * reach) / 50, panel.state.x2 + (up * reach) / 50),
  });
  picture.node.append(arrow.node, probe.node);

  const formula = element("p", { class: "deepcat-formula" });
  const output = element("p", { class: "deepcat-number" });
  const count = element("p", { class: "deepcat-number" });
  const low = element("span");
  const high = element("span");
  const key = element(
    "div",
    {},
    legend(
      ["zero", "class 0"],
      ["one", "class 1"],
      ["wrong", "wrong side"],
      ["boundary", "z = 0"],
      ["arrow", "w"],
      ["probe", "probe x"],
    ),
    element("div", { class: "deepcat-scale" }, "a ", low, element("i", {}), high),
  );
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture" }, picture.node),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Formula", formula, output),
      box("Weights and bias", ...Object.values(sliders).map((one) => one.node)),
      box("Points", count, key),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  // One unit is as long upwards as across, so that the arrow is at right angles to the boundary.
  function scales({ width, height }) {
    const across = width - MARGIN.left - MARGIN.right;
    const side = Math.min(across, height - MARGIN.top - MARGIN.bottom);
    return {
      across: linearScale([-reach, reach], [MARGIN.left, MARGIN.left + side]),
      up: linearScale([-reach, reach], [MARGIN.top + side, MARGIN.top]),
    };
  }

  function draw(state, frame, theme) {
    for (const [name, one] of Object.entries(sliders)) one.set(state[name]);
    formula.innerHTML = formulaWords(state);
    output.replaceChildren(...outputWords(frame));
    count.replaceChildren(...countWords(frame));
    low.textContent = frame.low;
    high.textContent = frame.high;
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = picture.begin();
    const scale = scales({ width, height });
    const tip = [state.w1 * perWeight, state.w2 * perWeight];
    const square = frameOf(scale, reach);
    drawMap(ink, theme, frame.shades, frame.number, square, frame.stale);
    drawPlaneAxes(ink, theme, scale, reach);
    ink.save();
    ink.beginPath();
    ink.rect(...square);
    ink.clip();
    drawBoundary(ink, theme, scale, state, reach);
    drawClasses(ink, theme, scale, { x1, x2, classes, right: bytes(frame.right) });
    ink.restore();
    drawArrow(ink, theme, scale, tip);
    drawName(ink, theme, scale, tip);
    place(arrow, tip, state.w1, `w1 ${format(state.w1)}, w2 ${format(state.w2)}`);
    place(probe, [state.x1, state.x2], state.x1, `x1 ${format(state.x1)}, x2 ${format(state.x2)}`);

    function place(one, [at1, at2], now, words) {
      one.place(scale.across.to(at1), scale.up.to(at2), width, height, now, words);
    }
  }

  function outputWords(frame) {
    const value = element("strong", {}, frame.output || "–");
    const verdict = frame.output && (frame.fires ? "says class 1" : "says class 0");
    const words = element("span", { class: "deepcat-small" }, ` ${verdict}`);
    const [a, z] = ["a", "z"].map((letter) => element("i", {}, letter));
    return [a, ` = ${setting.activation}(`, z, ") = ", value, words];
  }

  function countWords(frame) {
    const right = bytes(frame.right);
    if (!right) return ["–"];
    const correct = right.reduce((sum, one) => sum + one, 0);
    const strong = (number) => element("strong", {}, String(number));
    return [strong(correct), " right, ", strong(right.length - correct), " wrong"];
  }

  function drawArrow(ink, theme, scale, tip) {
    const tail = [scale.across.to(0), scale.up.to(0)];
    const head = [scale.across.to(tip[0]), scale.up.to(tip[1])];
    const corners = arrowHead(tail, head, 14);
    for (const [colour, width] of [["paper", 7], ["arrow", 3.5]]) {
      ink.strokeStyle = theme.named(colour);
      ink.fillStyle = theme.named(colour);
      ink.lineJoin = "round";
      ink.lineWidth = width;
      ink.beginPath();
      ink.moveTo(...tail);
      ink.lineTo(...head);
      ink.stroke();
      ink.lineWidth = width - 3;
      ink.beginPath();
      for (const corner of corners) ink.lineTo(...corner);
      ink.closePath();
      ink.fill();
      ink.stroke();
    }
  }

  function drawName(ink, theme, scale, [at1, at2]) {
    const past = 24 / (Math.hypot(at1, at2) || 1);
    const pixel = Math.abs(scale.across.to(1) - scale.across.to(0));
    const place = [at1 * (1 + past / pixel), at2 * (1 + past / pixel)];
    ink.font = theme.font(15, "italic bold");
    ink.textAlign = "center";
    ink.lineWidth = 4;
    ink.strokeStyle = theme.named("paper");
    ink.fillStyle = theme.named("arrow");
    const words = ["w", scale.across.to(place[0]), scale.up.to(place[1]) + 5];
    ink.strokeText(...words);
    ink.fillText(...words);
  }

}

function formulaWords({ w1, w2, b, x1, x2 }) {
  const z = w1 * x1 + w2 * x2 + b;
  const named = (letter, index) => `<i>${letter}</i><sub>${index}</sub>`;
  return (
    `<i>z</i> = ${named("w", 1)} · ${named("x", 1)} + ${named("w", 2)} · ${named("x", 2)} + <i>b</i>` +
    `<br><span>= ${format(w1)} · ${bracketed(x1)} + ${bracketed(w2)} · ${bracketed(x2)}` +
    ` + ${bracketed(b)}</span><br><span>= <strong>${format(z)}</strong> at the probe</span>`
  );
}

export default { render };
