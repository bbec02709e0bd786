"""The maps of the playground: of every hidden unit and of the output, from state to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.attempt import Trouble, numbers
from deepcat.widgets.network_picture import not_finite, tile
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import NOT_A_NUMBER, Numbers, grid, shaded
from deepcat.widgets.playground_data import Scatter
from deepcat.widgets.playground_features import features_of
from deepcat.widgets.training_run import passed, taken_for
from deepcat.widgets.words import name_of

LEVELS = 50  # shades of each class, where there are more than two
INPUT_CELLS = 16


@dataclass(frozen=True)
class Maps:
    """What a network says of the plane and of the points in it.

    Attributes
    ----------
    tiles : list of (k, k) uint8
        The map of each hidden unit.
    shades : (n², ) uint8
        The output's map, its first row on top: for two classes as `shaded` makes it, for more as
        `class_shades` does.
    taken : (m,) int64
        The class that each point is taken for.
    problem : str
        Where an output is no finite number, or nothing.
    """

    tiles: list[NDArray[np.uint8]]
    shades: NDArray[np.uint8]
    taken: NDArray[np.int64]
    problem: str


def mapped(
    forward: Callable[..., Any],
    parameters: Parameters,
    scatter: Scatter,
    features: Sequence[str],
    reach: float,
    cells: int,
) -> Maps:
    """Return the maps of a network; raises Trouble.

    The map and the points are columns of one array, so that the student's function is called once.

    Parameters
    ----------
    forward : callable
        ``forward(X, parameters) -> (Y_hat, cache)``.
    parameters : dict of str to array
    scatter : Scatter
        The points.
    features : sequence of str
        What the network gets of a point.
    reach : float
        The maps show both coordinates from -reach to reach.
    cells : int
        The output's map has cells × cells values.
    """
    places = np.concatenate([grid(reach, cells), scatter.places], axis=1)
    Y_hat, cache = passed(forward, features_of(places, features), parameters)
    hidden = _hidden(forward, cache, (len(parameters["W1"]), places.shape[1]))
    seen = Y_hat[:, : cells**2]
    return Maps(
        [tile(unit[: cells**2].reshape(cells, cells)) for unit in hidden],
        shaded(seen[0], 0.5)[0] if len(seen) == 1 else class_shades(seen),
        taken_for(Y_hat[:, cells**2 :]),
        not_finite(Y_hat),
    )


def class_shades(Y_hat: Numbers) -> NDArray[np.uint8]:
    """Return the likeliest class of each place and how likely it is, in one byte each.

    Parameters
    ----------
    Y_hat : (K, k) float64
        The probabilities of each class.

    Returns
    -------
    (k,) uint8
        0 for no number, else 1 + 50 · class + level, with level 0 where all are equally likely and
        49 where one is certain.

    Examples
    --------
    >>> class_shades(np.array([[1.0, 0.3, np.nan], [0.0, 0.7, 0.0], [0.0, 0.0, 0.0]])).tolist()
    [50, 78, 0]
    """
    finite = np.isfinite(Y_hat).all(axis=0)
    known = np.where(finite, Y_hat, 0.0)
    even = 1 / len(known)
    sure = np.clip((known.max(axis=0) - even) / (1 - even), 0, 1)
    levels = np.round(sure * (LEVELS - 1))
    return np.where(finite, 1 + LEVELS * known.argmax(axis=0) + levels, NOT_A_NUMBER).astype(
        np.uint8
    )


def input_tiles(features: Sequence[str], reach: float) -> bytes:
    """Return a small map of each input, one after the other."""
    inputs = features_of(grid(reach, INPUT_CELLS), features)
    return b"".join(shaded(one, 0.0)[0].tobytes() for one in inputs)


def _hidden(
    forward: Callable[..., Any], cache: Mapping[str, Any], shape: tuple[int, int]
) -> Numbers:
    name = name_of(forward)
    if "A1" not in cache:
        raise Trouble(f'The cache that {name} returned has no "A1".')
    return numbers(name, cache["A1"], shape, '"A1" in its cache')
