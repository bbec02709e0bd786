"""Forward passes of a network with one hidden layer, for exercises that go back through it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


def through(X: Any, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """What a network with ReLU hidden units and a sigmoid output computes on its way."""
    scores = parameters["W1"] @ X + parameters["b1"]
    hidden = scores * (scores > 0)
    z = parameters["W2"] @ hidden + parameters["b2"]
    return {"X": X, "Z1": scores, "A1": hidden, "Z2": z, "A2": 0.5 + 0.5 * np.tanh(z / 2)}
