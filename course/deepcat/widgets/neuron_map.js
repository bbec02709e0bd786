// NeuronMap's page: the map of a neuron's output, its boundary, its weights, two classes of points.

import { paint, palette } from "./colour.js";
import { bracketed, bytes, floats, format } from "./numbers.js";
import { button, element, handle, legend, openPanel, slider, stage } from "./panel.js";
import { arrowHead, boundary, clamp, linearScale, ticks } from "./plane.js";

const MARGIN = { left: 34, right: 10, top: 10, bottom: 24 };
const ARROW = 0.92; // a weight at its limit is drawn at this share of the reach

function render({ model, el }) {
  const setting = model.get("setting");
  const { reach, limits, cells } = setting;
  const [x1, x2] = [floats(setting.x1), floats(setting.x2)];
  const classes = bytes(setting.classes);
  const perWeight = (ARROW * reach) / limits.w;
  const picture = stage(1);
  const map = element("canvas", { width: cells, height: cells });
  const small = map.getContext("2d", { willReadFrequently: true }); // on the processor's side
  let painted = "";
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
      element(
        "div",
        { class: "deepcat-buttons" },
        button("Reset", { signal, onClick: () => panel.act("reset") }),
        button("Show me", { signal, onClick: () => panel.act("show") }),
      ),
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
    drawMap(ink, theme, scale, frame);
    drawAxes(ink, theme, scale, reach);
    ink.save();
    ink.beginPath();
    ink.rect(scale.across.to(-reach), scale.up.to(reach), ...extent(scale));
    ink.clip();
    drawBoundary(ink, theme, scale, state);
    drawPoints(ink, theme, scale, bytes(frame.right));
    ink.restore();
    drawArrow(ink, theme, scale, tip);
    drawName(ink, theme, scale, tip);
    place(arrow, tip, state.w1, `w1 ${format(state.w1)}, w2 ${format(state.w2)}`);
    place(probe, [state.x1, state.x2], state.x1, `x1 ${format(state.x1)}, x2 ${format(state.x2)}`);

    function place(one, [at1, at2], now, words) {
      one.place(scale.across.to(at1), scale.up.to(at2), width, height, now, words);
    }
  }

  function extent(scale) {
    return [
      scale.across.to(reach) - scale.across.to(-reach),
      scale.up.to(-reach) - scale.up.to(reach),
    ];
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

  function drawMap(ink, theme, scale, frame) {
    const shades = bytes(frame.shades);
    const corner = [scale.across.to(-reach), scale.up.to(reach)];
    if (!shades) {
      ink.fillStyle = theme.named("map-middle");
      ink.fillRect(...corner, ...extent(scale));
      return;
    }
    const colours = ["map-low", "map-middle", "map-high", "map-nothing"].map(theme.named);
    const version = `${frame.number} ${colours}`;
    if (version !== painted) {
      const image = small.createImageData(cells, cells);
      paint(shades, palette(...colours), image.data);
      small.putImageData(image, 0, 0);
      painted = version;
    }
    ink.globalAlpha = frame.stale ? 0.35 : 1;
    ink.drawImage(map, ...corner, ...extent(scale));
    ink.globalAlpha = 1;
  }

  function drawBoundary(ink, theme, scale, { w1, w2, b }) {
    const ends = boundary(w1, w2, b, reach);
    if (!ends) return;
    ink.strokeStyle = theme.named("ink");
    ink.lineWidth = 2;
    ink.setLineDash([8, 5]);
    ink.beginPath();
    for (const [at1, at2] of ends) ink.lineTo(scale.across.to(at1), scale.up.to(at2));
    ink.stroke();
    ink.setLineDash([]);
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

  function drawPoints(ink, theme, scale, right) {
    x1.forEach((at, i) => {
      const place = [scale.across.to(at), scale.up.to(x2[i])];
      drawMark(ink, theme, place, classes[i]);
      if (right && !right[i]) drawWrong(ink, theme, place);
    });
  }
}

// Class 0 is a ring and class 1 a filled triangle: shape tells them apart, colour helps.
function drawMark(ink, theme, [x, y], isOne) {
  ink.beginPath();
  if (isOne) {
    ink.moveTo(x, y - 7);
    ink.lineTo(x + 6.5, y + 5);
    ink.lineTo(x - 6.5, y + 5);
    ink.closePath();
  } else {
    ink.arc(x, y, 5, 0, 2 * Math.PI);
  }
  ink.fillStyle = theme.named(isOne ? "one" : "paper");
  ink.strokeStyle = theme.named(isOne ? "paper" : "zero");
  ink.lineWidth = isOne ? 1.5 : 2.5;
  ink.lineJoin = "round";
  ink.fill();
  ink.stroke();
}

function drawWrong(ink, theme, [x, y]) {
  ink.strokeStyle = theme.named("ink");
  ink.lineWidth = 1.75;
  ink.beginPath();
  ink.rect(x - 10, y - 10, 20, 20);
  ink.stroke();
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

function box(title, ...children) {
  return element("section", { class: "deepcat-box", "aria-label": title }, ...children);
}

function drawAxes(ink, theme, scale, reach) {
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

export default { render };
