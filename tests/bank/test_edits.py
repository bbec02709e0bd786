"""An edited answer is another one with a few words changed, and can be read back."""

from __future__ import annotations

import numpy as np
import pytest

from deepcat_grader.bank.edits import edited, source_of
from deepcat_grader.bank.source import as_answer


def scaled(x):
    """Twice x, and one more."""
    ### BEGIN SOLUTION
    return 2.0 * x + 1.0
    ### END SOLUTION


class Scaler:
    """Multiplies."""

    def fit(self, x):
        """Remember the mean."""
        ### BEGIN SOLUTION
        self.mean = np.mean(x)
        return self
        ### END SOLUTION


def test_an_edit_changes_what_an_answer_does() -> None:
    assert edited(scaled, ("2.0", "3.0"))(2.0) == 7.0
    assert edited(scaled, ("2.0", "3.0"), ("+ 1.0", "- 1.0"))(2.0) == 5.0
    assert scaled(2.0) == 5.0


def test_an_edited_answer_can_be_edited_again() -> None:
    assert edited(edited(scaled, ("2.0", "3.0")), ("1.0", "0.0"))(2.0) == 6.0


def test_its_text_stands_alone_under_another_name() -> None:
    text = as_answer(edited(scaled, ("2.0", "3.0")), "double")
    assert text == "def double(x):\n    return 3.0 * x + 1.0\n"


def test_a_class_is_edited_like_a_function() -> None:
    made = edited(Scaler, ("np.mean", "np.sum"))
    assert made().fit(np.array([1.0, 2.0])).mean == 3.0
    assert as_answer(made, "Fitted").startswith("class Fitted:\n    def fit(self, x):\n")
    assert "Remember" not in source_of(Scaler)


@pytest.mark.parametrize(("old", "times"), [("4.0", 0), ("x", 2)])
def test_an_edit_says_where_it_stands(old: str, times: int) -> None:
    with pytest.raises(ValueError, match=f"stands {times} times in scaled"):
        edited(scaled, (old, "y"))


def test_an_error_in_an_edited_answer_shows_its_line() -> None:
    import traceback

    try:
        edited(scaled, ("2.0 * x", "x.missing"))(1.0)
    except AttributeError as error:
        assert traceback.extract_tb(error.__traceback__)[-1].line == "return x.missing + 1.0"
