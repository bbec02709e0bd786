"""Small made-up data sets, whose truth is known because we chose it."""

from __future__ import annotations

import numpy as np

from deepcat_data.plane import (
    TOY_SETS,
    ToySet,
    make_blobs,
    make_circles,
    make_moons,
    make_spirals,
    make_xor,
)
from deepcat_data.points import Array, Rng, checked

__all__ = [
    "TOY_SETS",
    "ToySet",
    "make_blobs",
    "make_circles",
    "make_line",
    "make_moons",
    "make_spirals",
    "make_xor",
]

LINE_LOW, LINE_HIGH = 0.0, 8.0


def make_line(
    m: int, slope: float, intercept: float, noise: float, rng: Rng
) -> tuple[Array, Array]:
    """Draw m points that scatter around a straight line.

    Parameters
    ----------
    m : int
        Number of points.
    slope, intercept : float
        The line that the points scatter around, ``slope * x + intercept``.
    noise : float
        Standard deviation of the scatter, which is Gaussian.
    rng : numpy.random.Generator or int
        The source of randomness. The same whole number gives the same points.

    Returns
    -------
    x : (m,) float64
        Uniform between 0 and 8, in increasing order.
    y : (m,) float64
        ``slope * x + intercept`` plus noise.

    Raises
    ------
    ValueError
        If m is below 1, or noise negative or not finite.

    Examples
    --------
    >>> x, y = make_line(30, 2.0, 1.0, noise=0.0, rng=np.random.default_rng(0))
    >>> x.shape, bool(np.allclose(y, 2.0 * x + 1.0))
    ((30,), True)
    """
    rng = checked(m, rng, noise)
    x = np.sort(rng.uniform(LINE_LOW, LINE_HIGH, size=m))
    y = slope * x + intercept + noise * rng.standard_normal(m)
    return x, y
