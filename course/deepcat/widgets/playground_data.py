"""What the playground plays with: points of two classes, and small networks to begin with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deepcat.widgets.attempt import Trouble, call
from deepcat.widgets.network_state import Parameters
from deepcat.widgets.plane import Numbers, classed_points
from deepcat.widgets.training_run import Points
from deepcat.widgets.words import name_of
from deepcat_data.toy import TOY_SETS

OWN = "own"
MOST_UNITS = 16
COUNT = 200  # points of a made-up set


@dataclass(frozen=True)
class Given:
    """A network that somebody chose, which stands for as long as its size and the seed do."""

    parameters: Parameters
    seed: float

    @property
    def units(self) -> int:
        """How many hidden units it has."""
        return int(self.parameters["W1"].shape[0])

    def fitting(self, units: int, seed: float) -> Parameters | None:
        """Return the network if it is of this size and seed."""
        return self.parameters if (units, seed) == (self.units, self.seed) else None


class Sets:
    """The sets to choose from: the made-up ones, and points of one's own where there are any.

    Parameters
    ----------
    X, Y : array_like, optional
        Points of one's own, (2, m) and (1, m).

    Raises
    ------
    ValueError
        If they have other shapes.
    """

    def __init__(self, X: ArrayLike | None, Y: ArrayLike | None) -> None:
        self._own = None if X is None or Y is None else classed_points("Playground", X, Y)
        self.names = ([OWN] if self._own else []) + list(TOY_SETS)

    def index(self, name: str | None, otherwise: str) -> int:
        """Return where a name stands; raises ValueError where there is none of that name.

        Without a name it is one's own points, or where there are none the set `otherwise`.
        """
        if name is None:
            return 0 if self._own else self.names.index(otherwise)
        if name not in self.names:
            raise ValueError(f"Playground has the sets {', '.join(self.names)}, and no {name!r}.")
        return self.names.index(name)

    def points(self, index: int, noise: float, share: float, seed: int) -> Points:
        """Return the points of a set, and which of them are kept for testing.

        Parameters
        ----------
        index : int
            Of its name.
        noise : float
            Standard deviation of the scatter; points of one's own stay where they are.
        share : float
            How much of the points is kept for testing; at least one stays for training.
        seed : int
            Decides both.
        """
        rng = np.random.default_rng(seed)
        name = self.names[index]
        if name == OWN and self._own is not None:
            X, Y = self._own
        else:
            X, labels = TOY_SETS[name](COUNT, rng, noise)
            Y = labels[0] == 1.0
        kept = min(round(share * Y.size), Y.size - 1)
        tested: NDArray[np.bool_] = rng.permutation(Y.size) < kept
        return Points(X, Y, tested)


def begun(
    initialize: Callable[..., Any] | None, units: int, rng: np.random.Generator
) -> Parameters:
    """Return a network with two inputs and one output to begin with; raises Trouble.

    Parameters
    ----------
    initialize : callable or None
        The student's ``initialize(n_x, n_h, rng) -> parameters``; without one the weights are
        uniform between -1 and 1, and the biases 0.
    units : int
        How many hidden units.
    rng : numpy.random.Generator
        Decides the weights.
    """
    if initialize is None:
        return {
            "W1": rng.uniform(-1, 1, (units, 2)),
            "b1": np.zeros((units, 1)),
            "W2": rng.uniform(-1, 1, (1, units)),
            "b2": np.zeros((1, 1)),
        }
    name = name_of(initialize)
    given = call(initialize, 2, units, rng)
    try:
        return checked(given)
    except (ValueError, TypeError, AttributeError) as error:
        raise Trouble(f"{name} gave no network that can be shown. {error}") from error


def checked(parameters: Mapping[str, ArrayLike]) -> Parameters:
    """Return the parameters of a network with one hidden layer; raises ValueError if it is none."""
    arrays = {name: np.array(value, dtype=np.float64) for name, value in parameters.items()}
    if set(arrays) != {"W1", "b1", "W2", "b2"}:
        raise ValueError('Playground needs parameters "W1", "b1", "W2" and "b2".')
    units = arrays["W1"].shape[0] if arrays["W1"].ndim == 2 else 0
    wanted = {"W1": (units, 2), "b1": (units, 1), "W2": (1, units), "b2": (1, 1)}
    found = {name: array.shape for name, array in arrays.items()}
    if not 1 <= units <= MOST_UNITS or found != wanted:
        raise ValueError(
            "Playground needs W1 (n, 2), b1 (n, 1), W2 (1, n) and b2 (1, 1), n from 1 to"
            f" {MOST_UNITS}; they have shapes {list(found.values())}."
        )
    if not all(np.isfinite(a).all() for a in arrays.values()):
        raise ValueError("Playground needs finite parameters.")
    return {name: arrays[name] for name in wanted}


def flat(parameters: Parameters) -> Numbers:
    """Return all weights in the page's order: each unit's two and its bias, then the output's."""
    first = np.concatenate([parameters["W1"], parameters["b1"]], axis=1)  # (n, 3)
    return np.concatenate([first.ravel(), parameters["W2"][0], parameters["b2"][0]])


def with_weight(parameters: Parameters, link: int, value: float) -> Parameters:
    """Return the parameters with the weight at one place of `flat` changed."""
    weights = flat(parameters)
    weights[min(max(link, 0), weights.size - 1)] = value
    return unflat(weights)


def unflat(weights: Numbers) -> Parameters:
    """Return the parameters whose `flat` order this is: 4 n + 1 numbers for n units."""
    units = weights.size // 4
    first = weights[: 3 * units].reshape(units, 3)
    return {
        "W1": first[:, :2],
        "b1": first[:, 2:],
        "W2": weights[3 * units : 4 * units].reshape(1, units),
        "b2": weights[-1:].reshape(1, 1),
    }


def valley() -> Parameters:
    """Return two units that make a valley along one diagonal: an answer to xor, with ReLU."""
    W1 = np.array([[2.0, -2.0], [-2.0, 2.0]])
    b1 = np.array([[-1.0], [-1.0]])
    return {"W1": W1, "b1": b1, "W2": np.full((1, 2), 2.0), "b2": np.array([[-1.0]])}
