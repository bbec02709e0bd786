"""A neuron that learns: Rosenblatt's perceptron."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Generator,
    agree,
    column,
    number,
    pair,
    read_only,
    rubric,
)
from deepcat_judge.plain import Plain


def _at(id: str, b: float, y: int, rate: float, note: str) -> Case:
    """The same weights and the same example with another bias: its z is 0.5 + b."""
    return Case(id, (column(0.5, -1.0), b, column(2.0, 0.5), y, rate), note=note)


def _from_zero(y: int, note: str) -> Case:
    return Case(
        f"zero-start-{y}", (np.zeros((3, 1)), 0.0, column(1.0, -2.0, 0.5), y, 0.1), note=note
    )


def _one_rate_and_twice_that(rng: Generator) -> list[Case]:
    w, x = rng.uniform(0.5, 1.0, (3, 1)), rng.uniform(0.5, 1.0, (3, 1))
    rate = float(rng.uniform(0.1, 0.5))
    return [Case("small", (w, 1.0, x, 0, rate)), Case("double", (w, 1.0, x, 0, 2 * rate))]


def _steps_double(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    w, b = np.asarray(args[0][0]), number(args[0][1])
    once, twice = (
        np.append(np.asarray(new_w) - w, number(new_b) - b) for new_w, new_b in map(pair, outputs)
    )
    if agree(2 * once, twice):
        return None
    return Broken(
        "With twice the learning rate, the step is not twice as long.",
        "Where does learning_rate enter, for w and for b?",
    )


EXERCISE = Exercise(
    id="neuron.perceptron_step",
    title="Rosenblatt's rule",
    parts=rubric(values=4, edge=1),
    cases=(
        _at("false-alarm", -0.25, 0, 0.5, "it fires (z = 0.25) and should not"),
        _at("miss", -2.0, 1, 0.25, "it does not fire (z = -1.5) and should"),
        _at("right-1", 1.0, 1, 0.5, "it fires (z = 1.5) and should"),
        _at("right-0", -1.5, 0, 0.5, "it does not fire (z = -1) and should not"),
        _from_zero(0, "z = 0 counts as firing, and it should not fire"),
        _from_zero(1, "z = 0 counts as firing, and it should fire"),
        _at("just-above", -0.49, 0, 0.5, "it fires, by a hair (z = 0.01), and should not"),
        _at("just-below", -0.51, 1, 0.25, "it does not fire, by a hair (z = -0.01), and should"),
        _at("below", -0.7, 0, 0.5, "it does not fire (z = -0.2) and should not"),
        Case(
            "bias-decides",
            (column(1.0, -0.5), -3.0, column(2.0, 1.0), 1, 2.0),
            note="z = -1.5: without b it would be 1.5",
        ),
        Case(
            "whole-numbers",
            (column(1.0, -2.0), 0.25, column(3, 1), 0, 0.5),
            EDGE,
            "x in whole numbers",
        ),
        Case("one-input", (column(-1.5), 0.5, column(2.0), 1.0, 0.5), EDGE, "one input only"),
        Case(
            "read-only",
            (read_only(column(0.5, 1.0)), 0.5, read_only(column(1.0, 2.0)), 0, 0.25),
            EDGE,
            "w and x are read-only",
        ),
    ),
    properties=(
        Property(
            "steps_double",
            "twice the learning rate makes twice the step",
            _one_rate_and_twice_that,
            _steps_double,
            like=(np.zeros((3, 1)), 0.0),
        ),
    ),
    hints=(
        "The perceptron learns from mistakes only. If it fired and should not have, the weights "
        "move away from x; if it failed to fire, they move towards x.",
        "Compare y with the answer, which is 1 where z >= 0 and 0 elsewhere. Their difference is "
        "1, 0 or -1 and tells direction and size at once. The bias moves too, as a weight whose "
        "input is always 1.",
        "With error = y - answer, return w + learning_rate * error * x and "
        "b + learning_rate * error. z.item() turns an array of shape (1, 1) into a number.",
    ),
    thought="Compute z of this example by hand. Does the perceptron fire, and should it?",
    returns=("w", "b"),
)
