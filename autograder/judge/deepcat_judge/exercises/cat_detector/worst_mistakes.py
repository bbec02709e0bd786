"""The worst mistakes: where they stand among the examples, the most confident first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    every_argument_matters,
    read_only,
    row,
    rubric,
    strided,
)
from deepcat_judge.plain import Plain

_SEVEN = row(1, 0, 0, 1, 0, 0, 1), row(0.25, 0.8, 0.1, 0.9, 0.65, 0.45, 0.02)
_TEN = (
    row(0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0),
    row(0.95, 0.08, 0.6, 0.3, 0.72, 0.55, 0.02, 0.35, 0.51, 0.97),
)
_TWELVE = (
    row(0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0),
    row(0.7, 0.05, 0.9, 0.4, 0.55, 0.2, 0.99, 0.62, 0.99, 0.35, 0.18, 0.85),
)


def _calls(rng: Generator) -> list[Case]:
    """Nine mistakes among 20 examples, of which four are wanted."""
    m, n_wrong = 20, 9
    Y = rng.permutation((np.arange(m) % 3 == 0) * 1.0)[None, :]
    errors = rng.permutation(np.append(np.linspace(0.55, 0.97, n_wrong),
                                       np.linspace(0.03, 0.45, m - n_wrong)))  # fmt: skip
    args = Y, np.abs(Y - errors)
    return [Case("some", (*args, 4), note="20 examples, 9 mistakes, 4 wanted")]


def _told(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    """What the positions that came out hold: mistakes, all of them, each once, in order."""
    for (Y, Y_hat, k), output in zip(args, outputs, strict=True):
        if not isinstance(output, np.ndarray) or output.ndim != 1 or not output.size:
            return None  # the cases say it better
        found = output
        if found.dtype.kind not in "iu":
            return Broken(
                "The positions are no whole numbers, so that nothing can be looked up with them.",
                "Which function of NumPy gives positions, and not values?",
                telling=True,
            )
        errors = np.abs(np.asarray(Y) - np.asarray(Y_hat))[0]
        if broken := _of_places(found, errors, int(np.asarray(k))):
            return broken
    return None


def _of_places(found: Array, errors: Array, k: int) -> Broken | None:
    m, n_wrong = len(errors), int(np.sum(errors > 0.5))
    if np.any(found < -m) or np.any(found >= m):
        return Broken(
            f"Position {found[(found < -m) | (found >= m)][0]} came out, and there are {m} "
            "examples.",
            "Which positions are there, and which ones does your code count?",
            telling=True,
        )
    right = found[errors[found] < 0.5]
    if right.size:
        return Broken(
            f"The example at {right[0]} came out, and its decision is right: |y - ŷ| is "
            f"{errors[right[0]]:.2f}.",
            "When is a decision a mistake, and which line of your code asks for it?",
            telling=True,
        )
    if len(np.unique(found)) < len(found):
        return Broken("One example came out more than once.", "How often does each come up?",
                      telling=True)  # fmt: skip
    if len(found) != min(k, n_wrong):
        return Broken(
            f"{len(found)} positions came out, where k = {k} and there are {n_wrong} mistakes.",
            "How many should come out?",
            telling=True,
        )
    worst = int(errors.argmax())
    if found[0] != worst:
        return Broken(
            f"The example at {found[0]} comes first, with |y - ŷ| = {errors[found[0]]:.2f}. The "
            f"mistake at {worst} is a worse one, with {errors[worst]:.2f}.",
            "By what does your code sort, and which end of it does it take?",
            telling=True,
        )
    return None


EXERCISE = Exercise(
    id="cat_detector.worst_mistakes",
    title="The worst mistakes",
    parts=rubric(values=3, edge=1),
    cases=(
        Case("two-of-four", (*_SEVEN, 2), note="seven examples, four mistakes, two wanted"),
        Case("three-of-six", (*_TEN, 3), note="ten examples, six mistakes, three wanted"),
        Case("five-of-seven", (*_TWELVE, 5), note="twelve examples, seven mistakes, five wanted"),
        Case("all-there-are", (*_TEN, 6), note="ten examples, six mistakes, six wanted"),
        Case("fewer", (*_SEVEN, 6), EDGE, "seven examples, four mistakes, six wanted"),
        Case("more-than-examples", (*_SEVEN, 9), EDGE, "nine wanted, of seven examples"),
        Case("one", (*_TWELVE, 1), EDGE, "one wanted"),
        Case("no-mistakes", (row(0, 1, 0), row(0.2, 0.9, 0.4), 2), EDGE, "there are no mistakes"),
        Case("certain", (row(1.0, 0.0, 0.0, 1.0), row(0.0, 0.75, 0.0, 1.0), 2), EDGE,
             "probabilities of exactly 0 and 1"),
        Case("whole", (row(1, 0, 0), row(1, 1, 0), 2), EDGE, "probabilities in whole numbers"),
        Case("one-example", (row(1), row(0.3), 1), EDGE, "one example only, a mistake"),
        Case("read-only", (read_only(_TEN[0]), read_only(_TEN[1]), 2), EDGE, "read-only arrays"),
        Case("strided", (strided(_SEVEN[0]), strided(_SEVEN[1]), 3), EDGE,
             "every second element of wider arrays"),
    ),
    properties=(
        every_argument_matters(
            (*_TWELVE, 3),
            {0: [1 - _TWELVE[0]], 1: [_TWELVE[1][:, ::-1], 1 - _TWELVE[1]]},
            {0: "Y", 1: "Y_hat"},
            np.zeros(3),
        ),
        Property("places", "what comes out are the positions of the worst mistakes", _calls, _told),
    ),
    hints=(
        "A mistake is bad when the detector was sure of the wrong thing: far on the wrong side of "
        "0.5. One number says how far off a probability is, whichever the label.",
        "|y - ŷ| is above 0.5 for every mistake and below for everything else. np.argsort gives "
        "the positions from the smallest to the largest: how do you get the largest first?",
        "order = np.argsort(-errors), with errors of shape (m,). Then keep those of the order "
        "whose error is above 0.5, and of these the first k.",
    ),
    thought="Write |y - ŷ| below each example, and mark those above 0.5. Which is the largest?",
)  # fmt: skip
