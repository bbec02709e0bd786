"""Small made-up data sets, whose truth is known because we chose it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

LINE_LOW, LINE_HIGH = 0.0, 8.0


def make_line(
    m: int, slope: float, intercept: float, noise: float, rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Draw m points that scatter around a straight line.

    Parameters
    ----------
    m : int
        Number of points.
    slope, intercept : float
        The line that the points scatter around, ``slope * x + intercept``.
    noise : float
        Standard deviation of the scatter, which is Gaussian.
    rng : numpy.random.Generator
        The source of randomness.

    Returns
    -------
    x : (m,) float64
        Uniform between 0 and 8, in increasing order.
    y : (m,) float64
        ``slope * x + intercept`` plus noise.
    """
    x = np.sort(rng.uniform(LINE_LOW, LINE_HIGH, size=m))
    y = slope * x + intercept + noise * rng.standard_normal(m)
    return x, y


def make_blobs(
    m: int, rng: np.random.Generator, distance: float = 4.0
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Draw two round clouds of points, one a class.

    Each cloud is Gaussian with standard deviation 1 in every direction.
    The centre of class 1 lies up and to the right of the origin, that of class 0 opposite.

    Parameters
    ----------
    m : int
        Number of points. Class 1 has half of them, rounded down.
    rng : numpy.random.Generator
        The source of randomness.
    distance : float, default 4.0
        Distance between the two centres: at 6 the clouds are apart, at 2 they overlap.

    Returns
    -------
    X : (2, m) float64
        One point a column, in random order.
    Y : (1, m) float64
        1.0 for a point of class 1 and 0.0 for a point of class 0.
    """
    Y = np.zeros((1, m))  # (1, m)
    Y[0, : m // 2] = 1.0
    Y = rng.permuted(Y, axis=1)
    towards_one = np.full((2, 1), distance / (2 * np.sqrt(2)))  # (2, 1)
    X = (2 * Y - 1) * towards_one + rng.standard_normal((2, m))  # (2, m)
    return X, Y
