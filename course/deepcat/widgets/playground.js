// Playground's page: a network that learns before one's eyes, and every weight of it in the hand.

import { box, button, drags, element, handle } from "./controls.js";
import { input, lastButtons, legend, slider } from "./controls.js";
import { lastEpoch, nearestIndex } from "./curves.js";
import { linkName, linksOf, nearestLink, placesOf } from "./network_layout.js";
import { bytes, floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp } from "./plane.js";
import { confusionTable, networkBox, pointsBox, startBox, trainingControls } from "./playground_controls.js";
import { drawCurves, drawNetwork, drawReference, mapsOfAnySize } from "./playground_drawing.js";
import { MARGIN, sizesOfFrame } from "./playground_drawing.js";
import { player, restOf } from "./playing.js";

const LIMIT = 8; // a larger weight is drawn no wider, and its slider reaches as far as it does
const GAP = 5; // pixels above and below a hidden unit

function render({ model, el }) {
  const setting = model.get("setting");
  const picture = stage(1.7);
  const chart = stage(setting.measured ? 1.25 : 2.2);
  const beside = stage(1);
  beside.canvas.setAttribute("aria-label", "The reference's map of the plane, once it runs along.");
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
    const sizes = sizesOfFrame(frame);
    const { width, height } = picture.node.getBoundingClientRect();
    const links = linksOf(sizes);
    chosen = clamp(chosen, 0, links.length - 1);
    const places = placesOf(sizes, width, height, frame.units > 6 ? 3 : GAP + 7);
    const called = (link) => linkName(sizes, link, frame.features.split(","));
    return { sizes, links, weights: floats(frame.weights), places, called };
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
  const hover = (event) => {
    const { left, top } = picture.node.getBoundingClientRect();
    const { places, links, weights, called } = now();
    const index = nearestLink(places, links, [event.clientX - left, event.clientY - top]);
    const words = index < 0 ? "" : `${called(links[index])}: ${format(weights[index])}`;
    if (picture.canvas.title !== words) picture.canvas.title = words;
  };
  picture.canvas.addEventListener("pointermove", hover, { signal });
  const weight = slider({ label: "", limit: LIMIT, signal, onInput: turn });

  const epoch = element("p", { class: "deepcat-number", "aria-live": "off" });
  const show = (shown) => {
    playing.stop();
    panel.change({ shown });
  };
  const replay = slider({
    label: "replay",
    low: 0,
    high: 0,
    step: 1,
    signal,
    words: (i) => String(floats(panel.frame.epochs)[i] ?? 0),
    onInput: show,
  });
  drags(chart.canvas, { signal, onGrab: replayAt, onDrag: replayAt });

  const change = (name) => (value) => panel.change({ [name]: value, shown: -1 });
  const steer = (name) => (value) => panel.change({ [name]: value }); // the picture stays
  const given = { setting, signal, change, steer };
  const [network, start, points, step] = [networkBox, startBox, pointsBox, trainingControls].map((make) =>
    make(given),
  );
  const counts = confusionTable();
  const key = marksOf(setting);
  const settings = input({ type: "text", readonly: "", "aria-label": "settings, to paste into a cell" });
  settings.addEventListener("focus", () => settings.select(), { signal });
  const engine = element("p", { class: "deepcat-small" });
  const compared = element("p", { class: "deepcat-small" });
  const reference = element("div", { class: "deepcat-beside" }, beside.node, compared);
  const hint = "Click an edge or a unit, then drag up or down. By keyboard: ← → choose, ↑ ↓ change.";
  const running = element(
    "div",
    { class: "deepcat-buttons" },
    play,
    button("One epoch", { signal, onClick: once("epoch") }),
    button("Start again", { signal, onClick: once("again") }),
  );
  const together = button("Beside the reference", {
    signal,
    onClick: once("beside"),
    title: "Begin where the reference began, with its settings, and compare the two runs.",
  });
  const learning = [running, epoch, replay.node, ...step.nodes];
  if (setting.has_reference) {
    learning.push(element("div", { class: "deepcat-buttons" }, together));
    const others = setting.without_reference.join(", ");
    const words = `The reference has no run on: ${others}. From there this goes to the circles.`;
    if (others) learning.push(element("p", { class: "deepcat-small" }, words));
  }
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture deepcat-wide" }, picture.node),
    element(
      "div",
      { class: "deepcat-picture" },
      setting.learns ? chart.node : epoch,
      reference,
      key.node,
      counts.node,
      points.node,
      lastButtons({ signal, act: (action) => once(action)() }),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      ...(setting.learns ? [box("Training", ...learning)] : []),
      box("Weight", weight.node, element("p", { class: "deepcat-small" }, hint)),
      network.node,
      start.node,
      engine,
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
    const others = floats(panel.frame.their_epochs) ?? [];
    show(nearestIndex(epochs, share * lastEpoch(epochs, [{ epochs: others }])));
  }

  function draw(state, frame, theme) {
    if (frame.ended) playing.stop();
    if (frame.number !== newest) playing.heard();
    newest = frame.number;
    const { weights, called, ...seen } = now();
    weight.call(called(seen.links[chosen]));
    weight.set(weights[chosen]);
    for (const group of [network, start, points, step]) group.set(state, frame);
    settings.value = frame.settings;
    engine.textContent = frame.engine;
    epoch.textContent = frame.told;
    counts.set(frame, bytes(frame.tested).includes(1) ? "test points" : "points");
    replay.reach(Math.max(floats(frame.epochs).length - 1, 0));
    replay.set(Math.max(frame.shown, 0));
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const limit = Math.max(LIMIT, ...weights.map(Math.abs));
    drawNetwork(picture, maps, grip, theme, frame, { ...seen, chosen, limit });
    if (setting.learns) drawCurves(chart, theme, frame, setting.measured);
    key.set(frame);
    reference.hidden = !frame.their_map;
    if (!frame.their_map) return;
    const words = `The reference at epoch ${frame.their_epoch}, with your points and settings.`;
    compared.textContent = `${words} ${frame.compared}`;
    drawReference(beside, maps, theme, frame);
  }
}

// What the marks mean; `set` leaves only those that a frame has.
function marksOf({ learns, most_classes: most, has_reference: hasReference }) {
  const classes = ["zero", "one", "two", "three"].slice(0, most);
  const node = legend(
    ...classes.map((kind, one) => [kind, `class ${one}`]),
    ["wrong", "wrong side"],
    ["plus", "positive weight"],
    ["minus", "negative weight"],
    ...(learns ? [["training", "training"], ["testing", "test"]] : []),
    ...(hasReference ? [["reference", "reference"]] : []),
  );
  const set = (frame) => {
    classes.forEach((_, one) => {
      node.children[one].hidden = one >= frame.n_classes;
    });
    if (hasReference) node.lastChild.hidden = !frame.their_map;
  };
  return { node, set };
}

export default { render };
