"""Weights and what they do to a picture, as pictures: grey is 0."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.plane import Numbers

Pixels = NDArray[np.uint8]
MIDDLE = 128.0


def side_of(n_x: int) -> int | None:
    """Return the side of square pictures of three channels with n_x numbers, or None.

    Examples
    --------
    >>> side_of(12288), side_of(100)
    (64, None)
    """
    side = math.isqrt(n_x // 3)
    return side if 3 * side * side == n_x else None


def as_picture(weights: Numbers, side: int) -> Pixels:
    """Return weights as the pixels of a picture: grey is 0, the largest weight goes to an end.

    Parameters
    ----------
    weights : (side * side * 3,) float64
        In the order row, column, channel; what is no finite number counts as 0.
    side : int
        Rows and columns of the picture.

    Returns
    -------
    (side, side, 3) uint8
    """
    known = np.where(np.isfinite(weights), weights, 0.0)
    largest = float(np.abs(known).max(initial=0.0)) or 1.0
    shades = np.round(MIDDLE + known / largest * 127)
    pixels: Pixels = shades.astype(np.uint8).reshape(side, side, 3)
    return pixels


def as_map(products: Numbers, side: int) -> Pixels:
    """Return what each place adds to a score, as shades: 128 is nothing, above it speaks for.

    Parameters
    ----------
    products : (side * side * 3,) float64
        One for each number of the picture; the three channels of a place are added up.

    Returns
    -------
    (side, side) uint8
        1 to 255, with 128 at 0.
    """
    known = np.where(np.isfinite(products), products, 0.0).reshape(side, side, 3).sum(axis=2)
    largest = float(np.abs(known).max(initial=0.0)) or 1.0
    shades: Pixels = np.round(MIDDLE + known / largest * 127).astype(np.uint8)
    return shades


def first_layer(parameters: Any, most: int) -> list[Pixels]:
    """Return the first weights of a network as pictures, a unit each; [] where they are none."""
    W1 = np.asarray(parameters.get("W1") if isinstance(parameters, dict) else None)
    if W1.dtype.kind != "f" or W1.ndim != 2:
        return []
    side = side_of(W1.shape[1])
    return [as_picture(row.astype(np.float64), side) for row in W1[:most]] if side else []
