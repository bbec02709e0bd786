"""Layers without activations, as one layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Generator, agree, away_from_zero, pair, rubric
from deepcat_judge.exercises.network.made import layers, whole
from deepcat_judge.plain import Plain


def _drawn(rng: Generator) -> list[Case]:
    shapes = {"W1": (4, 3), "b1": (4, 1), "W2": (2, 4), "b2": (2, 1)}
    parameters: dict[str, Plain] = {n: away_from_zero(rng, shape) for n, shape in shapes.items()}
    return [Case("two-layers", (parameters,), note="two layers of 4 and 2 units")]


def _same_answers(args: Sequence[tuple[Any, ...]], outputs: Sequence[Plain]) -> Broken | None:
    p, (W, b) = args[0][0], map(np.asarray, pair(outputs[0]))
    x = np.zeros((3, 1))
    if not agree(p["W2"] @ (p["W1"] @ x + p["b1"]) + p["b2"], b):
        return Broken(
            "Where every input is 0, your one layer does not give what the two layers give.",
            "What leaves the first layer when every input is 0, and what does the second layer "
            "make of it?",
        )
    x[0] = 1.0
    if agree(p["W2"] @ (p["W1"] @ x + p["b1"]) + p["b2"], W @ x + b):
        return None
    return Broken(
        "When the first input goes from 0 to 1, your one layer does not move as the two layers do.",
        "Through which weights does the first input reach the last layer?",
    )


EXERCISE = Exercise(
    id="network.linear_collapse",
    title="Many layers are one",
    returns=("W", "b"),
    parts=rubric(values=3, edge=1),
    cases=(
        Case("two-layers", (layers(3, 4, 2),), note="3 inputs, layers of 4 and 2 units"),
        Case("square", (layers(3, 3, 3),), note="3 inputs, two layers of 3 units"),
        Case("three-layers", (layers(2, 4, 3, 5),), note="2 inputs, layers of 4, 3 and 5 units"),
        Case("four-layers", (layers(3, 2, 4, 3, 1),), note="four layers, and one output"),
        Case("one-layer", (layers(3, 2),), EDGE, "one layer only"),
        Case("whole-numbers", (whole(layers(2, 3, 4)),), EDGE, "all numbers are whole"),
        Case("eleven-layers", (layers(2, *[2, 3] * 5, 2),), EDGE, "eleven layers"),
    ),
    properties=(
        Property(
            "same_answers",
            "the one layer gives what the layers give",
            _drawn,
            _same_answers,
            like=(np.zeros((2, 3)), np.zeros((2, 1))),
        ),
    ),
    hints=(
        "The first layer gives W1 x + b1. Put that into the second layer in the place of its "
        "input, and multiply out.",
        "What stands before x after multiplying out, and what stands alone? Do it for two layers "
        "on paper. A third layer does to this one layer what the second did to the first.",
        'Begin with W = parameters["W1"] and b = parameters["b1"]. For every further layer l, the '
        "new W is W_l @ W, and the new b is W_l @ b + b_l.",
    ),
    thought="Send one x through the layers by hand, one after the other, and through your one "
    "layer.",
)
