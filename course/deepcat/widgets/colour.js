// Colours of the map: blue below the threshold, orange above, told apart by every kind of eye.

const LEVELS = 50; // of each class, where there are more than two

// Red, green and blue of "#rrggbb" or "rgb(…)", which is all that a browser computes.
export function parseColour(text) {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(text);
  if (hex) return hex.slice(1).map((part) => parseInt(part, 16));
  return text.match(/[\d.]+/g).slice(0, 3).map(Number);
}

// Relative luminance, 0 (black) to 1 (white), after WCAG 2.
export function luminance(rgb) {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function isDark(background) {
  return luminance(parseColour(background)) < 0.18;
}

// 256 colours as RGBA bytes: shade 0 is no number, 1 low, 128 the threshold, 255 high.
export function palette(low, middle, high, nothing) {
  const table = new Uint8ClampedArray(256 * 4);
  const [from, between, to, none] = [low, middle, high, nothing].map(parseColour);
  for (let shade = 0; shade < 256; shade += 1) {
    const side = (shade - 128) / 127;
    const end = side < 0 ? from : to;
    const mixed = between.map((part, i) => part + (end[i] - part) * Math.abs(side));
    table.set([...(shade === 0 ? none : mixed), 255], 4 * shade);
  }
  return table;
}

// As `palette`, where a shade is 1 + 50 · class + level: from the middle at level 0 to the colour
// of the class at level 49.
export function classPalette(middle, nothing, ...classes) {
  const table = new Uint8ClampedArray(256 * 4);
  const [between, none] = [middle, nothing].map(parseColour);
  table.set([...none, 255], 0);
  classes.map(parseColour).forEach((end, one) => {
    for (let level = 0; level < LEVELS; level += 1) {
      const mixed = between.map((part, i) => part + ((end[i] - part) * level) / (LEVELS - 1));
      table.set([...mixed, 255], 4 * (1 + LEVELS * one + level));
    }
  });
  return table;
}

// Each shade's colour, written to the pixels of an ImageData, a whole pixel at a time.
export function paint(shades, table, pixels) {
  const [from, to] = [table, pixels].map((part) => new Uint32Array(part.buffer));
  for (let i = 0; i < shades.length; i += 1) to[i] = from[shades[i]];
}
