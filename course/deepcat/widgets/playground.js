// Playground's page: a network that learns before one's eyes, and every weight of it in the hand.

import { box, button, choice, counter, drags, element, handle } from "./controls.js";
import { input, lastButtons, legend, slider } from "./controls.js";
import { drawEpochs, nearestIndex, rowsOf } from "./curves.js";
import { shadeMap } from "./marks.js";
import { drawLinks, drawOutputPlane, drawUnits, labelLink } from "./network_drawing.js";
import { gripOf, linkName, linksOf, nearestLink, placesOf } from "./network_layout.js";
import { bytes, floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp } from "./plane.js";
import { player, restOf } from "./playing.js";

const LIMIT = 8; // a larger weight is drawn no wider, and its slider reaches as far as it does
const LABELLED = 14; // links: with more of them only the chosen one shows its number
const GAP = 5; // pixels above and below a hidden unit
const BATCHES = [0, 1, 8, 32];
const MARGIN = { left: 50, right: 14, top: 24, bottom: 22 };

function render({ model, el }) {
  const setting = model.get("setting");
  const picture = stage(1.7);
  const chart = stage(setting.measured ? 1.25 : 2.2);
  const maps = mapsOfAnySize();
  const panel = openPanel({ model, el, name: "playground", draw });
  const { signal } = panel;
  const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
  let chosen = 0; // the link in the hand
  let held = null; // where a drag began: pixel and weight
  let newest = -1; // the frame that has been answered

  const play = button("▶ Play", { signal, onClick: () => playing.toggle() });
  const playing = player({
    ask: () => panel.act("train"),
    onChange: (isPlaying) => {
      play.textContent = isPlaying ? "❚❚ Pause" : "▶ Play";
    },
    signal,
    rest: restOf(lessMotion.matches),
  });
  const once = (action) => () => {
    playing.stop();
    panel.act(action);
  };

  const now = () => {
    const frame = panel.frame;
    const sizes = [2, frame.units, 1];
    const { width, height } = picture.node.getBoundingClientRect();
    const links = linksOf(sizes);
    chosen = clamp(chosen, 0, links.length - 1);
    const places = placesOf(sizes, width, height, frame.units > 6 ? 3 : GAP + 7);
    return { sizes, links, link: links[chosen], weights: floats(frame.weights), places };
  };
  const turn = (value) => {
    const weight = Number(clamp(value, -1e6, 1e6).toFixed(6));
    panel.change({ link: chosen, weight, edits: panel.state.edits + 1, shown: -1 });
  };
  const take = (index) => {
    chosen = index;
    panel.redraw();
  };
  const hold = (_, y) => {
    held = { y, value: now().weights[chosen] };
  };
  const pull = (_, y) => held && turn(held.value + ((held.y - y) * LIMIT) / 150);
  const grip = handle({
    label: "weight in the hand: left and right choose another, up and down change it",
    kind: "grip",
    range: [-LIMIT, LIMIT],
    signal,
    onGrab: hold,
    onDrag: pull,
    onNudge: (right, up) => {
      const { links, weights } = now();
      if (right) take((chosen + Math.sign(right) + links.length) % links.length);
      else turn(weights[chosen] + up / 10);
    },
  });
  drags(picture.canvas, {
    signal,
    onGrab: (...pixel) => {
      const { places, links } = now();
      const index = nearestLink(places, links, pixel);
      held = null;
      if (index < 0) return;
      take(index);
      grip.node.focus({ preventScroll: true });
      hold(...pixel);
    },
    onDrag: pull,
  });
  picture.node.append(grip.node);
  const weight = slider({ label: "", limit: LIMIT, signal, onInput: turn });

  const epoch = element("p", { class: "deepcat-number", "aria-live": "off" });
  const whole = { low: 0, high: 0, step: 1, digits: 0 };
  const replay = slider({
    label: "replay",
    ...whole,
    signal,
    words: (i) => String(floats(panel.frame.epochs)[i] ?? 0),
    onInput: (shown) => {
      playing.stop();
      panel.change({ shown });
    },
  });
  drags(chart.canvas, {
    signal,
    onGrab: (...pixel) => replayAt(...pixel),
    onDrag: (...pixel) => replayAt(...pixel),
  });
  const change = (name) => (value) => panel.change({ [name]: value, shown: -1 });
  const units = counter({
    label: "hidden units",
    low: 1,
    high: setting.most,
    signal,
    onChange: change("units"),
  });
  const rate = slider({
    label: "learning rate",
    low: -3,
    high: 1,
    step: 0.05,
    signal,
    words: (log) => String(Number((10 ** log).toPrecision(2))),
    onInput: (log) => panel.change({ rate: Number((10 ** log).toPrecision(2)) }),
  });
  const batch = choice({
    label: "points a step",
    options: BATCHES.map((size) => (size ? String(size) : "all")),
    signal,
    onChange: (i) => panel.change({ batch: BATCHES[i] }),
  });
  const seed = counter({ label: "first weights: seed", low: 0, high: 999, signal, onChange: change("seed") });
  const sets = choice({ label: "points", options: setting.sets, signal, onChange: change("data") });
  const kinds = choice({ label: "functions", options: setting.kinds, signal, onChange: change("kind") });
  kinds.node.hidden = setting.kinds.length < 2;
  const noise = slider({ label: "noise", low: 0, high: 0.5, step: 0.05, signal, onInput: change("noise") });
  const test = slider({
    label: "for testing",
    low: 0,
    high: 0.9,
    step: 0.1,
    signal,
    words: (share) => `${Math.round(100 * share)} %`,
    onInput: change("test"),
  });
  const settings = input({ type: "text", readonly: "", "aria-label": "settings, to paste into a cell" });
  settings.addEventListener("focus", () => settings.select(), { signal });

  const hover = (event) => {
    const { left, top } = picture.node.getBoundingClientRect();
    const { places, links, sizes, weights } = now();
    const index = nearestLink(places, links, [event.clientX - left, event.clientY - top]);
    const words = index < 0 ? "" : `${linkName(sizes, links[index])}: ${format(weights[index])}`;
    if (picture.canvas.title !== words) picture.canvas.title = words;
  };
  picture.canvas.addEventListener("pointermove", hover, { signal });
  const counts = element("table", { class: "deepcat-counts" });
  const hint = "Click an edge or a unit, then drag up or down. By keyboard: ← → choose, ↑ ↓ change.";
  const running = element(
    "div",
    { class: "deepcat-buttons" },
    play,
    button("One epoch", { signal, onClick: once("epoch") }),
    button("Start again", { signal, onClick: once("again") }),
  );
  const learning = box("Training", running, epoch, replay.node, rate.node, batch.node);
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture deepcat-wide" }, picture.node),
    element(
      "div",
      { class: "deepcat-picture" },
      setting.learns ? chart.node : epoch,
      legend(
        ["zero", "class 0"],
        ["one", "class 1"],
        ["wrong", "wrong side"],
        ["plus", "positive weight"],
        ["minus", "negative weight"],
        ...(setting.learns ? [["training", "training"], ["testing", "test"]] : []),
      ),
      counts,
      lastButtons({ signal, act: (action) => once(action)() }),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      ...(setting.learns ? [learning] : []),
      box("Weight", weight.node, element("p", { class: "deepcat-small" }, hint)),
      box("Network", kinds.node, units.node, seed.node),
      box("Points", sets.node, noise.node, test.node),
      element("label", { class: "deepcat-paste" }, "settings", settings),
    ),
    ...panel.notes,
  );
  panel.start();
  return () => {
    playing.stop();
    panel.close();
  };

  function replayAt(x) {
    const epochs = floats(panel.frame.epochs);
    const { width } = chart.node.getBoundingClientRect();
    const share = (x - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
    playing.stop();
    panel.change({ shown: nearestIndex(epochs, share * epochs[epochs.length - 1]) });
  }

  function draw(state, frame, theme) {
    if (frame.ended) playing.stop();
    if (frame.number !== newest) playing.heard();
    newest = frame.number;
    const { links, link, weights } = now();
    const name = linkName([2, frame.units, 1], link);
    const value = weights[chosen];
    const largest = Math.max(LIMIT, ...weights.map(Math.abs));
    weight.call(name);
    weight.set(value);
    units.set(frame.units);
    seed.set(state.seed);
    rate.set(Math.log10(state.rate));
    batch.set(BATCHES.indexOf(state.batch));
    sets.set(state.data);
    kinds.set(state.kind);
    noise.set(state.noise);
    test.set(state.test);
    settings.value = frame.settings;
    epoch.textContent = frame.sentence.slice(frame.sentence.indexOf(" Epoch ") + 1);
    showCounts(frame);
    replay.reach(Math.max(floats(frame.epochs).length - 1, 0));
    replay.set(Math.max(frame.shown, 0));
    picture.canvas.setAttribute("aria-label", frame.sentence);
    drawNetwork(frame, theme, { value, name, limit: largest, isAll: links.length <= LABELLED });
    if (setting.learns) drawCurves(frame, theme);
  }

  function showCounts(frame) {
    const [a, b, c, d] = frame.confusion.split(",");
    const row = (tag, ...cells) => element("tr", {}, ...cells.map((words) => element(tag, {}, words)));
    const points = bytes(frame.tested).includes(1) ? "test points" : "points";
    counts.hidden = !frame.confusion;
    counts.replaceChildren(
      row("th", points, "taken for 0", "taken for 1"),
      row("td", "class 0", a, b ?? ""),
      row("td", "class 1", c ?? "", d ?? ""),
    );
  }

  function drawNetwork(frame, theme, { value, name, limit, isAll }) {
    const { ink, width, height } = picture.begin();
    const { sizes, links, link, weights, places } = now();
    const valueOf = (_, i) => weights[i];
    const thickest = frame.units > 6 ? 3 : 5;
    drawLinks(ink, theme, { places, links, valueOf, chosen, limit, thickest });
    const { cells, number, stale } = frame;
    const tile = cells / 2;
    const tiles = frame.mapped === frame.units ? bytes(frame.tiles) : null;
    const points = {
      x1: floats(frame.x1),
      x2: floats(frame.x2),
      classes: bytes(frame.classes),
      right: bytes(frame.right),
    };
    drawUnits(ink, theme, {
      places,
      sizes,
      drawTile: (unit, square) => {
        const part = tiles && tiles.subarray(unit * tile * tile, (unit + 1) * tile * tile);
        maps(`unit ${unit}`, tile)(ink, theme, part, number, square, stale);
      },
      drawOutput: (square) =>
        drawOutputPlane(ink, theme, square, {
          reach: frame.reach,
          drawMap: () => maps("output", cells)(ink, theme, frame.shades, number, square, stale),
          points: points.right?.length === points.x1.length ? points : { ...points, right: null },
          size: 0.55,
        }),
    });
    if (isAll) {
      links.forEach((one, i) => one !== link && labelLink(ink, theme, places, one, weights[i]));
    }
    const [x, y] = gripOf(places, link);
    grip.place(x, y, width, height, value, `${name}: ${format(value)}`);
    labelLink(ink, theme, places, link, value, 16);
  }

  function drawCurves(frame, theme) {
    const { ink, width, height } = chart.begin();
    const epochs = floats(frame.epochs);
    const [loss, testLoss, share, testShare] = rowsOf(floats(frame.curves), 4);
    const [left, right] = [MARGIN.left, width - MARGIN.right];
    const both = setting.measured ? 2 : 1;
    const tall = height / both - MARGIN.top - MARGIN.bottom;
    const area = (i) => {
      const top = MARGIN.top + (i * height) / both;
      return [left, top, right, top + tall];
    };
    const pair = (values, tested) => [
      { values: tested, colour: "one", dash: [6, 4] },
      { values, colour: "zero" },
    ];
    const { shown } = frame;
    if (setting.measured) {
      drawEpochs(ink, theme, area(0), { epochs, lines: pair(loss, testLoss), words: "loss", shown });
    }
    drawEpochs(ink, theme, area(both - 1), {
      epochs,
      lines: pair(share, testShare),
      words: "share right",
      shown,
      shares: true,
    });
    chart.canvas.setAttribute("aria-label", `Curves over the epochs. ${frame.sentence}`);
  }
}

// Maps by name, made again where their number of cells has changed.
function mapsOfAnySize() {
  const made = new Map();
  return (name, cells) => {
    if (made.get(name)?.cells !== cells) made.set(name, { cells, draw: shadeMap(cells) });
    return made.get(name).draw;
  };
}

export default { render };
