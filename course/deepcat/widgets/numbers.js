// Numbers as text, and bytes as numbers, in pure functions.

// A number with a true minus sign; minus zero is zero.
export function format(value, digits = 2) {
  const text = value.toFixed(digits);
  if (Number(text) === 0) return (0).toFixed(digits);
  return text.replace("-", "−");
}

// As `format`, in brackets when negative: 2 · (−0.50).
export function bracketed(value, digits = 2) {
  const text = format(value, digits);
  return text.startsWith("−") ? `(${text})` : text;
}

// A number with its sign set apart, to follow a term: "+ 0.50" or "− 0.50".
export function signed(value, digits = 2) {
  const text = format(value, digits);
  return text.startsWith("−") ? `− ${text.slice(1)}` : `+ ${text}`;
}

// The numbers of a DataView of little-endian float32; null stays null.
export function floats(view) {
  if (!view) return null;
  return Float32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

// The bytes of a DataView or of an array of bytes; null stays null.
export function bytes(view) {
  return view ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : null;
}
