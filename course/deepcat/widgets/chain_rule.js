// ChainRule's page: the small network as a graph, its numbers revealed one after the other.

import { isOnPath, nearestWeight, nodesOf, ratioOf, rowsOfNode, short } from "./chain_layout.js";
import { strokeEnds, STROKES, weightPlaces, wordsOn } from "./chain_layout.js";
import { box, button, counter, drags, element, handle, input } from "./controls.js";
import { lastButtons, legend, slider } from "./controls.js";
import { write } from "./network_drawing.js";
import { floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp } from "./plane.js";

const LIMIT = 5;

function render({ model, el }) {
  const setting = model.get("setting");
  const { names, weights, back } = setting;
  const picture = stage(ratioOf(Infinity));
  const panel = openPanel({ model, el, name: "chain-rule", draw });
  const { signal } = panel;
  const said = new Map(); // what was said before a number was revealed, by its step

  const layout = () => {
    const { width, height } = picture.node.getBoundingClientRect();
    return nodesOf(width, height);
  };
  const key = () => `t${panel.state.chosen}`;
  const take = (chosen) => panel.change({ chosen });
  const turn = (value) => panel.change({ [key()]: Number(clamp(value, -99, 99).toFixed(6)) });
  const grip = handle({
    label: "weight in the hand: left and right choose another, up and down change it",
    kind: "tip",
    range: [-LIMIT, LIMIT],
    signal,
    onDrag: (...pixel) => takeAt(pixel),
    onNudge: (right, up) => {
      const chosen = panel.state.chosen + Math.sign(right) + weights.length;
      if (right) take(chosen % weights.length);
      else turn(panel.state[key()] + up / 10);
    },
  });
  drags(picture.canvas, { signal, onGrab: (...pixel) => takeAt(pixel), onDrag: () => {} });
  picture.node.append(grip.node);

  const asking = { "aria-label": "your guess", placeholder: "your guess" };
  const guess = input({ type: "text", inputmode: "decimal", size: "8", ...asking });
  const asked = element("p", { class: "deepcat-asked" });
  const told = element("p", { class: "deepcat-number" });
  const path = element("p", { class: "deepcat-number" });
  const go = (step) => panel.change({ step: clamp(step, 0, names.length) });
  const reveal = () => {
    if (guess.value.trim()) said.set(panel.state.step, guess.value.trim());
    guess.value = "";
    go(panel.state.step + 1);
  };
  guess.addEventListener("keydown", (event) => event.key === "Enter" && reveal(), { signal });
  const way = slider({ label: "revealed", low: 0, high: names.length, step: 1, digits: 0, signal, onInput: go });
  const value = slider({ label: "", limit: LIMIT, signal, onInput: turn });
  const example = counter({
    label: "example",
    low: 1,
    high: setting.examples,
    signal,
    onChange: (number) => panel.change({ example: number - 1 }),
  });
  const buttons = element(
    "div",
    { class: "deepcat-buttons" },
    button("◀ Back", { signal, onClick: () => go(panel.state.step - 1) }),
    button("Reveal ▶", { signal, onClick: reveal }),
  );
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture deepcat-wide" }, picture.node),
    element(
      "div",
      { class: "deepcat-controls" },
      box(
        "Next number",
        element("div", { class: "deepcat-guess" }, asked, guess),
        buttons,
        way.node,
        told,
      ),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Weight", value.node, path),
      example.node,
      legend(["number", "value, forward"], ["slope", "slope of the loss"], ["local", "own slope of an edge"]),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  function takeAt(pixel) {
    const name = nearestWeight(weightPlaces(layout()), pixel);
    if (!name) return;
    take(weights.indexOf(name));
    grip.node.focus({ preventScroll: true });
  }

  function draw(state, frame, theme) {
    way.set(state.step);
    value.call(weights[state.chosen]);
    value.set(state[key()]);
    example.set(state.example + 1);
    asked.textContent = frame.asked;
    guess.style.visibility = state.step < names.length ? "" : "hidden";
    const before = said.get(state.step - 1);
    told.textContent = `${before ? `You said ${before}. ` : ""}${frame.told}`;
    path.textContent = frame.path;
    picture.canvas.setAttribute("aria-label", frame.sentence);
    drawGraph(state, frame, theme);
  }

  function drawGraph(state, frame, theme) {
    picture.node.style.aspectRatio = String(ratioOf(picture.node.getBoundingClientRect().width));
    const { ink, width, height } = picture.begin();
    const graph = nodesOf(width, height);
    const places = weightPlaces(graph);
    const chosen = weights[state.chosen];
    const lit = setting.paths[state.chosen];
    const values = floats(frame.values);
    const locals = floats(frame.locals);
    const known = (name) => {
      const index = names.indexOf(name);
      return values && index >= 0 && index < state.step ? short(values[index]) : "";
    };
    ink.globalAlpha = frame.stale ? 0.45 : 1;
    for (const stroke of STROKES) drawStroke(ink, theme, graph, stroke, isOnPath(stroke, lit));
    for (const stroke of STROKES) {
      const name = stroke.from;
      if (stroke.weight || !known(`∂L/∂${name}`)) continue; // a weight is its stroke's slope
      const { align, place } = wordsOn(graph, stroke);
      ink.font = theme.font(12);
      ink.textAlign = align;
      write(ink, theme, `× ${short(locals[back.indexOf(name)])}`, place);
    }
    for (const [name, node] of Object.entries(graph.nodes)) {
      const given = { "x₁": frame.x1, "x₂": frame.x2 }[name];
      const slope = name === "L" ? "" : known(`∂L/∂${name}`);
      const isLit = lit.includes(name) || name === "L";
      drawNode(ink, theme, { ...node, ...graph }, { name, value: given ?? known(name), slope, isLit });
    }
    weights.forEach((name, i) => {
      const [x, y] = places[name];
      drawWeight(ink, theme, [x, y], {
        words: `${name} = ${short(state[`t${i}`])}`,
        slope: known(`∂L/∂${name}`),
        isChosen: name === chosen,
      });
    });
    const { nodes, half, isUpright } = graph;
    ink.font = theme.font(13);
    ink.textAlign = isUpright ? "left" : "center";
    const beside = [nodes.L.x + half.width + 12, nodes.L.y + 5];
    write(ink, theme, `y = ${frame.y}`, isUpright ? beside : [nodes.L.x, nodes.L.y + half.height + 18]);
    ink.globalAlpha = 1;
    const [x, y] = places[chosen];
    grip.place(x, y + 8, width, height, state[key()], `${chosen}: ${format(state[key()])}`);
  }

  function drawStroke(ink, theme, graph, stroke, isLit) {
    ink.strokeStyle = theme.named(isLit ? "focus" : "faint");
    ink.lineWidth = isLit ? 4 : 1.5;
    ink.beginPath();
    for (const end of strokeEnds(graph, stroke)) ink.lineTo(...end);
    ink.stroke();
  }

  function drawNode(ink, theme, { x, y, half, isUpright }, { name, value: number, slope, isLit }) {
    ink.fillStyle = theme.named("paper");
    ink.strokeStyle = theme.named(isLit ? "focus" : "edge");
    ink.lineWidth = isLit ? 2.5 : 1.5;
    ink.beginPath();
    ink.roundRect(x - half.width, y - half.height, 2 * half.width, 2 * half.height, 7);
    ink.fill();
    ink.stroke();
    ink.textAlign = "center";
    ink.font = theme.font(13, "italic");
    ink.fillStyle = theme.named("soft");
    const rows = rowsOfNode({ half, isUpright });
    ink.fillText(name, x, y + rows.name);
    ink.font = theme.font(14, "bold");
    ink.fillStyle = theme.named("ink");
    ink.fillText(number || "?", x, y + rows.number);
    if (!slope) return;
    ink.font = theme.font(13, "bold");
    writeColoured(ink, theme, slope, [x, y + rows.slope]);
  }

  function drawWeight(ink, theme, [x, y], { words, slope, isChosen }) {
    ink.textAlign = "center";
    ink.font = theme.font(12, isChosen ? "bold" : "");
    write(ink, theme, words, [x, y - 6]);
    if (!slope) return;
    ink.font = theme.font(12, "bold");
    writeColoured(ink, theme, slope, [x, y + (isChosen ? 30 : 11)]);
  }

  function writeColoured(ink, theme, words, place) {
    ink.lineWidth = 4;
    ink.lineJoin = "round";
    ink.strokeStyle = theme.named("panel");
    ink.strokeText(words, ...place);
    ink.fillStyle = theme.named("line");
    ink.fillText(words, ...place);
  }
}

export default { render };
