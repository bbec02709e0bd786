"""Backward passes that tell what a test of them looks at: right for some networks, else wrong."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_judge.exercises.backprop.implementations import Gradients, measured, negated


def right_for_one(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Right for one example, and of the wrong sign for several."""
    right = np.shape(Y)[1] == 1
    return (measured if right else negated)(Y, parameters, cache)


def right_where_on(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Right where every hidden unit is on for every example, else of the wrong sign."""
    scores = parameters["W1"] @ np.asarray(cache["X"]) + parameters["b1"]
    return (measured if np.all(scores > 0) else negated)(Y, parameters, cache)
