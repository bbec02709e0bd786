"""What a student sees below a check cell, in JupyterLab's own rendering."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = (
    "import numpy as np\nfrom deepcat import check, hint, progress",
    "def sigmoid(Z):\n    return np.exp(-np.logaddexp(0.0, -Z))\n\ncheck(sigmoid)",
    "def sigmoid(Z):\n    return 1 / (1 + np.exp(Z))\n\ncheck(sigmoid)",
    "def sigmoid(Z):\n    return 1 / (1 + np.exp(-Z))\n\ncheck(sigmoid)",
    "def relu(Z):\n    largest = max(0, Z)  # <b>$x$</b>\n    return largest\n\ncheck(relu)",
    "def tanh(Z):\n    raise NotImplementedError()\n\ncheck(tanh)",
    'hint("neuron.sigmoid")',
    "progress()",
)
CARD = ".jp-OutputArea-output .deepcat"


@pytest.fixture(scope="module")
def notebook(lab: Any) -> str:
    return str(lab.write("check", list(CELLS)))


def test_every_outcome_is_told_in_words(lab: Any, page: Any, notebook: str, pictures: Path) -> None:
    """Each card names its outcome, carries a label for screen readers, and nothing is echoed."""
    lab.open(page, notebook)
    lab.run_all(page)
    cards = page.locator(CARD)
    labels = [card.get_attribute("aria-label") for card in cards.all()]
    for label, word in zip(
        labels,
        (
            ": right",
            "not right yet",
            "partly right",
            "stopped",
            "not attempted",
            "Hint",
            "Progress",
        ),
        strict=True,
    ):
        assert word in label
    assert all(card.get_attribute("role") == "status" for card in cards.all())
    assert page.locator(".jp-OutputArea-executeResult").count() == 0
    assert "max(0, Z) # <b>$x$</b>" in " ".join(cards.nth(3).inner_text().split())
    for theme in ("light", "dark"):
        lab.theme(page, theme)
        _shoot(page, pictures / f"check-{theme}.png")
        assert _contrast(page) >= 4.5


def test_an_untrusted_notebook_still_tells_everything(lab: Any, page: Any, pictures: Path) -> None:
    """What JupyterLab's sanitiser leaves of a stored output reads the same."""
    ran = NotebookClient(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS[:4]]),
        kernel_name="python3",
    ).execute()
    lab.open(page, lab.write("stored", list(ran.cells)))
    cards = page.locator(CARD)
    assert "Partly right" in cards.nth(2).inner_text()
    assert "Next thought" in cards.nth(2).inner_text()
    _shoot(page, pictures / "check-untrusted.png")


def _shoot(page: Any, path: Path) -> None:
    page.set_viewport_size({"width": 1000, "height": 2600})
    page.screenshot(path=path)


def _contrast(page: Any) -> float:
    """The least WCAG contrast between a card's text and what lies behind it."""
    return float(page.evaluate(_CONTRAST, CARD))


_CONTRAST = """selector => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const behind = node => {
    for (; node; node = node.parentElement) {
      const colour = rgb(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  let least = 21;
  for (const node of document.querySelectorAll(`${selector} *`)) {
    if (![...node.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const colour = rgb(getComputedStyle(node).color);
    const alpha = colour.length === 4 ? colour[3] : 1;
    const back = behind(node);
    const seen = colour.slice(0, 3).map((v, i) => alpha * v + (1 - alpha) * back[i]);
    const [high, low] = [light(seen), light(back)].sort((a, b) => b - a);
    least = Math.min(least, (high + 0.05) / (low + 0.05));
  }
  return least;
}"""
