// What the networks' pictures are drawn with: edges, inputs, maps in the units, words on them.

import { drawClasses, frameOf } from "./marks.js";
import { endsOf, gripOf, unitName } from "./network_layout.js";
import { format } from "./numbers.js";
import { linearScale } from "./plane.js";

// An edge as wide as its weight is large: solid above zero, dashed below.
export function drawEdge(ink, theme, ends, value, { limit, isChosen, thickest = 5 }) {
  if (!ends) return;
  const stroke = (colour, width, dash = []) => {
    ink.strokeStyle = theme.named(colour);
    ink.lineWidth = width;
    ink.setLineDash(dash);
    ink.beginPath();
    for (const end of ends) ink.lineTo(...end);
    ink.stroke();
    ink.setLineDash([]);
  };
  const share = Math.min(Math.abs(value) / limit, 1);
  const width = value === 0 ? 1 : 1 + thickest / 10 + thickest * share;
  if (isChosen) stroke("focus", width + 5);
  if (isChosen) stroke("panel", width + 2);
  stroke(value === 0 ? "faint" : value > 0 ? "one" : "zero", width, value < 0 ? [9, 5] : []);
}

// Every unit: a ring or what `drawInput` draws for an input, a map for a hidden unit, and what
// `drawOutput` draws; several outputs are rings, with the map beside them.
export function drawUnits(ink, theme, { places, sizes, drawTile, drawOutput, inputs, ...more }) {
  const { drawInput = (square, i, place) => drawRing(ink, theme, place) } = more;
  const last = sizes.length - 1;
  let number = 0;
  places.forEach((column, layer) =>
    column.forEach(({ x, y, half }, i) => {
      const square = [x - half, y - half, 2 * half, 2 * half];
      if (layer === 0) drawInput(square, i, { x, y, half });
      else if (layer === last && column.length > 1) drawRing(ink, theme, { x, y, half });
      else if (layer < last) {
        drawTile(number, square);
        number += 1;
      } else drawOutput(square);
      ink.strokeStyle = theme.named("edge");
      ink.lineWidth = 1;
      if (layer > 0 && !(layer === last && column.length > 1)) ink.strokeRect(...square);
      const words = unitName(sizes, layer, i + 1, inputs);
      const isBelow = layer === 0 && inputs !== undefined;
      nameUnit(ink, theme, words, { x, y, half }, { layer, last, isBelow });
    }),
  );
}

function nameUnit(ink, theme, words, { x, y, half }, { layer, last, isBelow }) {
  if (isBelow) {
    ink.font = theme.font(12, "italic");
    ink.textAlign = "center";
    write(ink, theme, words, [x, y + half + 12]);
    return;
  }
  const isInside = layer > 0 && layer < last;
  const isSmall = isInside && half < 16;
  ink.font = theme.font(isSmall ? 11 : 14, "italic");
  ink.textAlign = isSmall ? "right" : isInside ? "left" : "center";
  const inside = isSmall ? [x - half - 4, y + 4] : [x - half + 4, y - half + 14];
  write(ink, theme, words, isInside ? inside : [x, layer === 0 ? y + 5 : y - half - 6]);
}

function drawRing(ink, theme, { x, y, half }) {
  ink.fillStyle = theme.named("paper");
  ink.strokeStyle = theme.named("edge");
  ink.lineWidth = 1.5;
  ink.beginPath();
  ink.arc(x, y, half, 0, 2 * Math.PI);
  ink.fill();
  ink.stroke();
}

// The output's map with the axes and the points on it; `drawMap` fills the square.
export function drawOutputPlane(ink, theme, square, { reach, drawMap, points, size = 0.7 }) {
  const [left, top, width, height] = square;
  const scale = {
    across: linearScale([-reach, reach], [left, left + width]),
    up: linearScale([-reach, reach], [top + height, top]),
  };
  drawMap(square);
  ink.save();
  ink.beginPath();
  ink.rect(...frameOf(scale, reach));
  ink.clip();
  ink.strokeStyle = theme.named("axis");
  ink.lineWidth = 1;
  ink.beginPath();
  ink.moveTo(left, scale.up.to(0));
  ink.lineTo(left + width, scale.up.to(0));
  ink.moveTo(scale.across.to(0), top);
  ink.lineTo(scale.across.to(0), top + height);
  ink.stroke();
  drawClasses(ink, theme, scale, points, size);
  ink.restore();
}

// The number of a link at its grip, `away` to the right of it where it is the chosen one.
export function labelLink(ink, theme, places, link, value, away = 0) {
  const [x, y] = gripOf(places, link);
  const words = `${link.from === null ? "b " : ""}${format(value, 1)}`;
  ink.font = theme.font(12, away ? "bold" : "");
  ink.textAlign = away ? "left" : "center";
  write(ink, theme, words, [x + away, y + 4]);
}

// All the edges, the chosen one with a border.
export function drawLinks(ink, theme, { places, links, valueOf, chosen, limit, thickest }) {
  links.forEach((link, i) => {
    const look = { limit, isChosen: i === chosen, thickest };
    drawEdge(ink, theme, endsOf(places, link), valueOf(link, i), look);
  });
}

// Words with a rim, to be read on any ground.
export function write(ink, theme, words, place) {
  ink.lineWidth = 4;
  ink.lineJoin = "round";
  ink.strokeStyle = theme.named("panel");
  ink.fillStyle = theme.named("ink");
  ink.strokeText(words, ...place);
  ink.fillText(words, ...place);
}
