"""The backward pass of a network with one hidden layer: the slope along every parameter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.backprop.implementations import measured
from deepcat_judge.exercises.backprop.passes import through
from deepcat_judge.exercises.backprop.steps_told import listed
from deepcat_judge.exercises.common import Array, Generator, agree, row, rubric
from deepcat_judge.exercises.network.made import layers, numbers


def _call(
    n_x: int, n_h: int, Y: Array, start: int, far: float = 1.0, down: float = 0.0
) -> tuple[Any, ...]:
    """A network, its scores moved down, labels, and the forward pass that belongs to them."""
    parameters: dict[str, Any] = layers(n_x, n_h, 1)
    parameters["W2"] = far * parameters["W2"]
    parameters["b2"] = parameters["b2"] - down
    return Y, parameters, through(numbers(n_x, Y.shape[1], start), parameters)


def _drawn(rng: Generator) -> list[Case]:
    shapes = {"W1": (4, 3), "b1": (4, 1), "W2": (1, 4), "b2": (1, 1)}
    parameters: dict[str, Any] = {
        name: rng.uniform(-1.5, 1.5, shape) for name, shape in shapes.items()
    }
    cache = through(rng.uniform(-1.5, 1.5, (3, 5)), parameters)
    return [Case("drawn", (row(1.0, 0.0, 0.0, 1.0, 0.0), parameters, cache))]


def _as_measured(args: Sequence[tuple[Any, ...]], outputs: Sequence[Any]) -> Broken | None:
    """Every gradient is the slope that is measured when its parameter moves."""
    slopes, got = measured(*args[0]), outputs[0]
    off = [name for name in slopes if not agree(got[name], slopes[name])]
    right = [name for name in slopes if name not in off]
    if not off:
        return None
    if right:
        return _parted(off, right)
    return Broken(
        "None of the four gradients is the slope that is measured. Begin with db2, the mean of "
        f"δ₂: it is {got['db2'].item():.4g}, and the measured slope is {slopes['db2'].item():.4g}.",
        "Work out δ₂ = ∂L/∂Z₂ for one cat and for one that is none. What is your δ₂ there?",
        telling=True,
    )


def _parted(off: Sequence[str], right: Sequence[str]) -> Broken:
    """Which gradients are right, and where that leaves the mistake."""
    verbs = ["is" if len(names) == 1 else "are" for names in (right, off)]
    words = (
        f"Compared with slopes that are measured, {listed(right)} {verbs[0]} right, and "
        f"{listed(off)} {verbs[1]} not."
    )
    if {"dW2", "db2"} <= set(right):
        thought = "The output layer is right. What happens on the way from δ₂ back to dW1 and db1?"
    elif set(off) == {"dW2"}:
        thought = "By which array of the cache is δ₂ multiplied to make dW2?"
    else:
        thought = "Which line of your code makes the ones that are wrong, and nothing else?"
    return Broken(words, thought, telling=True)


EXERCISE = Exercise(
    id="backprop.backward",
    title="The backward pass",
    parts=rubric(values=5, edge=1),
    cases=(
        Case("four-units", _call(3, 4, row(0.0, 1.0, 0.0, 0.0, 1.0), 8, down=4.0),
             note="five examples of three inputs, four hidden units"),
        Case("five-units", _call(2, 5, row(1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0), 1, down=4.0),
             note="seven examples of two inputs, five hidden units"),
        Case("three-units", _call(5, 3, row(1.0, 1.0, 0.0, 1.0), 3, down=3.0),
             note="four examples of five inputs, three hidden units"),
        Case("one-example", _call(3, 4, row(1.0), 5), EDGE, "one example only"),
        Case("one-unit", _call(2, 1, row(0.0, 1.0, 0.0), 4), EDGE, "one hidden unit only"),
        Case("certain", _call(2, 3, row(1.0, 0.0, 1.0, 1.0), 2, far=900.0), EDGE,
             "predictions of exactly 0 and 1"),
        Case("whole-labels", _call(2, 4, row(1, 0, 0), 6), EDGE, "labels in whole numbers"),
    ),
    properties=(
        Property(
            "as_measured",
            "every gradient is the slope that is measured when its parameter moves",
            _drawn,
            _as_measured,
            like={
                "dW1": np.zeros((4, 3)), "db1": np.zeros((4, 1)),
                "dW2": np.zeros((1, 4)), "db2": np.zeros((1, 1)),
            },
        ),
    ),
    hints=(
        "Go back the way that the forward pass came: first the output layer, then the hidden one. "
        "Each layer needs its δ, and what came into it.",
        "You have written three functions for this. Which of them gives δ₂, which one takes it "
        "back to δ₁, and which one makes gradients of a δ? For each call, look into the cache: "
        "which arrays does it need?",
        "delta2 from Y and A2; dW2, db2 from delta2 and A1; delta1 from W2, delta2 and Z1; dW1, "
        "db1 from delta1 and X. Return a dict with the four names.",
    ),
    thought="Print δ₁ and δ₂ for the first example, and work them out by hand.",
)  # fmt: skip
