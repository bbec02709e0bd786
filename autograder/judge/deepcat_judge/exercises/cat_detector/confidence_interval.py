"""Wilson's interval: how far an accuracy can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat_judge.exercise import EDGE, Broken, Case, Exercise
from deepcat_judge.exercises.common import (
    Array,
    Generator,
    agree,
    every_argument_matters,
    law,
    rubric,
)
from deepcat_judge.plain import Plain


def _two_sides(rng: Generator) -> list[tuple[Plain, ...]]:
    """A share of right decisions, and the same share of wrong ones."""
    m = int(rng.integers(30, 60))
    right = int(rng.integers(2, m // 3))
    return [(right / m, m, 1.5), ((m - right) / m, m, 1.5)]


def _mirrored(calls: Sequence[tuple[Plain, ...]], ends: Sequence[Array]) -> bool | Broken:
    (low, high), (low_other, high_other) = ends
    if agree([low, high], [1.0 - high_other, 1.0 - low_other]):
        return True
    p, m = (float(np.asarray(arg)) for arg in calls[0][:2])
    return Broken(
        f"With {p * m:.0f} of {m:.0f} right, your interval is {low:.3g} to {high:.3g}. With as "
        f"many wrong, it is {low_other:.3g} to {high_other:.3g}, where {1 - high:.3g} to "
        f"{1 - low:.3g} would say the same.",
        "What becomes of p, of 1 - p and of the middle when right and wrong change places?",
        telling=True,
    )


def _some(rng: Generator) -> list[tuple[Plain, ...]]:
    m = int(rng.integers(30, 60))
    return [(int(rng.integers(m // 3, m - m // 4)) / m, m, 1.5)]


def _z_deviations(calls: Sequence[tuple[Plain, ...]], ends: Sequence[Array]) -> bool | Broken:
    """Wilson's ends are the true shares from which the measured one is z deviations away."""
    p, m, z = (float(np.asarray(arg)) for arg in calls[0])
    low, high = map(float, ends[0])
    if not low <= p <= high:
        return Broken(
            f"With {p * m:.0f} of {m:.0f} right, your interval is {low:.3g} to {high:.3g}: the "
            "measured share is not in it.",
            "Which end lies below the measured share, and which one above it?",
            telling=True,
        )
    for name, end in (("lower", low), ("upper", high)):
        if not 0.0 < end < 1.0:
            return Broken(
                f"With {p * m:.0f} of {m:.0f} right, your {name} end is {end:.4g}: no true share "
                "can be there.",
                "Which values can a share have? Work out the pieces of the formula one by one.",
                telling=True,
            )
        away = abs(p - end) / np.sqrt(end * (1.0 - end) / m)
        if abs(away - z) > 1e-6:
            return Broken(
                f"If the true share were your {name} end, {end:.4g}, the measured one, {p:.4g}, "
                f"would be {away:.4g} standard deviations away from it, where z = {z:g} are "
                "expected.",
                "Work out middle, half width and divisor for this p, this m and this z: which one "
                "differs from yours?",
                telling=True,
            )
    return True


EXERCISE = Exercise(
    id="cat_detector.confidence_interval",
    title="How far an accuracy can be trusted",
    parts=rubric(values=3, edge=1),
    returns=("low", "high"),
    cases=(
        Case("few", (0.75, 4, 1.0), note="three of four right, z = 1"),
        Case("twenty", (0.6, 20, 1.5), note="12 of 20 right, z = 1.5"),
        Case("default", (0.9, 50), note="45 of 50 right, and no z"),
        Case("mostly-wrong", (0.125, 40, 2.5), note="5 of 40 right, z = 2.5"),
        Case("many", (0.72, 10_000, 3.0), note="7,200 of 10,000 right, z = 3"),
        Case("all-right", (1.0, 30, 1.5), EDGE, "every decision is right"),
        Case("none-right", (0.0, 8, 2.0), EDGE, "no decision is right"),
        Case("one", (1, 1), EDGE, "a single decision, which is right"),
        Case("no-doubt", (0.25, 12, 0.0), EDGE, "z = 0: both ends are the accuracy itself"),
    ),
    properties=(
        every_argument_matters(
            (0.7, 30, 1.5),
            {0: [0.2, 0.9], 1: [10, 300], 2: [0.5, 3.0]},
            {0: "accuracy", 1: "m", 2: "z"},
            (0.0, 0.0),
        ),
        law(
            "mirrored",
            "with right and wrong exchanged, the interval is mirrored",
            _two_sides,
            _mirrored,
            Broken(""),
            like=(0.0, 0.0),
        ),
        law(
            "z_deviations",
            "seen from either end, the measured share is z standard deviations away",
            _some,
            _z_deviations,
            Broken(""),
            like=(0.0, 0.0),
        ),
    ),
    hints=(
        "The interval is not centred on the accuracy itself: Wilson pulls its middle towards one "
        "half, the more so the fewer examples there are.",
        "The formula has three pieces: a middle p + z²/2m, a half width z √(p(1 - p)/m + z²/4m²), "
        "and a divisor 1 + z²/m. Which of the first two are divided by the third?",
        "Compute middle and half as above, then return (middle - half) / divisor and "
        "(middle + half) / divisor. In Python, z² is z**2, and 2m is 2 * m in brackets of its own.",
    ),
    thought="Work out p = 0.75, m = 4, z = 1 by hand: what are middle, half width and divisor?",
)
