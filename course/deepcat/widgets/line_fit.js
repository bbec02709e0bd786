// LineFit's page: points, the student's line, residuals, and three boxes for the three components.

import { drawAxes, drawCurve, drawDots, drawResiduals, inside } from "./graph.js";
import { format, signed, floats } from "./numbers.js";
import { box, button, element, handle, lastButtons, legend, openPanel, slider, stage } from "./panel.js";
import { clamp, lineThrough, linearScale } from "./plane.js";

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
      label: "slope <i>w</i>",
      limit: limits.slope,
      signal,
      onInput: (slope) => panel.change({ slope }),
    }),
    intercept: slider({
      label: "intercept <i>b</i>",
      limit: limits.intercept,
      signal,
      onInput: (intercept) => panel.change({ intercept }),
    }),
  };
  const handles = grips.map((gripX, i) => {
    const heights = () => grips.map((at) => panel.state.slope * at + panel.state.intercept);
    const lift = (height) => {
      const ends = heights();
      ends[i] = height;
      panel.change(lineThrough([grips[0], ends[0]], [grips[1], ends[1]]));
    };
    return handle({
      label: `${i === 0 ? "left" : "right"} end of the line`,
      kind: "grip",
      range: [view.bottom, view.top],
      signal,
      onDrag: (_, pixel) => lift(scales(picture.node.getBoundingClientRect()).up.from(pixel)),
      onNudge: (_, step) => lift(heights()[i] + (step * (view.top - view.bottom)) / 50),
    });
  });
  const formula = element("p", { class: "deepcat-formula" });
  const error = element("p", { class: "deepcat-number" });
  const search = element("p", { class: "deepcat-small" });
  picture.node.append(...handles.map((one) => one.node));
  const key = legend(
    ["point", "point"],
    ["line", setting.predict ? `your ${setting.predict}` : "no function yet"],
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
    const title = "Draw w and b at random, and keep the best";
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
      "<i>ŷ</i> = <i>w</i> · <i>x</i> + <i>b</i>" +
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
    handles.forEach((one, i) => {
      const at = state.slope * grips[i] + state.intercept;
      const top = clamp(scale.up.to(at), MARGIN.top, height - MARGIN.bottom);
      one.place(scale.across.to(grips[i]), top, width, height, at, `height ${format(at)}`);
    });
  }

  function errorWords(frame) {
    if (!setting.goodness) return ["Give your goodness function to see the error."];
    const value = element("strong", {}, frame.error || "–");
    const hint = element("span", { class: "deepcat-small" }, "lower is better");
    const call = element("code", {}, `${setting.goodness}(x, y, w, b)`);
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

function numbered(ordinal, title, ...children) {
  return box(title, element("h4", {}, element("b", {}, ordinal), title), ...children);
}

export default { render };
