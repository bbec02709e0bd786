// A small pad to draw on, with the pointer or with the keys.

import { button, drags, element, handle, input } from "./controls.js";
import { clamp } from "./plane.js";
import { strokeDots } from "./strokes.js";

const SHOWN = 192; // pixels of the page that the pad is wide

// A pad of side × side pixels; `onDrawn` gets its ImageData after every stroke.
export function drawingPad({ side, signal, onDrawn }) {
  const canvas = element("canvas", { role: "img", "aria-label": "a pad to draw a picture on" });
  canvas.width = side;
  canvas.height = side;
  const stage = element("div", { class: "deepcat-pad" }, canvas);
  const colour = input({ type: "color", value: "#303030", "aria-label": "colour of the brush" });
  const size = input({ type: "range", min: 1, max: 12, value: 4, "aria-label": "size of the brush" });
  const ink = canvas.getContext("2d", { willReadFrequently: true });
  let last = null;
  let at = [side / 2, side / 2];

  const fill = () => {
    ink.fillStyle = "#f4f0e6";
    ink.fillRect(0, 0, side, side);
  };
  const done = () => onDrawn(ink.getImageData(0, 0, side, side));
  const dab = (place) => {
    ink.fillStyle = colour.value;
    for (const [x, y] of strokeDots(last ?? place, place)) {
      ink.beginPath();
      ink.arc(x, y, Number(size.value) / 2, 0, 2 * Math.PI);
      ink.fill();
    }
    last = place;
  };
  const inPixels = (x, y) => [(x * side) / SHOWN, (y * side) / SHOWN].map((v) => clamp(v, 0, side));
  const start = (...pixel) => {
    last = null;
    dab(inPixels(...pixel));
  };
  drags(canvas, { signal, onGrab: start, onDrag: (...pixel) => dab(inPixels(...pixel)) });
  canvas.addEventListener("pointerup", done, { signal });

  const brush = handle({
    label: "brush: arrows move it, the space bar draws",
    kind: "tip",
    range: [0, side],
    signal,
    onGrab: start,
    onDrag: (...pixel) => dab(inPixels(...pixel)),
    onNudge: (right, up) => {
      at = [clamp(at[0] + right, 0, side), clamp(at[1] - up, 0, side)];
      show();
    },
  });
  const key = (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    last = null;
    dab(at);
    done();
  };
  brush.node.addEventListener("keydown", key, { signal });
  const show = () => {
    const place = at.map((v) => (v * SHOWN) / side);
    brush.place(...place, SHOWN, SHOWN, at[0], `column ${Math.round(at[0])}, row ${Math.round(at[1])}`);
  };
  stage.append(brush.node);
  fill();
  show();
  const clear = button("Clear", { signal, onClick: () => [fill(), done()] });
  const brushes = [element("label", {}, "colour ", colour), element("label", {}, "brush ", size)];
  const tools = element("div", { class: "deepcat-buttons" }, ...brushes, clear);
  const hint = "Drag to draw. By keyboard: the arrows move the ring, the space bar draws.";
  const words = element("p", { class: "deepcat-small" }, hint);
  return { node: element("div", { class: "deepcat-drawing" }, stage, tools, words) };
}
