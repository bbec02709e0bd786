"""Each trace of a slip is recognised when no known mistake matches."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from deepcat_judge.forensics import Evidence, investigate

from .toy import centre, key, verdict


def wrong_where_negative(X: Any) -> Any:
    return np.where(np.asarray(X) < 0, 0.0, centre(X))


def first_column_only(X: Any) -> Any:
    out = np.array(centre(X), dtype=float)
    out[:, 1:] *= 1 + 0.123 * np.arange(1, out.shape[1])
    return out


def into_integers(X: Any) -> Any:
    out = np.zeros_like(X)
    out[...] = centre(X)
    return out


SLIPS: dict[str, Any] = {
    "factor": lambda X: -centre(X),
    "factor_of_size": lambda X: centre(X) * X.shape[1],
    "offset": lambda X: centre(X) + 0.5,
    "argument_returned": lambda X: X * 1,
    "square": lambda X: np.where(np.abs(X) < 1e100, centre(X), 0.0) ** 2,
    "constant": lambda X: np.full(X.shape, 0.25),
    "precision": lambda X: centre(X).astype(np.float32) if np.abs(X).max() < 9 else centre(X),
    "truncated": into_integers,
    "some_elements": wrong_where_negative,
    "one_example_only": first_column_only,
    "right_numbers_wrong_shape": lambda X: centre(X).ravel(),
    "transposed": lambda X: centre(X).T,
    "broadcast": lambda X: np.stack([centre(X).ravel()] * (X.size + 1)),
    "reduced_too_far": lambda X: np.sum(centre(X)),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_leaves_its_trace(slip: str) -> None:
    """The finding is the one that the slip leaves, and it comes with a next thought."""
    seen = verdict(SLIPS[slip], key(mistakes={}))
    assert seen.points == 0
    assert seen.finding == slip
    assert seen.thought


def test_what_nothing_explains_is_called_unrecognised() -> None:
    """No guess: the message says so and names a property that fails."""
    seen = verdict(lambda X: np.cos(X / 3e300) * np.arange(X.shape[1]), key(mistakes={}))
    assert seen.finding == "unrecognised"
    assert "add up to 0" in seen.headline


def test_a_partly_right_array_says_how_many_and_where() -> None:
    """What is unrecognised still says which elements are wrong."""

    def uneven(X: Any) -> Any:
        out = np.array(centre(X), dtype=float)
        out[0, 1] += 0.3 * np.cos(X[0, 0])
        return out

    seen = verdict(uneven, key(mistakes={}))
    assert seen.finding == "unrecognised"
    assert "in 1 of 2 elements, first at [0, 1]" in seen.headline


def test_nan_says_how_many_and_where() -> None:
    """The first element that is not finite is pointed at."""

    def logarithm(X: Any) -> Any:
        with np.errstate(all="ignore"):
            return np.where(np.asarray(X) < 0, np.log(np.asarray(X) * 1.0), centre(X))

    seen = verdict(logarithm, key(mistakes={}))
    assert seen.finding == "finite"
    assert "nan" in seen.headline and "in 1 of 6 elements, first at [1, 0]" in seen.headline


def test_a_reduction_along_the_wrong_axis_is_seen_in_the_shape() -> None:
    """One number for each feature, where one for each example is expected."""
    tables = [np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4) ** 2]
    for keepdims in (True, False):
        evidence = [
            Evidence(
                (X,),
                X.mean(axis=0, keepdims=True),
                X.mean(axis=1, keepdims=keepdims),
                np.array(1e-9),
                False,
            )
            for X in tables
        ]
        found = investigate(evidence)
        assert found and found.id == "wrong_axis"
    evidence = [Evidence((X,), X.mean(axis=0), np.ones(7), np.array(1e-9), False) for X in tables]
    assert investigate(evidence) is None
