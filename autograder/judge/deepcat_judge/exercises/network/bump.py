"""A bump of two sigmoids."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import agree, every_argument_matters, flat, law, rubric

_X = flat(-0.5, 0.25, 1.0, 2.5)

EXERCISE = Exercise(
    id="network.bump",
    title="A bump of two sigmoids",
    parts=rubric(values=2, edge=1),
    cases=(
        Case("hill", (flat(-1.0, 0.25, 0.75, 1.5, 3.0), 0.0, 2.0, 3.0, 2.5), note="a hill"),
        Case("dip", (flat(-2.0, -0.5, 0.5, 1.75), -1.25, 0.75, -1.5, 4.0), note="a dip"),
        Case("gentle", (flat(-3.0, 0.5, 1.0, 2.0, 4.5, 6.0), 1.5, 4.0, 2.0, 0.75), note="gentle"),
        Case("steep", (flat(0.5, 0.96, 1.03, 2.5), 1.0, 2.0, 2.5, 30.0), note="steep"),
        Case("far-right", (flat(0.5, 10.0), 0.0, 1.5, 2.0, 100.0), EDGE, "steep and far right"),
        Case("far-left", (flat(0.75, -9.0), 0.5, 1.0, 2.0, 100.0), EDGE, "steep and far left"),
        Case("whole-x", (flat(-2, 0, 1, 3), 0.25, 1.5, 2.5, 1.25), EDGE, "x in whole numbers"),
        Case("whole", (flat(-1, 0, 1, 2, 4), 1, 3, 2, 1), EDGE, "whole numbers everywhere"),
        Case("one", (flat(0.75), 0.5, 1.25, 2.0, 3.0), EDGE, "one x only"),
    ),
    properties=(
        every_argument_matters(
            (_X, 0.5, 1.75, 2.0, 1.5),
            {0: (-_X, _X + 1.0), 1: (0.0, 1.0), 2: (1.5, 2.5), 3: (3.0, -1.0), 4: (4.0, 0.5)},
            {
                0: "x",
                1: "left",
                2: "right",
                3: Broken(
                    "Your bump is always of the same height.",
                    "Where does height enter your code?",
                    "height_ignored",
                ),
                4: Broken(
                    "Your bump is always equally steep.",
                    "Where does steepness enter your code, and what does it multiply?",
                    "steepness_ignored",
                ),
            },
            np.zeros(4),
        ),
        law(
            "side_by_side",
            "two bumps side by side are one wide bump",
            lambda rng: [
                (x := rng.uniform(-3.0, 3.0, 5), -1.0, middle := rng.uniform(-0.5, 0.5), 2.0, 3.0),
                (x, middle, 1.5, 2.0, 3.0),
                (x, -1.0, 1.5, 2.0, 3.0),
            ],
            lambda calls, bumps: agree(bumps[0] + bumps[1], bumps[2]),
            Broken(
                "Two bumps of one height side by side do not add up to one wide bump.",
                "Where one bump falls and the next one rises, which sigmoids are the same?",
            ),
            like=np.zeros(5),
        ),
    ),
    hints=(
        "A steep sigmoid is a step: 0 to the left of it, 1 to the right. A step up, and later a "
        "step down, make a bump.",
        "Move a sigmoid so that it rises at `left`: its score must be 0 there. Make another that "
        "rises at `right`. What is left when you take the second from the first?",
        "rise = sigmoid(steepness * (x - left)), fall = sigmoid(steepness * (x - right)); the bump "
        "is height times their difference.",
    ),
    thought="Which of the two sigmoids is 0 and which is 1: left of the bump, on it, and right of "
    "it?",
)
