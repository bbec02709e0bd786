// The playground's pictures: the network with all its maps, the curves, the reference's map.

import { classPalette } from "./colour.js";
import { drawEpochs, rowsOf } from "./curves.js";
import { shadeMap } from "./marks.js";
import { drawLinks, drawOutputPlane, drawUnits, labelLink } from "./network_drawing.js";
import { gripOf, linkName, mapPlace } from "./network_layout.js";
import { bytes, floats, format } from "./numbers.js";

export const MARGIN = { left: 50, right: 14, top: 24, bottom: 22 };
const LABELLED = 14; // links: with more of them only the chosen one shows its number
const INPUT_CELLS = 16;
const MAP_COLOURS = ["low", "high", "two", "three"];

// The numbers of inputs, of hidden units and of outputs, as the frame has them; pure.
export function sizesOfFrame(frame) {
  return [
    frame.features.split(",").length,
    frame.units,
    frame.n_classes === 2 ? 1 : frame.n_classes,
  ];
}

// The network with a map in every unit, the chosen link in front; the grip goes where it is.
export function drawNetwork(stage, maps, grip, theme, frame, { sizes, links, chosen, limit, places }) {
  const { ink, width, height } = stage.begin();
  const [link, weights] = [links[chosen], floats(frame.weights)];
  const inputs = frame.features.split(",");
  const thickest = frame.units > 6 ? 3 : 5;
  const look = { places, links, valueOf: (_, i) => weights[i], chosen, limit, thickest };
  drawLinks(ink, theme, look);
  const drawOutput = (square) => drawPlane(ink, theme, maps, frame, square);
  const several = sizes[2] > 1;
  drawUnits(ink, theme, {
    places,
    sizes,
    inputs,
    drawInput: (square, i) => {
      const part = partOf(frame.inputs, i, INPUT_CELLS);
      maps(`input ${inputs[i]}`, INPUT_CELLS)(ink, theme, part, frame.number, square);
      ink.strokeStyle = theme.named("edge");
      ink.lineWidth = 1;
      ink.strokeRect(...square);
    },
    drawTile: (unit, square) => {
      const tile = frame.cells / 2;
      const part = frame.mapped === frame.units ? partOf(frame.tiles, unit, tile) : null;
      maps(`unit ${unit}`, tile)(ink, theme, part, frame.number, square, frame.stale);
    },
    drawOutput,
  });
  if (several) drawOutput(squareOf(mapPlace(width, height)));
  if (links.length <= LABELLED) {
    links.forEach((one, i) => one !== link && labelLink(ink, theme, places, one, weights[i]));
  }
  const [x, y] = gripOf(places, link);
  const value = weights[chosen];
  grip.place(x, y, width, height, value, `${linkName(sizes, link, inputs)}: ${format(value)}`);
  labelLink(ink, theme, places, link, value, 16);
}

function drawPlane(ink, theme, maps, frame, square) {
  const points = {
    x1: floats(frame.x1),
    x2: floats(frame.x2),
    classes: bytes(frame.classes),
    right: bytes(frame.right),
  };
  drawOutputPlane(ink, theme, square, {
    reach: frame.reach,
    drawMap: () => {
      const map = maps("output", frame.cells, frame.n_classes);
      map(ink, theme, frame.shades, frame.number, square, frame.stale);
    },
    points: points.right?.length === points.x1.length ? points : { ...points, right: null },
    size: 0.55,
  });
}

// The curves of loss and share right; the reference's beside them where it runs along.
export function drawCurves(stage, theme, frame, isMeasured) {
  const { ink, width, height } = stage.begin();
  const epochs = floats(frame.epochs);
  const [loss, testLoss, share, testShare] = rowsOf(floats(frame.curves), 4);
  const both = isMeasured ? 2 : 1;
  const area = (i) => {
    const top = MARGIN.top + (i * height) / both;
    const tall = height / both - MARGIN.top - MARGIN.bottom;
    return [MARGIN.left, top, width - MARGIN.right, top + tall];
  };
  const lines = (values, tested, row) => [
    ...theirs(frame, row),
    { values: tested, colour: "one", dash: [6, 4] },
    { values, colour: "zero" },
  ];
  const { shown } = frame;
  if (isMeasured) {
    drawEpochs(ink, theme, area(0), { epochs, lines: lines(loss, testLoss, 0), words: "loss", shown });
  }
  drawEpochs(ink, theme, area(both - 1), {
    epochs,
    lines: lines(share, testShare, 2),
    words: "share right",
    shown,
    shares: true,
  });
  stage.canvas.setAttribute("aria-label", `Curves over the epochs. ${frame.told} ${frame.compared}`);
}

function theirs(frame, row) {
  if (!frame.their_curves) return [];
  const values = rowsOf(floats(frame.their_curves), 4)[row];
  return [{ values, epochs: floats(frame.their_epochs), colour: "best", dash: [2, 3] }];
}

// The map of the reference at its epoch.
export function drawReference(stage, maps, theme, frame) {
  const { ink, width, height } = stage.begin();
  const map = maps("reference", frame.their_cells, frame.n_classes);
  map(ink, theme, frame.their_map, frame.number, [0, 0, width, height]);
  const words = `The reference's map of the plane at epoch ${frame.their_epoch}.`;
  stage.canvas.setAttribute("aria-label", words);
}

// Maps by name, made again where their number of cells or of classes has changed.
export function mapsOfAnySize() {
  const made = new Map();
  return (name, cells, classes = 2) => {
    const kept = made.get(name);
    if (kept?.cells === cells && kept.classes === classes) return kept.draw;
    const colours = MAP_COLOURS.slice(0, classes).map((one) => `map-${one}`);
    const several = () => shadeMap(cells, ["map-middle", "map-nothing", ...colours], classPalette);
    const draw = classes === 2 ? shadeMap(cells) : several();
    made.set(name, { cells, classes, draw });
    return draw;
  };
}

function partOf(view, index, cells) {
  const all = bytes(view);
  return all ? all.subarray(index * cells * cells, (index + 1) * cells * cells) : null;
}

function squareOf({ x, y, half }) {
  return [x - half, y - half, 2 * half, 2 * half];
}
