"""The place of a mistake in a verdict: found by the judge's own rules, and never at a cost."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
import pytest

from deepcat_judge.judge import judge
from deepcat_judge.observe import LocalCaller, Observation
from deepcat_judge.repair import judged
from deepcat_judge.verdict import Outcome, Verdict

from .toy import EXERCISE, key
from .written import cell

WRONG = """
def centre(X):
    mean = np.mean(X, axis=1, keepdims=True)
    return X + mean
"""


def verdict(text: str, **names: Any) -> Verdict:
    """Judge a cell's answer to the toy exercise, of which no mistake is known."""
    answer = cell(text, **names)["centre"]
    return judge(EXERCISE, LocalCaller(answer, "centre"), key(mistakes={}))


def test_the_place_is_said_and_not_what_would_be_right() -> None:
    seen = verdict(WRONG)
    assert (seen.finding, seen.line, seen.code) == ("place", 4, "return X + mean")
    assert "line 4: look at the operator in X + mean." in seen.headline
    assert "X - mean" not in seen.message


def test_a_known_mistake_comes_first() -> None:
    answer = cell("def centre(X):\n    return X - np.mean(X)\n")["centre"]
    seen = judge(EXERCISE, LocalCaller(answer, "centre"), key())
    assert (seen.mistake, seen.line) == ("global_mean", 0)


def test_the_points_are_the_same_as_without_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with_place = verdict(WRONG)
    monkeypatch.setattr(judged, "locate", lambda *args: None)
    without = verdict(WRONG)
    assert without.finding != "place"
    assert (without.points, without.parts) == (with_place.points, with_place.parts)


def test_a_search_that_fails_is_no_finding_and_leaves_its_traceback(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(judged, "locate", broken)
    with caplog.at_level(logging.DEBUG, logger="deepcat_judge"):
        seen = verdict(WRONG)
    assert seen.outcome is Outcome.INCORRECT and seen.finding != "place"
    assert "RuntimeError: ours" in caplog.text


def test_the_names_of_the_notebook_stay_as_they_were() -> None:
    text = WRONG + "\nkept = [1, 2]\nother = 3\n"
    names = cell(text)
    before = {name: value for name, value in names.items() if name != "__builtins__"}
    function = names["centre"]
    code, defaults = function.__code__, function.__defaults__
    seen = judge(EXERCISE, LocalCaller(function, "centre"), key(mistakes={}))
    assert seen.finding == "place"
    after = {name: value for name, value in names.items() if name != "__builtins__"}
    assert after.keys() == before.keys()
    assert all(after[name] is before[name] for name in before)
    assert (function.__code__, function.__defaults__) == (code, defaults)
    assert names["kept"] == [1, 2]


def test_nothing_is_edited_that_writes_to_what_other_cells_hold() -> None:
    names = cell("seen = []\ndef centre(X):\n    seen.append(0)\n    return X + np.mean(X, 1)\n")
    judge(EXERCISE, LocalCaller(names["centre"], "centre"), key(mistakes={}))
    once = len(names["seen"])
    again = cell("seen = []\ndef centre(X):\n    seen.append(0)\n    return X + np.mean(X, 1)\n")
    caller = LocalCaller(again["centre"], "centre")
    judge(EXERCISE, _Uneditable(caller), key(mistakes={}))  # type: ignore[arg-type]  # no text
    assert len(again["seen"]) == once


class _Uneditable:
    def __init__(self, caller: LocalCaller) -> None:
        self.missing, self.unwritten, self.call = caller.missing, caller.unwritten, caller.call

    def source(self) -> None:
        return None


def test_an_edit_that_would_never_end_is_left() -> None:
    text = """
def centre(X):
    out, i = np.zeros(X.shape), 0
    while i < len(X):
        out[i] = X[i] + np.mean(X[i])
        i += 1
    return out
"""
    seen = verdict(text)
    assert (seen.finding, seen.line) == ("place", 5)


def test_a_search_without_an_end_in_sight_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judged, "WORK", 100)
    assert verdict(WRONG).finding != "place"


def test_a_text_that_is_not_the_one_that_was_judged_is_not_searched() -> None:
    function = cell(WRONG)["centre"]

    class Stale(LocalCaller):
        def source(self) -> str:
            return WRONG.replace("axis=1", "axis=0")

    seen = judge(EXERCISE, Stale(function, "centre"), key(mistakes={}))
    assert seen.finding != "place"


def test_an_edited_answer_sees_the_names_around_it() -> None:
    text = """
def outer():
    factor = 1.0
    def centre(X):
        return X + factor * np.mean(X, axis=1, keepdims=True)
    return centre
centre = outer()
"""
    seen = verdict(text)
    assert (seen.finding, seen.line) == ("place", 5)


def test_an_edited_call_counts_its_lines_and_ends_in_time() -> None:
    caller = LocalCaller(cell(WRONG)["centre"], "centre")
    loop = "def centre(X):\n    while True:\n        pass\n"
    endless = caller.edited(loop, 300)
    assert endless is not None
    seen = endless.call((np.ones((1, 2)),))
    assert seen.timed_out and seen.work is not None and 300 <= seen.work <= 303
    right = caller.edited(WRONG.replace("+", "-"), 300)
    assert right is not None
    work = right.call((np.ones((1, 2)),)).work
    assert work is not None and 2 <= work < 300


@pytest.mark.parametrize("text", ["def centre(X:\n", "other = 1\n", "1 / 0\n"])
def test_a_text_that_defines_nothing_gives_no_caller(text: str) -> None:
    assert LocalCaller(cell(WRONG)["centre"], "centre").edited(text, 10) is None


def test_a_quiz_has_no_text() -> None:
    assert LocalCaller({"a": "b"}, "quiz").source() is None
    assert LocalCaller({"a": "b"}, "quiz").call(()) == Observation(value={"a": "b"})
