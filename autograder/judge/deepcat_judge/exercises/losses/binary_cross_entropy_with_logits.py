"""The binary cross-entropy of scores, exact however large they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    agree,
    away_from_zero,
    every_argument_matters,
    law,
    number,
    read_only,
    row,
    rubric,
)
from deepcat_judge.exercises.losses.laws import mean_over_examples


def _still_grows(calls: object, costs: Sequence[Array]) -> bool | Broken:
    for z, near, far in (("400", costs[0], costs[1]), ("-400", costs[2], costs[3])):
        if agree(near, far):
            label = "0" if z == "400" else "1"
            return Broken(
                f"For the label {label}, a score of {z} and one twice as large cost the same, "
                f"{number(far):.4g}.",
                "Which step of your code makes large scores equal: a limit, a rounding, a sign?",
                telling=True,
            )
    return True


EXERCISE = Exercise(
    id="losses.binary_cross_entropy_with_logits",
    title="Binary cross-entropy of scores",
    parts=rubric(values=2, edge=3),
    cases=(
        Case("two", (row(1.0, 0.0), row(0.75, -0.5)), note="a cat and no cat, both rather right"),
        Case("three", (row(0.0, 1.0, 0.0), row(-2.0, 0.75, 1.25)), note="a cat in three pictures"),
        Case(
            "five",
            (row(0.0, 1.0, 1.0, 0.0, 0.0), row(0.5, -1.75, 2.5, -0.25, 3.0)),
            note="two cats in five pictures",
        ),
        Case("zero", (row(0.0, 1.0, 0.0), row(0.0, 0.0, 0.0)), note="undecided scores"),
        Case("one", (row(1.0), row(-0.75)), EDGE, "one cat only"),
        Case("whole-numbers", (row(1, 0, 0), row(-2, 3, 1)), EDGE, "whole numbers only"),
        Case("large-cat", (row(1.0, 0.0), row(1000.0, 0.5)), EDGE, "a cat with a score of 1000"),
        Case("large-other", (row(0.0, 1.0), row(-1000.0, 0.5)), EDGE, "no cat, score -1000"),
        Case("missed-cat", (row(1.0), row(-1000.0)), EDGE, "a cat with a score of -1000"),
        Case("false-alarm", (row(0.0), row(1000.0)), EDGE, "no cat, with a score of 1000"),
        Case("sure", (row(0.0, 1.0, 0.0), row(25.0, -35.0, 45.0)), EDGE, "sure, and wrong"),
        Case(
            "read-only",
            (read_only(row(1.0, 0.0)), read_only(row(0.5, 1.25))),
            EDGE,
            "arrays that are read-only",
        ),
    ),
    properties=(
        every_argument_matters(
            (row(0.0, 1.0, 1.0), row(0.5, -1.0, 1.75)),
            {
                0: [row(1.0, 1.0, 1.0), row(1.0, 0.0, 0.0)],
                1: [row(-1.5, 0.25, 1.0), row(2.0, 1.5, -0.5)],
            },
            {0: "Y", 1: "Z"},
            0.0,
        ),
        mean_over_examples(lambda rng: (row(0.0, 1.0, 0.0, 0.0, 1.0), away_from_zero(rng, (1, 5)))),
        law(
            "classes_alike",
            "calling cats 0 and the others 1, and turning every z into -z, changes nothing",
            lambda rng: [
                (Y := row(1.0, 0.0, 0.0, 1.0, 0.0), Z := away_from_zero(rng, (1, 5))),
                (1 - Y, -Z),
            ],
            lambda calls, answers: agree(answers[0], answers[1]),
            Broken(
                "A mistake about a cat and the same mistake about another picture should cost the "
                "same; yours do not.",
                "Work out by hand what one example with the label 1 costs, then one with the "
                "label 0.",
            ),
            like=0.0,
        ),
        replace(
            law(
                "larger_mistakes_cost_more",
                "a score that is twice as large, and wrong, costs more",
                lambda rng: [
                    (row(float(label)), row(z))
                    for label, z in ((0, 400.0), (0, 800.0), (1, -400.0), (1, -800.0))
                ],
                _still_grows,
                Broken(""),
                like=0.0,
            ),
            part=EDGE,
        ),
    ),
    hints=(
        "It is the same loss as before, with σ(z) in the place of ŷ. Simplify the formula before "
        "you compute: the logarithm and the exponential meet.",
        "With the label 0 an example costs log(1 + eᶻ), with the label 1 it costs log(1 + e⁻ᶻ), "
        "which is log(1 + eᶻ) - z. And log(1 + eᶻ) = max(z, 0) + log(1 + e⁻ᴵᶻᴵ).",
        "The mean of np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z))): np.exp gets no "
        "positive number, so that nothing can overflow.",
    ),
    thought="Work out by hand what each example of this input costs, and then their mean.",
)
