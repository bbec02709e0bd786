"""One neuron, many examples at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Generator,
    agree,
    column,
    every_argument_matters,
    is_array,
    row,
    rubric,
)
from deepcat_judge.exercises.neuron import neurons
from deepcat_judge.exercises.neuron.neurons import ARCTAN, SINE, SOFTSIGN, SQUARE, TRIPLE
from deepcat_judge.plain import Plain


def _columns_cases(rng: Generator) -> list[Case]:
    w, X, b = rng.normal(size=(3, 1)), rng.normal(size=(3, 4)), float(rng.normal())
    calls = [(w, X[:, some], b, ARCTAN) for some in ([0, 1, 2, 3], [0, 1], [2, 3])]
    return [Case(f"call-{i}", call) for i, call in enumerate(calls)]


def _columns_hold(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    together, *apart = outputs
    if not is_array(together, (1, 4)) or not all(is_array(o, (1, 2)) for o in apart):
        return None  # the cases say it better
    if agree(np.hstack([np.asarray(o) for o in apart]), together):
        return None
    return Broken(
        "An example among others gets another answer than it gets among fewer.",
        "Each column of X is an example. Which line of your code mixes the columns?",
        telling=True,
    )


def _batch(m: int) -> tuple[Plain, ...]:
    X = np.linspace(-2.0, 2.0, 3 * m).reshape(3, m)
    return column(0.5, -1.0, 1.5), X, 0.25, ARCTAN


_OTHER_XS = np.hstack([neurons.OTHER_XS[1], neurons.X]), np.hstack(neurons.OTHER_XS)
_THREE_BY_TWO = np.array([[-1.0, 0.5], [0.25, 1.0], [2.0, -0.5]])
_FOUR_BY_FIVE = np.vstack([
    row(0.5, 1.0, -2.0, 0.0, 1.5),
    row(3.0, -1.0, 0.5, 2.0, -0.5),
    row(-4.0, 2.0, 1.0, -1.5, 0.5),
    row(1.0, 0.5, -0.5, 1.0, -1.0),
])  # fmt: skip

NEURON_BATCH = Exercise(
    id="neuron.neuron_batch",
    title="One neuron, many examples",
    parts=rubric(values=3, edge=1, vectorised=1),
    cases=(
        Case(
            "two-by-three",
            (column(2.0, -0.5), np.array([[3.0, 0.5, -1.0], [4.0, 2.0, 1.5]]), 0.5, SQUARE),
            note="three examples of two inputs",
        ),
        Case(
            "three-by-two",
            (column(0.5, 2.0, -1.25), _THREE_BY_TWO, -0.75, ARCTAN),
            note="two examples of three inputs",
        ),
        Case(
            "four-by-five",
            (column(1.5, -0.5, 0.25, -2.0), _FOUR_BY_FIVE, 2.5, SOFTSIGN),
            note="five examples of four inputs",
        ),
        Case(
            "one-example",
            (column(1.5, -1.0), column(-2.0, 0.5), 0.25, ARCTAN),
            EDGE,
            "one example only",
        ),
        Case("one-input", (column(1.5), row(-2.0, 0.5, 1.0), 0.25, SINE), EDGE, "one input only"),
        Case(
            "whole-numbers",
            (column(0.5, -1.25), np.vstack([row(3, 1, 0), row(1, -2, 4)]), 0.75, SOFTSIGN),
            EDGE,
            "X in whole numbers",
        ),
        Case(
            "whole-weights",
            (column(2, -3), np.vstack([row(0.5, -1.0, 2.0), row(1.25, 0.5, -0.75)]), 1, SOFTSIGN),
            EDGE,
            "w and b in whole numbers",
        ),
    ),
    properties=(
        every_argument_matters(
            (neurons.W, np.hstack([neurons.X, neurons.OTHER_XS[0]]), neurons.B, ARCTAN),
            {0: neurons.OTHER_WS, 1: _OTHER_XS, 2: neurons.OTHER_BS, 3: (SOFTSIGN, SQUARE)},
            {0: "w", 1: "X", 2: neurons.NO_BIAS, 3: neurons.NO_ACTIVATION},
            np.zeros((1, 2)),
        ),
        neurons.every_feature(lambda w, x: (w, np.hstack([x, -x]), 0.25, TRIPLE), np.zeros((1, 2))),
        Property(
            "columns_apart",
            "an example gets the same answer, whatever examples stand beside it",
            _columns_cases,
            _columns_hold,
        ),
    ),
    sized=_batch,
    hints=(
        "Nothing new is computed: the same weighted sum as before, once for every column of X. The "
        "matrix product does all the columns at once.",
        "w has shape (n, 1), X has (n, m), and (1, m) is expected. Which shape must stand on the "
        "left of @? The activation works on a whole array.",
        "Return activation(w.T @ X + b). Adding the number b to a row adds it to every element.",
    ),
    thought="Take one column of X and compute its answer by hand, as for a single example.",
)
