// Bytes of pictures as a canvas needs them, in pure functions.

// Red, green and blue of every pixel, with an opaque fourth byte.
export function pixelsOf(rgb) {
  const pixels = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let i = 0; 3 * i < rgb.length; i += 1) {
    pixels.set(rgb.subarray(3 * i, 3 * i + 3), 4 * i);
    pixels[4 * i + 3] = 255;
  }
  return pixels;
}

// Whether scores of this name are shares, which have a scale from 0 to 100 %.
export function areShares(name) {
  return /accuracy|share|precision|recall|f1/i.test(name);
}
