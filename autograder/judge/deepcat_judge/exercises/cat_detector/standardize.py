"""Standardization: every feature by the training set's mean and standard deviation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise, Property
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    agree,
    away_from_zero,
    column,
    read_only,
    row,
    rubric,
    strided,
)
from deepcat_judge.exercises.losses.laws import tidy
from deepcat_judge.exercises.told import Told
from deepcat_judge.plain import Plain

TOLD = Told(
    """
@moved: With another validation set, the training set comes out otherwise.
    ? Which sets enter your means and standard deviations?
@own: The first training examples, handed over as a second set as well, come out otherwise there
        than in the training set.
    ? By which mean and which standard deviation is the second set moved and scaled?
@spread: After your function, a feature of the training set has the mean {mean} and the standard
        deviation {deviation}, where 0 and 1 are expected.
    ? What does the step from x to x - μ do to the mean, and what does the division by σ do to the
        standard deviation?
@beside: With a feature that is constant in training, the other features come out otherwise.
    ? Does each feature have a mean and a standard deviation of its own?
guarded_at_zero_only: A feature that is 0.1 in all training examples comes out as {value} there,
        where 0 is expected: rounding leaves it a standard deviation of about 1e-17.
    ? From which size on is a standard deviation one, and not what rounding has left?
@constant: A feature that is 0.1 in all training examples comes out as {value} there, where 0 is
        expected.
    ? What is x - μ for such a feature, and by what is it divided?
"""
)


def _drawn(rng: Generator) -> list[Case]:
    X, one, other = (away_from_zero(rng, (3, m)) for m in (5, 4, 4))
    cases = {"one": (X, one), "other": (X, 3.0 + 2.0 * other), "itself": (X, X[:, :4].copy())}
    return [Case(id, args) for id, args in cases.items()]


def _training_decides(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    (first, _), (second, _), (train, copy) = (_arrays(output) for output in outputs)
    broken: Broken | None
    if not agree(first, second):
        broken = TOLD("@moved", call=1)
    elif not agree(train[:, :4], copy):
        broken = TOLD("@own", call=2)
    else:
        broken = _spread(train)
    return replace(broken, telling=True) if broken else None


def _spread(train: Array) -> Broken | None:
    means, deviations = train.mean(axis=1), train.std(axis=1)
    off = np.maximum(np.abs(means), np.abs(deviations - 1.0))
    worst = off.argmax()
    if off[worst] <= 1e-5:
        return None
    return TOLD("@spread", mean=tidy(means[worst]), deviation=tidy(deviations[worst]))


def _constants(rng: Generator) -> list[Case]:
    X, other = away_from_zero(rng, (3, 6)), away_from_zero(rng, (3, 2))
    X[1] = 0.1
    kept = [0, 2]
    return [
        Case("constant", (X, other), note="the second feature is 0.1 in all training examples"),
        Case("without", (X[kept], other[kept]), note="the same without that feature"),
    ]


def _stays_small(args: Sequence[tuple[Plain, ...]], outputs: Sequence[Plain]) -> Broken | None:
    found = [_arrays(output) for output in outputs]
    for sets, call in zip(found, args, strict=True):
        if [array.shape for array in sets] != [np.asarray(given).shape for given in call]:
            return None  # what is wrong with them is said elsewhere
    (train, other), rest = found
    undisturbed = all(
        agree(many[[0, 2]], few) for many, few in zip((train, other), rest, strict=True)
    )
    largest = np.abs(train[1]).max()
    if not largest <= 1e-6:
        # A quotient of two rounding errors is of order one.
        rounding = largest > 0.5 and undisturbed and _spread(rest[0]) is None
        id = "guarded_at_zero_only" if rounding else "@constant"
        return TOLD(id, value=f"{largest:.4g}")
    return None if undisturbed else replace(TOLD("@beside"), telling=True)


def _arrays(output: Plain) -> list[Array]:
    arrays = output if isinstance(output, (tuple, list)) else ()
    return [np.asarray(array, float) for array in arrays if isinstance(array, np.ndarray)]


_PICTURES = np.vstack([row(0, 255, 51, 102), row(255, 255, 255, 255), row(30, 10, 90, 20)])

EXERCISE = Exercise(
    id="cat_detector.standardize",
    title="Standardized features",
    parts=rubric(values=3, edge=2),
    atol=1e-6,  # a guard beside a standard deviation moves the answer so far
    cases=(
        Case("two-by-three", (np.vstack([row(1.0, -2.0, 4.0), row(3.0, 1.0, -1.5)]),
                              np.vstack([row(2.0, -1.0), row(0.5, 5.0)])),
             note="three training examples of two features, and two others"),
        Case("three-sets", (np.vstack([row(0.5, -1.0, 2.0, 1.5), row(-3.0, 0.25, 1.0, 0.5),
                                       row(20.0, 15.0, -5.0, -10.0)]),
                            np.vstack([row(1.0, 0.0, -2.0, 0.5, 3.0), row(2.0, 1.0, 1.5, -1.0, 0.5),
                                       row(-8.0, 4.0, 12.0, 25.0, 3.0)]),
                            np.vstack([row(-0.5, 1.0), row(0.75, -2.0), row(30.0, 6.0)])),
             note="a training set of four examples, a validation set and a test set"),
        Case("square", (np.vstack([row(1.0, 4.0, -2.5), row(0.5, 3.0, 1.0), row(-7.0, 2.0, 5.0)]),
                        np.vstack([row(2.0, 0.0, 1.0), row(1.5, -1.0, 4.0), row(3.0, -3.0, 8.0)])),
             note="as many examples as features"),
        Case("alone", (np.vstack([row(1.0, 2.5, -1.0, 3.0), row(0.0, 4.0, 1.0, -2.0)]),), EDGE,
             "a training set alone"),
        Case("one-picture", (np.vstack([row(1.0, 2.0, -3.0), row(4.0, 2.0, 1.0)]),
                             column(0.5, 6.0)), EDGE, "one other example"),
        Case("dead-pixel", (np.vstack([row(1.0, 2.0, 4.0), row(0.0, 0.0, 0.0)]),
                            np.vstack([row(3.0, 0.5), row(0.0, 0.0)])), EDGE,
             "the second feature is always 0"),
        Case("whole-numbers", (_PICTURES, _PICTURES[:, :2] + np.array([[1], [0], [2]])), EDGE,
             "whole numbers, and a feature that is always 255"),
        Case("read-only", (read_only(np.vstack([row(1.0, -2.0, 0.5), row(2.0, 3.0, 7.0)])),
                           read_only(column(0.5, 3.0))), EDGE, "read-only arrays"),
        Case("strided", (strided(np.vstack([row(1.0, -2.0, 0.5), row(2.0, 3.0, 7.0)])),
                         strided(np.vstack([row(0.5, 1.0), row(3.0, -1.0)]))), EDGE,
             "parts of wider arrays"),
    ),
    properties=(
        Property("training_decides", "the training set alone decides, and has mean 0 and standard "
                 "deviation 1 afterwards", _drawn, _training_decides,
                 like=(np.zeros((3, 5)), np.zeros((3, 4)))),
        Property("constants", "a constant feature becomes 0, and disturbs no other", _constants,
                 _stays_small, part=EDGE),
    ),
    hints=(
        "What you know about the examples that were set aside may not decide anything. So μ and σ "
        "are computed once, from the training set, and used for every set.",
        "np.mean and np.std along axis=1, with keepdims=True, give a column: one number for each "
        "feature. What becomes of the division when a pixel is the same in every picture?",
        "μ and σ from X_train; where σ is smaller than about 1e-8, divide by 1. Then "
        "tuple(… for X in (X_train, *others)), with (X - μ) / σ in the place of the dots.",
    ),
    thought="Take one feature, and compute its μ and its σ over the training examples by hand.",
)  # fmt: skip
