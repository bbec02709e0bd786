import assert from "node:assert/strict";
import { test } from "node:test";

import { bracketed, bytes, floats, format, signed } from "./numbers.js";

test("numbers have two digits, a true minus sign and no minus zero", () => {
  assert.equal(format(1), "1.00");
  assert.equal(format(-0.5), "−0.50");
  assert.equal(format(-0.001), "0.00");
  assert.equal(format(2.345, 1), "2.3");
});

test("a negative factor stands in brackets, a negative term gives its sign away", () => {
  assert.equal(bracketed(-0.5), "(−0.50)");
  assert.equal(bracketed(0.5), "0.50");
  assert.equal(signed(-1.5), "− 1.50");
  assert.equal(signed(1.5), "+ 1.50");
});

test("float32 bytes are read from any offset, and nothing stays nothing", () => {
  const buffer = new ArrayBuffer(9);
  const view = new DataView(buffer, 1, 8);
  view.setFloat32(0, 1.5, true);
  view.setFloat32(4, -2, true);
  assert.deepEqual([...floats(view)], [1.5, -2]);
  assert.equal(floats(null), null);
});

test("bytes are the view's own and no others of its buffer", () => {
  const buffer = Uint8Array.from([9, 1, 2, 9]).buffer;
  assert.deepEqual([...bytes(new DataView(buffer, 1, 2))], [1, 2]);
  assert.equal(bytes(null), null);
});
