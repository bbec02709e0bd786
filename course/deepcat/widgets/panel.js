// What the widgets' pages share: a canvas, the theme, and the way to the kernel and back.

import { isDark } from "./colour.js";
import { element } from "./controls.js";
import { newestOnly } from "./queue.js";

export const PATIENCE = 2000; // ms until a missing answer is explained
const PAUSE = 500; // ms of rest before a screen reader is told

// A canvas as wide as its column, sharp on every screen; `begin` clears it and gives its size.
export function stage(ratio) {
  const canvas = element("canvas", { role: "img" });
  const node = element("div", { class: "deepcat-stage" }, canvas);
  node.style.aspectRatio = String(ratio);
  const begin = () => {
    const { width, height } = node.getBoundingClientRect();
    const density = window.devicePixelRatio || 1;
    const [columns, rows] = [Math.round(width * density), Math.round(height * density)];
    if (canvas.width !== columns || canvas.height !== rows) {
      canvas.width = columns;
      canvas.height = rows;
    }
    const ink = canvas.getContext("2d");
    ink.setTransform(density, 0, 0, density, 0, 0);
    ink.clearRect(0, 0, width, height);
    return { ink, width, height };
  };
  return { node, canvas, begin };
}

// The widget's root with everything that comes and goes with it: state, frames, theme, size.
export function openPanel({ model, el, name, draw }) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = element("div", { class: `deepcat-widget deepcat-${name}` });
  const problem = element("p", { class: "deepcat-problem", role: "alert" });
  const spoken = element("p", { class: "deepcat-spoken", "aria-live": "polite" });
  el.append(root);
  let state = { ...model.get("state") };
  let frame = model.get("frame");
  let sending = false;
  let [speech, doubt] = [0, 0];

  const queue = newestOnly((asked) => {
    sending = true;
    model.set("state", asked);
    model.save_changes();
    sending = false;
    clearTimeout(doubt);
    doubt = setTimeout(() => {
      problem.textContent = "The kernel is busy or not running: the picture waits for it.";
    }, PATIENCE);
  });

  const speak = () => {
    clearTimeout(speech);
    speech = setTimeout(() => {
      spoken.textContent = frame.sentence;
    }, PAUSE);
  };
  const redraw = () => {
    if (root.getBoundingClientRect().width === 0) return; // hidden: nothing to draw on yet
    draw(state, frame, colours(root));
    root.dataset.frame = frame.number;
  };
  const hear = () => {
    frame = model.get("frame");
    clearTimeout(doubt);
    if (problem.textContent !== frame.problem) problem.textContent = frame.problem;
    queue.acknowledge();
    redraw();
    speak();
  };
  const follow = () => {
    if (sending) return;
    state = { ...model.get("state") };
    queue.forget();
    redraw();
  };
  model.on("change:frame", hear);
  model.on("change:state", follow);
  const size = new ResizeObserver(redraw);
  watchTheme(signal, redraw);

  return {
    root,
    signal,
    notes: [problem, spoken],
    change(values) {
      state = { ...state, ...values, request: state.request + 1 };
      queue.ask(state); // first, since Python can work while the page draws
      redraw();
    },
    act: (action) => model.send({ action }),
    redraw,
    get state() {
      return state;
    },
    get frame() {
      return frame;
    },
    start() {
      problem.textContent = frame.problem;
      size.observe(root);
      redraw();
      speak();
    },
    close() {
      abort.abort();
      size.disconnect();
      model.off("change:frame", hear);
      model.off("change:state", follow);
      clearTimeout(speech);
      clearTimeout(doubt);
    },
  };
}

// The theme's colours as the canvas needs them; marks the root as dark where the page is.
function colours(root) {
  const style = getComputedStyle(root);
  root.dataset.dark = String(isDark(style.backgroundColor));
  const named = (name) => style.getPropertyValue(`--deepcat-${name}`).trim();
  return { named, font: (size, weight = "") => `${weight} ${size}px ${style.fontFamily}`.trim() };
}

// Let the style sheet know whether the page is dark, now and later.
export function followTheme(root, signal) {
  const mark = () => root.isConnected && colours(root);
  const back = new ResizeObserver(mark); // a cell far out of view is taken off the page
  back.observe(root);
  signal.addEventListener("abort", () => back.disconnect());
  watchTheme(signal, mark);
}

// Draw again when the page or the system changes between light and dark, or the screen its density.
function watchTheme(signal, redraw) {
  const later = () => requestAnimationFrame(() => signal.aborted || redraw());
  const body = new MutationObserver(later);
  const attributeFilter = ["data-jp-theme-light", "data-jp-theme-name", "class", "style"];
  body.observe(document.body, { attributes: true, attributeFilter });
  signal.addEventListener("abort", () => body.disconnect());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later, { signal });
  const density = `(resolution: ${window.devicePixelRatio}dppx)`;
  matchMedia(density).addEventListener("change", later, { signal });
}
