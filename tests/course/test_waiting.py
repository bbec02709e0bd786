"""A bar goes through a loop's items as they are, and says on the page how far it has come."""

from __future__ import annotations

from typing import Any

import pytest

from deepcat import waiting
from deepcat.waiting import bar


class Output:
    """An output of a notebook that keeps all that it has shown."""

    def __init__(self) -> None:
        self.shown: list[dict[str, str]] = []

    def update(self, data: dict[str, str], raw: bool) -> None:
        assert raw
        self.shown.append(data)


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Output:
    """A notebook's output."""
    made = Output()
    monkeypatch.setattr(waiting, "_new_output", lambda: made)
    return made


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still unless a test moves it."""
    now = [0.0]
    monkeypatch.setattr("deepcat.waiting.time.monotonic", lambda: now[0])
    return now


def go(items: Any, clock: list[float], seconds: float, **options: Any) -> list[Any]:
    seen = []
    for item in bar(items, "learning", **options):
        clock[0] += seconds
        seen.append(item)
    return seen


def test_every_item_comes_once_and_in_order(output: Output, clock: list[float]) -> None:
    assert go(iter("cat"), clock, 1.0) == ["c", "a", "t"]
    assert [data["text/plain"] for data in output.shown] == [
        "learning: 0 of 3 done",
        "learning: 1 of 3 done",
        "learning: 2 of 3 done",
        "learning: done in 3.0 s",
    ]


def test_shares_of_the_work_move_the_bar(output: Output, clock: list[float]) -> None:
    go([10, 90], clock, 1.0, work=[10, 90])
    assert "width:10.0%" in output.shown[1]["text/html"]
    assert "to{width:100.0%}" in output.shown[1]["text/html"]  # on its way while Python is busy
    assert "9.0s linear" in output.shown[1]["text/html"]


def test_a_loop_that_is_left_leaves_no_bar_that_runs_on(output: Output, clock: list[float]) -> None:
    going = bar("cat", "learning")
    next(going)
    clock[0] += 2.0
    next(going)
    going.close()  # as break, an error and the stop button do
    assert output.shown[-1]["text/plain"] == "learning: stopped after 1 of 3, 2.0 s"
    assert "animation" not in output.shown[-1].get("text/html", "").replace("animation:none", "")


def test_a_loop_that_stops_before_anything_is_done_says_nothing(output: Output) -> None:
    """As where its first item needs a function that is not written yet: that is said already."""
    going = bar("cat", "learning")
    next(going)
    going.close()
    assert output.shown[-1]["text/plain"] == ""


def test_a_quick_loop_does_not_draw_at_every_turn(output: Output, clock: list[float]) -> None:
    go(range(1000), clock, 0.001)
    assert 5 <= len(output.shown) <= 12


def test_outside_a_notebook_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(bar([1, 2], "learning")) == [1, 2]
    assert capsys.readouterr().out == ""


def test_a_share_for_every_item() -> None:
    with pytest.raises(ValueError, match="2 items have 1 shares"):
        next(bar([1, 2], "learning", work=[1.0]))


def test_a_label_is_text(output: Output, clock: list[float]) -> None:
    list(bar([1], "a < b"))
    assert "a &lt; b" in output.shown[0]["text/html"] and "a < b" in output.shown[0]["text/plain"]
