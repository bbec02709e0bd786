"""The widgets in JupyterLab: they draw, follow keys and pointer, and keep the notebook safe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from widget_page import (
    NOTHING_STICKS_OUT,
    PATIENCE,
    RUN_AND_READ,
    await_frame_after,
    await_text,
    found,
    frame,
    ink,
)

SETUP = """\
import numpy as np
from deepcat.widgets import LineFit, NeuronMap

rng = np.random.default_rng(1)
x = np.linspace(0, 4, 20)
y = 1.4 * x - 1 + rng.normal(0, 0.7, 20)
left = rng.normal([[-1.2], [0.2]], 0.8, (2, 20))
right = rng.normal([[1.3], [1.1]], 0.7, (2, 20))
X, Y = np.concatenate([left, right], axis=1), np.repeat([[0, 1]], 20, axis=1)

def line(x, slope, intercept):
    if slope > 4:
        raise ValueError("too steep")
    return slope * x + intercept

def goodness(x, y, slope, intercept):
    return np.mean((line(x, slope, intercept) - y) ** 2)

def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))

def neuron_batch(w, X, b, activation):
    return activation(w.T @ X + b)
"""
LINE_FIT = "fit = LineFit(x, y, predict=line, goodness=goodness)\nfit"
NEURON_MAP = "neuron = NeuronMap(X, Y, neuron_batch, sigmoid)\nneuron"


START = """code => {
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    kernel.requestExecute({ code });
}"""
COUNT_LIVING = """
import gc
from deepcat.widgets.live import LiveWidget
print(sum(isinstance(one, LiveWidget) and one.comm is not None for one in gc.get_objects()))
"""


@pytest.fixture(scope="module")
def desk(lab: Any, browser: Any) -> Iterator[Any]:
    """Open one notebook with both widgets for all tests here; no page error may occur."""
    errors: list[str] = []
    page = browser.new_context(viewport={"width": 1000, "height": 1700}).new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    lab.open(page, lab.write("widgets", [SETUP, LINE_FIT, NEURON_MAP]))
    lab.run_all(page)
    page.locator(".deepcat-neuron-map[data-frame]").wait_for(timeout=PATIENCE)
    yield page
    page.context.close()
    assert errors == []


@pytest.fixture
def page(desk: Any) -> Any:
    """Begin each test with both widgets as they opened."""
    desk.evaluate(RUN_AND_READ, "fit.reset(); neuron.reset()")
    return desk


@pytest.mark.parametrize(("kind", "label"), [("line-fit", "slope"), ("neuron-map", "weight w1")])
def test_the_keyboard_moves_a_slider_and_nothing_else(page: Any, kind: str, label: str) -> None:
    """The arrow keys move the slider and the picture; letters that command Lab do nothing."""
    widget = found(page, kind)
    slider = widget.get_by_role("slider", name=label)
    value, picture, number = slider.input_value(), ink(widget), frame(widget)
    slider.focus()
    page.keyboard.press("ArrowRight")
    await_frame_after(page, widget, number)
    assert float(slider.input_value()) == pytest.approx(float(value) + 0.1)
    assert ink(widget) != picture
    cells = page.locator(".jp-Cell").count()
    for key in ("x", "a", "b", "m"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-MarkdownCell").count() == 0
    assert slider.evaluate("node => node === document.activeElement")


@pytest.mark.parametrize("kind", ["line-fit", "neuron-map"])
def test_every_control_can_be_reached_and_keeps_its_keys(page: Any, kind: str) -> None:
    """Tab goes from control to control, each with a name, a visible focus and its own keys."""
    widget = found(page, kind)
    controls = widget.locator("input, button, [tabindex]")
    assert controls.count() >= 6
    controls.first.focus()
    for index in range(controls.count()):
        control = controls.nth(index)
        page.keyboard.press("Shift")  # the last input was a key, so that focus is shown
        control.focus()
        assert control.get_attribute("data-lm-suppress-shortcuts") == "true"
        assert control.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    names = widget.locator("[role=slider]").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    assert all(names)
    image = widget.locator("canvas[role=img]")
    assert len(image.get_attribute("aria-label").split()) > 8
    spoken = widget.locator("[aria-live=polite]")
    page.wait_for_function(
        "node => node.textContent.length > 40", arg=spoken.element_handle(), timeout=PATIENCE
    )


def test_a_handle_of_the_line_is_dragged_and_moved_by_keys(page: Any) -> None:
    widget = found(page, "line-fit")
    handle = widget.get_by_role("slider", name="right end of the line")
    box = handle.bounding_box()
    page.mouse.move(box["x"] + 13, box["y"] + 13)
    page.mouse.down()
    page.mouse.move(box["x"] + 13, box["y"] - 80, steps=6)
    page.mouse.up()
    await_text(page, widget, "try")
    slope = widget.get_by_role("slider", name="slope")
    dragged = float(slope.input_value())
    assert dragged > 0.2
    number = frame(widget)
    page.keyboard.press("ArrowUp")
    await_frame_after(page, widget, number)
    raised = widget.locator(".deepcat-formula").inner_text()
    page.keyboard.press("Shift+ArrowDown")
    page.wait_for_function(
        "([node, before]) => node.innerText !== before",
        arg=[widget.locator(".deepcat-formula").element_handle(), raised],
        timeout=PATIENCE,
    )
    left = widget.get_by_role("slider", name="left end of the line")
    assert abs(float(left.get_attribute("aria-valuenow"))) < 0.05


def test_random_tries_show_me_and_reset(page: Any) -> None:
    widget = found(page, "line-fit")
    for _ in range(3):
        number = frame(widget)
        widget.get_by_role("button", name="Try at random").click()
        await_frame_after(page, widget, number)
    await_text(page, widget, "3 tries, best error")
    widget.get_by_role("button", name="Show me").click()
    await_text(page, widget, "= 1.")
    widget.get_by_role("button", name="Reset").click()
    await_text(page, widget, "No tries yet.")
    await_text(page, widget, "= 0.00 · x + 0.00")


def test_an_exception_is_told_in_place_and_the_picture_stays(page: Any) -> None:
    widget = found(page, "line-fit")
    slope = widget.get_by_role("slider", name="slope")
    slope.focus()
    page.keyboard.press("End")
    await_text(page, widget, "line stopped with ValueError: too steep.")
    await_text(page, widget, "The pale picture is the last good one.")
    assert widget.evaluate(NOTHING_STICKS_OUT)
    page.keyboard.press("Home")
    page.wait_for_function(
        "node => node.textContent === ''",
        arg=widget.locator(".deepcat-problem").element_handle(),
        timeout=PATIENCE,
    )


def test_a_busy_kernel_is_told_and_the_newest_state_is_drawn(page: Any) -> None:
    """Nothing queues up: of the states asked for, only the first and the last are drawn."""
    widget = found(page, "line-fit")
    slope = widget.get_by_role("slider", name="slope")
    number = frame(widget)
    page.evaluate(START, "import time; time.sleep(3.5)")
    slope.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    await_text(page, widget, "The kernel is busy or not running: the picture waits for it.")
    await_text(page, widget, "= 1.20 · x")
    await_frame_after(page, widget, number + 1)
    assert frame(widget) == number + 2
    assert widget.locator(".deepcat-problem").inner_text() == ""


def test_the_arrow_and_the_probe_are_dragged(page: Any) -> None:
    widget = found(page, "neuron-map")
    for label in ("head of the weight arrow", "probe: the point x that the formula is"):
        number = frame(widget)
        formula = widget.locator(".deepcat-formula").inner_text()
        box = widget.get_by_role("slider", name=label).bounding_box()
        page.mouse.move(box["x"] + 13, box["y"] + 13)
        page.mouse.down()
        page.mouse.move(box["x"] - 60, box["y"] + 40, steps=8)
        page.mouse.up()
        await_frame_after(page, widget, number)
        assert widget.locator(".deepcat-formula").inner_text() != formula
    assert float(widget.get_by_role("slider", name="weight w1").input_value()) < 0.5


def test_what_is_dragged_can_be_read_in_the_next_cell(page: Any) -> None:
    widget = found(page, "neuron-map")
    number = frame(widget)
    widget.get_by_role("slider", name="bias b").focus()
    page.keyboard.press("ArrowRight")
    await_frame_after(page, widget, number)
    shown = page.evaluate(RUN_AND_READ, "print(f'b is {neuron.b:.2f}'); neuron.w = (3.0, -2.0)")
    assert "b is 0." in shown
    await_text(page, widget, "= 3.00 ·")
    assert widget.get_by_role("slider", name="weight w2").input_value() == "-2"


def test_running_the_cells_again_leaves_one_living_widget_each(lab: Any, page: Any) -> None:
    """The earlier instances are closed in Python and gone from the page."""
    for _ in range(3):
        lab.run_all(page)
    found(page, "neuron-map").wait_for(timeout=PATIENCE)
    assert page.evaluate(RUN_AND_READ, COUNT_LIVING).strip() == "2"
    assert page.locator(".deepcat-widget").count() == 2


@pytest.mark.parametrize("kind", ["line-fit", "neuron-map"])
def test_both_themes_are_drawn(lab: Any, page: Any, pictures: Path, kind: str) -> None:
    """A change of theme draws the canvas anew; the pictures are kept to look at."""
    widget = found(page, kind)
    drawn = {}
    for theme in ("light", "dark"):
        lab.theme(page, theme)
        page.wait_for_function(
            "([node, dark]) => node.dataset.dark === dark",
            arg=[widget.element_handle(), str(theme == "dark").lower()],
            timeout=PATIENCE,
        )
        drawn[theme] = ink(widget)
        widget.screenshot(path=pictures / f"widget-{kind}-{theme}.png")
    assert drawn["light"] != drawn["dark"]
    lab.theme(page, "light")


def test_a_narrow_page_puts_the_controls_below(page: Any, pictures: Path) -> None:
    widget = found(page, "neuron-map")
    page.set_viewport_size({"width": 560, "height": 1700})
    page.wait_for_function(
        """node => {
            const controls = node.querySelector(".deepcat-controls").getBoundingClientRect();
            return controls.top > node.querySelector("canvas").getBoundingClientRect().bottom - 1;
        }""",
        arg=widget.element_handle(),
        timeout=PATIENCE,
    )
    assert widget.evaluate(NOTHING_STICKS_OUT)
    widget.screenshot(path=pictures / "widget-narrow.png")
    page.set_viewport_size({"width": 1000, "height": 1700})
