// Dashboard's page: a training as it goes on, which hears a pause and a stop.

import { box, button, element, lastButtons, legend, slider } from "./controls.js";
import { drawEpochs, rowsOf } from "./curves.js";
import { bytes, floats } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { piecesAhead, player, restOf } from "./playing.js";
import { areShares, pixelsOf } from "./pixels.js";
import { settingAt, tickOf } from "./ticks.js";

const MARGIN = { left: 50, right: 14, top: 24, bottom: 22 };
const TICKS = 100;
const AHEAD = 2; // pieces on their way: the next one begins while the page draws the last

function render({ model, el }) {
  const setting = model.get("setting");
  const chart = stage(1.15);
  const panel = openPanel({ model, el, name: "dashboard", draw });
  const { signal } = panel;
  const rates = { ends: setting.rates, log: true, whole: false, ticks: TICKS };
  const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
  let newest = -1;

  const play = button("▶ Train", { signal, onClick: () => playing.toggle() });
  const askAhead = piecesAhead(() => panel.act("train"), lessMotion.matches ? 1 : AHEAD);
  const playing = player({
    ask: () => askAhead(panel.frame.pieces),
    onChange: (isPlaying) => {
      play.textContent = isPlaying ? "❚❚ Pause" : "▶ Train";
    },
    signal,
    rest: restOf(lessMotion.matches),
  });
  const once = (action) => () => {
    playing.stop();
    panel.act(action);
  };
  const rate = slider({
    label: "learning rate",
    low: 0,
    high: TICKS,
    step: 1,
    signal,
    words: () => String(Number(panel.state.rate.toPrecision(3))),
    onInput: (tick) => panel.change({ rate: Number(settingAt(tick, rates).toPrecision(2)) }),
  });
  const told = element("p", { class: "deepcat-number" });
  const left = element("p", { class: "deepcat-number" });
  const progress = element("progress", { max: setting.epochs, value: 0, "aria-label": "epochs" });
  const weights = element("div", { class: "deepcat-weights" });
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element(
      "div",
      { class: "deepcat-picture" },
      chart.node,
      legend(["training", "training"], ["testing", "validation"]),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      box(
        "Training",
        element(
          "div",
          { class: "deepcat-buttons" },
          play,
          button("Stop", { signal, onClick: once("stop") }),
          button("Start again", { signal, onClick: once("again") }),
        ),
        progress,
        left,
        told,
        rate.node,
      ),
      box("Weights of the first units", weights),
      lastButtons({ signal, act: (action) => once(action)() }),
    ),
    ...panel.notes,
  );
  panel.start();
  return () => {
    playing.stop();
    panel.close();
  };

  function draw(state, frame, theme) {
    if (frame.ended) playing.stop();
    if (frame.number !== newest) playing.heard();
    newest = frame.number;
    play.disabled = frame.ended;
    rate.set(tickOf(state.rate, rates));
    progress.value = frame.done;
    told.textContent = frame.sentence;
    left.textContent = frame.left;
    chart.canvas.setAttribute("aria-label", `Curves over the epochs. ${frame.sentence}`);
    drawCurves(frame, theme);
    drawWeights(frame);
  }

  function drawCurves(frame, theme) {
    const { ink, width, height } = chart.begin();
    const names = frame.names ? frame.names.split("\n") : [];
    const rows = names.length ? rowsOf(floats(frame.curves), names.length) : [];
    const line = (name, i) => {
      const isOther = /^(validation|test)/.test(name);
      return { name, values: rows[i], colour: isOther ? "one" : "zero", dash: isOther ? [6, 4] : [] };
    };
    const lines = names.map(line);
    const groups = [false, true].map((share) => lines.filter(({ name }) => areShares(name) === share));
    const shown = groups.filter((group, i) => group.length || (i === 0 && !names.length));
    const epochs = Float32Array.from({ length: setting.epochs + 1 }, (_, i) => i + 1);
    shown.forEach((group, i) => {
      const top = MARGIN.top + (i * height) / shown.length;
      const tall = height / shown.length - MARGIN.top - MARGIN.bottom;
      const area = [MARGIN.left, top, width - MARGIN.right, top + tall];
      const shares = group.length > 0 && areShares(group[0].name);
      const words = shares ? "accuracy" : (group[0]?.name ?? "loss");
      drawEpochs(ink, theme, area, { epochs, lines: group, words, shown: -1, shares });
    });
  }

  function drawWeights(frame) {
    const { side } = frame;
    const all = bytes(frame.pictures);
    const size = 3 * side * side;
    const count = side ? all.length / size : 0;
    weights.parentElement.hidden = count === 0;
    while (weights.children.length > count) weights.lastChild.remove();
    for (let i = 0; i < count; i += 1) {
      const canvas = weights.children[i] ?? weights.appendChild(element("canvas", { role: "img" }));
      canvas.width = side;
      canvas.height = side;
      canvas.setAttribute("aria-label", `The weights of hidden unit ${i + 1} as a picture; grey is zero.`);
      const image = new ImageData(pixelsOf(all.subarray(i * size, (i + 1) * size)), side, side);
      canvas.getContext("2d").putImageData(image, 0, 0);
    }
  }
}

export default { render };
