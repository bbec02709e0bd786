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


def test_every_outcome_is_told_in_words(
    lab: Any, page: Any, notebook: str, pictures: Path, contrast: Any
) -> None:
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
        assert contrast(page, CARD) >= 4.5


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


FULL = """
from deepcat.display import show_verdict
from deepcat_judge.verdict import Item, Outcome, PartResult, TrailRow, Verdict

show_verdict(Verdict(
    "neuron.neuron_batch", Outcome.INCORRECT, 3.0, 5.0,
    headline="The bias is added to the first example only.",
    input_note="three examples", input="w = [[0.5], [-1.]], X = [[1., 0., 2.], [0., 3., 1.]]",
    expected="[[0.62, 0.05, 0.5]]", received="[[0.62, 0.04, 0.45]]",
    line=4, code="A[0, 0] = activation(w.T @ X[:, [0]] + b)",
    thought="Which of the scores gets b?",
    printed="Z has shape (1, 3)\\n[[ 0.5 -3.   0. ]]",
    curve=tuple(2.0 / (1 + 0.2 * i) + 0.1 * (i % 3) for i in range(40)),
    trail=(
        TrailRow("Z1", (4, 3), 0.0, True),
        TrailRow("A1", (4, 3), 0.25, False),
        TrailRow("Z2", (1, 3), float("nan"), False),
    ),
    parts=(
        PartResult("values", "the values", 3.0, 3.0),
        PartResult("vectorised", "no loop over examples", 0.0, 2.0),
    ),
    notes=("Judged with right versions of sigmoid, which did not pass above.",),
))
show_verdict(Verdict(
    "introduction.quiz", Outcome.INCORRECT, 1.0, 2.0, headline="Right so far: 1 of 2 questions.",
    items=(
        Item("deep", False, "This is the word's everyday meaning. See section 1.1.1."),
        Item("baseline", True, "Saying no every time is right on 95 of the 100 pictures."),
    ),
))
show_verdict(Verdict(
    "neuron.relu", Outcome.GRADER_FAULT, 0.0, 3.0, headline="DeepCat itself failed here.",
    traceback="Traceback (most recent call last):\\n  File judge.py, line 1\\nKeyError: 'relu'",
))
"""


def test_every_part_of_a_verdict_is_readable_in_both_themes(
    lab: Any, page: Any, pictures: Path, contrast: Any
) -> None:
    """Printed lines, a curve, a trail, a quiz, and our own fault with its traceback folded."""
    lab.open(page, lab.write("full", [FULL]))
    lab.run_all(page)
    cards = page.locator(CARD)
    cards.nth(2).wait_for()
    assert cards.nth(0).locator("svg[role=img]").get_attribute("aria-label").startswith("The loss")
    assert cards.nth(0).locator("svg").bounding_box()["height"] == 32
    assert cards.nth(0).locator("pre").inner_text().splitlines()[0] == "Z has shape (1, 3)"
    assert "another shape" in cards.nth(0).locator("table").nth(1).inner_text()
    assert not cards.nth(2).locator("pre").is_visible()
    for theme in ("light", "dark"):
        lab.theme(page, theme)
        _shoot(page, pictures / f"verdict-{theme}.png")
        assert contrast(page, CARD) >= 4.5
    cards.nth(2).locator("summary").click()
    assert "KeyError" in cards.nth(2).locator("pre").inner_text()


def test_an_answer_that_is_not_there_is_explained_below_pythons_error(
    lab: Any, page: Any, pictures: Path
) -> None:
    """Python stops the check itself; a cell that cannot be read is told by the next check."""
    cells = [
        f"{CELLS[0]}, start\nstart()",
        "check(tanh)",
        "def relu(Z):\n    return np.maximum(Z, 0)",
        "def relu(Z):\n    return np.maximum(Z, 0",
        "check(relu)",
    ]
    lab.open(page, lab.write("absent", cells))
    for index in range(len(cells)):  # one by one: Run All stops at the first error
        page.locator(".jp-CodeCell").nth(index).click()
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-cell')")
    cards = page.locator(CARD)
    cards.nth(1).wait_for()
    assert "There is no tanh" in cards.nth(0).inner_text()
    assert "'(' was never closed" in cards.nth(1).inner_text()
    assert "Your line 2" in cards.nth(1).inner_text()
    _shoot(page, pictures / "absent.png")


def _shoot(page: Any, path: Path) -> None:
    page.set_viewport_size({"width": 1000, "height": 2600})
    page.screenshot(path=path)
