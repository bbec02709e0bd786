"""Hidden cases of Rosenblatt's rule: every score is far enough from the tie at 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_grader.bank.draw import Array, Generator, number, order_one, sizes, whole
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.common import read_only, strided


def _with_score(w: Array, x: Array, score: float) -> float:
    """The bias with which the score is `score`: far enough from the tie at 0."""
    return float(score - (w.T @ x).item())


def perceptron_cases(rng: Generator) -> list[Case]:
    """Every kind of answer, right and wrong, and every unusual input."""
    n, k, p = sizes(rng, 3)
    score, near = float(rng.uniform(0.5, 2.0)), float(rng.uniform(0.005, 0.05))

    def example(size: int, z: float, y: float) -> tuple[Any, ...]:
        w, x = order_one(rng, size, 1), order_one(rng, size, 1)
        return w, _with_score(w, x, z), x, y, float(rng.uniform(0.05, 0.9))

    w, b, x, y, rate = example(p, score, 0)
    w32, x32 = w.astype(np.float32), x.astype(np.float32)
    zero = np.zeros((k, 1))
    return [
        Case("false-alarm", example(n, score, 0), note="it fires and should not"),
        Case("miss", example(k, -score, 1), note="it does not fire and should"),
        Case("just-above", example(p, near, 0), note="z is just above 0, and it should not fire"),
        Case("just-below", example(n, -near, 1), note="z is just below 0, and it should fire"),
        Case("above", example(k, 0.2, 1), note="z = 0.2, and it should fire"),
        Case("below", example(p, -0.2, 0), note="z = -0.2, and it should not fire"),
        Case("right-1", example(p, score, 1), note="it fires and should"),
        Case("right-0", example(n, -score, 0), note="it does not fire and should not"),
        Case("zero-0", (zero, 0.0, order_one(rng, k, 1), 0, rate), note="a zero start, y = 0"),
        Case("zero-1", (zero, 0.0, order_one(rng, k, 1), 1, rate), note="a zero start, y = 1"),
        Case("float-y", example(k, -score, 1.0), note="y is 1.0"),
        Case("one", example(1, -score, 1), EDGE, "one input"),
        Case(
            "whole",
            (np.abs(order_one(rng, n, 1)), abs(number(rng)), np.abs(whole(rng, n, 1)), 0, rate),
            EDGE,
            "x in whole numbers",
        ),
        Case("float32", (w32, b, x32, y, rate), EDGE, "float32 numbers"),
        Case("read-only", (read_only(w), b, read_only(x), y, rate), EDGE, "read-only arrays"),
        Case("strided", (strided(w), b, strided(x), y, rate), EDGE, "parts of wider arrays"),
    ]
