import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

const bundles = readdirSync(".").filter((name) => name.startsWith("bundle_of_"));

test("there are bundles", () => assert.ok(bundles.length > 1));

for (const name of bundles) {
  test(`${name} loads by itself and renders`, async () => {
    const { default: widget } = await import(`./${name}`);
    assert.deepEqual(Object.keys(widget), ["render"]);
    assert.equal(typeof widget.render, "function");
  });
}
