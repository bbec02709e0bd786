"""Lesson 3: layers of neurons, one after the other."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations


def network(X, parameters, activations):
    """Send examples through a whole network, layer after layer, and keep what was computed.

    Layer l multiplies what the layer before it gave, adds its bias, and applies its own activation:
    Zₗ = Wₗ Aₗ₋₁ + bₗ and Aₗ = activationₗ(Zₗ), where A₀ is X.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column.
    parameters : dict
        ``"W1"``, ``"b1"``, ``"W2"``, ``"b2"``, …: the weights Wₗ of shape (nₗ, nₗ₋₁) and the biases
        bₗ of shape (nₗ, 1) of every layer.
    activations : list of functions
        One a layer, the first layer's first. Each works element by element on an array.

    Returns
    -------
    Y_hat : (n_L, m) array
        What the last layer gives.
    cache : dict
        ``"X"``, and of every layer ``"Z1"``, ``"A1"``, ``"Z2"``, ``"A2"``, …: a new dict each time.

    Examples
    --------
    Two inputs, two hidden units that double their score, and one output:

    >>> import numpy as np
    >>> one_example = np.array([[1.0], [2.0]])
    >>> hidden = {"W1": np.array([[1.0, 0.0], [0.0, -1.0]]), "b1": np.array([[0.0], [1.0]])}
    >>> both = {**hidden, "W2": np.array([[3.0, 1.0]]), "b2": np.array([[0.5]])}
    >>> output, kept = network(one_example, both, [lambda Z: 2 * Z, lambda Z: Z])
    >>> output
    array([[4.5]])
    >>> list(kept)
    ['X', 'Z1', 'A1', 'Z2', 'A2']
    """
    ### BEGIN SOLUTION
    A = X
    cache = {"X": X}
    for layer, activation in enumerate(activations, start=1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]  # (n_l, m)
        A = activation(Z)
        cache[f"Z{layer}"], cache[f"A{layer}"] = Z, A
    return A, cache
    ### END SOLUTION
