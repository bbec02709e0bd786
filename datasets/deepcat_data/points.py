"""What the made-up sets are drawn with: checked arguments, balanced labels, Gaussian scatter."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from deepcat_data.whole import check_whole

Array: TypeAlias = npt.NDArray[np.float64]
Labels: TypeAlias = npt.NDArray[np.int64]
Rng: TypeAlias = np.random.Generator | int


def checked(m: int, rng: Rng, noise: float, n_classes: int = 2) -> np.random.Generator:
    """Return the generator, once the other arguments make sense.

    Raises
    ------
    ValueError
        If m is below 1, noise negative or not finite, or n_classes below 2.
    """
    check_whole("m", m, 1)
    check_whole("n_classes", n_classes, 2)
    if rng is None:
        raise ValueError("rng is a whole number or a numpy Generator, such as 0, not None")
    if not 0 <= noise < math.inf:
        raise ValueError(f"noise is a standard deviation, 0 or more and finite, not {noise}")
    return np.random.default_rng(rng)


def shuffled_labels(m: int, n_classes: int, rng: np.random.Generator) -> Labels:
    """Return m labels in random order, equally many of each; the first classes have the rest."""
    # Falling before the shuffle: the order that the lessons' blobs have always been drawn from.
    falling = np.sort(np.arange(m, dtype=np.int64) % n_classes)[::-1]
    return rng.permuted(falling)  # (m,)


def scatter(X: Array, noise: float, rng: np.random.Generator) -> Array:
    """Return the points, each coordinate moved by a Gaussian number of this standard deviation."""
    # Drawn even where noise is 0: a seed then stands for the same points, only more or less moved.
    steps: Array = rng.standard_normal(X.shape)
    return X + noise * steps
