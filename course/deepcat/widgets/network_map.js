// NetworkMap's page: units and edges, a map in every unit, and one weight at a time in the hand.

import { box, counter, drags, element, handle, lastButtons, legend, slider } from "./controls.js";
import { shadeMap } from "./marks.js";
import { drawLinks, drawOutputPlane, drawUnits, labelLink } from "./network_drawing.js";
import { gripOf, linkName, linksOf, nearestLink, placesOf, sizesOf } from "./network_layout.js";
import { bytes, floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp } from "./plane.js";

const LABELLED = 14; // links: with more of them only the chosen one shows its number

function render({ model, el }) {
  const setting = model.get("setting");
  const { limit, most, reach, tile } = setting;
  const points = { x1: floats(setting.x1), x2: floats(setting.x2), classes: bytes(setting.classes) };
  const picture = stage(2.1);
  const drawOutput = shadeMap(setting.cells);
  const drawTile = Array.from({ length: most.layers * most.units }, () => shadeMap(tile));
  const panel = openPanel({ model, el, name: "network-map", draw });
  const { signal } = panel;
  let chosen = 0; // the link in the hand
  let held = null; // where a drag began: pixel and weight

  const now = () => {
    const sizes = sizesOf(panel.state);
    const { width, height } = picture.node.getBoundingClientRect();
    const links = linksOf(sizes);
    chosen = clamp(chosen, 0, links.length - 1);
    return { sizes, links, link: links[chosen], places: placesOf(sizes, width, height) };
  };
  const turn = (value) => {
    const { link } = now();
    panel.change({ [link.name]: Number(clamp(value, -limit, limit).toFixed(6)) });
  };
  const take = (index) => {
    chosen = index;
    panel.redraw();
  };
  const hold = (_, y) => {
    held = { y, value: panel.state[now().link.name] };
  };
  const pull = (_, y) => held && turn(held.value + ((held.y - y) * limit) / 150);
  const grip = handle({
    label: "weight in the hand: left and right choose another, up and down change it",
    kind: "grip",
    range: [-limit, limit],
    signal,
    onGrab: hold,
    onDrag: pull,
    onNudge: (right, up) => {
      const { links, link } = now();
      if (right) take((chosen + Math.sign(right) + links.length) % links.length);
      else turn(panel.state[link.name] + up / 10);
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

  const weight = slider({ label: "", limit, signal, onInput: turn });
  const layers = counter({
    label: "hidden layers",
    low: 0,
    high: most.layers,
    signal,
    onChange: (count) => panel.change({ layers: count }),
  });
  const units = Array.from({ length: most.layers }, (_, i) =>
    counter({
      label: `units in layer ${i + 1}`,
      low: 1,
      high: most.units,
      signal,
      onChange: (count) => panel.change({ [`units${i + 1}`]: count }),
    }),
  );
  const count = element("p", { class: "deepcat-number" });
  const [low, high] = [element("span"), element("span")];
  const hint = "Click an edge or a unit, then drag up or down. By keyboard: ← → choose, ↑ ↓ change.";
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture deepcat-wide" }, picture.node),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Weight", weight.node, element("p", { class: "deepcat-small" }, hint)),
      box("Layers", layers.node, ...units.map((one) => one.node)),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      box(
        "Points",
        count,
        legend(
          ["zero", "class 0"],
          ["one", "class 1"],
          ["wrong", "wrong side"],
          ["plus", "positive weight"],
          ["minus", "negative weight"],
        ),
        element("div", { class: "deepcat-scale" }, "ŷ ", low, element("i", {}), high),
      ),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function draw(state, frame, theme) {
    const { ink, width, height } = picture.begin();
    const { sizes, links, link, places } = now();
    const name = linkName(sizes, link);
    const value = state[link.name];
    weight.call(name);
    weight.set(value);
    layers.set(state.layers);
    units.forEach((one, i) => {
      one.set(state[`units${i + 1}`]);
      one.node.hidden = i >= state.layers;
    });
    count.replaceChildren(...countWords(bytes(frame.right)));
    low.textContent = frame.low;
    high.textContent = frame.high;
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const valueOf = (one) => state[one.name];
    drawLinks(ink, theme, { places, links, valueOf, chosen, limit });
    const fresh = frame.sizes === sizes.join(",");
    const tiles = fresh && frame.tiles ? bytes(frame.tiles) : null;
    const tileOf = (number) => tiles && tiles.subarray(number * tile * tile, (number + 1) * tile * tile);
    drawUnits(ink, theme, {
      places,
      sizes,
      drawTile: (number, square) =>
        drawTile[number](ink, theme, tileOf(number), frame.number, square, frame.stale),
      drawOutput: (square) =>
        drawOutputPlane(ink, theme, square, {
          reach,
          drawMap: () => drawOutput(ink, theme, frame.shades, frame.number, square, frame.stale),
          points: { ...points, right: bytes(frame.right) },
        }),
    });
    if (links.length <= LABELLED) {
      links.filter((one) => one !== link).forEach((one) => labelLink(ink, theme, places, one, valueOf(one)));
    }
    const [x, y] = gripOf(places, link);
    grip.place(x, y, width, height, value, `${name}: ${format(value)}`);
    labelLink(ink, theme, places, link, value, 16);
  }

  function countWords(right) {
    if (!right) return [setting.driven ? "–" : "Give your network function to see its maps."];
    const correct = right.reduce((sum, one) => sum + one, 0);
    const strong = (number) => element("strong", {}, String(number));
    return [strong(correct), " right, ", strong(right.length - correct), " wrong"];
  }
}

export default { render };
