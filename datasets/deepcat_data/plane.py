"""Made-up points of the plane in classes, for networks with two inputs.

Every set places its points first: on curves, in squares or at centres, which its docstring gives
exactly. Then each coordinate moves by a Gaussian number of mean 0 and standard deviation `noise`,
in the units of the axes. A point keeps the label of the place it was drawn for, however far it
moves. Classes are equally large; where m does not divide, the first ones have a point more.

The same seed with another noise gives the same points, moved less or more in the same directions.
A whole number as `rng` starts afresh at each call, so draw the points for training and those for
validation with one generator, or with two numbers.

`TOY_SETS` holds those of one extent: without noise their points lie within 1.5 of the origin along
either axis, and the two classes about 0.5 apart or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import numpy as np

from deepcat_data.points import Array, Rng, checked, scatter, shuffled_labels
from deepcat_data.targets import targets

INNER, OUTER = 0.25, 1.25  # distances: of the squares from the axes, of the spirals from the origin
QUADRANTS = np.array([[1.0, -1.0, -1.0, 1.0], [1.0, 1.0, -1.0, -1.0]])  # (2, 4), anticlockwise


class ToySet(Protocol):
    """What every function of `TOY_SETS` answers to: two classes, `X` (2, m) and `Y` (1, m)."""

    def __call__(self, m: int, rng: Rng, noise: float = ...) -> tuple[Array, Array]:
        """Draw m points."""
        ...


def make_blobs(
    m: int, rng: Rng, distance: float = 4.0, noise: float = 1.0, n_classes: int = 2
) -> tuple[Array, Array]:
    """Draw round clouds of points, one a class.

    The centre of class 1 lies up and to the right of the origin, that of class 0 opposite.
    More than two centres are the corners of a regular polygon around the origin, numbered
    anticlockwise. With two classes the best border is a straight line.

    Parameters
    ----------
    m : int
        Number of points. Class 1 of two has half of them, rounded down.
    rng : numpy.random.Generator or int
        The source of randomness. The same whole number gives the same points.
    distance : float, default 4.0
        Distance between neighbouring centres: at 6 times the noise the clouds are apart, at twice
        the noise they overlap.
    noise : float, default 1.0
        Standard deviation of the scatter around the centres, in every direction.
    n_classes : int, default 2
        Number of clouds, K.

    Returns
    -------
    X : (2, m) float64
        One point a column, in random order.
    Y : (1, m) float64, or (K, m) float64
        1.0 for a point of class 1 and 0.0 for a point of class 0; with more classes one-hot.

    Raises
    ------
    ValueError
        If m is below 1, noise negative or not finite, or n_classes below 2.

    Examples
    --------
    >>> X, Y = make_blobs(60, np.random.default_rng(0), distance=6.0)
    >>> X.shape, Y.shape, int(Y.sum())
    ((2, 60), (1, 60), 30)
    """
    rng = checked(m, rng, noise, n_classes)
    labels = shuffled_labels(m, n_classes, rng)
    turn = 2 * np.pi * (np.arange(n_classes) - 1) / n_classes  # (K,), 0 for class 1
    # The sine of π is 1e-16 in floating point. As 0, it puts two centres on the diagonal exactly.
    cosine, sine = np.cos(turn).round(15), np.sin(turn).round(15)
    diagonal = distance / (2 * np.sqrt(2) * np.sin(np.pi / n_classes))
    centres = diagonal * np.stack([cosine - sine, cosine + sine])  # (2, K)
    return scatter(centres[:, labels], noise, rng), targets(labels, n_classes)


def make_moons(m: int, rng: Rng, noise: float = 0.1) -> tuple[Array, Array]:
    """Draw two half circles that reach into each other, one a class.

    Both have radius 1, and t is uniform between 0 and π::

        class 0 (upper)    x1 = cos(t) - 0.5    x2 = sin(t) - 0.25
        class 1 (lower)    x1 = 0.5 - cos(t)    x2 = 0.25 - sin(t)

    These are the half circles of scikit-learn's function of this name, moved by (-0.5, -0.25) so
    that their middle is the origin. They come 0.5 near each other.
    Without noise the best straight line gets 9 of 10 points right.

    Parameters
    ----------
    m : int
        Number of points. Class 1 has half of them, rounded down.
    rng : numpy.random.Generator or int
        The source of randomness. The same whole number gives the same points.
    noise : float, default 0.1
        Standard deviation of the scatter around the half circles, in every direction.

    Returns
    -------
    X : (2, m) float64
        One point a column, in random order.
    Y : (1, m) float64
        1.0 for a point of class 1 and 0.0 for a point of class 0.

    Raises
    ------
    ValueError
        If m is below 1, or noise negative or not finite.

    Examples
    --------
    >>> X, Y = make_moons(200, np.random.default_rng(0))
    >>> X.shape, Y.shape, int(Y.sum())
    ((2, 200), (1, 200), 100)
    """
    rng = checked(m, rng, noise)
    labels = shuffled_labels(m, 2, rng)
    t = rng.uniform(0.0, np.pi, size=m)
    side = np.where(labels == 0, 1.0, -1.0)  # class 1 is class 0 reflected in the origin
    X = side * np.stack([np.cos(t) - 0.5, np.sin(t) - 0.25])  # (2, m)
    return scatter(X, noise, rng), targets(labels, 2)


def make_circles(m: int, rng: Rng, noise: float = 0.1) -> tuple[Array, Array]:
    """Draw two circles around the origin, one a class.

    Class 0 lies on the circle of radius 1, class 1 on that of radius 0.5, at an angle that is
    uniform. It is scikit-learn's set of this name with `factor` 0.5.
    Without noise the best straight line gets 2 of 3 points right, and logistic regression half.

    Parameters
    ----------
    m : int
        Number of points. Class 1 has half of them, rounded down.
    rng : numpy.random.Generator or int
        The source of randomness. The same whole number gives the same points.
    noise : float, default 0.1
        Standard deviation of the scatter around the circles, in every direction.

    Returns
    -------
    X : (2, m) float64
        One point a column, in random order.
    Y : (1, m) float64
        1.0 for a point of class 1 (inside) and 0.0 for a point of class 0 (outside).

    Raises
    ------
    ValueError
        If m is below 1, or noise negative or not finite.

    Examples
    --------
    >>> X, Y = make_circles(200, np.random.default_rng(0), noise=0.0)
    >>> np.unique(np.hypot(X[0], X[1]).round(9)).tolist()
    [0.5, 1.0]
    """
    rng = checked(m, rng, noise)
    labels = shuffled_labels(m, 2, rng)
    angle = rng.uniform(0.0, 2 * np.pi, size=m)
    X = (1 - 0.5 * labels) * _directions(angle)  # (2, m)
    return scatter(X, noise, rng), targets(labels, 2)


def make_xor(m: int, rng: Rng, noise: float = 0.1) -> tuple[Array, Array]:
    """Draw four squares, one a quadrant, where the class is the exclusive or of the signs.

    Both coordinates have a size that is uniform between 0.25 and 1.25.
    Class 1 has exactly one positive coordinate; in class 0 both are positive or both negative.
    The four squares have equally many points, to within one.
    Two straight lines do it. One gets fewer than 3 of 4 points right, and logistic regression half.

    Parameters
    ----------
    m : int
        Number of points. Class 1 has half of them, rounded down.
    rng : numpy.random.Generator or int
        The source of randomness. The same whole number gives the same points.
    noise : float, default 0.1
        Standard deviation of the scatter, which is added to the points of the squares.

    Returns
    -------
    X : (2, m) float64
        One point a column, in random order.
    Y : (1, m) float64
        1.0 for a point of class 1 and 0.0 for a point of class 0.

    Raises
    ------
    ValueError
        If m is below 1, or noise negative or not finite.

    Examples
    --------
    >>> X, Y = make_xor(200, np.random.default_rng(0), noise=0.0)
    >>> bool(np.all((Y[0] == 1) == (X[0] * X[1] < 0)))
    True
    """
    rng = checked(m, rng, noise)
    quadrants = shuffled_labels(m, 4, rng)
    X = QUADRANTS[:, quadrants] * rng.uniform(INNER, OUTER, size=(2, m))  # (2, m)
    return scatter(X, noise, rng), targets(quadrants % 2, 2)


def make_spirals(m: int, rng: Rng, noise: float = 0.1, n_classes: int = 2) -> tuple[Array, Array]:
    """Draw spiral arms that wind around the origin, one a class.

    Arm k of K is an Archimedean spiral, and t is uniform between 0 and 1::

        radius = 0.25 + t    angle = 2π (k + 2t) / K

    So two arms make one turn each, and along a ray from the origin the next arm is 0.5 away, for
    any number of arms. Without noise the best straight line gets 2 of 3 points of two arms right,
    and logistic regression half.

    Parameters
    ----------
    m : int
        Number of points. Class 1 of two has half of them, rounded down.
    rng : numpy.random.Generator or int
        The source of randomness. The same whole number gives the same points.
    noise : float, default 0.1
        Standard deviation of the scatter around the arms, in every direction.
    n_classes : int, default 2
        Number of arms, K.

    Returns
    -------
    X : (2, m) float64
        One point a column, in random order.
    Y : (1, m) float64, or (K, m) float64
        1.0 for a point of class 1 and 0.0 for a point of class 0; with more classes one-hot.

    Raises
    ------
    ValueError
        If m is below 1, noise negative or not finite, or n_classes below 2.

    Examples
    --------
    >>> X, Y = make_spirals(300, np.random.default_rng(0), n_classes=3)
    >>> X.shape, Y.shape, Y.sum(axis=1).tolist()
    ((2, 300), (3, 300), [100.0, 100.0, 100.0])
    """
    rng = checked(m, rng, noise, n_classes)
    labels = shuffled_labels(m, n_classes, rng)
    t = rng.uniform(0.0, 1.0, size=m)
    angle = 2 * np.pi * (labels + 2 * t) / n_classes
    X = (INNER + t) * _directions(angle)  # (2, m)
    return scatter(X, noise, rng), targets(labels, n_classes)


def _near_blobs(m: int, rng: Rng, noise: float = 0.1) -> tuple[Array, Array]:
    """Draw two of `make_blobs`, with centres 2 apart, which is the extent of the other sets."""
    return make_blobs(m, rng, distance=2.0, noise=noise)


TOY_SETS: Mapping[str, ToySet] = MappingProxyType(
    {
        "blobs": _near_blobs,
        "moons": make_moons,
        "circles": make_circles,
        "xor": make_xor,
        "spirals": make_spirals,
    }
)


def _directions(angle: Array) -> Array:
    return np.stack([np.cos(angle), np.sin(angle)])  # (2, m)
