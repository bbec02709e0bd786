// The questions' page: options to choose, a number to write, a line to name, a curve to sketch.

import { button, element, handle, input, legend } from "./controls.js";
import { format } from "./numbers.js";
import { followTheme, PATIENCE } from "./panel.js";
import { VIEW, keyStep, levelLine, linePoints, viewScales, withHeight } from "./sketch.js";

const WAITING = "The kernel is busy or not running: your answer waits for it.";

function render({ model, el }) {
  const abort = new AbortController();
  const { signal } = abort;
  const root = element("div", { class: "deepcat-widget deepcat-questions" });
  const name = Math.random().toString(36).slice(2); // the same notebook may be open twice
  const views = model.get("asked").map((one, number) =>
    questionView(one, {
      signal,
      name: `deepcat-${name}-${number}`,
      onAnswer: (given) => model.send({ number, given }),
    }),
  );
  const notes = element("div", { class: "deepcat-notes", role: "status" });
  root.append(...views.map((view) => view.node), notes);
  el.append(root);
  followTheme(root, signal);
  const hear = () => model.get("asked").forEach((one, number) => views[number].set(one));
  const note = () => {
    notes.textContent = model.get("notes").join(" ");
  };
  model.on("change:asked", hear);
  model.on("change:notes", note);
  hear();
  note();
  return () => {
    abort.abort();
    model.off("change:asked", hear);
    model.off("change:notes", note);
  };
}

// One question: its words, what it is answered with, the button, and the words for the answer.
function questionView(one, { signal, name, onAnswer }) {
  const words = element("legend", { class: "deepcat-asked" });
  const asked = element("span");
  asked.innerHTML = one.words;
  words.append(element("strong", {}, one.title), " ", asked);
  const told = element("div", { class: "deepcat-told", role: "status", "aria-live": "polite" });
  const problem = element("p", { class: "deepcat-problem", role: "alert" });
  let [doubt, isAnswered] = [0, false];
  const answer = () => {
    if (isAnswered) return;
    const given = field.given();
    if (given === null) {
      problem.textContent = field.missing;
      return;
    }
    problem.textContent = "";
    clearTimeout(doubt);
    doubt = setTimeout(() => {
      problem.textContent = WAITING;
    }, PATIENCE);
    onAnswer(given);
  };
  signal.addEventListener("abort", () => clearTimeout(doubt));
  const send = button("Answer", { signal, onClick: answer });
  const field = fieldOf(one, { signal, name, onEnter: answer });
  const row = element("div", { class: "deepcat-buttons" }, send);
  const node = element("fieldset", { class: "deepcat-ask" }, words, field.node, row, problem, told);
  return { node, set };

  function set(now) {
    clearTimeout(doubt);
    problem.textContent = now.problem;
    if (now.given === null || isAnswered) return;
    isAnswered = true;
    send.setAttribute("aria-disabled", "true");
    send.textContent = "Your answer stays";
    if (field.node.contains(document.activeElement)) send.focus();
    field.lock(now);
    told.innerHTML = now.told;
  }
}

function fieldOf(one, options) {
  const makers = { choice: choiceField, line: choiceField, number: numberField, curve: sketchField };
  return makers[one.kind](one, options);
}

function choiceField(one, { signal, name, onEnter }) {
  const isCode = one.kind === "line";
  const made = one.options.map(({ value, words }) => {
    const radio = input({ type: "radio", name, value });
    radio.addEventListener("keydown", (event) => event.key === "Enter" && onEnter(), { signal });
    const text = element(isCode ? "code" : "span");
    if (isCode) text.textContent = words;
    else text.innerHTML = words;
    const label = element("span", { class: "deepcat-letter" }, isCode ? `${value}` : `${value})`);
    const node = element("label", {}, radio, label, text);
    return { node, radio, value };
  });
  const kind = isCode ? "deepcat-options deepcat-lines" : "deepcat-options";
  return {
    node: element("div", { class: kind }, ...made.map(({ node }) => node)),
    missing: isCode ? "Choose a line first." : "Choose an answer first.",
    given: () => made.find(({ radio }) => radio.checked)?.value ?? null,
    lock({ given }) {
      for (const { node, radio, value } of made) {
        radio.checked = value === given;
        radio.disabled = true;
        node.classList.toggle("deepcat-chosen", value === given);
      }
    },
  };
}

function numberField(one, { signal, onEnter }) {
  const box = input({ type: "text", inputmode: "decimal", size: "10", autocomplete: "off" });
  box.addEventListener("keydown", (event) => event.key === "Enter" && onEnter(), { signal });
  return {
    node: element("div", { class: "deepcat-options" }, element("label", {}, "Your number ", box)),
    missing: "Write a number first.",
    given: () => box.value.trim() || null,
    lock({ given }) {
      box.value = String(given).replace("-", "−");
      box.readOnly = true;
    },
  };
}

function sketchField(one, { signal }) {
  const { axes, places } = one.sketch;
  const scales = viewScales(axes);
  let heights = levelLine(places, axes[1]);
  let [isMoved, isLocked] = [false, false];
  const own = drawing("polyline", { class: "deepcat-sketched" });
  const right = drawing("polyline", { class: "deepcat-right" });
  const picture = drawing("svg", { viewBox: `0 0 ${VIEW.width} ${VIEW.height}`, role: "img" });
  picture.append(...frame(axes, scales), right, own);
  const node = element("div", { class: "deepcat-stage" }, picture);
  node.style.aspectRatio = `${VIEW.width} / ${VIEW.height}`;
  const move = (index, value) => {
    if (isLocked) return;
    isMoved = true;
    heights = withHeight(heights, index, value, axes[1]);
    draw();
  };
  const handles = places.map((place, index) =>
    handle({
      label: `height of your sketch at ${axes[0].name} = ${format(place, 1)}`,
      kind: "sketch",
      orientation: "vertical",
      range: [axes[1].low, axes[1].high],
      signal,
      onDrag: (_, pixel) => {
        const share = pixel / node.getBoundingClientRect().height;
        move(index, scales.up.from(share * VIEW.height));
      },
      onNudge: (_, up) => up !== 0 && move(index, heights[index] + up * keyStep(axes[1])),
    }),
  );
  node.append(...handles.map((one) => one.node));
  const size = new ResizeObserver(draw);
  size.observe(node);
  signal.addEventListener("abort", () => size.disconnect());
  const key = element("div", {});
  const help = element("p", { class: "deepcat-small" });
  help.textContent = "Drag the points up and down; or Tab to one and press the arrow keys.";
  draw();
  return {
    node: element("div", { class: "deepcat-sketch" }, node, key, help),
    missing: "Move the points to where you expect the curve first.",
    given: () => (isMoved ? heights : null),
    lock({ given, sketch }) {
      isLocked = true;
      heights = given;
      for (const one of handles) one.node.setAttribute("aria-disabled", "true");
      right.setAttribute("points", linePoints(sketch.right, axes));
      key.replaceChildren(legend(["line", "your sketch"], ["best", "what comes out"]));
      help.remove();
      draw();
    },
  };

  function draw() {
    own.setAttribute("points", linePoints(heights, axes));
    const words = heights.map((height, i) => `${format(places[i], 1)}: ${format(height)}`);
    picture.setAttribute("aria-label", `Your sketch. ${words.join("; ")}`);
    const { width, height } = node.getBoundingClientRect();
    const [perX, perY] = [width / VIEW.width, height / VIEW.height];
    handles.forEach((one, i) => {
      const [x, y] = [scales.across.to(places[i]) * perX, scales.up.to(heights[i]) * perY];
      one.place(x, y, width, height, heights[i], format(heights[i]));
    });
  }
}

// The axes of a sketch, with their names and their ends.
function frame([across, up], scales) {
  const [left, right] = [across.low, across.high].map(scales.across.to);
  const [bottom, top] = [up.low, up.high].map(scales.up.to);
  const line = (x1, y1, x2, y2) => drawing("line", { x1, y1, x2, y2, class: "deepcat-frame" });
  const words = (x, y, anchor, text) => {
    const node = drawing("text", { x, y, "text-anchor": anchor, class: "deepcat-words" });
    node.textContent = text;
    return node;
  };
  const short = (value) => String(value).replace("-", "−");
  return [
    line(left, bottom, right, bottom),
    line(left, bottom, left, top),
    words(left, bottom + 16, "start", short(across.low)),
    words(right, bottom + 16, "end", short(across.high)),
    words((left + right) / 2, bottom + 16, "middle", across.name),
    words(left - 6, bottom, "end", short(up.low)),
    words(left - 6, top + 10, "end", short(up.high)),
    words(left + 6, top + 8, "start", up.name),
  ];
}

function drawing(tag, attributes) {
  const holder = element("div");
  holder.innerHTML = "<svg></svg>";
  const node = document.createElementNS(holder.firstChild.namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

export default { render };
