"""Random draws that no release of NumPy may change: made from raw bits alone.

NumPy promises that `SeedSequence` and the raw bits of `PCG64` stay as they are. It reserves the
right to improve what `Generator` makes of them (NEP 19), so nothing here asks a `Generator`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")


class Draws:
    """A stream of random numbers that a list of integers decides.

    Parameters
    ----------
    *key : int
        Non-negative integers, such as seed, split, class and number of a picture.
    """

    def __init__(self, *key: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence(key))
        self._unused: list[float] = []

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return one number, uniform between `low` and `high`: 53 random bits, as a fraction."""
        if not self._unused:
            raw = self._bits.random_raw(64)[::-1]
            self._unused = ((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53).tolist()
        return low + (high - low) * self._unused.pop()

    def bell(self, spread: float) -> float:
        """Return one number around 0, bell-shaped, with this standard deviation, within 3 of them.

        It is the sum of three uniform numbers (Irwin and Hall's distribution), which needs no
        logarithm and has no tail that would throw a face out of its picture.
        """
        return spread * 2.0 * (self.uniform() + self.uniform() + self.uniform() - 1.5)

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self.uniform() < probability

    def choice(self, options: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Return one of the options, all equally likely or in proportion to their weights."""
        if weights is None:
            return options[int(self.uniform() * len(options))]
        point = self.uniform() * sum(weights)
        for option, weight in zip(options, weights, strict=True):
            point -= weight
            if point < 0:
                return option
        return options[-1]

    def permutation(self, n: int) -> npt.NDArray[np.int64]:
        """Return the numbers from 0 to n - 1 in random order."""
        return np.argsort(self._bits.random_raw(n), kind="stable").astype(np.int64)
