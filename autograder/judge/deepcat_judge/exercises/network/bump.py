"""A bump of two sigmoids."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import Generator, agree, away_from_zero, flat, rubric
from deepcat_judge.plain import Plain


def _calls(rng: Generator) -> list[Case]:
    """A bump, the same one in several ways changed, and the two bumps that make it up."""
    x, left, right, height, steepness = 2.0 * away_from_zero(rng, (5,)), -1.25, 2.5, 2.0, 1.5
    middle, others = rng.uniform(-0.5, 1.5), np.append(x[:-1] + 0.75, x[-1:])
    calls = [
        (x, left, right, height, steepness),
        (others, left, right, height, steepness),
        (x + 3.0, left + 3.0, right + 3.0, height, steepness),
        (x, left, right, 2.0 * height, steepness),
        (2.0 * x, 2.0 * left, 2.0 * right, height, steepness / 2.0),
        (x, left, middle, height, steepness),
        (x, middle, right, height, steepness),
    ]
    return [Case(f"call-{i}", call) for i, call in enumerate(calls)]


def _laws(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    bump, others, moved, higher, stretched, one, other = (np.asarray(o, float) for o in outputs)
    laws = (
        (
            agree(bump[-1:], others[-1:]),
            "The value at one x changes when the other elements of x change.",
            "Which operation in your code (a sum, a maximum, a mean) mixes the elements of x?",
        ),
        (
            agree(bump, moved),
            "When x, left and right all move by 3, the values of your bump change.",
            "Which distances should a bump depend on, and where are they in your code?",
        ),
        (
            agree(2.0 * bump, higher),
            "When the height is doubled, the values of your bump are not.",
            "What should the height multiply?",
        ),
        (
            agree(bump, stretched),
            "When x, left and right are doubled and the steepness is halved, the values of your "
            "bump change.",
            "Each score is the steepness times a distance. What becomes of it then?",
        ),
        (
            agree(one + other, bump),
            "Two bumps of one height side by side do not add up to one wide bump.",
            "Where one bump falls and the next one rises, which sigmoids are the same?",
        ),
    )
    broken = (Broken(words, thought, telling=True) for holds, words, thought in laws if not holds)
    return next(broken, None)


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
        Property(
            "laws",
            "moved, stretched, made higher or put side by side, a bump stays a bump",
            _calls,
            _laws,
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
