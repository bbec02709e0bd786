// The widgets' controls: by mouse and by keyboard, each with a name, and each keeps its keys.

import { format } from "./numbers.js";
import { clamp, niceStep } from "./plane.js";

// JupyterLab cuts the cell on "x" and Notebook swallows arrows, unless the focused element says:
const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

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

// Words that a student chose, inside a label that may hold markup.
export function escaped(text) {
  const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return String(text).replace(/[&<>]/g, (mark) => marks[mark]);
}

// A native slider with a label, a live number, and `set` to move it from outside, `call` to name
// it and `reach` to end it elsewhere; `words` makes text of a value.
export function slider({ label, limit, signal, onInput, ...more }) {
  const { low = -limit, high = limit, digits = 2 } = more;
  const { step = niceStep((high - low) / 100), words: say = (v) => format(v, digits) } = more;
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
    output.textContent = say(value);
    control.setAttribute("aria-valuetext", say(value));
  };
  call(label);
  control.addEventListener("input", () => onInput(Number(control.value)), { signal });
  const reach = (end) => control.setAttribute("max", end);
  return { node: element("div", { class: "deepcat-slider" }, named, output), set, call, reach };
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

// Some of a few named things, as buttons each of which is pressed or not; one at least is.
export function toggles({ label, options, signal, onChange }) {
  let chosen = 0; // a bit for each
  const press = (i) => () => (chosen ^ (1 << i)) && onChange(chosen ^ (1 << i));
  const nodes = options.map((words, i) => button(words, { signal, onClick: press(i) }));
  const group = element("div", { class: "deepcat-choice", role: "group", "aria-label": label });
  group.append(element("span", {}, label), ...nodes);
  const set = (code) => {
    chosen = code;
    nodes.forEach((node, i) => node.setAttribute("aria-pressed", String(Boolean((code >> i) & 1))));
  };
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
export function handle({ label, kind, range, signal, ...more }) {
  const { onGrab = () => {}, onDrag, onNudge, orientation = "horizontal" } = more;
  const node = element("div", {
    class: `deepcat-handle deepcat-handle-${kind}`,
    role: "slider",
    tabindex: "0",
    "aria-label": label,
    "aria-orientation": orientation,
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
