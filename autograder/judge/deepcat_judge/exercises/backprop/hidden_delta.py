"""The slope of each example's loss along the scores of a hidden layer."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Case, Exercise
from deepcat_judge.exercises.backprop import nudged
from deepcat_judge.exercises.common import Array, Generator, away_from_zero, rubric
from deepcat_judge.exercises.network.made import ARCTAN, SINE, SOFTSIGN, SQUARE, numbers, whole
from deepcat_judge.plain import Named, Plain


def _call(n_next: int, n: int, m: int, start: int, prime: Named) -> tuple[Plain, ...]:
    return numbers(n_next, n, start), numbers(n_next, m, start + 4), numbers(n, m, start + 7), prime


def _draw(rng: Generator) -> tuple[Plain, ...]:
    """Three units, and two in the next layer; an activation whose slope at z is z²."""
    W_next, delta_next = away_from_zero(rng, (2, 3)), away_from_zero(rng, (2, 4))
    return W_next, delta_next, away_from_zero(rng, (3, 4)), SQUARE


def _expected(W_next: Array, delta_next: Array, Z: Array, _: Named) -> list[Array]:
    """By nudges of the scores: z² is the slope of z³ / 3."""
    return [nudged.slopes(lambda scores: np.sum(delta_next * (W_next @ (scores**3 / 3))), Z)]


EXERCISE = Exercise(
    id="backprop.hidden_delta",
    title="δ of a hidden layer",
    parts=rubric(values=3, edge=1),
    cases=(
        Case("one-output", _call(1, 3, 4, 2, SINE), note="3 hidden units, 1 output, 4 examples"),
        Case("two-outputs", _call(2, 4, 3, 5, SQUARE), note="4 hidden units, 2 next, 3 examples"),
        Case("square", _call(3, 3, 3, 1, SOFTSIGN), note="3 hidden units, 3 next, 3 examples"),
        Case("three-outputs", _call(3, 2, 5, 4, ARCTAN), note="2 hidden units, 3 next, 5 examples"),
        Case("one-example", _call(2, 3, 1, 3, SINE), EDGE, "one example only"),
        Case("one-unit", _call(3, 1, 4, 6, ARCTAN), EDGE, "one hidden unit only"),
        Case("whole-scores", (*_call(2, 3, 4, 2, SQUARE)[:2], whole(numbers(3, 4, 1)), SINE), EDGE,
             "scores in whole numbers"),
        Case("whole-numbers", (*whole(_call(2, 3, 5, 8, SINE)[:3]), SOFTSIGN), EDGE,
             "whole numbers everywhere"),
    ),
    properties=(
        nudged.measured(
            ("δ",), _draw, _expected,
            "by a nudge of each hidden score, with 3 units, 2 in the next layer and 4 examples",
            "Take one hidden unit: over which weights does it reach the next layer, and how much "
            "of a nudge gets through its activation?",
        ),
    ),
    hints=(
        "A hidden unit is answerable for what it has done to each unit of the next layer: as much "
        "as its weight there, and as much as its own activation let through.",
        "W_next is (n_next, n) and delta_next is (n_next, m). Which matrix product adds over the "
        "next layer's units, and leaves a row for each unit of this one? The slope of the "
        "activation is taken at Z, and comes in element by element.",
        "W_next.T @ delta_next has the shape (n, m), as activation_prime(Z) has. ∘ is the product "
        "element by element: which sign has Python for it?",
    ),
    thought="Take one hidden unit and one example, and compute its δ by hand.",
)  # fmt: skip
