import assert from "node:assert/strict";
import { test } from "node:test";

import { escaped } from "./controls.js";

test("words that a student chose are shown as they are, never read as markup", () => {
  assert.equal(escaped("a<b"), "a&lt;b");
  assert.equal(escaped("<img onerror=x>&"), "&lt;img onerror=x&gt;&amp;");
});
