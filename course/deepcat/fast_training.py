"""Train a network of two layers in the space of its examples: the plain trajectory, much faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]
WHOLE = slice(None)


class Functions(NamedTuple):
    """What a network learns by: functions of the lessons, as whoever trains has written them.

    Attributes
    ----------
    activation, activation_prime : callable (Z) -> array
        Of the hidden layer.
    output_activation : callable (Z) -> array
    output_delta : callable (Y, Y_hat) -> array
    hidden_delta : callable (W_next, delta_next, Z, activation_prime) -> array
    layer_gradients : callable (delta, A_prev) -> (dW, db)
    """

    activation: Callable[[Array], Array]
    activation_prime: Callable[[Array], Array]
    output_activation: Callable[[Array], Array]
    output_delta: Callable[[Array, Array], Array]
    hidden_delta: Callable[..., Array]
    layer_gradients: Callable[[Array, Array], tuple[Array, Array]]


class Examples:
    """Training examples, and how much each of them has to do with each other.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column, with m at most n_x.

    Attributes
    ----------
    gram : (m, m) array
        ``X.T @ X + 1``; the 1 stands for the constant input that the bias is the weight of.

    Raises
    ------
    ValueError
        If there are more examples than features: the plain step is the faster one there.
    """

    def __init__(self, X: Array) -> None:
        n_x, m = X.shape
        if m > n_x:
            raise ValueError(
                f"{m} examples of {n_x} features each: this way is for fewer examples than "
                "features, and the plain step is faster here."
            )
        self.X = X
        self.gram: Array = X.T @ X + X.dtype.type(1)

    def start(self, Y: Array, parameters: dict[str, Array], functions: Functions) -> Run:
        """Begin a training run.

        Parameters
        ----------
        Y : (K, m) array
            Labels of the examples.
        parameters : dict
            ``"W1"``, ``"b1"``, ``"W2"`` and ``"b2"``; they are not changed.
        functions : Functions

        Returns
        -------
        Run
        """
        return Run(self, Y, parameters, functions)


class Run:
    """Gradient descent from given parameters, in which no step touches the features.

    A slope of W1 is δ[1] Xᵀ / m, a sum of examples; so after any number of steps W1 is still
    W1₀ + C Xᵀ, with one column of C for each example. Then Z[1] = W1₀ X + C XᵀX, and a step
    that adds D to some columns of C adds D times some rows of XᵀX to Z[1]. That is m · n_h numbers
    an example of the batch, where the plain step takes n_x · n_h.

    Attributes
    ----------
    C : (n_h, m) array
        How much of each example has been added to each unit's weights.
    Z1 : (n_h, m) array
        Scores of the hidden layer for all examples.
    W2, b2 : (K, n_h) array, (K, 1) array
        Parameters of the output layer.

    Examples
    --------
    With the functions of lessons 2 and 6, and mini-batches of positions::

        functions = Functions(relu, relu_prime, sigmoid, output_delta, hidden_delta,
                              layer_gradients)
        run = Examples(X).start(Y, parameters, functions)
        for positions, _ in minibatches(np.arange(m)[None, :], Y, 50, rng):
            run.step(0.01, positions[0])
    """

    def __init__(
        self, examples: Examples, Y: Array, parameters: dict[str, Array], functions: Functions
    ) -> None:
        self._examples, self._Y, self._functions = examples, Y, functions
        self._W1, self._b1 = parameters["W1"], parameters["b1"]
        self.W2, self.b2 = parameters["W2"], parameters["b2"]
        self.Z1 = self._W1 @ examples.X + self._b1
        self.C = np.zeros_like(self.Z1)

    def step(self, learning_rate: float, batch: Array | slice = WHOLE) -> None:
        """Take one step against the gradient.

        Parameters
        ----------
        learning_rate : float
        batch : (k,) array of int, or slice
            Positions of the examples that the step looks at, each at most once; all of them where
            nothing is said.
        """
        of = self._functions
        Z1, Y = self.Z1[:, batch], self._Y[:, batch]
        A1 = of.activation(Z1)
        delta2 = of.output_delta(Y, of.output_activation(self.W2 @ A1 + self.b2))
        delta1 = of.hidden_delta(self.W2, delta2, Z1, of.activation_prime)
        dW2, db2 = of.layer_gradients(delta2, A1)
        self.W2 = self.W2 - learning_rate * dW2
        self.b2 = self.b2 - learning_rate * db2
        added = ((-learning_rate / Y.shape[1]) * delta1).astype(self.C.dtype)  # (n_h, k)
        self.C[:, batch] += added
        self.Z1 += added @ self._examples.gram[batch]

    @property
    def Y_hat(self) -> Array:
        """Predictions for all training examples, (K, m)."""
        of = self._functions
        return of.output_activation(self.W2 @ of.activation(self.Z1) + self.b2)

    @property
    def parameters(self) -> dict[str, Array]:
        """The parameters as a plain network has them."""
        return {
            "W1": self._W1 + self.C @ self._examples.X.T,
            "b1": self._b1 + self.C.sum(axis=1, keepdims=True),
            "W2": self.W2,
            "b2": self.b2,
        }
