// Tangent's page: an activation with its tangent, and below it the derivative's own curve.

import { box, choice, element, handle, lastButtons, legend, slider } from "./controls.js";
import { drawAxes, drawCurve, drawDots, inside } from "./graph.js";
import { floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp, linearScale } from "./plane.js";

const MARGIN = { left: 40, right: 14, top: 24, bottom: 36 };
const LENGTH = 110; // pixels of the tangent on either side of where it touches

function render({ model, el }) {
  const setting = model.get("setting");
  const { reach, names, derivatives } = setting;
  const picture = stage(0.82);
  const panel = openPanel({ model, el, name: "tangent", draw });
  const { signal } = panel;
  const go = (z) => panel.change({ z: clamp(z, -reach, reach) });
  const across = ({ width }) => linearScale([-reach, reach], [MARGIN.left, width - MARGIN.right]);
  const touch = handle({
    label: "where the tangent touches",
    kind: "grip",
    range: [-reach, reach],
    signal,
    onDrag: (x) => go(across(picture.node.getBoundingClientRect()).from(x)),
    onNudge: (right, up) => go(panel.state.z + (right || up) / 10),
  });
  picture.node.append(touch.node);
  const score = slider({ label: "score <i>z</i>", limit: reach, signal, onInput: go });
  const which = choice({
    label: "activation",
    options: names,
    signal,
    onChange: (i) => panel.change({ which: i }),
  });
  const numbers = element("p", { class: "deepcat-formula" });
  const rise = element("p", { class: "deepcat-small" });
  const key = legend(["line", "activation"], ["tangent", "tangent"], ["slice", "derivative"]);
  const controls = names.length > 1 ? [which.node, score.node] : [score.node];
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture" }, picture.node, key),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Score", ...controls),
      box("Slope", numbers, rise),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function draw(state, frame, theme) {
    const [name, derivative] = [names[state.which], derivatives[state.which]];
    score.set(state.z);
    which.set(state.which);
    const value = (text) => element("strong", {}, text || "–");
    numbers.replaceChildren(
      `${name}(${format(state.z)}) = `,
      value(frame.height),
      element("br"),
      `${derivative}(${format(state.z)}) = `,
      value(frame.slope),
    );
    rise.textContent = frame.rise ? `Measured: ${frame.rise}.` : "";
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = picture.begin();
    const [curve, slopes] = [floats(frame.curve), floats(frame.slopes)];
    const middle = 0.62 * height;
    const upper = graph(width, [MARGIN.top, middle - MARGIN.bottom], curve);
    const lower = graph(width, [middle + 12, height - MARGIN.bottom], slopes);
    drawGraph(ink, theme, upper, curve, ["", "a"], frame.stale ? "faint" : "line");
    drawGraph(ink, theme, lower, slopes, ["z", "slope"], frame.stale ? "faint" : "best");
    const at = floats(frame.touch);
    if (at) {
      drawTangent(ink, theme, upper, at, frame.stale);
      drawDots(ink, theme, lower.scale, [at[0]], [at[2]], { colour: "best", radius: 6 });
    }
    const top = at && Number.isFinite(at[1]) ? upper.scale.up.to(at[1]) : upper.scale.up.to(0);
    const said = `z ${format(state.z)}, slope ${frame.slope || "not known"}`;
    touch.place(upper.scale.across.to(state.z), clamp(top, 4, middle), width, height, state.z, said);
  }

  function graph(width, [top, bottom], heights) {
    const finite = heights ? [...heights].filter(Number.isFinite) : [];
    const [low, high] = [Math.min(0, ...finite), Math.max(1, ...finite)];
    const room = 0.08 * (high - low);
    const view = { left: -reach, right: reach, bottom: low - room, top: high + room };
    const up = linearScale([view.bottom, view.top], [bottom, top]);
    return { view, scale: { across: across({ width }), up } };
  }

  function drawGraph(ink, theme, { view, scale }, heights, labels, colour) {
    drawAxes(ink, theme, scale, view, labels, 4);
    inside(ink, scale, view, () =>
      drawCurve(ink, theme, scale, [-reach, reach], heights, { colour, width: 3 }),
    );
  }

  // As long on the page whatever its slope, so that a steep one does not leave the picture.
  function drawTangent(ink, theme, { view, scale }, [z, height, slope], stale) {
    if (![height, slope].every(Number.isFinite)) return;
    const perUnit = [
      scale.across.to(1) - scale.across.to(0),
      slope * (scale.up.to(1) - scale.up.to(0)),
    ];
    const share = LENGTH / Math.hypot(...perUnit);
    const here = [scale.across.to(z), scale.up.to(height)];
    inside(ink, scale, view, () => {
      ink.strokeStyle = theme.named(stale ? "faint" : "point");
      ink.lineWidth = 3;
      ink.setLineDash([10, 4]);
      ink.beginPath();
      for (const side of [-share, share]) {
        ink.lineTo(here[0] + side * perUnit[0], here[1] + side * perUnit[1]);
      }
      ink.stroke();
      ink.setLineDash([]);
    });
  }
}

export default { render };
