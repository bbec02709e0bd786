"""Gradient descent on a curve: one number, walked downhill."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.backprop import nudged
from deepcat_judge.exercises.common import Generator, number, rubric
from deepcat_judge.exercises.network.made import ARCTAN, SINE, SOFTSIGN, SQUARE
from deepcat_judge.plain import FUNCTIONS, Named, Plain

LINE = Named("identity")
_STEPS = 5
_THOUGHT = "Which slope makes this step, how long is it, and which way is down?"


def _walks(rng: Generator) -> list[Case]:
    """The slope θ of a parabola, from either side."""
    starts = rng.uniform(1.0, 3.0, 2) * (1.0, -1.0)
    return [Case(f"walk-{s:.3f}", (LINE, float(s), 0.375, _STEPS)) for s in starts]


def _step_by_step(args: Sequence[tuple[Any, ...]], outputs: Sequence[Plain]) -> Broken | None:
    """The first place on the path that a step does not lead to."""
    for (gradient, start, rate, _), output in zip(args, outputs, strict=True):
        path = np.asarray(output, float)
        if abs(path[0] - number(start)) > 1e-9:
            found, right = nudged.unlike(path[0], number(start))
            return Broken(
                f"The walk begins at {right}, but path[0] is {found}.",
                "Where are you before the first step?",
                telling=True,
            )
        for k, (theta, then) in enumerate(itertools.pairwise(path)):
            slope = float(FUNCTIONS[gradient.name](theta))
            step = -number(rate) * slope
            if abs(then - theta - step) > 1e-9:
                found, right = nudged.unlike(then, theta + step)
                return Broken(
                    f"On a walk from {number(start):.4g} with learning rate {number(rate):g}, "
                    f"path[{k}] is {theta:.4g}. The slope there is {slope:.4g}, which leads to "
                    f"{right}; path[{k + 1}] is {found}.",
                    _THOUGHT,
                    telling=True,
                )
    return None


EXERCISE = Exercise(
    id="backprop.descend",
    title="Downhill, step by step",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("parabola", (LINE, 4.0, 0.25, 3), note="the slope is θ, three steps from 4"),
        Case("valley", (SINE, -2.5, 0.75, 4), note="the slope is sin θ, four steps from -2.5"),
        Case("too-far", (LINE, -2.0, 2.5, 5), note="the slope is θ, and the steps are too long"),
        Case(
            "flat", (SOFTSIGN, 3.0, 1.5, 8), note="the slope is θ / (1 + |θ|), eight steps from 3"
        ),
        Case("one-step", (SQUARE, 1.5, 0.5, 1), EDGE, "the slope is θ², one step"),
        Case("no-step", (SINE, 1.25, 0.5, 0), EDGE, "no step at all"),
        Case("whole-start", (ARCTAN, 3, 0.5, 4), EDGE, "the start is a whole number"),
        Case("whole-rate", (SINE, 2.0, 1, 3), EDGE, "the learning rate is a whole number"),
    ),
    properties=(
        Property(
            "step_by_step",
            "every step goes against the slope where it begins",
            _walks,
            _step_by_step,
            like=np.zeros(_STEPS + 1),
        ),
    ),
    hints=(
        "A slope says which way is up. Whoever wants to get down goes the other way: the steeper "
        "the curve, the longer the step.",
        "Keep a list of the places, with the start in it. Each step asks for the slope at the last "
        "place of the list, and adds one more place.",
        "path = [start], and n_steps times: theta = path[-1], then append theta minus the learning "
        "rate times gradient(theta). np.array makes an array of the list.",
    ),
    thought="Walk the first two steps of this input by hand, with paper and pencil.",
)
