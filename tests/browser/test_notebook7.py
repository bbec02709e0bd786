"""Notebook 7 leaves a widget's keys alone, as JupyterLab does: letters do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from every_widget import QUIET, SETUP, WIDGETS, variable
from widget_page import PATIENCE, await_frame_after, found, frame, ink


@pytest.fixture(scope="module")
def desk(lab: Any, browser: Any) -> Iterator[Any]:
    """Open one notebook with all the widgets in Notebook 7; they may cause no page error."""
    errors: list[str] = []
    page = browser.new_context(viewport={"width": 1000, "height": 6000}).new_page()
    cells = [f"{variable(kind)} = {code}\n{variable(kind)}" for kind, (code, _) in WIDGETS.items()]
    lab.open(page, lab.write("notebook7", [SETUP, *cells]), "notebooks")
    page.on("pageerror", lambda error: errors.append(str(error)))  # its own come before
    lab.run_all(page)
    page.wait_for_function(
        "count => document.querySelectorAll('.deepcat-widget').length === count",
        arg=len(WIDGETS),
        timeout=4 * PATIENCE,
    )
    yield page
    page.context.close()
    assert errors == []


@pytest.mark.parametrize("kind", list(WIDGETS))
def test_a_key_moves_the_picture_and_nothing_else(desk: Any, kind: str) -> None:
    widget = found(desk, kind)
    widget.scroll_into_view_if_needed(timeout=PATIENCE)
    control = widget.get_by_role("slider", name=WIDGETS[kind][1]).first
    control.focus()
    picture, number = ink(widget), frame(widget)
    desk.keyboard.press("ArrowUp")
    await_frame_after(desk, widget, number)
    assert kind in QUIET or ink(widget) != picture
    cells = desk.locator(".jp-Cell").count()
    for key in ("x", "a", "b", "m"):
        desk.keyboard.press(key)
    assert desk.locator(".jp-Cell").count() == cells
    assert desk.locator(".jp-MarkdownCell").count() == 0
    assert control.evaluate("node => node === document.activeElement")
