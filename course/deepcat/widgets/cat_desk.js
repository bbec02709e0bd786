// CatDesk's page: a picture, its score, what each place adds to it; a file or a drawing of one's own.

import { box, button, counter, element, input, lastButtons, slider } from "./controls.js";
import { shadeMap } from "./marks.js";
import { bytes, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { pixelsOf } from "./pixels.js";
import { drawingPad } from "./drawing_pad.js";

const LARGEST = 256; // pixels a side of what is sent; Python makes it as small as it needs

function render({ model, el }) {
  const setting = model.get("setting");
  const { side, units } = setting;
  const panel = openPanel({ model, el, name: "cat-desk", draw });
  const { signal } = panel;
  const picture = element("canvas", { role: "img", class: "deepcat-large" });
  const weights = element("canvas", { role: "img", class: "deepcat-large" });
  const map = stage(1);
  const drawMap = shadeMap(side);
  const told = element("p", { class: "deepcat-number" });
  const known = element("p", { class: "deepcat-small" });
  const bar = element("meter", { min: 0, max: 1, low: 0.5, high: 0.5, optimum: 1, "aria-label": "score" });
  const send = (image) => {
    const content = { action: "picture", width: image.width, height: image.height };
    model.send(content, undefined, [image.data.buffer]);
  };
  const which = slider({
    label: "picture",
    low: 1,
    high: setting.count,
    step: 1,
    signal,
    words: (number) => (panel.frame.own ? "own" : String(number)),
    onInput: (number) => panel.change({ chosen: number - 1 }),
  });
  const unit = counter({
    label: "hidden unit",
    low: 1,
    high: Math.max(units, 1),
    signal,
    onChange: (number) => panel.change({ unit: number - 1 }),
  });
  const gallery = element("div", { class: "deepcat-weights", role: "group", "aria-label": "worst mistakes" });
  const own = setting.takes ? [box("A picture of your own", ...ownPictures())] : [];
  const figure = (words, node) => element("figure", { class: "deepcat-figure" }, node, element("figcaption", {}, words));
  const inside = units
    ? [figure("weights of the unit: grey is 0", weights), figure("input × weight: orange raises its score", map.node)]
    : [];
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-row" }, figure("the picture", picture), ...inside),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Score", which.node, bar, told, known, ...(units ? [unit.node] : [])),
      lastButtons(panel),
    ),
    element("div", { class: "deepcat-controls" }, box("Worst mistakes", element("p", {}, "Worst mistakes here"), gallery), ...own),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function ownPictures() {
    const file = input({ type: "file", accept: "image/*", "aria-label": "a picture from a file" });
    file.addEventListener("change", () => file.files[0] && readFile(file.files[0]).then(send), { signal });
    const pad = drawingPad({ side, signal, onDrawn: send });
    return [element("label", {}, "From a file: ", file), element("p", {}, "Or draw one:"), pad.node];
  }

  function draw(state, frame, theme) {
    which.set(Math.max(state.chosen, 0) + 1);
    unit.set(state.unit + 1);
    told.textContent = frame.sentence;
    known.textContent = frame.facts;
    bar.value = frame.score;
    bar.textContent = format(frame.score);
    paintPicture(picture, bytes(frame.picture), frame.sentence, frame.stale);
    if (units) {
      const size = 3 * side * side;
      const rows = bytes(setting.weights);
      const words = `The weights of hidden unit ${state.unit + 1} as a picture; grey is zero.`;
      paintPicture(weights, rows.subarray(state.unit * size, (state.unit + 1) * size), words, false);
      drawProducts(frame, theme);
    }
    drawGallery(frame);
  }

  function drawProducts(frame, theme) {
    const { ink, width, height } = map.begin();
    drawMap(ink, theme, frame.map, frame.number, [0, 0, width, height], frame.stale);
    map.canvas.setAttribute("aria-label", `What each place adds to the score of the unit. ${frame.sentence}`);
  }

  function drawGallery(frame) {
    const numbers = frame.mistakes ? frame.mistakes.split(",").map(Number) : [];
    if (gallery.dataset.shown === frame.mistakes) return;
    gallery.dataset.shown = frame.mistakes;
    const captions = frame.captions.split("\n");
    const all = bytes(frame.thumbs);
    const size = 3 * side * side;
    gallery.replaceChildren(
      ...numbers.map((number, i) => {
        const canvas = element("canvas", {});
        paintPicture(canvas, all.subarray(i * size, (i + 1) * size), "", false);
        const node = button(canvas, { signal, onClick: () => panel.change({ chosen: number }), title: captions[i] });
        node.setAttribute("aria-label", `mistake ${i + 1}: picture ${number + 1}, ${captions[i]}`);
        return node;
      }),
    );
  }

  function paintPicture(canvas, rgb, words, isStale) {
    if (!rgb?.length) return;
    canvas.width = side;
    canvas.height = side;
    canvas.style.opacity = isStale ? 0.4 : 1;
    if (words) canvas.setAttribute("aria-label", words);
    canvas.getContext("2d").putImageData(new ImageData(pixelsOf(rgb), side, side), 0, 0);
  }
}

// A file as pixels, made smaller where it is large.
async function readFile(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const ink = canvas.getContext("2d");
  ink.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return ink.getImageData(0, 0, canvas.width, canvas.height);
}

export default { render };
