// What the widgets' pages share: controls that keep their keys, a canvas, the theme, the kernel.

import { isDark } from "./colour.js";
import { format } from "./numbers.js";
import { clamp, niceStep } from "./plane.js";
import { newestOnly } from "./queue.js";

// JupyterLab cuts the cell on "x" and Notebook swallows arrows, unless the focused element says:
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };
export const PATIENCE = 2000; // ms until a missing answer is explained
const PAUSE = 500; // ms of rest before a screen reader is told

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// A native control that keeps its keys: a radio button, a field, a slider.
export function input(attributes) {
  return element("input", { ...attributes, ...OWN_KEYS });
}

// A native slider with a label, a live number, and `set` to move it from outside.
export function slider({ label, limit, signal, onInput, ...more }) {
  const { low = -limit, high = limit, digits = 2 } = more;
  const { step = niceStep((high - low) / 100) } = more;
  const range = { type: "range", min: low, max: high, step };
  const control = input(range);
  const output = element("output");
  const words = element("span");
  const named = element("label", {}, words, control); // no id, which another widget might have too
  const call = (text) => {
    if (words.innerHTML !== text) words.innerHTML = text;
  };
  const set = (value) => {
    control.value = value;
    output.textContent = format(value, digits);
    control.setAttribute("aria-valuetext", format(value, digits));
  };
  call(label);
  control.addEventListener("input", () => onInput(Number(control.value)), { signal });
  return { node: element("div", { class: "deepcat-slider" }, named, output), set, call };
}

export function button(label, { signal, onClick, title = "" }) {
  const node = element("button", { type: "button", title, ...OWN_KEYS }, label);
  node.addEventListener("click", onClick, { signal });
  return node;
}

// The two buttons with which every widget ends.
export function lastButtons({ signal, act }) {
  return element(
    "div",
    { class: "deepcat-buttons" },
    button("Reset", { signal, onClick: () => act("reset") }),
    button("Show me", { signal, onClick: () => act("show") }),
  );
}

// A whole number between two buttons, one less and one more.
export function counter({ label, low, high, signal, onChange }) {
  const output = element("output");
  let now = low;
  const press = (step) => () => onChange(clamp(now + step, low, high));
  const fewer = button("−", { signal, onClick: press(-1) });
  const more = button("+", { signal, onClick: press(1) });
  fewer.setAttribute("aria-label", `${label}: one less`);
  more.setAttribute("aria-label", `${label}: one more`);
  const words = element("span", {}, label);
  const node = element("div", { class: "deepcat-counter" }, words, fewer, output, more);
  const set = (value) => {
    now = value;
    output.textContent = String(value);
  };
  return { node, set };
}

// One of a few named things, as buttons of which one is pressed.
export function choice({ label, options, signal, onChange }) {
  const nodes = options.map((words, i) => button(words, { signal, onClick: () => onChange(i) }));
  const group = element("div", { class: "deepcat-choice", role: "group", "aria-label": label });
  group.append(element("span", {}, label), ...nodes);
  const set = (chosen) =>
    nodes.forEach((node, i) => node.setAttribute("aria-pressed", String(i === chosen)));
  return { node: group, set };
}

// Some controls that belong together; the title is for those who hear it.
export function box(title, ...children) {
  return element("section", { class: "deepcat-box", "aria-label": title }, ...children);
}

// Follow a pointer from the press on a node, in pixels of the picture around it.
export function drags(node, { signal, onGrab = () => {}, onDrag }) {
  const place = (event) => {
    const box = node.parentElement.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const grab = (event) => {
    node.setPointerCapture(event.pointerId);
    event.preventDefault();
    onGrab(...place(event));
  };
  const drag = (event) => {
    if (node.hasPointerCapture(event.pointerId)) onDrag(...place(event));
  };
  node.addEventListener("pointerdown", grab, { signal });
  node.addEventListener("pointermove", drag, { signal });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// A point on the picture to drag, or to move with the arrow keys (faster with Shift).
export function handle({ label, kind, range, signal, onGrab = () => {}, onDrag, onNudge }) {
  const node = element("div", {
    class: `deepcat-handle deepcat-handle-${kind}`,
    role: "slider",
    tabindex: "0",
    "aria-label": label,
    "aria-valuemin": range[0].toFixed(2),
    "aria-valuemax": range[1].toFixed(2),
    "aria-valuenow": "0",
    ...OWN_KEYS,
  });
  const grab = (...pixel) => {
    node.focus();
    onGrab(...pixel);
  };
  const nudge = (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onNudge(...step.map((part) => part * (event.shiftKey ? 5 : 1)));
  };
  drags(node, { signal, onGrab: grab, onDrag });
  node.addEventListener("keydown", nudge, { signal });
  const place = (x, y, width, height, now, text) => {
    node.style.left = `${clamp(x, 0, width)}px`;
    node.style.top = `${clamp(y, 0, height)}px`;
    node.setAttribute("aria-valuenow", now.toFixed(2));
    node.setAttribute("aria-valuetext", text);
  };
  return { node, place };
}

// What the marks of a picture mean: pairs of a mark's kind and words.
export function legend(...entries) {
  const items = entries.map(([kind, words]) =>
    element("li", {}, element("span", { class: `deepcat-mark deepcat-mark-${kind}` }), words),
  );
  return element("ul", { class: "deepcat-legend" }, ...items);
}

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
  const mark = () => colours(root);
  requestAnimationFrame(() => signal.aborted || mark());
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
