"""Cats and dogs as points of the plane: two numbers, measured in each drawing."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.plane import Numbers
from deepcat_data import load_cats
from deepcat_data.points import Rng, checked

NAME = "cats and dogs"
ABOUT = (
    "Each point is one of the course's drawings, a cat (1) or a dog (0), of which two things were"
    " measured: how much of its lines is where pricked ears stand (x1), and how much is where"
    " floppy ears hang (x2). Nothing else of it is known here, and the noise comes on top."
)
SIZE = 32  # pixels of a side
PRICKED = slice(3, 12), slice(6, 12)  # rows, and columns from either edge
FLOPPY = slice(12, 24), slice(3, 8)
MIDDLE, SPREAD = (0.12, 0.137), (0.055, 0.04)  # of the two shares, about: they go to 0 and 1


def cats_and_dogs(m: int, rng: Rng, noise: float = 0.0) -> tuple[Numbers, Numbers]:
    """Choose m drawings, half of them cats, and return what was measured in them.

    Parameters
    ----------
    m : int
        Up to 400.
    rng : numpy.random.Generator or int
        Decides which.
    noise : float
        Standard deviation of what is added to each measurement.

    Returns
    -------
    X : (2, m) float64
    Y : (1, m) float64
        1 for a cat.
    """
    X, is_cat = _all()
    rng = checked(m, rng, noise)
    cats, dogs = (rng.permutation(np.flatnonzero(kind)) for kind in (is_cat, ~is_cat))
    chosen = rng.permutation(np.concatenate([cats[: m - m // 2], dogs[: m // 2]]))
    Y = is_cat[None, chosen].astype(np.float64)
    return X[:, chosen] + rng.normal(0.0, noise, (2, m)), Y


def measured(pictures: NDArray[Any]) -> Numbers:
    """Measure in drawings (m, 32, 32, 3) what the two places hold of all their lines, (2, m).

    A line is where the brightness changes from a pixel to the next.
    """
    grey = pictures.sum(axis=-1, dtype=np.float64)  # (m, 32, 32)
    down = np.abs(np.diff(grey, axis=1))[:, :, :-1]
    across = np.abs(np.diff(grey, axis=2))[:, :-1, :]
    lines = down + across  # (m, 31, 31)
    lines += lines[:, :, ::-1]  # a place and its mirror image are one
    shares = [lines[:, rows, columns].sum(axis=(1, 2)) for rows, columns in (PRICKED, FLOPPY)]
    return np.asarray(2 * np.array(shares) / lines.sum(axis=(1, 2)), dtype=np.float64)


@cache
def _all() -> tuple[Numbers, NDArray[np.bool_]]:
    drawings = load_cats("train", task="three", size=SIZE)
    kinds = [drawings.classes.index(kind) for kind in ("cat", "dog")]
    known = np.isin(drawings.y, kinds)
    shares = measured(drawings.X[known])
    return ((shares.T - MIDDLE) / SPREAD).T, drawings.y[known] == kinds[0]
