// Softmax's page: a bar for each logit, beside it the bar of its share, and the true class's loss.

import { box, choice, element, escaped, handle, lastButtons, slider } from "./controls.js";
import { floats, format } from "./numbers.js";
import { openPanel, stage } from "./panel.js";
import { clamp, linearScale, ticks } from "./plane.js";

const ROW = 64;
const TOP = 34;

function render({ model, el }) {
  const setting = model.get("setting");
  const { names, limit, lowest } = setting;
  const curve = floats(setting.curve);
  const tall = TOP + ROW * names.length + 20;
  const picture = stage(796 / Math.max(tall, 230));
  const panel = openPanel({ model, el, name: "softmax", draw });
  const { signal } = panel;
  const logit = (k, value) => panel.change({ [`z${k + 1}`]: clamp(value, -limit, limit) });
  const sliders = names.map((name, k) =>
    slider({ label: `logit of ${escaped(name)}`, limit, signal, onInput: (value) => logit(k, value) }),
  );
  const [low, high] = setting.temperatures;
  const temperature = slider({
    label: "temperature",
    low,
    high,
    signal,
    onInput: (value) => panel.change({ temperature: value }),
  });
  const truth = choice({
    label: "true class",
    options: names,
    signal,
    onChange: (k) => panel.change({ true: k }),
  });
  const handles = names.map((name, k) =>
    handle({
      label: `bar of ${name}`,
      kind: "grip",
      range: [-limit, limit],
      signal,
      onDrag: (x) => logit(k, areas(picture.node.getBoundingClientRect()).logits.from(x)),
      onNudge: (right, up) => logit(k, panel.state[`z${k + 1}`] + (right || up) / 10),
    }),
  );
  picture.node.append(...handles.map((one) => one.node));
  const loss = element("p", { class: "deepcat-number" });
  const entropy = element("p", { class: "deepcat-number" });
  panel.root.append(
    element("p", { class: "deepcat-question" }, setting.question),
    element("div", { class: "deepcat-picture deepcat-wide" }, picture.node),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Logits", ...sliders.map((one) => one.node), temperature.node),
    ),
    element(
      "div",
      { class: "deepcat-controls" },
      box("Loss", truth.node, loss, entropy),
      lastButtons(panel),
    ),
    ...panel.notes,
  );
  panel.start();
  return panel.close;

  // The three parts of the picture: logits, shares, and the loss over the true class's share.
  function areas({ width, height }) {
    const inner = width - 70;
    const bottom = height - 30;
    const most = curve ? Math.max(...curve.filter(Number.isFinite), 1) : 5;
    return {
      logits: linearScale([-limit, limit], [64, 64 + 0.33 * inner]),
      shares: linearScale([0, 1], [64 + 0.42 * inner, 64 + 0.64 * inner]),
      share: linearScale([0, 1], [64 + 0.76 * inner, 60 + inner]),
      loss: linearScale([0, most], [bottom, TOP]),
      row: (k) => TOP + ((bottom - TOP) * (k + 0.5)) / names.length,
      thick: Math.min(26, (0.5 * (bottom - TOP)) / names.length),
    };
  }

  function draw(state, frame, theme) {
    const logits = names.map((_, k) => state[`z${k + 1}`]);
    const shares = floats(frame.probabilities);
    sliders.forEach((one, k) => one.set(logits[k]));
    temperature.set(state.temperature);
    truth.set(state.true);
    loss.replaceChildren(...lossWords(state, frame));
    const sums = [frame.total && `sum ${frame.total}`, frame.entropy && `entropy ${frame.entropy}`];
    entropy.textContent = sums.some(Boolean) ? `bars: ${sums.filter(Boolean).join(", ")}` : "";
    picture.canvas.setAttribute("aria-label", frame.sentence);
    const { ink, width, height } = picture.begin();
    const area = areas({ width, height });
    heading(ink, theme, "logits z", area.logits, 80);
    const room = area.share.to(0) - area.shares.to(0);
    heading(ink, theme, `${setting.softmax || "softmax"}(z / T)`, area.shares, room);
    names.forEach((name, k) => {
      const isTrue = k === state.true;
      drawName(ink, theme, name, area, k, isTrue);
      drawBar(ink, theme, area, k, area.logits, logits[k], isTrue ? "one" : "zero");
      handles[k].place(
        area.logits.to(logits[k]),
        area.row(k),
        width,
        height,
        logits[k],
        `${name}: ${format(logits[k])}`,
      );
      if (!shares) return;
      const colour = frame.stale ? "faint" : isTrue ? "one" : "zero";
      drawBar(ink, theme, area, k, area.shares, shares[k], colour);
      const end = area.shares.to(clamp(shares[k], 0, 1));
      ink.font = theme.font(13);
      ink.textAlign = "left";
      ink.fillStyle = theme.named("ink");
      const words = Number.isFinite(shares[k]) ? format(shares[k]) : String(shares[k]);
      ink.fillText(words, Math.max(end, area.shares.to(0)) + 6, area.row(k) + 4);
    });
    drawLoss(ink, theme, area, height, shares && shares[state.true], frame);
  }

  function heading(ink, theme, words, scale, room) {
    ink.font = theme.font(13);
    ink.textAlign = "left";
    ink.fillStyle = theme.named("soft");
    ink.fillText(words, scale.to(0) - 20, 18, room);
  }

  function drawName(ink, theme, name, area, k, isTrue) {
    ink.font = theme.font(14, isTrue ? "bold" : "");
    ink.textAlign = "left";
    ink.fillStyle = theme.named("ink");
    ink.fillText(isTrue ? `${name} ✓` : name, 4, area.row(k) + 5, 62);
  }

  function drawBar(ink, theme, area, k, scale, value, colour) {
    const from = scale.to(0);
    if (Number.isFinite(value)) {
      const to = scale.to(clamp(value, -limit, limit));
      ink.fillStyle = theme.named(colour);
      ink.globalAlpha = 0.75;
      ink.fillRect(Math.min(from, to), area.row(k) - area.thick / 2, Math.abs(to - from), area.thick);
      ink.globalAlpha = 1;
    }
    ink.strokeStyle = theme.named("soft");
    ink.lineWidth = 1;
    ink.beginPath();
    ink.moveTo(from, area.row(k) - area.thick);
    ink.lineTo(from, area.row(k) + area.thick);
    ink.stroke();
  }

  function drawLoss(ink, theme, area, height, share, frame) {
    const [left, right] = [area.share.to(0), area.share.to(1)];
    const [top, bottom] = [TOP, height - 30];
    ink.strokeStyle = theme.named("edge");
    ink.lineWidth = 1;
    ink.beginPath();
    ink.moveTo(left, top);
    ink.lineTo(left, bottom);
    ink.lineTo(right, bottom);
    ink.stroke();
    ink.font = theme.font(12);
    ink.fillStyle = theme.named("soft");
    ink.textAlign = "center";
    ink.fillText("0", left, bottom + 15);
    ink.fillText("1", right, bottom + 15);
    ink.textAlign = "right";
    ink.fillText("share of the true class", right + 4, bottom + 28);
    ink.textAlign = "left";
    ink.fillText("loss", left - 14, 18);
    ink.textAlign = "right";
    for (const at of ticks(0, area.loss.from(TOP), 4)) {
      ink.fillText(String(at), left - 6, area.loss.to(at) + 4);
    }
    if (!curve) return;
    ink.strokeStyle = theme.named("line");
    ink.lineWidth = 2.5;
    ink.beginPath();
    curve.forEach((value, i) => {
      const at = lowest + ((1 - lowest) * i) / (curve.length - 1);
      if (Number.isFinite(value)) ink.lineTo(area.share.to(at), area.loss.to(value));
    });
    ink.stroke();
    const value = floats(frame.dot)?.[0];
    if (!Number.isFinite(value) || !Number.isFinite(share)) return;
    ink.fillStyle = theme.named("arrow");
    ink.strokeStyle = theme.named("paper");
    ink.lineWidth = 1.5;
    ink.beginPath();
    const place = [area.share.to(clamp(share, 0, 1.06)), clamp(area.loss.to(value), 8, height - 8)];
    ink.arc(...place, 6, 0, 2 * Math.PI);
    ink.fill();
    ink.stroke();
  }

  function lossWords(state, frame) {
    const words = `loss of ${names[state.true]} `;
    return [words, element("strong", {}, frame.loss || "–")];
  }
}

export default { render };
