"""A backward pass that tells on how many examples a test of it relies."""

from __future__ import annotations

from typing import Any

import numpy as np

from deepcat_judge.exercises.backprop.implementations import Gradients, measured, negated


def right_for_one(Y: Any, parameters: Any, cache: Any) -> Gradients:
    """Right for one example, and of the wrong sign for several."""
    right = np.shape(Y)[1] == 1
    return (measured if right else negated)(Y, parameters, cache)
