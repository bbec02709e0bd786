"""One smoke test of each widget in JupyterLab: keys, focus, an exception, both themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from every_widget import QUIET, SETUP, WIDGETS, variable
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

ONWARDS = {
    "search-steps": "the_search_steps.step = 40",
    "perceptron-steps": "the_perceptron_steps.step = 40",
    "dashboard": "the_dashboard.train()",
}
KINDS = pytest.mark.parametrize("kind", list(WIDGETS))


@pytest.fixture(scope="module")
def desk(lab: Any, browser: Any) -> Iterator[Any]:
    """Open one notebook with all the widgets; no page error may occur."""
    errors: list[str] = []
    # Tall enough for all of them: the notebook draws nothing that is off the screen.
    page = browser.new_context(viewport={"width": 1000, "height": 6000}).new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    cells = [f"{variable(kind)} = {code}\n{variable(kind)}" for kind, (code, _) in WIDGETS.items()]
    lab.open(page, lab.write("lesson_widgets", [SETUP, *cells]))
    lab.run_all(page)
    page.wait_for_function(
        "count => document.querySelectorAll('.deepcat-widget').length === count",
        arg=len(WIDGETS),
        timeout=4 * PATIENCE,
    )
    yield page
    page.context.close()
    assert errors == []


@pytest.fixture
def page(desk: Any) -> Any:
    """Begin each test with all widgets as they opened."""
    reset = "; ".join(f"{variable(kind)}.reset()" for kind in WIDGETS)
    desk.evaluate(RUN_AND_READ, f"broken = False; {reset}")
    return desk


def shown(page: Any, kind: str) -> Any:
    """Return a widget that is on the screen and drawn."""
    widget = page.locator(f".deepcat-{kind}")
    widget.scroll_into_view_if_needed(timeout=PATIENCE)
    found(page, kind).wait_for(timeout=PATIENCE)
    return found(page, kind)


@KINDS
def test_a_key_moves_the_picture_and_nothing_else(page: Any, kind: str) -> None:
    """The arrow keys reach Python and come back; letters that command Lab do nothing."""
    widget = shown(page, kind)
    picture, number = ink(widget), frame(widget)
    control = widget.get_by_role("slider", name=WIDGETS[kind][1]).first
    control.focus()
    page.keyboard.press("ArrowUp")
    await_frame_after(page, widget, number)
    assert kind in QUIET or ink(widget) != picture
    cells = page.locator(".jp-Cell").count()
    for key in ("x", "a", "b", "m"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-MarkdownCell").count() == 0
    assert control.evaluate("node => node === document.activeElement")


@KINDS
def test_every_control_keeps_its_keys_and_shows_its_focus(page: Any, kind: str) -> None:
    widget = shown(page, kind)
    controls = widget.locator("input:visible, button:visible, select:visible, [tabindex]:visible")
    assert controls.count() >= 4
    for index in range(controls.count()):
        control = controls.nth(index)
        page.keyboard.press("Shift")  # the last input was a key, so that focus is shown
        control.focus()
        assert control.get_attribute("data-lm-suppress-shortcuts") == "true"
        assert control.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
        named = control.evaluate("node => node.ariaLabel || node.labels?.length || node.innerText")
        assert named
    for image in widget.locator("canvas[role=img]").all():
        assert len(image.get_attribute("aria-label").split()) > 5
    spoken = widget.locator("[aria-live=polite]")
    page.wait_for_function(
        "node => node.textContent.length > 30", arg=spoken.element_handle(), timeout=PATIENCE
    )


@KINDS
def test_show_me_and_reset_are_a_way_there_and_back(page: Any, kind: str) -> None:
    widget = shown(page, kind)
    opening = page.evaluate(RUN_AND_READ, f"print({variable(kind)}.sentence)")
    number = frame(widget)
    widget.get_by_role("button", name="Show me").click()
    await_frame_after(page, widget, number)
    assert page.evaluate(RUN_AND_READ, f"print({variable(kind)}.sentence)") != opening
    number = frame(widget)
    widget.get_by_role("button", name="Reset").click()
    await_frame_after(page, widget, number)
    assert page.evaluate(RUN_AND_READ, f"print({variable(kind)}.sentence)") == opening


@KINDS
def test_an_exception_is_told_in_place(page: Any, kind: str) -> None:
    widget = shown(page, kind)
    onwards = ONWARDS.get(kind, "pass")
    page.evaluate(RUN_AND_READ, f"broken = True; {variable(kind)}.redraw(); {onwards}")
    await_text(page, widget, "stopped with ValueError: too much.")
    assert widget.evaluate(NOTHING_STICKS_OUT)
    page.evaluate(RUN_AND_READ, f"broken = False; {variable(kind)}.redraw()")
    page.wait_for_function(
        "node => node.textContent === ''",
        arg=widget.locator(".deepcat-problem").element_handle(),
        timeout=PATIENCE,
    )


@KINDS
def test_both_themes_are_drawn(lab: Any, page: Any, pictures: Path, kind: str) -> None:
    """A change of theme draws the canvas anew; the pictures are kept to look at."""
    widget = shown(page, kind)
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


def test_an_edge_is_clicked_and_dragged(page: Any) -> None:
    widget = shown(page, "network-map")
    box = widget.locator(".deepcat-stage").bounding_box()
    grip = widget.get_by_role("slider", name="weight in the hand")
    grip.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert grip.get_attribute("aria-valuetext").startswith("bias of h1")
    place = grip.bounding_box()
    number = frame(widget)
    page.mouse.move(place["x"] + 13, place["y"] + 13)
    page.mouse.down()
    page.mouse.move(place["x"] + 13, place["y"] - 40, steps=5)
    page.mouse.up()
    await_frame_after(page, widget, number)
    raised = float(page.evaluate(RUN_AND_READ, "print(the_network_map.parameters['b1'][0, 0])"))
    assert raised > -4.0
    page.mouse.click(box["x"] + box["width"] * 0.82, box["y"] + box["height"] * 0.3)
    assert grip.get_attribute("aria-valuetext").startswith("bias of ŷ")


def test_a_click_on_the_map_goes_there(page: Any) -> None:
    widget = shown(page, "loss-surface")
    box = widget.locator(".deepcat-stage").nth(1).bounding_box()
    number = frame(widget)
    page.mouse.click(box["x"] + 0.45 * box["width"], box["y"] + 0.3 * box["height"])
    await_frame_after(page, widget, number)
    read = "print(*the_loss_surface.weights)"
    first, second = map(float, page.evaluate(RUN_AND_READ, read).split())
    assert abs(first) < 2.5
    assert 0 < second < 4


def test_play_trains_and_pause_is_heard(page: Any) -> None:
    widget = shown(page, "playground")
    number = frame(widget)
    widget.get_by_role("button", name="Play").click()
    await_frame_after(page, widget, number + 2)
    widget.get_by_role("button", name="Pause").click()
    epochs = "print(the_playground.history['epoch'][-1])"
    page.wait_for_timeout(300)  # a piece that was on its way when the button was pressed
    stopped = int(page.evaluate(RUN_AND_READ, epochs))
    assert stopped > 0
    page.wait_for_timeout(300)
    assert int(page.evaluate(RUN_AND_READ, epochs)) == stopped
    number = frame(widget)
    widget.get_by_role("slider", name="replay").focus()
    page.keyboard.press("Home")
    await_frame_after(page, widget, number)
    assert "Epoch 0:" in page.evaluate(RUN_AND_READ, "print(the_playground.sentence)")


def test_the_knobs_of_the_playground_are_turned_on_the_page(page: Any) -> None:
    widget = shown(page, "playground")
    for knob in ("three spirals", "sigmoid", "x1·x2", "L2"):
        number = frame(widget)
        widget.get_by_role("button", name=knob, exact=True).click()
        await_frame_after(page, widget, number)
    number = frame(widget)
    widget.get_by_role("button", name="One epoch").click()
    await_frame_after(page, widget, number)
    assert widget.locator(".deepcat-counts tr").count() == 4
    words = "At work: your network, sigmoid, softmax, sigmoid_prime, output_delta"
    assert words in widget.inner_text()
    assert "The playground's own: the order in which they are called, the" in widget.inner_text()
    shapes = "print(*(a.shape for a in the_playground.parameters.values()))"
    assert page.evaluate(RUN_AND_READ, shapes).strip() == "(4, 3) (4, 1) (3, 4) (3, 1)"


def test_the_reference_runs_beside_ones_own(page: Any, pictures: Path) -> None:
    widget = shown(page, "playground")
    beside = widget.locator(".deepcat-beside")
    assert not beside.is_visible()
    for name in ("Beside the reference", "One epoch"):
        number = frame(widget)
        widget.get_by_role("button", name=name).click()
        await_frame_after(page, widget, number)
    assert "Up to epoch 1 your loss is the reference's." in beside.inner_text()
    widget.screenshot(path=pictures / "widget-playground-beside.png")
    number = frame(widget)
    widget.get_by_role("button", name="hidden units: one more").click()
    await_frame_after(page, widget, number)
    assert not beside.is_visible()


def test_a_drawing_on_the_pad_is_laid_on_the_desk(page: Any) -> None:
    widget = shown(page, "cat-desk")
    number = frame(widget)
    pad = widget.locator(".deepcat-pad").bounding_box()
    page.mouse.move(pad["x"] + 30, pad["y"] + 30)
    page.mouse.down()
    page.mouse.move(pad["x"] + 90, pad["y"] + 60, steps=4)
    page.mouse.up()
    await_frame_after(page, widget, number)
    assert page.evaluate(RUN_AND_READ, "print(the_cat_desk.sentence)").startswith(
        "Your own picture"
    )
    number = frame(widget)
    brush = widget.get_by_role("slider", name="brush: arrows move it, the space bar draws")
    brush.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    await_frame_after(page, widget, number)
