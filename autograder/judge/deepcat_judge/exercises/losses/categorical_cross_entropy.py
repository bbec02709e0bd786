"""The categorical cross-entropy, the loss for probabilities of several classes."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    column,
    every_argument_matters,
    read_only,
    rubric,
)
from deepcat_judge.exercises.losses.exchanged import arguments_in_place
from deepcat_judge.exercises.losses.laws import certain_mistakes_cost, mean_over_examples


def truth(n_classes: int, *labels: int) -> Array:
    """One-hot columns of floats."""
    return np.eye(n_classes)[:, list(labels)]


def columns(*each: tuple[float, ...]) -> Array:
    """Probabilities, written one example after the other."""
    return np.array(each).T.copy()


def _drawn(rng: Generator) -> tuple[Array, Array]:
    return _some(rng, 5)


def _some(rng: Generator, m: int) -> tuple[Array, Array]:
    P = rng.uniform(0.2, 1.0, (3, m))
    return truth(3, *np.resize((2, 0, 1, 1), m)), P / P.sum(axis=0)


_P = columns((0.5, 0.3, 0.2), (0.15, 0.25, 0.6))
EXERCISE = Exercise(
    id="losses.categorical_cross_entropy",
    title="Categorical cross-entropy",
    parts=rubric(values=3, edge=2),
    atol=1e-6,  # a guard inside the logarithm may be 1e-7
    cases=(
        Case("three-by-two", (truth(3, 0, 1), _P), note="two examples, three classes"),
        Case(
            "two-by-three",
            (truth(2, 1, 1, 0), columns((0.3, 0.7), (0.55, 0.45), (0.8, 0.2))),
            note="three examples, two classes",
        ),
        Case(
            "four-by-five",
            (
                truth(4, 2, 0, 3, 2, 1),
                columns(
                    (0.1, 0.2, 0.3, 0.4),
                    (0.4, 0.15, 0.2, 0.25),
                    (0.35, 0.25, 0.3, 0.1),
                    (0.15, 0.1, 0.65, 0.1),
                    (0.3, 0.15, 0.45, 0.1),
                ),
            ),
            note="five examples, four classes",
        ),
        Case(
            "even",
            (truth(4, 1, 3, 3), np.full((4, 3), 0.25)),
            note="the same probability for all classes",
        ),
        Case("one", (truth(3, 1), column(0.2, 0.35, 0.45)), EDGE, "one example only"),
        Case(
            "whole-Y",
            (truth(3, 2, 0, 2, 1).astype(np.int64), np.hstack([_P, _P[::-1]])),
            EDGE,
            "Y of ints",
        ),
        Case(
            "impossible-others",
            (truth(3, 0, 2), columns((0.6, 0.4, 0.0), (0.0, 0.3, 0.7))),
            EDGE,
            "probabilities of 0 for classes that are not true",
        ),
        Case(
            "all-certain",
            (truth(3, 1, 2, 1, 0), truth(3, 1, 2, 1, 0)),
            EDGE,
            "every class predicted with certainty",
        ),
        Case(
            "read-only",
            (read_only(truth(3, 2, 1)), read_only(_P)),
            EDGE,
            "arrays that are read-only",
        ),
    ),
    properties=(
        every_argument_matters(
            (truth(3, 0, 1), _P),
            {0: [truth(3, 2, 1), truth(3, 0, 0)], 1: [_P[::-1], _P[:, ::-1]]},
            {0: "Y", 1: "Y_hat"},
            0.0,
        ),
        arguments_in_place(
            _some, "Y and Y_hat have changed places: the logarithm is taken of the truth."
        ),
        mean_over_examples(_drawn),
        certain_mistakes_cost(
            ((truth(3, 1), truth(3, 0)), (truth(2, 0), truth(2, 1))),
            "the true class was given the probability 0",
        ),
    ),
    hints=(
        "An example costs -log of the probability that its true class was given. The loss is the "
        "mean over the examples.",
        "Y * np.log(Y_hat) keeps the logarithm of the true class and makes the others 0. Over what "
        "do you add, and by what do you divide? And what is 0 times log 0?",
        "With P = np.maximum(Y_hat, 1e-12), return -np.sum(Y * np.log(P)) / Y.shape[1].",
    ),
    thought="Work out by hand what each column of this input costs, and then their mean.",
)
