"""The network of two inputs, two hidden units and one output that lessons 5 and 6 work by hand."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def small_network() -> dict[str, Array]:
    """Its parameters: ``"W1"`` (2, 2), ``"b1"`` (2, 1), ``"W2"`` (1, 2) and ``"b2"`` (1, 1)."""
    return {
        "W1": np.array([[1.0, 0.5], [-1.0, 1.0]]),
        "b1": np.array([[-1.0], [0.5]]),
        "W2": np.array([[2.0, -1.0]]),
        "b2": np.array([[0.5]]),
    }


def three_examples() -> tuple[Array, Array]:
    """Three examples ``X`` (2, 3), one a column, and their labels ``Y`` (1, 3).

    For the first one both hidden units are active; for the second only the first unit is, and for
    the third only the second. The scores of the output are 1, 3 and -1, and no slope is 0.
    """
    X = np.array([[1.0, 2.0, 0.0], [2.0, 0.5, 1.0]])
    Y = np.array([[1.0, 0.0, 1.0]])
    return X, Y


def slopes_by_pytorch() -> dict[str, Array]:
    """What PyTorch 2.13 computed for these examples: the slope of the mean cross-entropy."""
    return {
        "dW1": np.array(
            [[1.0908045548499146, -0.04106385288584902], [0.08964714045666504, 0.42298047378999837]]
        ),
        "db1": np.array([[0.4557551369682922], [0.3333333333333333]]),
        "dW2": np.array([[0.30725874571934886, -0.5]]),
        "db2": np.array([[-0.015808624392522203]]),
    }
