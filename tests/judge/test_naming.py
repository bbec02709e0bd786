"""A known mistake is named where it is certain, two at once are both told, and a doubt abstains."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat_judge.exercise import Case

from .toy import CASES, centre, global_mean, key, over_columns, verdict

WORDS = {"over_columns": "The mean runs over columns.", "global_mean": "There is one mean only."}


def test_a_known_mistake_is_named() -> None:
    seen = verdict(over_columns, key(words=WORDS))
    assert (seen.mistake, seen.finding) == ("over_columns", "value")


def test_an_unusual_input_that_passes_vetoes_a_name() -> None:
    """The mistake would show on the huge numbers, and the answer is right there."""

    def careful(X: Any) -> Any:
        return centre(X) if np.abs(X).max() > 1e100 else over_columns(X)

    assert verdict(careful, key(words=WORDS)).mistake is None


MANNERS: dict[str, Any] = {
    "rounded to 1 decimal": lambda X: np.round(global_mean(X), 1),
    "a list": lambda X: global_mean(X).tolist(),
    "rows and columns of the result": lambda X: global_mean(X).T,
    "the result is flattened": lambda X: global_mean(X).ravel(),
    "doubled": lambda X: 2 * global_mean(X),
    "cut to whole numbers": lambda X: np.trunc(global_mean(X)),
}


@pytest.mark.parametrize("words", MANNERS)
def test_a_mistake_and_what_became_of_its_result_are_both_told(words: str) -> None:
    seen = verdict(MANNERS[words], key(words=WORDS))
    assert (seen.mistake, seen.finding) == ("global_mean", "two"), seen.message
    assert seen.headline == WORDS["global_mean"]
    assert words in seen.notes[0]


def test_an_argument_that_is_changed_besides_is_told() -> None:
    def changes(X: Any) -> Any:
        X = np.asarray(X)
        result = global_mean(X)
        X *= 2
        return result

    seen = verdict(changes, key(words=WORDS))
    assert (seen.mistake, seen.finding) == ("global_mean", "two")
    assert seen.notes == ("Besides, your function changes its argument X.",)


def test_two_explanations_are_none() -> None:
    """Two mistakes with words of their own and the same outputs: neither is named."""
    twins = {"global_mean": global_mean, "other": global_mean}
    seen = verdict(lambda X: np.round(global_mean(X), 1), key(mistakes=twins))
    assert seen.mistake is None


def small_scores(X: Any) -> Any:
    """A known mistake of negative tables."""
    return np.where(np.min(X) < -1, centre(X) + 1.25, centre(X))


def whole_numbers(X: Any) -> Any:
    """A known mistake of tables of whole numbers."""
    return centre(X) - 0.75 if np.asarray(X).dtype.kind == "i" else centre(X)


def test_two_mistakes_that_show_on_different_inputs_are_both_told() -> None:
    def both(X: Any) -> Any:
        if np.asarray(X).dtype.kind == "i":
            return whole_numbers(X)
        return small_scores(X)

    cases = CASES[:3]
    known = key(cases, {"small": small_scores, "whole": whole_numbers})
    seen = verdict(both, known)
    assert seen.finding == "two", seen.message
    assert seen.mistake in ("small", "whole")
    assert "This is small." in seen.message and "This is whole." in seen.message


def test_what_one_of_two_mistakes_does_not_explain_is_not_told() -> None:
    """The answer is wrong where both are right: they do not explain it."""

    def thrice(X: Any) -> Any:
        if np.asarray(X).size == 2:
            return centre(X) + 3 * np.arange(2)
        return whole_numbers(X) if np.asarray(X).dtype.kind == "i" else small_scores(X)

    known = key(CASES[:3], {"small": small_scores, "whole": whole_numbers})
    assert verdict(thrice, known).mistake is None


def test_the_thought_of_a_case_comes_first() -> None:
    """A case that fails has its own next thought; one about a right input is never given."""
    first, *rest = CASES
    telling = Case(first.id, first.args, first.part, first.note, thought="Centre 1 and 3 by hand.")

    def odd(X: Any) -> Any:
        return np.sin(np.asarray(X) / 1e300) + np.arange(np.shape(X)[1])

    known = key([telling, *rest], {})
    assert verdict(odd, known).thought == "Centre 1 and 3 by hand."
    assert verdict(odd, key(mistakes={})).thought == "Take one row and centre it by hand."
