import assert from "node:assert/strict";
import { test } from "node:test";

for (const name of ["line_fit", "neuron_map"]) {
  test(`${name}: the joined module loads by itself and renders`, async () => {
    const { default: widget } = await import(`./bundle_of_${name}.js`);
    assert.deepEqual(Object.keys(widget), ["render"]);
    assert.equal(typeof widget.render, "function");
  });
}
