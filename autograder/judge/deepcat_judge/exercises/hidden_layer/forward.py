"""The network with one hidden layer: its prediction, and everything on the way to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Generator, agree, away_from_zero, is_array, rubric
from deepcat_judge.exercises.network.made import layers, numbers, whole
from deepcat_judge.plain import Plain, leaf_at

_TOGETHER = 4


def _steep(sign: float) -> dict[str, Plain]:
    """Four units on three inputs; the scores of the output are large, and all of one sign."""
    parameters = layers(3, 4, 1)
    return {**parameters, "W2": np.full((1, 4), sign * 120.0), "b2": np.array([[sign * 150.0]])}


def _column_cases(rng: Generator) -> list[Case]:
    X = away_from_zero(rng, (3, _TOGETHER))
    shapes = {"W1": (5, 3), "b1": (5, 1), "W2": (1, 5), "b2": (1, 1)}
    parameters: dict[str, Plain] = {k: away_from_zero(rng, shape) for k, shape in shapes.items()}
    inputs = [X, *(X[:, [j]] for j in range(_TOGETHER))]
    return [Case(f"call-{i}", (x, parameters)) for i, x in enumerate(inputs)]


def _columns_alone(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    together, *alone = (leaf_at(output, (0,)) for output in outputs)
    formed = is_array(together, (1, _TOGETHER)) and all(is_array(one, (1, 1)) for one in alone)
    if not formed or agree(np.hstack([np.asarray(one) for one in alone]), together):
        return None
    return Broken(
        "An example's answer changes when other examples stand beside it.",
        "Which operation in your code (a sum, a maximum, a mean) mixes the columns?",
        telling=True,
    )


EXERCISE = Exercise(
    id="hidden_layer.forward",
    title="The forward pass",
    returns=("Y_hat", "cache"),
    use="keep",
    parts=rubric(values=4, edge=1),
    cases=(
        Case("small", (numbers(2, 4, 0), layers(2, 3, 1)), note="three hidden units, 4 examples"),
        Case("wider", (numbers(3, 4, 1), layers(3, 5, 1)), note="five hidden units, 4 examples"),
        Case(
            "more",
            (numbers(4, 6, 2), {**layers(4, 2, 1), "b2": np.array([[-0.375]])}),
            note="two hidden units, 6 examples",
        ),
        Case("one-example", (numbers(3, 1, 4), layers(3, 4, 1)), EDGE, "one example only"),
        Case("one-unit", (numbers(2, 5, 1), layers(2, 1, 1)), EDGE, "one hidden unit only"),
        Case(
            "all-off",
            (numbers(2, 4, 3), {**layers(2, 3, 1), "b1": np.array([[-9.0], [-7.5], [-8.0]])}),
            EDGE,
            "no hidden unit is active",
        ),
        Case("very-large", (numbers(3, 4, 0), _steep(1.0)), EDGE, "very large scores"),
        Case("very-negative", (numbers(3, 4, 0), _steep(-1.0)), EDGE, "very negative scores"),
        Case(
            "whole-numbers",
            (whole(numbers(2, 5, 3)), whole(layers(2, 4, 1))),
            EDGE,
            "all numbers are whole",
        ),
    ),
    properties=(
        Property(
            "columns_alone",
            "an example's answer does not depend on the examples beside it",
            _column_cases,
            _columns_alone,
        ),
    ),
    hints=(
        "Two layers, one after the other: weights and bias, then ReLU; weights and bias, then the "
        "sigmoid. Everything that you compute on the way goes into the cache.",
        "The hidden layer looks at X, and the output at what the hidden layer gave, A1. Write the "
        "shape beside each line: (n_h, m) twice, then (1, m) twice.",
        'Z1 is parameters["W1"] @ X + parameters["b1"], and A1 is relu of it. Z2 and A2 go the '
        'same way, from A1 and with sigmoid. Return A2 and {"X": X, "Z1": …, "A1": …, …}.',
    ),
    thought="Compute both layers by hand for the first example, and look at the cache beside it.",
)
