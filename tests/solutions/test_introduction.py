"""The first lesson's references against independent oracles."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepcat_judge.exercises.introduction.quiz import QUIZ
from deepcat_solutions import introduction as lesson


def test_a_line_agrees_with_polyval() -> None:
    x = np.linspace(-3, 3, 7)
    assert np.allclose(lesson.line(x, -1.5, 0.25), np.polyval([-1.5, 0.25], x), rtol=1e-15)


def test_goodness_by_hand() -> None:
    """Errors of 0 and 3: the mean of their squares is 4.5."""
    loss = lesson.goodness(np.array([1, 2]), np.array([1, 5]), 1.0, 0.0)
    assert loss == 4.5
    assert type(loss) is float


@given(st.integers(0, 2**32 - 1))
def test_no_line_is_better_than_least_squares(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.normal(size=9), rng.normal(size=9)
    slope, intercept = np.polyfit(x, y, 1)
    best = lesson.goodness(x, y, slope, intercept)
    assert best <= lesson.goodness(x, y, slope + rng.normal(), intercept + rng.normal())


def test_goodness_is_the_mean_of_the_squared_residuals_of_lstsq() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=20), rng.normal(size=20)
    A = np.column_stack([x, np.ones(20)])
    (slope, intercept), residuals, *_ = np.linalg.lstsq(A, y)
    assert lesson.goodness(x, y, slope, intercept) == pytest.approx(residuals[0] / 20)


def test_more_tries_with_the_same_seed_are_never_worse() -> None:
    """The draws of fewer tries are a beginning of the draws of more."""
    rng = np.random.default_rng(2)
    x, y = rng.normal(size=8), rng.normal(size=8)
    losses = [
        lesson.goodness(x, y, *lesson.random_search(x, y, n, np.random.default_rng(3)))
        for n in (1, 10, 100, 1000)
    ]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("sizes", [[2, 1], [3, 4, 5], [12288, 7, 1], [6, 5, 4, 3, 2]])
def test_parameters_are_the_elements_of_the_arrays(sizes: list[int]) -> None:
    arrays = [
        array
        for n_in, n_out in itertools.pairwise(sizes)
        for array in (np.zeros((n_out, n_in)), np.zeros((n_out, 1)))
    ]
    assert lesson.count_parameters(sizes) == sum(array.size for array in arrays)


def test_the_cat_network_has_86031_parameters() -> None:
    """12288 · 7 weights and 7 biases, then 7 weights and 1 bias."""
    assert lesson.count_parameters([12288, 7, 1]) == 12288 * 7 + 7 + 7 + 1 == 86031


def test_the_answer_sheet_answers_every_question_with_an_option() -> None:
    sheet = lesson.quiz()
    assert list(sheet) == [question.id for question in QUIZ.questions]
    assert all(sheet[question.id] in question.options for question in QUIZ.questions)


@pytest.mark.parametrize("question", QUIZ.questions, ids=lambda question: question.id)
def test_every_wrong_option_has_feedback_that_names_no_letter(question) -> None:
    right = lesson.quiz()[question.id]
    assert set(question.feedback) == set(question.options) - {right}
    assert not any(
        f"({letter})" in text for text in question.feedback.values() for letter in "abcd"
    )
