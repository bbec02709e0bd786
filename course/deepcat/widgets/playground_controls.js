// The playground's controls in groups; each group has `set` to follow state and frame.

import { box, choice, counter, element, slider, toggles } from "./controls.js";

const wholeLog = (log) => Number((10 ** log).toPrecision(2));

// The network: which inputs, functions, loss, how many units.
export function networkBox({ setting, signal, change }) {
  const features = toggles({
    label: "inputs",
    options: setting.features,
    signal,
    onChange: change("features"),
  });
  const kinds = choice({
    label: setting.kinds_are,
    options: setting.kinds,
    signal,
    onChange: change("kind"),
  });
  const losses = choice({ label: "loss", options: setting.losses, signal, onChange: change("loss") });
  const units = counter({
    label: "hidden units",
    low: 1,
    high: setting.most,
    signal,
    onChange: change("units"),
  });
  kinds.node.hidden = setting.kinds.length < 2;
  losses.node.hidden = setting.losses.length < 2;
  const set = (state, frame) => {
    features.set(state.features);
    kinds.set(state.kind);
    losses.set(frame.n_classes === 2 ? state.loss : 0);
    units.set(state.units);
  };
  return { node: box("Network", features.node, units.node, kinds.node, losses.node), set };
}

// Where it begins: the seed, and what the first weights are multiplied by.
export function startBox({ setting, signal, change }) {
  const seed = counter({
    label: "first weights: seed",
    low: 0,
    high: 999,
    signal,
    onChange: change("seed"),
  });
  const scale = choice({
    label: "times",
    options: setting.scales.map(String),
    signal,
    onChange: change("scale"),
  });
  const set = (state) => {
    seed.set(state.seed);
    scale.set(state.scale);
  };
  return { node: box("First weights", seed.node, scale.node), set };
}

// The points: which set, which draw of it, how noisy, how many kept for testing.
export function pointsBox({ setting, signal, change }) {
  const sets = choice({ label: "points", options: setting.sets, signal, onChange: change("data") });
  const sample = counter({
    label: "draw of the points",
    low: 0,
    high: 999,
    signal,
    onChange: change("sample"),
  });
  const noise = slider({
    label: "noise",
    low: 0,
    high: 0.5,
    step: 0.05,
    signal,
    onInput: change("noise"),
  });
  const test = slider({
    label: "for testing",
    low: 0,
    high: 0.9,
    step: 0.1,
    signal,
    words: (share) => `${Math.round(100 * share)} %`,
    onInput: change("test"),
  });
  const about = element("p", { class: "deepcat-small" });
  const set = (state, frame) => {
    sets.set(state.data);
    about.textContent = frame.about;
    sample.set(state.sample);
    noise.set(state.noise);
    test.set(state.test);
  };
  return { node: box("Points", sets.node, about, sample.node, noise.node, test.node), set };
}

// How a step is taken: the learning rate, the batch, the penalty on large weights.
export function trainingControls({ setting, signal, change, steer }) {
  const rate = slider({
    label: "learning rate",
    low: -3,
    high: 1,
    step: 0.05,
    signal,
    words: (log) => String(wholeLog(log)),
    onInput: (log) => steer("rate")(wholeLog(log)),
  });
  const batch = choice({
    label: "points a step",
    options: setting.batches.map((size) => (size ? String(size) : "all")),
    signal,
    onChange: (i) => steer("batch")(setting.batches[i]),
  });
  const penalty = choice({
    label: "penalty",
    options: setting.penalties,
    signal,
    onChange: steer("penalty"),
  });
  const strength = slider({
    label: "its strength λ",
    low: -4,
    high: 0,
    step: 0.1,
    signal,
    words: (log) => String(wholeLog(log)),
    onInput: (log) => steer("strength")(wholeLog(log)),
  });
  const set = (state) => {
    rate.set(Math.log10(state.rate));
    batch.set(setting.batches.indexOf(state.batch));
    penalty.set(state.penalty);
    strength.set(Math.log10(Math.max(state.strength, 1e-4)));
    strength.node.hidden = state.penalty === 0;
  };
  return { nodes: [rate.node, batch.node, penalty.node, strength.node], set };
}

// How many points of each class are taken for which: a table of the words "0 as 0, 0 as 1, …".
export function confusionTable() {
  const node = element("table", { class: "deepcat-counts" });
  const row = (tag, ...cells) =>
    element("tr", {}, ...cells.map((words) => element(tag, {}, String(words))));
  const set = (frame, points) => {
    node.hidden = !frame.confusion;
    const rows = rowsOfCounts(frame.confusion, frame.n_classes);
    node.replaceChildren(
      row("th", points, ...rows.map((_, one) => `taken for ${one}`)),
      ...rows.map((counts, one) => row("td", `class ${one}`, ...counts)),
    );
  };
  return { node, set };
}

// The counts of a confusion matrix, a list for each true class; pure.
export function rowsOfCounts(words, classes) {
  const counts = words ? words.split(",").map(Number) : [];
  return Array.from({ length: counts.length / classes }, (_, i) =>
    counts.slice(i * classes, (i + 1) * classes),
  );
}
