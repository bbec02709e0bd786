"""What a measured share is worth: the interval that belongs to it."""

from __future__ import annotations

import numpy as np


def interval(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval: the true shares that `right` of `of` does not speak against.

    Parameters
    ----------
    right, of : int
        How many were right, of how many that were tested.
    z : float
        How many standard deviations a share may be off; 1.96 gives 95 %.

    Returns
    -------
    low, high : float
        The ends: the solutions p of (right/of - p)² = z² p (1 - p) / of.

    Examples
    --------
    >>> low, high = interval(45, 50)
    >>> print(f"{low:.1%} to {high:.1%}")
    78.6% to 95.7%
    """
    share = right / of
    low, high = sorted(np.roots([1.0 + z**2 / of, -2.0 * share - z**2 / of, share**2]).real)
    return float(low), float(high)
