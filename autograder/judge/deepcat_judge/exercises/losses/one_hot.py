"""One-hot: class numbers as columns with a single 1."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    every_argument_matters,
    flat,
    law,
    read_only,
    rubric,
    strided,
)
from deepcat_judge.exercises.losses.laws import tidy


def _one_each(sums: Array) -> bool | Broken:
    odd = sums[np.abs(sums - 1) > 1e-9]
    return not odd.size or Broken(
        f"A column of your answer adds up to {tidy(odd[0])}, where each example has exactly one 1.",
        "How many elements are set for one example, and to what?",
        telling=True,
    )


EXERCISE = Exercise(
    id="losses.one_hot",
    title="One-hot columns",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("four", (flat(2, 0, 2, 1), 3), note="four examples, three classes"),
        Case("five", (flat(1, 0, 3, 3, 1), 4), note="five examples, four classes"),
        Case("last-absent", (flat(1, 0, 3), 6), note="the last two classes have no example"),
        Case("first-absent", (flat(2, 1, 2, 3, 1, 2), 4), note="the first class has no example"),
        Case("one", (flat(1), 3), EDGE, "one example only"),
        Case("square", (flat(1, 2, 0), 3), EDGE, "as many examples as classes"),
        Case("two-classes", (flat(1, 0, 0, 1, 1), 2), EDGE, "two classes"),
        Case("one-class", (flat(0, 0), 1), EDGE, "one class only"),
        Case("read-only", (read_only(flat(1, 3, 0)), 4), EDGE, "labels that are read-only"),
        Case("strided", (strided(flat(2, 1, 0, 2)), 3), EDGE, "every second of other labels"),
    ),
    properties=(
        every_argument_matters(
            (flat(0, 2, 1, 0), 3),
            {0: [flat(1, 1, 0, 1), flat(2, 2, 2, 2)]},
            {0: "labels"},
            np.zeros((3, 4)),
        ),
        law(
            "columns_add_up_to_one",
            "each column adds up to 1",
            lambda rng: [(np.append(rng.integers(0, 4, 6), 3), 5)],
            lambda calls, answers: _one_each(answers[0].sum(axis=0)),
            Broken(""),
            like=np.zeros((5, 7)),
        ),
    ),
    hints=(
        "Column j stands for example j. All of it is 0 but the row of its class, where a 1 stands.",
        "Begin with np.zeros((n_classes, m)). A loop over the examples will do: which element "
        "becomes 1 for example j?",
        "Y[labels, np.arange(m)] = 1 sets one element a column at once; or take the columns of "
        "the identity matrix, np.eye(n_classes)[:, labels].",
    ),
    thought="Draw the table on paper: one column an example, one row a class. Where are the ones?",
)
