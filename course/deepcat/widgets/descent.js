// The page of a walk downhill: on a curve seen from the side, or on a surface seen from above.

import { contour } from "./contour.js";
import { box, button, drags, element, handle, lastButtons, slider } from "./controls.js";
import { drawEpochs, rowsOf } from "./curves.js";
import { drawAxes, drawContour, drawCurve, drawWalk, inside } from "./graph.js";
import { shadeMap } from "./marks.js";
import { floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp, linearScale } from "./plane.js";
import { player } from "./playing.js";
import { settingAt, tickOf } from "./ticks.js";
import { viewOfHeights } from "./walk_view.js";

const MARGIN = { left: 50, right: 14, top: 22, bottom: 36 };
const TICKS = 80;
const BEAT = 250; // ms between two steps that are played

function render({ model, el }) {
  const setting = model.get("setting");
  const { names, limits, steps } = setting;
  const [[left, right]] = limits;
  const isMap = names.length === 2;
  const picture = stage(1.1);
  const chart = stage(1.9);
  const panel = openPanel({ model, el, name: "descent", draw });
  const { signal } = panel;
  const rates = { ends: setting.rates, log: true, whole: false, ticks: TICKS };
  const go = (step) => panel.change({ step: clamp(step, 0, steps) });
  let drawMap = null;
  let lines = null; // of equal height, of the frame whose ground they belong to
  let newest = -1;

  const play = button("▶ Play", { signal, onClick: () => toggle() });
  const playing = player({
    ask: () => (panel.state.step < steps ? go(panel.state.step + 1) : playing.stop()),
    onChange: (isPlaying) => {
      play.textContent = isPlaying ? "❚❚ Pause" : "▶ Play";
    },
    signal,
    rest: BEAT,
  });
  const toggle = () => {
    if (!playing.isPlaying && panel.state.step >= steps) go(0);
    playing.toggle();
  };
  const by = (count) => () => {
    playing.stop();
    go(panel.state.step + count);
  };
  const rate = slider({
    label: "learning rate",
    low: 0,
    high: TICKS,
    step: 1,
    signal,
    words: () => String(Number(panel.state.rate.toPrecision(3))), // which may lie between two ticks
    onInput: (tick) => panel.change({ rate: Number(settingAt(tick, rates).toPrecision(2)) }),
  });
  const way = slider({ label: "step", low: 0, high: steps, step: 1, digits: 0, signal, onInput: go });
  const told = element("p", { class: "deepcat-number" });

  const begin = (pixelX, pixelY) => {
    const scale = scaleOf(picture.node.getBoundingClientRect(), panel.frame);
    const first = Number(clamp(scale.across.from(pixelX), left, right).toFixed(3));
    const second = isMap ? Number(clamp(scale.up.from(pixelY), ...limits[1]).toFixed(3)) : first;
    panel.change({ first, second });
  };
  const grip = handle({
    label: `start: ${names.join(" and ")}`,
    kind: "tip",
    range: limits[0],
    signal,
    onDrag: begin,
    onNudge: (across, up) => {
      const unit = (pair) => (pair[1] - pair[0]) / 100;
      const first = clamp(panel.state.first + across * unit(limits[0]), ...limits[0]);
      const next = isMap ? clamp(panel.state.second + up * unit(limits[1]), ...limits[1]) : first;
      panel.change({ first: isMap ? first : clamp(first + up * unit(limits[0]), ...limits[0]), second: next });
    },
  });
  drags(picture.canvas, { signal, onGrab: begin, onDrag: begin });
  picture.node.append(grip.node);
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture" }, picture.node),
    element(
      "div",
      { class: "deepcat-controls" },
      box(
        "Walk",
        rate.node,
        way.node,
        element(
          "div",
          { class: "deepcat-buttons" },
          play,
          button("◀ Back", { signal, onClick: by(-1) }),
          button("Step ▶", { signal, onClick: by(1) }),
        ),
        told,
      ),
      chart.node,
      lastButtons({ signal, act: (action) => [playing.stop(), panel.act(action)] }),
    ),
    ...panel.notes,
  );
  panel.start();
  return () => {
    playing.stop();
    panel.close();
  };

  function scaleOf({ width, height }, frame) {
    const view = viewOf(frame);
    return {
      across: linearScale([view.left, view.right], [MARGIN.left, width - MARGIN.right]),
      up: linearScale([view.bottom, view.top], [height - MARGIN.bottom, MARGIN.top]),
    };
  }

  function viewOf(frame) {
    const [bottom, top] = isMap ? limits[1] : viewOfHeights(floats(frame.curve));
    return { left, right, bottom, top };
  }

  function draw(state, frame, theme) {
    if (frame.number !== newest) playing.heard();
    newest = frame.number;
    if (frame.problem) playing.stop();
    rate.set(tickOf(state.rate, rates));
    way.set(state.step);
    told.textContent = frame.told;
    picture.canvas.setAttribute("aria-label", frame.sentence);
    drawPicture(state, frame, theme);
    drawHeights(frame, theme);
  }

  function drawPicture(state, frame, theme) {
    const { ink, width, height } = picture.begin();
    const scale = scaleOf({ width, height }, frame);
    const view = viewOf(frame);
    drawAxes(ink, theme, scale, view, [names[0], isMap ? names[1] : "height"]);
    if (isMap) drawGround(ink, theme, scale, view, frame);
    const rows = frame.path ? rowsOf(floats(frame.path), names.length) : null;
    const ups = isMap ? rows?.[1] : floats(frame.heights);
    inside(ink, scale, view, () => {
      if (!isMap) drawCurve(ink, theme, scale, [left, right], floats(frame.curve), { colour: "point" });
      if (!rows) return;
      const places = Array.from({ length: frame.shown + 1 }, (_, k) => [rows[0][k], ups[k]])
        .filter((place) => place.every(Number.isFinite))
        .map(([at, up]) => [scale.across.to(at), scale.up.to(up)]);
      drawWalk(ink, theme, places, { faint: frame.stale });
    });
    const up = isMap ? state.second : (floats(frame.heights)?.[0] ?? view.bottom);
    const place = [scale.across.to(state.first), scale.up.to(up)];
    const values = [state.first, state.second].slice(0, names.length);
    const words = values.map((value, i) => `${names[i]} ${format(value)}`).join(", ");
    grip.place(...place, width, height, state.first, words);
  }

  function drawGround(ink, theme, scale, view, frame) {
    const [x, y] = [scale.across.to(view.left), scale.up.to(view.top)];
    const area = [x, y, scale.across.to(view.right) - x, scale.up.to(view.bottom) - y];
    if (!frame.shades) return;
    drawMap ??= shadeMap(frame.cells);
    drawMap(ink, theme, frame.shades, frame.number, area);
    if (!lines) {
      const heights = floats(frame.ground);
      lines = [...floats(frame.levels)].flatMap((level) => contour(heights, frame.cells, level));
    }
    drawContour(ink, theme, lines, frame.cells, area);
  }

  function drawHeights(frame, theme) {
    const { ink, width, height } = chart.begin();
    const values = (floats(frame.heights) ?? new Float32Array(0)).slice(0, frame.shown + 1);
    const epochs = Float32Array.from({ length: steps + 1 }, (_, i) => i);
    const area = [MARGIN.left, MARGIN.top, width - MARGIN.right, height - 24];
    const lines_ = [{ values, colour: frame.stale ? "faint" : "line" }];
    drawEpochs(ink, theme, area, { epochs, lines: lines_, words: "height after each step", shown: -1 });
    chart.canvas.setAttribute("aria-label", `The height after each step. ${frame.sentence}`);
  }
}

export default { render };
