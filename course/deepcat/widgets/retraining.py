"""Training a small network to the end by the student's functions, as fast as these are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from deepcat.widgets.attempt import Trouble, call, numbers
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import Numbers, classed_points, grid, reach_of
from deepcat.widgets.playground_network import Size, begun
from deepcat.widgets.training_run import Functions, asked_gradients, copied, passed, stepped
from deepcat.widgets.words import name_of

CELLS = 64
Finished = tuple[Numbers, Numbers | None]
Gradients = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class Training:
    """How a network with one hidden layer is trained.

    Attributes
    ----------
    X : (2, m) float64
        The points, one a column.
    Y : (1, m) float64
        Their classes, 0 or 1.
    reach : float
        The map shows both inputs from -reach to reach.
    initialize : callable or None
        ``initialize(n_x, n_h, rng) -> parameters``.
    units : int
        Hidden units.
    learning_rate : float
    n_steps : int
        Steps, each with all the points.
    seed : int
        Decides the first weights.
    """

    X: Numbers
    Y: Numbers
    reach: float
    initialize: Callable[..., Any] | None = None
    units: int = 8
    learning_rate: float = 0.5
    n_steps: int = 500
    seed: int = 0


def finished(functions: Functions, training: Training) -> Finished:
    """Train a network to the end, and return its curve and its map.

    Parameters
    ----------
    functions : Functions
        The student's; there must be all four.
    training : Training

    Returns
    -------
    curve : (n_steps + 1,) float64
        The loss before each step and after the last; nan from where it is no finite number.
    map : (64, 64) float64
        The outputs, those for the lowest second input first; they may be no numbers.

    Raises
    ------
    Trouble
        If a function of the student gives nothing to go on with.
    """
    rng = np.random.default_rng(training.seed)
    parameters = begun(training.initialize, Size(2, training.units), rng)
    curve = np.full(training.n_steps + 1, np.nan)
    with np.errstate(all="ignore"):
        parameters = _trained(functions, training, parameters, curve)
    Y_hat, _ = passed(functions.forward, grid(training.reach, CELLS), parameters)
    return curve, Y_hat.reshape(CELLS, CELLS)[::-1]


def _trained(
    functions: Functions, training: Training, parameters: Parameters, curve: Numbers
) -> Parameters:
    """Train, and write the losses into the curve; the functions are called without ceremony."""
    forward, gradients, step, cost = (
        functions.forward,
        functions.gradients,
        functions.step,
        functions.cost,
    )
    assert gradients is not None
    assert step is not None
    assert cost is not None
    X, Y, rate = training.X.copy(), training.Y.copy(), training.learning_rate
    for k in range(training.n_steps + 1):
        try:
            Y_hat, cache = forward(X, parameters)
            curve[k] = cost(Y, Y_hat)
            if k == training.n_steps or not np.isfinite(curve[k]):
                break
            parameters = step(parameters, gradients(Y, parameters, cache), rate)
        except Exception as error:
            _explain(functions, training, parameters)
            raise Trouble(f"Step {k + 1} stopped with {type(error).__name__}: {error}.") from error
    return parameters


def _explain(functions: Functions, training: Training, parameters: Parameters) -> None:
    """Make the same step carefully: raises Trouble that names the function and its line."""
    if not isinstance(parameters, Mapping):
        name = name_of(functions.step) if functions.step else "step"
        raise Trouble(f"{name} should return a dict, and returned {type(parameters).__name__}.")
    parameters = copied(parameters)
    Y_hat, cache = passed(functions.forward, training.X, parameters)
    assert functions.cost is not None
    numbers(name_of(functions.cost), call(functions.cost, training.Y, Y_hat), ())
    gradients = asked_gradients(functions.gradients, training.Y, parameters, cache)
    stepped(functions.step, parameters, gradients, training.learning_rate)


def training_of(
    owner: str,
    X: ArrayLike,
    Y: ArrayLike,
    initialize: Callable[..., Any] | None,
    how: Mapping[str, Any],
) -> Training:
    """Return how to train on some points; raises ValueError where they have other shapes."""
    points, classes = classed_points(owner, X, Y)
    row = classes.astype(np.float64).reshape(1, -1)
    return Training(points, row, reach_of(points), initialize, **how)


def mixed(wrong: Gradients, right: Gradients, share: float) -> Gradients:
    """Return the gradient wrong + share · (right - wrong), as a function like these two.

    Parameters
    ----------
    wrong, right : callable
        ``gradients(Y, parameters, cache) -> gradients``, a dict of arrays.
    share : float
        0 for the wrong one, 1 for the right one.

    Examples
    --------
    >>> halfway = mixed(lambda Y, p, c: {"dW1": 0.0}, lambda Y, p, c: {"dW1": 3.0}, 0.5)
    >>> halfway(None, None, None)
    {'dW1': 1.5}
    """

    def gradients(Y: Any, parameters: Any, cache: Any) -> Any:
        low, high = wrong(Y, parameters, cache), right(Y, parameters, cache)
        return {name: low[name] + share * (high[name] - low[name]) for name in high}

    return gradients
