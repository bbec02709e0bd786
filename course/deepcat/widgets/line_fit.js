// LineFit's page: points, the student's line, residuals, and three boxes for the three components.

import { box, button, element, handle, lastButtons, legend, slider } from "./controls.js";
import { drawAxes, drawCurve, drawDots, drawResiduals, inside } from "./graph.js";
import { format, signed, floats } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp, lineThrough, linearScale, onLine } from "./plane.js";

const MARGIN = { left: 40, right: 14, top: 14, bottom: 34 };
const GRIPS = [0.06, 0.94]; // where the handles are, as shares of the width

function render({ model, el }) {
  const setting = model.get("setting");
  const { view, limits } = setting;
  const [x, y] = [floats(setting.x), floats(setting.y)];
  const picture = stage(4 / 3);
  const panel = openPanel({ model, el, name: "line-fit", draw });
  const { signal } = panel;
  const grips = GRIPS.map((share) => view.left + share * (view.right - view.left));

  const sliders = {
    slope: slider({
      label: "slope",
      limit: limits.slope,
      signal,
      onInput: (slope) => panel.change({ slope }),
    }),
    intercept: slider({
      label: "intercept",
      limit: limits.intercept,
      signal,
      onInput: (intercept) => panel.change({ intercept }),
    }),
  };
  const rings = () => grips.map((at) => onLine(panel.state, at, view));
  let held = null; // where the rings stood when one was taken hold of
  const handles = grips.map((_, i) => {
    const lift = (places, height) => {
      const ends = places.map((place) => [...place]);
      ends[i][1] = height;
      if (ends[0][0] === ends[1][0]) return;
      const { slope, intercept } = lineThrough(...ends);
      panel.change({
        slope: clamp(slope, -limits.slope, limits.slope),
        intercept: clamp(intercept, -limits.intercept, limits.intercept),
      });
    };
    return handle({
      label: `${i === 0 ? "left" : "right"} end of the line`,
      kind: "grip",
      range: [view.bottom, view.top],
      signal,
      onGrab: () => {
        held = rings();
      },
      onDrag: (_, pixel) => lift(held, scales(picture.node.getBoundingClientRect()).up.from(pixel)),
      onNudge: (_, step) => {
        const now = rings();
        lift(now, now[i][1] + (step * (view.top - view.bottom)) / 50);
      },
    });
  });
  const formula = element("p", { class: "deepcat-formula" });
  const error = element("p", { class: "deepcat-number" });
  const search = element("p", { class: "deepcat-small" });
  picture.node.append(...handles.map((one) => one.node));
  const key = legend(
    ["point", "point"],
    ["line", lineWords(setting.predict)],
    ["residual", "how far off"],
    ["best", "best try"],
    ["guide", "through the handles"],
  );
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture" }, picture.node, key),
    element(
      "div",
      { class: "deepcat-controls" },
      numbered("1", "Prediction", formula, sliders.slope.node, sliders.intercept.node),
      numbered("2", "Goodness", error),
      numbered("3", "Learning", tryButton(), search, lastButtons(panel)),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function tryButton() {
    const title = "Draw slope and intercept at random, and keep the best";
    return button("Try at random", { signal, title, onClick: () => panel.act("try") });
  }

  function scales({ width, height }) {
    return {
      across: linearScale([view.left, view.right], [MARGIN.left, width - MARGIN.right]),
      up: linearScale([view.bottom, view.top], [height - MARGIN.bottom, MARGIN.top]),
    };
  }

  function draw(state, frame, theme) {
    for (const name of ["slope", "intercept"]) sliders[name].set(state[name]);
    formula.innerHTML =
      "<i>ŷ</i> = slope · <i>x</i> + intercept" +
      `<br><span>= ${format(state.slope)} · <i>x</i> ${signed(state.intercept)}</span>`;
    error.replaceChildren(...errorWords(frame));
    search.textContent = searchWords(frame);
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = picture.begin();
    const scale = scales({ width, height });
    drawAxes(ink, theme, scale, view, ["x", "y"]);
    inside(ink, scale, view, () => {
      const ends = [view.left, view.right];
      drawGuide(ink, theme, scale, state);
      const best = { colour: "best", dash: [7, 6] };
      drawCurve(ink, theme, scale, ends, floats(frame.best_curve), best);
      drawResiduals(ink, theme, scale, x, y, floats(frame.fitted), frame.stale);
      const look = frame.stale ? { colour: "faint" } : { colour: "line", width: 3 };
      drawCurve(ink, theme, scale, ends, floats(frame.curve), look);
      drawDots(ink, theme, scale, x, y);
    });
    rings().forEach(([at, up], i) => {
      const words = `height ${format(up)}`;
      handles[i].place(scale.across.to(at), scale.up.to(up), width, height, up, words);
    });
  }

  function errorWords(frame) {
    if (!setting.goodness) return ["Give your goodness function to see the error."];
    const value = element("strong", {}, frame.error || "–");
    const hint = element("span", { class: "deepcat-small" }, "lower is better");
    const call = element("code", {}, `${setting.goodness}(x, y, slope, intercept)`);
    return ["error ", value, element("br"), call, " · ", hint];
  }

  function searchWords({ tries, best_error: best }) {
    if (tries === 0) return "No tries yet.";
    const count = `${tries} ${tries === 1 ? "try" : "tries"}`;
    return best ? `${count}, best error ${best} (dashed)` : count;
  }

  // Where the handles stand, which is the line that was asked for: it shows when theirs is wrong.
  function drawGuide(ink, theme, scale, { slope, intercept }) {
    ink.strokeStyle = theme.named("faint");
    ink.lineWidth = 1;
    ink.beginPath();
    for (const end of [view.left, view.right]) {
      ink.lineTo(scale.across.to(end), scale.up.to(slope * end + intercept));
    }
    ink.stroke();
  }
}

function lineWords(name) {
  if (!name) return "no function yet";
  return name === "your function" ? name : `your ${name}`;
}

function numbered(ordinal, title, ...children) {
  return box(title, element("h4", {}, element("b", {}, ordinal), title), ...children);
}

export default { render };
