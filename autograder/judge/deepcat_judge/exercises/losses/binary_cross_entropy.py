"""The binary cross-entropy, the loss for a probability and a label."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    agree,
    every_argument_matters,
    law,
    number,
    read_only,
    row,
    rubric,
)
from deepcat_judge.exercises.losses.exchanged import arguments_in_place
from deepcat_judge.exercises.losses.laws import certain_mistakes_cost, mean_over_examples


def _not_dearer(surely: Array, more_surely: Array) -> Broken:
    return Broken(
        "For the label 0, ŷ = 0.9 should cost more than ŷ = 0.6; with your function they cost "
        f"{number(more_surely):.4g} and {number(surely):.4g}.",
        "Which probability was given to what really happened, and what is -log of it?",
        telling=True,
    )


EXERCISE = Exercise(
    id="losses.binary_cross_entropy",
    title="Binary cross-entropy",
    parts=rubric(values=3, edge=2),
    atol=1e-6,  # a guard inside the logarithm may be 1e-7
    cases=(
        Case("two", (row(1.0, 0.0), row(0.8, 0.3)), note="a cat and no cat, both rather right"),
        Case("three", (row(0.0, 1.0, 1.0), row(0.6, 0.3, 0.9)), note="two cats in three pictures"),
        Case(
            "five",
            (row(0.0, 1.0, 0.0, 0.0, 1.0), row(0.1, 0.65, 0.45, 0.7, 0.25)),
            note="two cats in five pictures",
        ),
        Case("half", (row(0.0, 1.0, 0.0, 0.0), row(0.5, 0.5, 0.5, 0.5)), note="one half each time"),
        Case("one", (row(1.0), row(0.35)), EDGE, "one cat only"),
        Case("one-other", (row(0.0), row(0.35)), EDGE, "one picture only, without a cat"),
        Case("whole-Y", (row(1, 0, 0, 1, 0), row(0.75, 0.4, 0.2, 0.15, 0.55)), EDGE, "Y of ints"),
        Case(
            "certain-cat",
            (row(1.0, 1.0, 0.0), row(1.0, 0.75, 0.4)),
            EDGE,
            "a cat, predicted with certainty",
        ),
        Case(
            "certain-other",
            (row(0.0, 1.0, 0.0), row(0.0, 0.75, 0.4)),
            EDGE,
            "no cat, predicted with certainty",
        ),
        Case(
            "all-certain",
            (row(0.0, 1.0, 0.0), row(0.0, 1.0, 0.0)),
            EDGE,
            "every label predicted with certainty",
        ),
        Case(
            "read-only",
            (read_only(row(1.0, 0.0)), read_only(row(0.45, 0.85))),
            EDGE,
            "arrays that are read-only",
        ),
    ),
    properties=(
        every_argument_matters(
            (row(0.0, 1.0, 1.0), row(0.3, 0.6, 0.45)),
            {
                0: [row(1.0, 1.0, 1.0), row(1.0, 0.0, 0.0)],
                1: [row(0.6, 0.35, 0.15), row(0.25, 0.4, 0.7)],
            },
            {0: "Y", 1: "Y_hat"},
            0.0,
        ),
        arguments_in_place(
            lambda rng, m: (row(*(np.arange(m) % 2.0)), rng.uniform(0.1, 0.9, (1, m))),
            "Y and Y_hat have changed places: the logarithm is taken of the labels.",
        ),
        mean_over_examples(
            lambda rng: (row(0.0, 1.0, 0.0, 0.0, 1.0), rng.uniform(0.1, 0.9, (1, 5)))
        ),
        law(
            "classes_alike",
            "calling cats 0 and the others 1, and turning every ŷ into 1 - ŷ, changes nothing",
            lambda rng: [
                (Y := row(1.0, 0.0, 0.0, 1.0, 0.0), P := rng.uniform(0.1, 0.9, (1, 5))),
                (1 - Y, 1 - P),
            ],
            lambda calls, answers: agree(answers[0], answers[1], 1e-5),
            Broken(
                "A mistake about a cat and the same mistake about another picture should cost the "
                "same; yours do not.",
                "Work out by hand what one example with the label 1 costs, then one with the "
                "label 0.",
            ),
            like=0.0,
        ),
        law(
            "surer_mistakes_cost_more",
            "of two wrong answers the surer one costs more",
            lambda rng: [(row(0.0), row(0.6)), (row(0.0), row(0.9))],
            lambda calls, answers: bool(answers[1] > answers[0]) or _not_dearer(*answers),
            Broken(""),
            like=0.0,
        ),
        certain_mistakes_cost(
            ((row(1.0), row(0.0)), (row(0.0), row(1.0))), "ŷ is certain, and wrong"
        ),
    ),
    hints=(
        "An example costs -log of the probability that was given to what really happened: ŷ for a "
        "cat, 1 - ŷ for no cat. The loss is the mean over the examples.",
        "With y = 1 only the term y · log ŷ is left, with y = 0 only (1 - y) · log(1 - ŷ). What is "
        "log 0, and what is 0 times that? A very small number inside the logarithm avoids it.",
        "With P = np.clip(Y_hat, 1e-12, 1 - 1e-12), take "
        "-(Y * np.log(P) + (1 - Y) * np.log(1 - P)) and return what np.mean gives for it.",
    ),
    thought="Work out by hand what each example of this input costs, and then their mean.",
)
