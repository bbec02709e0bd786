"""Counting the weights and biases of a network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Generator, number, rubric
from deepcat_judge.plain import Plain


def _glue_cases(rng: Generator) -> list[Case]:
    sizes: list[Plain] = [int(n) for n in rng.choice(np.arange(2, 30), 3, replace=False)]
    return [Case(f"sizes-{i}", (part,)) for i, part in enumerate((sizes, sizes[:2], sizes[1:]))]


def _layers_add_up(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    whole, left, right = (number(output) for output in outputs)
    if whole == left + right:
        return None
    a, b, c = np.asarray(args[0][0])
    return Broken(
        f"Your count for [{a}, {b}, {c}] is not the sum of your counts for [{a}, {b}] and "
        f"[{b}, {c}].",
        "Between which layers are there weights?",
    )


COUNT_PARAMETERS = Exercise(
    id="introduction.count_parameters",
    title="Counting weights and biases",
    parts=rubric(values=3),
    cases=(
        Case("two-one", ([2, 1],), note="two inputs, one output"),
        Case("three-two", ([3, 2],), note="three inputs, two outputs"),
        Case("hidden-layer", ([4, 3, 2],), note="one hidden layer"),
        Case("deep", ([5, 2, 7, 3, 1],), note="three hidden layers"),
        Case("same-sizes", ([3, 2, 3, 3, 2],), note="layers of the same size"),
        Case(
            "cat",
            ([12288, 7, 1],),
            note="a picture of 64 × 64 pixels, seven hidden units",
            thought="How many lines lead from 12288 inputs to 7 units?",
        ),
    ),
    properties=(
        Property(
            "layers_add_up",
            "a network has as many parameters as its parts",
            _glue_cases,
            _layers_add_up,
            like=0,
        ),
    ),
    hints=(
        "Draw the network: every line from one layer to the next is a weight, and every unit that "
        "computes something has a bias.",
        "Go through neighbouring layers. How many lines lead from n_in units to n_out units? "
        "How many biases do the n_out units have?",
        "Start from total = 0. For each pair of neighbours, add n_in * n_out + n_out; "
        "layer_sizes[i - 1] and layer_sizes[i] are such a pair for i = 1, 2, …",
    ),
    thought="Draw this network, and count its lines and its biases by hand.",
)
