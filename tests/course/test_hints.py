"""hint() gives three hints in order, the first beside what was found wrong."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat import check, hint
from deepcat_judge.exercises import EXERCISES

HINTS = EXERCISES["neuron.sigmoid"].hints


def sigmoid(Z: Any) -> Any:
    return 1.0 / (1.0 + np.exp(Z))


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Any:
    """Take what was printed since the last call, as one line."""
    return lambda: " ".join(capsys.readouterr().out.split())


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_three_hints_in_order_and_then_no_more(shown: Any) -> None:
    for number, text in enumerate(HINTS, start=1):
        hint("neuron.sigmoid")
        words = shown()
        assert f"Hint {number} of 3 for neuron.sigmoid" in words
        assert squeezed(text) in words
    assert "gives a right answer to complete, at no cost" in words
    hint("neuron.sigmoid")
    assert "An answer to complete for neuron.sigmoid" in shown()
    hint("neuron.sigmoid")
    assert "No more hints for neuron.sigmoid" in shown()


def test_a_hint_that_was_seen_is_shown_again_and_no_other(shown: Any) -> None:
    """Asking again takes no new hint; one that was not seen is not given out of turn."""
    hint("neuron.sigmoid", 1)
    assert "You have seen no hint of this exercise" in shown()
    hint("neuron.sigmoid")
    hint("neuron.sigmoid")
    shown()
    for number in (1, 2, 1):
        hint(sigmoid, number)
        words = shown()
        assert f"Hint {number} of 3" in words and squeezed(HINTS[number - 1]) in words
    hint("neuron.sigmoid", 3)
    words = shown()
    assert "You have seen hints 1 to 2" in words and squeezed(HINTS[2]) not in words
    hint("neuron.sigmoid")
    assert "Hint 3 of 3" in shown()
    hint("neuron.sigmoid", 4)
    assert "There are 3 hints" in shown()
    hint("neuron.sigmoid")
    assert "np.exp(___)" in shown()
    hint("neuron.sigmoid", 4)
    assert "np.exp(___)" in shown()
    hint("neuron.sigmoid")
    assert 'hint("neuron.sigmoid", 1) shows the first one again' in shown()
    hint("neuron.sigmoid", 5)
    assert "There are 3 hints" in shown()


def test_lines_out_of_order_are_to_be_put_in_order(shown: Any) -> None:
    for _ in range(4):
        hint("network.network")
    words = shown()
    assert "put them in order" in words and "return A, cache" in words


def test_an_answer_sheet_has_no_form_to_complete(shown: Any) -> None:
    for _ in range(3):
        hint("introduction.quiz")
    assert "to complete" not in shown()
    hint("introduction.quiz")
    assert "No more hints" in shown()


def test_the_function_itself_counts_on_with_its_id(shown: Any) -> None:
    hint(sigmoid)
    hint("neuron.sigmoid")
    assert "Hint 2 of 3" in shown()


def test_a_diagnosis_comes_first_and_once(shown: Any) -> None:
    """After a check that failed, the hint speaks of what was found; after a new one, again."""
    verdict = check(sigmoid)
    shown()
    hint(sigmoid)
    first = shown()
    assert first.index(squeezed(verdict.headline)) < first.index(squeezed(HINTS[0]))
    assert squeezed(verdict.thought) in first
    hint(sigmoid)
    assert "Your answer now" not in shown()
    check(np.cos, "neuron.sigmoid")
    hint(sigmoid)
    assert "Your answer now" in shown()


def test_a_right_answer_has_no_diagnosis(shown: Any) -> None:
    check(lambda Z: np.exp(-np.logaddexp(0.0, -Z)), "neuron.sigmoid")
    hint("neuron.sigmoid")
    assert "Your answer now" not in shown()


def test_an_unknown_exercise_names_the_closest(shown: Any) -> None:
    hint("neuron.sigmoyd")
    assert "Did you mean neuron.sigmoid" in shown()
    for nothing in (len, None, 3, ["neuron.sigmoid"]):
        hint(nothing)
        assert 'Name it, for example hint("neuron.sigmoid")' in shown()
    hint()
    assert 'Name it, for example hint("neuron.sigmoid")' in shown()
