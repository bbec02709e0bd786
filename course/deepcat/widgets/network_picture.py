"""The picture of a small network, every unit's map with it, from state to arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from deepcat.widgets.attempt import Trouble, call, numbers
from deepcat.widgets.plane import Numbers, fires, grid, shaded
from deepcat.widgets.words import name_of

CELLS = 80
SMALLER = 2  # a hidden unit's map has a row and a column of every SMALLER of the output's


@dataclass(frozen=True)
class NetworkTask:
    """Two classes of points, the student's functions and the part of the plane to draw.

    Attributes
    ----------
    X : (2, m) float64
        The points, one a column.
    Y : (m,) bool
        True where the class is 1.
    reach : float
        The picture shows both inputs from -reach to reach.
    network : callable or None
        ``network(X, parameters, activations) -> (Y_hat, cache)``.
    hidden, output : callable
        The activations of the hidden layers and of the output.
    threshold : float
        The network says class 1 where its output is above this.
    """

    X: Numbers
    Y: NDArray[np.bool_]
    reach: float
    network: Callable[..., Any] | None = None
    hidden: Callable[..., Any] = fires
    output: Callable[..., Any] = fires
    threshold: float = 0.5


@dataclass(frozen=True)
class NetworkFrame:
    """The picture of a state; the arrays are None when the network gave nothing to draw.

    Attributes
    ----------
    tiles : list of (k, k) uint8
        The map of each hidden unit, the first layer's first.
    shades : (n, n) uint8 or None
        The output's map, its first row on top, with 128 at the threshold.
    low, high : float
        The outputs that the shades 1 and 255 stand for.
    right : (m,) bool or None
        Whether each point is on its right side.
    problem, sentence : str
        What went wrong, and what the picture shows, in words.
    """

    tiles: list[NDArray[np.uint8]]
    shades: NDArray[np.uint8] | None
    low: float
    high: float
    right: NDArray[np.bool_] | None
    problem: str
    sentence: str


def sizes_of(parameters: Mapping[str, Numbers]) -> list[int]:
    """Return the number of inputs and of each layer's units."""
    layers = len(parameters) // 2
    shapes = [parameters[f"W{layer}"].shape for layer in range(1, layers + 1)]
    return [shapes[0][1], *(rows for rows, _ in shapes)]


def network_frame(
    task: NetworkTask, parameters: Mapping[str, Numbers], cells: int = CELLS
) -> NetworkFrame:
    """Return the picture of a network; a pure function, given that the student's are.

    The map and the points are columns of one array, so that the student's function is called
    once a frame; the maps of the hidden units come from its cache.

    Parameters
    ----------
    task : NetworkTask
        The points and the functions.
    parameters : mapping of str to array
        ``"W1"``, ``"b1"``, … of every layer.
    cells : int
        The output's map has cells × cells values.

    Returns
    -------
    NetworkFrame
        The maps and what they mean for the points.
    """
    sizes = sizes_of(parameters)
    words = _sentence(task, sizes)
    if task.network is None:
        return NetworkFrame([], None, 0.0, 1.0, None, "", words + ".")
    X = np.concatenate([grid(task.reach, cells), task.X], axis=1)  # (2, cells² + m)
    try:
        outputs, hidden = _asked(task, task.network, X, parameters, sizes)
    except Trouble as trouble:
        return NetworkFrame([], None, 0.0, 1.0, None, str(trouble), words + ".")
    shades, low, high = shaded(outputs[: cells**2], task.threshold)
    right = (outputs[cells**2 :] > task.threshold) == task.Y
    correct = int(np.count_nonzero(right))
    return NetworkFrame(
        [tile(unit[: cells**2].reshape(cells, cells)) for unit in hidden],
        shades.reshape(cells, cells),
        low,
        high,
        right,
        not_finite(outputs),
        f"{words}: {correct} right, {right.size - correct} wrong.",
    )


def _asked(
    task: NetworkTask,
    network: Callable[..., Any],
    X: Numbers,
    parameters: Mapping[str, Numbers],
    sizes: list[int],
) -> tuple[Numbers, list[Numbers]]:
    """Return the output (k,) and the activation (k,) of every hidden unit; raises Trouble."""
    name = name_of(network)
    fresh = {key: value.copy() for key, value in parameters.items()}
    activations = [task.hidden] * (len(sizes) - 2) + [task.output]
    given = call(network, X, fresh, activations)
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise Trouble(f"{name} should return two things, Y_hat and cache.")
    Y_hat, cache = given
    outputs = numbers(name, Y_hat, (1, X.shape[1]), "Y_hat")
    units: list[Numbers] = []
    for layer, size in enumerate(sizes[1:-1], start=1):
        if not isinstance(cache, Mapping) or f"A{layer}" not in cache:
            raise Trouble(f'The cache that {name} returned has no "A{layer}".')
        shape = (size, X.shape[1])
        units.extend(numbers(name, cache[f"A{layer}"], shape, f'"A{layer}" in its cache'))
    return outputs.ravel(), units


def tile(a: Numbers) -> NDArray[np.uint8]:
    """Return a hidden unit's map: halfway is 0.5 where all is between 0 and 1, and else 0."""
    small = a[::SMALLER, ::SMALLER]
    between = bool(((small >= 0) & (small <= 1)).all())
    shades, _, _ = shaded(small.ravel(), 0.5 if between else 0.0)
    return shades.reshape(small.shape)


def not_finite(a: Numbers) -> str:
    """Return a sentence that says at how many places an output is no number, or nothing."""
    count = np.count_nonzero(~np.isfinite(a))
    return f"The output is not a finite number at {count} of {a.size} places." if count else ""


def _sentence(task: NetworkTask, sizes: list[int]) -> str:
    layers = " and ".join(str(size) for size in sizes[1:-1])
    hidden = f"{layers} hidden units" if layers else "no hidden units"
    if layers == "1":
        hidden = "1 hidden unit"
    return f"A network with 2 inputs, {hidden} and 1 output, on {task.Y.size} points of two classes"
