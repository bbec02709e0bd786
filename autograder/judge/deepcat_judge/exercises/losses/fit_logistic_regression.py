"""Logistic regression, learned by gradient descent: judged step by step, and by how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Array, Generator, agree, read_only, row, rubric
from deepcat_judge.exercises.losses import descent
from deepcat_judge.plain import Plain

# With this rate the loss falls in every step: it is far below 2 / L, where L is the largest
# curvature, at most a quarter of the mean squared length of (x, 1), so at most 2.1 here.
RATE, STEPS, M = 0.4, 120, 18
_LIKE = (np.zeros((2, 1)), 0.0, np.zeros(6))
TWO_BY_THREE = np.vstack([row(1.0, -2.0, 0.5), row(0.5, 1.0, -1.5)])
_THREE_BY_FIVE = np.vstack([
    row(0.5, -1.0, 2.0, 1.5, -0.5), row(-1.0, 0.25, 1.0, 0.5, 2.0), row(1.0, 1.5, -0.5, -1.0, 0.0),
])  # fmt: skip
_CROSSED = np.vstack([row(0.25, -0.75, 1.25, 0.75, -1.0), row(2.0, 1.25, -1.25, 0.5, 1.75)])


def clouds(rng: Generator) -> tuple[Array, Array]:
    """Two clouds of points that overlap; a third of the points are in the upper one."""
    Y = rng.permutation((np.arange(M) % 3 == 0) * 1.0)[None, :]
    return rng.uniform(-1.5, 1.5, (2, M)) + 0.8 * Y, Y


def _long_run(rng: Generator) -> list[Case]:
    X, Y = clouds(rng)
    return [
        Case(f"steps-{k}", (X, Y, RATE, k), note=f"{M} points, {k} steps")
        for k in (STEPS, STEPS - 1)
    ]


def _learned(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Any]) -> Broken | None:
    """The loss falls for as many steps as were given, the last one included."""
    run, before = map(descent.read, outputs)
    if run is None or before is None or len(run[0]) != 3:
        return None  # the cases say it better
    (theta, history), X, Y = run, np.asarray(args[0][0]), np.asarray(args[0][1])
    curve = tuple(map(float, history))
    if len(curve) != STEPS:
        number = f"{len(curve)} loss{'es' * (len(curve) != 1)}"
        return Broken(
            f"After {STEPS} steps, the history holds {number}.",
            "Which line ends your loop, and when is a loss noted?",
            "stops_early" if len(curve) < STEPS else None,
            curve=curve,
        )
    rises = np.flatnonzero(np.diff(curve) > 1e-9)
    if len(rises):
        return Broken(
            f"The loss rises in step {rises[0]}, where each of these small steps should lower it.",
            "Which way does a step go, and how far? Print w before and after the first one.",
            curve=curve,
        )
    if not agree(theta - before[0], -RATE * descent.slopes(before[0], X, Y), 1e-7):
        stays = agree(theta, before[0], 1e-12)
        return Broken(
            f"In the last of {STEPS} steps, w and b {'stay' if stays else 'move otherwise'}, where "
            "every step should take them learning_rate times against the slopes.",
            "Does anything in your code change from step to step beside w, b and the history?",
            "stops_early" if stays else None,
            telling=True,
            curve=curve,
        )
    return None


def _first_steps(rng: Generator) -> list[Case]:
    X, Y = clouds(rng)
    return [Case(f"steps-{k}", (X, Y, 0.7, k), note=f"{k} steps on {M} points") for k in (1, 2, 3)]


def _far_apart(rng: Generator) -> list[Case]:
    """Inputs so large that predictions become certain, and later on wrong with certainty."""
    X, Y = clouds(rng)
    return [Case("far", (30.0 * X, Y, 0.3, 6), EDGE, "large inputs, as pixels of 0 to 255 are")]


EXERCISE = Exercise(
    id="losses.fit_logistic_regression",
    title="Logistic regression learns",
    use="fit",
    parts=rubric(values=5, edge=1),
    returns=("w", "b", "history"),
    atol=1e-6,  # a guard inside the logarithm may move a loss by this much
    cases=(
        Case("one-step", (TWO_BY_THREE, row(1.0, 0.0, 0.0), 0.5, 1),
             note="one step, three examples of two inputs"),
        Case("four-steps", (TWO_BY_THREE, row(0.0, 1.0, 0.0), 0.25, 4),
             note="four steps, three examples of two inputs"),
        Case("six-steps", (_THREE_BY_FIVE, row(1.0, 0.0, 1.0, 1.0, 1.0), 0.8, 6),
             note="six steps, five examples of three inputs"),
        Case("forty-steps", (_CROSSED, row(0.0, 1.0, 0.0, 0.0, 1.0), 0.3, 40),
             note="forty steps, five examples of two inputs"),
        Case("rising", (_CROSSED, row(1.0, 0.0, 1.0, 0.0, 1.0), 4.0, 4),
             note="four steps that are so long that the loss rises"),
        Case("one-input", (row(2.0, -1.0, 0.5, 1.0), row(0.0, 0.0, 1.0, 0.0), 0.3, 2), EDGE,
             "one input only"),
        Case("whole-numbers", (np.vstack([row(1, -2, 0), row(2, 1, -1)]), row(1, 0, 1), 0.5, 3),
             EDGE, "X and Y in whole numbers"),
        Case("read-only", (read_only(TWO_BY_THREE), read_only(row(0.0, 0.0, 1.0)), 0.5, 2), EDGE,
             "X and Y are read-only"),
    ),
    properties=(
        Property("steps", "each of the first steps goes against the slopes of the loss",
                 _first_steps, descent.step_problem),
        Property("learns", "in many small steps, the loss falls to the end", _long_run, _learned),
        Property("certain", "the loss stays finite when predictions become certain", _far_apart,
                 lambda args, outputs: None, like=_LIKE, part=EDGE),
    ),
    hints=(
        "Everything is there already: a function that predicts, one that measures the loss, one "
        "that says the slopes. Learning is to call them again and again, and to go a little way "
        "against the slopes each time.",
        "In every turn of the loop: predict with the w and b of now, note the loss, compute both "
        "slopes from the same predictions, and only then change w and b. Which names begin before "
        "the loop?",
        "Before the loop: w = np.zeros((n, 1)), b = 0.0, history = []. In it: Y_hat, "
        "history.append(…), dw and db, then w = w - learning_rate * dw and the same for b.",
    ),
    thought="Work out the first step by hand: with w = 0 and b = 0, every prediction is 0.5.",
)  # fmt: skip
