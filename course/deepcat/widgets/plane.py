"""The plane that the maps show: its grid, its shades, and the points of two classes in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

NOT_A_NUMBER, THRESHOLD_SHADE, BRIGHTEST = 0, 128, 255


def grid(reach: float, cells: int) -> Numbers:
    """Return the middles of cells × cells cells from -reach to reach, the top row first.

    Returns
    -------
    ndarray
        (2, cells²), one place a column.
    """
    middles = reach * ((2 * np.arange(cells) + 1) / cells - 1)
    across, up = np.meshgrid(middles, middles[::-1])
    return np.stack([across.ravel(), up.ravel()])


def shaded(a: Numbers, threshold: float) -> tuple[NDArray[np.uint8], float, float]:
    """Return outputs as shades on both sides of the threshold, and the two ends of the scale.

    Parameters
    ----------
    a : (k,) float64
        Outputs; nan and inf have no shade.
    threshold : float
        The output that has the middle shade.

    Returns
    -------
    shades : (k,) uint8
        0 for no number, else 1 to 255 with 128 at the threshold.
    low, high : float
        The outputs at 1 and 255: at least half a unit from the threshold on either side.
    """
    finite = np.isfinite(a)
    low = min(threshold - 0.5, float(a[finite].min(initial=threshold)))
    high = max(threshold + 0.5, float(a[finite].max(initial=threshold)))
    above = np.where(finite, a, threshold) - threshold
    side = np.where(above > 0, high - threshold, threshold - low)
    steps = np.round(above / side * (BRIGHTEST - THRESHOLD_SHADE))
    shades = np.where(finite, THRESHOLD_SHADE + steps, NOT_A_NUMBER)
    return shades.astype(np.uint8), low, high


def fires(z: Numbers) -> Numbers:
    """Return 1.0 where z is at least 0 and 0.0 elsewhere: the oldest activation, the step."""
    return (z >= 0).astype(np.float64)


def classed_points(owner: str, X: ArrayLike, Y: ArrayLike) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return points of the plane and whether each has class 1.

    Parameters
    ----------
    owner : str
        Who needs them, for the message.
    X : (2, m) array_like
        The points, one a column.
    Y : (1, m) array_like
        Their classes, 0 or 1.

    Returns
    -------
    points : (2, m) float64
    classes : (m,) bool

    Raises
    ------
    ValueError
        If X or Y has another shape or other values.
    """
    points, classes = np.array(X, dtype=np.float64), np.array(Y, dtype=np.float64)
    if points.ndim != 2 or points.shape[0] != 2 or classes.shape != (1, points.shape[1]):
        raise ValueError(
            f"{owner} needs X of shape (2, m) and Y of shape (1, m);"
            f" X has shape {points.shape} and Y has shape {classes.shape}."
        )
    if not points.size or not np.isfinite(points).all():
        raise ValueError(f"{owner} needs at least one point, and finite ones.")
    if not np.isin(classes, (0.0, 1.0)).all():
        raise ValueError(f"{owner} needs a Y of zeros and ones.")
    return points, classes[0] == 1.0


def reach_of(points: Numbers) -> float:
    """Return how far a square picture around the origin must go to show every point."""
    return 1.25 * (float(np.abs(points).max()) or 1.0)


def paired_points(owner: str, x: ArrayLike, y: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return x (m,) and y (m,) as numbers; raises ValueError where they are none.

    Parameters
    ----------
    owner : str
        Who needs them, for the message.
    x, y : (m,) array_like
        The points.
    """
    points_x, points_y = np.array(x, dtype=np.float64), np.array(y, dtype=np.float64)
    if points_x.ndim != 1 or points_x.shape != points_y.shape or not points_x.size:
        raise ValueError(
            f"{owner} needs x and y of one shape (m,);"
            f" x has shape {points_x.shape} and y has shape {points_y.shape}."
        )
    if not (np.isfinite(points_x).all() and np.isfinite(points_y).all()):
        raise ValueError(f"{owner} needs finite x and y.")
    return points_x, points_y


def view_of(x: Numbers, y: Numbers) -> dict[str, float]:
    """Return the edges of a picture that shows all these x and y, with some room around."""
    left, right = _padded(x, 0.08)
    bottom, top = _padded(y, 0.12)
    return {"left": left, "right": right, "bottom": bottom, "top": top}


def _padded(values: Numbers, share: float) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    padding = share * (high - low) or 1.0
    return low - padding, high + padding
