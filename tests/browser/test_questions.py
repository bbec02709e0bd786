"""The questions in JupyterLab: by mouse and by keyboard, kept, answered, and readable without."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 30_000  # ms
SETUP = '''
from deepcat import predict, warm_up, what_is_wrong
from deepcat.questions import all_questions
from deepcat.questions.reading import read

SHEET = """
lost_power: slopes, line, neuron.relu
Which line is wrong?
```python
def my_relu(Z):
    low = 0.0

    return np.minimum(Z, low)
```
a) 4
b) 2
   → zero_is_wrong: You named the zero, which would be wrong if ReLU had its corner elsewhere.
*) another line
   → Put a positive score in, and follow it.
= The smaller of the two cuts off what is positive.
"""
all_questions().update({one.id: one for one in read("toy", SHEET)})
'''
CELLS = (
    'predict("neuron.bias_alone")',
    'predict("neuron.slope_at_zero")',
    'predict("neuron.slope_sketch")',
    'what_is_wrong("toy.lost_power")',
    'warm_up("neuron")',
)
SELECTED = "([node, text]) => node.innerText.includes(text)"
NOTHING_STICKS_OUT = """root => [...root.querySelectorAll("*")].every(node =>
    node.getBoundingClientRect().right <= root.getBoundingClientRect().right + 1
)"""


@pytest.fixture(scope="module")
def desk(lab: Any, browser: Any) -> Iterator[Any]:
    """Open one notebook with a question of each kind; no page error may occur."""
    errors: list[str] = []
    page = browser.new_context(viewport={"width": 1000, "height": 2600}).new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    lab.open(page, lab.write("asked/questions", [SETUP, *CELLS]))
    lab.run_all(page)
    page.locator(".deepcat-questions").nth(4).wait_for(timeout=PATIENCE)
    yield page
    page.context.close()
    assert errors == []


def nth(page: Any, number: int) -> Any:
    return page.locator(".deepcat-questions").nth(number)


def await_text(page: Any, widget: Any, text: str) -> None:
    page.wait_for_function(SELECTED, arg=[widget.element_handle(), text], timeout=PATIENCE)


def kept(lab: Any) -> dict[str, Any]:
    path = lab.root / "asked" / "deepcat-answers.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def test_the_text_of_a_question_is_hidden_where_it_can_be_clicked(desk: Any) -> None:
    """It is there all the same, for a page without a kernel."""
    still = desk.locator(".deepcat-still")
    assert still.count() == 5
    assert not any(still.nth(number).is_visible() for number in range(5))
    assert "It slides, and keeps its direction" in still.first.text_content()


def test_every_control_has_a_name_and_keeps_its_keys(desk: Any) -> None:
    for number in range(5):
        controls = nth(desk, number).locator("input, button, [tabindex]")
        assert controls.count() >= 2
        for index in range(controls.count()):
            control = controls.nth(index)
            assert control.get_attribute("data-lm-suppress-shortcuts") == "true"
            assert control.evaluate(
                "node => (node.labels?.[0] ?? node).innerText || node.getAttribute('aria-label')"
            )


def test_a_choice_is_made_by_keyboard_alone(lab: Any, desk: Any) -> None:
    """Arrows move between the options, Enter answers, letters that command Lab do nothing."""
    widget = nth(desk, 0)
    cells = desk.locator(".jp-Cell").count()
    widget.get_by_role("button", name="Answer").click()
    await_text(desk, widget, "Choose an answer first.")
    widget.get_by_role("radio").first.focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("ArrowDown")
    for key in ("x", "a", "b", "m"):
        desk.keyboard.press(key)
    assert widget.get_by_role("radio").nth(1).is_checked()
    desk.keyboard.press("Enter")
    await_text(desk, widget, "You chose b): right.")
    assert desk.locator(".jp-Cell").count() == cells
    assert widget.get_by_role("button").evaluate("node => node === document.activeElement")
    assert kept(lab)["answers"]["neuron.bias_alone"]["right"] is True


def test_the_first_answer_stays_when_the_cell_runs_again(lab: Any, desk: Any) -> None:
    lab.run_all(desk)
    await_text(desk, nth(desk, 0), "You chose b): right.")
    assert desk.locator(".deepcat-questions").count() == 5
    assert nth(desk, 0).get_by_role("radio").nth(2).is_disabled()


def test_a_number_is_typed_and_answered(desk: Any) -> None:
    widget = nth(desk, 1)
    field = widget.get_by_role("textbox")
    field.focus()
    desk.keyboard.type("much")
    desk.keyboard.press("Enter")
    await_text(desk, widget, "Answer with a number")
    field.fill("0,5")
    desk.keyboard.press("Enter")
    await_text(desk, widget, "0.5 is how high it is there.")
    assert widget.locator(".deepcat-problem").inner_text() == ""


def test_a_curve_is_sketched_by_mouse_and_by_keys(lab: Any, desk: Any) -> None:
    widget = nth(desk, 2)
    widget.get_by_role("button", name="Answer").click()
    await_text(desk, widget, "Move the points")
    handles = widget.get_by_role("slider")
    box = handles.nth(3).bounding_box()
    desk.mouse.move(box["x"] + 13, box["y"] + 13)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 13, box["y"] + 50, steps=5)
    desk.mouse.up()
    assert 0 < float(handles.nth(3).get_attribute("aria-valuenow")) < 0.45
    for number in (0, 1, 2, 4, 5, 6):
        handles.nth(number).focus()
        for _ in range(2):
            desk.keyboard.press("Shift+ArrowDown")
    assert float(handles.nth(6).get_attribute("aria-valuenow")) == 0
    widget.get_by_role("button", name="Answer").click()
    await_text(desk, widget, "You sketched a low hill: right.")
    assert len(kept(lab)["answers"]["neuron.slope_sketch"]["answer"]) == 7


def test_the_wrong_line_is_named(desk: Any) -> None:
    widget = nth(desk, 3)
    assert widget.get_by_role("radio").count() == 3
    widget.get_by_role("radio", name="4 return np.minimum").check()
    widget.get_by_role("button", name="Answer").click()
    await_text(desk, widget, "You named line 4: right.")


def test_the_saved_notebook_holds_question_and_answer_as_text(lab: Any, desk: Any) -> None:
    desk.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    await_text(desk, nth(desk, 0), "You chose b)")
    path = lab.root / "asked" / "questions.ipynb"
    desk.wait_for_timeout(1000)
    book = json.loads(path.read_text(encoding="utf-8"))
    texts = ["".join(o["data"]["text/plain"]) for o in book["cells"][1]["outputs"]]
    assert any("It slides" in text and "You chose b): right." in text for text in texts)


def test_without_its_kernel_the_notebook_shows_question_and_answer_as_text(
    lab: Any, browser: Any, desk: Any, pictures: Path
) -> None:
    """A saved notebook is opened, and nothing is run."""
    saved = (lab.root / "asked" / "questions.ipynb").read_text(encoding="utf-8")
    (lab.root / "later.ipynb").write_text(saved, encoding="utf-8")
    page = browser.new_context(viewport={"width": 1000, "height": 1400}).new_page()
    lab.open(page, "later.ipynb")
    still = page.locator(".deepcat-still").first
    still.wait_for(timeout=PATIENCE)
    assert "It slides, and keeps its direction" in still.inner_text()
    assert "You chose b): right." in still.inner_text()
    page.screenshot(path=pictures / "questions-without-kernel.png")
    page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_are_drawn(lab: Any, desk: Any, pictures: Path, theme: str) -> None:
    lab.theme(desk, theme)
    desk.wait_for_function(
        "([node, dark]) => node.dataset.dark === dark",
        arg=[nth(desk, 4).element_handle(), str(theme == "dark").lower()],
        timeout=PATIENCE,
    )
    for number in range(5):
        assert nth(desk, number).evaluate(NOTHING_STICKS_OUT)
        nth(desk, number).screenshot(path=pictures / f"questions-{number}-{theme}.png")
    lab.theme(desk, "light")
