"""A small exercise of the tests' own, so that the judge is tested apart from the course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import Broken, Case, Exercise, Part, Property
from deepcat_judge.judge import judge
from deepcat_judge.key import Expectation, Key, KnownMistake
from deepcat_judge.observe import LocalCaller, observe
from deepcat_judge.plain import Plain
from deepcat_judge.verdict import Verdict


def centre(X: Any) -> Any:
    """The reference: each row minus its mean."""
    return X - np.mean(X, axis=1, keepdims=True)


def over_columns(X: Any) -> Any:
    """A known mistake: the mean over the wrong axis."""
    return X - np.mean(X, axis=0, keepdims=True)


def global_mean(X: Any) -> Any:
    """A known mistake: one mean of everything."""
    return X - np.mean(X)


def rows_sum_to_zero(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    """The property of a centred table."""
    for output in outputs:
        if not np.allclose(np.sum(np.asarray(output), axis=1), 0, atol=1e-9):
            return Broken("The rows of the result do not add up to 0.")
    return None


CASES = (
    Case("small", (np.array([[1.0, 3.0]]),), note="one row"),
    Case("table", (np.array([[1.0, 2.0, 6.0], [-4.0, 0.5, 2.0]]),)),
    Case("integers", (np.array([[1, 2, 4], [0, 5, 3]]),)),
    Case("huge", (np.array([[1e300, -1e300, 3e300]]),), part="edge"),
)

EXERCISE = Exercise(
    id="toy.centre",
    title="Centre the rows",
    arguments=("X",),
    parts=(
        Part("values", "ordinary values", 3),
        Part("edge", "huge numbers", 1),
        Part("vectorised", "no loop over examples", 1),
    ),
    hints=("What is the mean of a row?", "Look at axis.", "np.mean(X, axis=1, keepdims=True)"),
    cases=CASES,
    properties=(
        Property(
            "rows",
            "the rows of the result add up to 0",
            lambda rng: [Case("random", (rng.normal(size=(2, 4)),))],
            rows_sum_to_zero,
            like=np.zeros((2, 4)),
        ),
    ),
    sized=lambda m: (np.linspace(-1.0, 2.0, 2 * m).reshape(2, m),),
    thought="Take one row and centre it by hand.",
)

MISTAKES: Mapping[str, Any] = {"over_columns": over_columns, "global_mean": global_mean}


def key(
    cases: Sequence[Case] = CASES,
    mistakes: Mapping[str, Any] = MISTAKES,
    words: Mapping[str, str] | None = None,
) -> Key:
    """A key over `cases`, made with the reference."""
    expected = {}
    for case in cases:
        value = np.asarray(centre(np.asarray(case.args[0], dtype=float)))
        expected[case.id] = Expectation(value, 1e-9 * np.maximum(1.0, np.abs(value)))
    known = tuple(
        KnownMistake(
            name,
            (words or {}).get(name, f"This is {name}."),
            "Think again.",
            {case.id: observe(function, case.args) for case in cases},
        )
        for name, function in mistakes.items()
    )
    return Key(tuple(cases), expected, lambda: known)


def verdict(answer: object, the_key: Key | None = None) -> Verdict:
    """Judge an answer to the toy exercise."""
    return judge(EXERCISE, LocalCaller(answer, "centre"), the_key or key())
