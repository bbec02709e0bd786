// Bumps' page: a curve, the sum of bumps, each bump by itself, and one of them in the hand.

import { box, button, counter, element, handle, lastButtons, legend, slider } from "./controls.js";
import { drawAxes, drawCurve, inside } from "./graph.js";
import { floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp, linearScale } from "./plane.js";

const MARGIN = { left: 40, right: 14, top: 22, bottom: 36 };

function render({ model, el }) {
  const setting = model.get("setting");
  const { view, height: limit, most } = setting;
  const wide = view.right - view.left;
  const picture = stage(2.2);
  const panel = openPanel({ model, el, name: "bumps", draw });
  const { signal } = panel;
  let chosen = 0;
  const numbers = Array.from({ length: most }, (_, i) => i);

  const sides = (i) => [panel.state[`left${i + 1}`], panel.state[`right${i + 1}`]];
  const put = (i, middle, height) => {
    const half = (sides(i)[1] - sides(i)[0]) / 2;
    const centre = clamp(middle, view.left, view.right);
    panel.change({
      [`left${i + 1}`]: centre - half,
      [`right${i + 1}`]: centre + half,
      [`height${i + 1}`]: clamp(height, -limit, limit),
    });
  };
  const middle = (i) => (sides(i)[0] + sides(i)[1]) / 2;
  const take = (i) => {
    if (chosen === i) return;
    chosen = i;
    panel.redraw();
  };
  const handles = numbers.map((i) => {
    const one = handle({
      label: `top of bump ${i + 1}`,
      kind: "grip",
      range: [-limit, limit],
      signal,
      onDrag: (x, y) => {
        const scale = scales(picture.node.getBoundingClientRect());
        put(i, scale.across.from(x), scale.up.from(y));
      },
      onNudge: (right, up) =>
        put(i, middle(i) + (right * wide) / 100, panel.state[`height${i + 1}`] + (up * limit) / 50),
    });
    one.node.addEventListener("focus", () => take(i), { signal });
    return one;
  });
  picture.node.append(...handles.map((one) => one.node));

  const set = (name) => (value) => panel.change({ [`${name}${chosen + 1}`]: value });
  const [low, high] = [view.left - wide / 4, view.right + wide / 4];
  const sliders = {
    left: slider({ label: "left", low, high, signal, onInput: set("left") }),
    right: slider({ label: "right", low, high, signal, onInput: set("right") }),
    height: slider({ label: "height", limit, signal, onInput: set("height") }),
  };
  const steepness = slider({
    label: "steepness",
    low: 1,
    high: setting.steepest,
    signal,
    onInput: (value) => panel.change({ steepness: value }),
  });
  const count = counter({
    label: "bumps",
    low: 1,
    high: most,
    signal,
    onChange: (n) => panel.change({ n }),
  });
  const title = element("p", { class: "deepcat-small" });
  const error = element("p", { class: "deepcat-number" });
  const entries = [
    ["target", "curve to build"],
    ["line", "sum of the bumps"],
    ["guide", "single bumps"],
  ];
  if (setting.approximates) entries.push(["best", "your approximate"]);
  const press = (label, action, words) =>
    button(label, { signal, title: words, onClick: () => panel.act(action) });
  const tools = element(
    "div",
    { class: "deepcat-buttons" },
    press("Spread out", "spread", "Put the bumps side by side"),
    press("Fit heights", "fit", "Give the bumps, where they stand, the best heights"),
  );
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture deepcat-wide" }, picture.node, legend(...entries)),
    element(
      "div",
      { class: "deepcat-controls" },
      box("The bump in the hand", title, ...Object.values(sliders).map((one) => one.node)),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      box("All bumps", error, count.node, steepness.node, tools),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function scales({ width, height }) {
    return {
      across: linearScale([view.left, view.right], [MARGIN.left, width - MARGIN.right]),
      up: linearScale([view.bottom, view.top], [height - MARGIN.bottom, MARGIN.top]),
    };
  }

  function draw(state, frame, theme) {
    chosen = clamp(chosen, 0, state.n - 1);
    count.set(state.n);
    steepness.set(state.steepness);
    for (const [name, one] of Object.entries(sliders)) one.set(state[`${name}${chosen + 1}`]);
    title.textContent = `Bump ${chosen + 1} of ${state.n}`;
    error.replaceChildren(...errorWords(frame));
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = picture.begin();
    const scale = scales({ width, height });
    const ends = [view.left, view.right];
    const [target, total] = [floats(frame.target), floats(frame.total)];
    drawAxes(ink, theme, scale, view, ["x", ""]);
    inside(ink, scale, view, () => {
      if (target && total && !frame.stale) fillBetween(ink, theme, scale, target, total);
      pieces(frame).forEach((piece, i) => {
        const look = i === chosen ? { colour: "focus", width: 2.5 } : { colour: "faint", width: 1.5 };
        drawCurve(ink, theme, scale, ends, piece, look);
      });
      drawCurve(ink, theme, scale, ends, floats(frame.yours), { colour: "best", dash: [7, 6] });
      drawCurve(ink, theme, scale, ends, target, { colour: "point", width: 3, dash: [3, 3] });
      const look = { colour: frame.stale ? "faint" : "line", width: 3 };
      drawCurve(ink, theme, scale, ends, total, look);
    });
    handles.forEach((one, i) => {
      one.node.hidden = i >= state.n;
      if (one.node.hidden) return;
      const at = [middle(i), state[`height${i + 1}`]];
      const words = `middle ${format(at[0])}, height ${format(at[1])}`;
      const top = clamp(scale.up.to(at[1]), MARGIN.top, height - MARGIN.bottom);
      one.place(scale.across.to(at[0]), top, width, height, at[1], words);
    });
  }

  function pieces(frame) {
    const all = floats(frame.pieces);
    if (!all || frame.stale) return [];
    const size = all.length / frame.n_drawn;
    return Array.from({ length: frame.n_drawn }, (_, i) => all.subarray(i * size, (i + 1) * size));
  }

  function fillBetween(ink, theme, scale, target, total) {
    const step = wide / (target.length - 1);
    const place = (heights, i) => [scale.across.to(view.left + i * step), scale.up.to(heights[i])];
    if (![...total, ...target].every(Number.isFinite)) return;
    ink.globalAlpha = 0.18;
    ink.fillStyle = theme.named("residual");
    ink.beginPath();
    for (let i = 0; i < target.length; i += 1) ink.lineTo(...place(target, i));
    for (let i = target.length - 1; i >= 0; i -= 1) ink.lineTo(...place(total, i));
    ink.closePath();
    ink.fill();
    ink.globalAlpha = 1;
  }

  function errorWords(frame) {
    if (!setting.driven) return ["Give your bump function to see the bumps."];
    const words = ["distance ", element("strong", {}, frame.error || "–")];
    if (frame.your_error) words.push(` · your approximate ${frame.your_error}`);
    return words;
  }
}

export default { render };
