"""Where an answer keeps arrays by name, the first that differs is told."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_judge.exercise import Case, Exercise, Part
from deepcat_judge.judge import judge
from deepcat_judge.key import Expectation, Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.plain import map_leaves
from deepcat_judge.verdict import Verdict

CASES = tuple(
    Case(name, (np.linspace(-1.5, 2.0, n).reshape(1, n),), note=name)
    for name, n in (("three", 3), ("four", 4), ("six", 6))
)
EXERCISE = Exercise(
    id="toy.way",
    title="Two steps",
    parts=(Part("values", "the values", 1),),
    hints=("a", "b", "c"),
    arguments=("X",),
    cases=CASES,
    returns=("Y", "cache"),
)


def way(X: Any, second: Any = np.tanh) -> Any:
    """The reference: a step, then another."""
    Z = 2 * X + 1
    A = second(Z)
    return A, {"X": X, "Z": Z, "A": A}


def key() -> Key:
    """The reference's results, with one tolerance for all."""
    values = {case.id: way(*case.args) for case in CASES}
    return Key(
        CASES,
        {
            name: Expectation(value, map_leaves(lambda leaf: np.full(np.shape(leaf), 1e-9), value))
            for name, value in values.items()
        },
    )


def verdict(answer: object) -> Verdict:
    """Judge an answer."""
    return judge(EXERCISE, LocalCaller(answer, "way"), key())


def test_the_reference_passes() -> None:
    """Nothing is told of a right answer."""
    assert verdict(way).passed


def test_the_first_array_that_differs_is_named() -> None:
    """What comes before it is right."""
    seen = verdict(lambda X: way(X, lambda Z: np.sin(Z) * Z + Z**3))
    assert seen.finding == "first_difference", seen.message
    assert "A is the first array that differs" in seen.headline
    assert "X, Z are right" in seen.headline
    assert "A" in seen.thought


def test_what_is_returned_beside_the_right_arrays_is_named() -> None:
    """All that is kept is right, and what comes out is something else."""

    def answer(X: Any) -> Any:
        _, cache = way(X)
        return np.sin(cache["Z"]) * X**3, cache

    seen = verdict(answer)
    assert seen.finding == "first_difference", seen.message
    assert "Y differs" in seen.headline and "all that you keep on the way is right" in seen.headline


def test_a_dict_of_arrays_is_not_called_right_unseen() -> None:
    """Of what stands beside the arrays a trace is told; of the dict only its arrays are."""
    told = verdict(lambda X: way(X, lambda Z: np.clip(np.tanh(Z), -2.0, 0.6))).message
    assert "cache is right" not in told
    assert "never goes above 0.6" in told
