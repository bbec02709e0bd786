"""Lesson 3: layers of neurons, one after the other."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np

from deepcat_solutions.neuron import sigmoid


def layer(W, A_prev, b, activation):
    """Compute a whole layer for all examples: its scores, and what the activation makes of them.

    Parameters
    ----------
    W : (n, n_prev) array
        The weights: a row for each unit of this layer, a column for each unit of the one before.
    A_prev : (n_prev, m) array
        What the layer before gave, or the inputs; one example a column.
    b : (n, 1) array
        The biases: a column, one for each unit of this layer.
    activation : function
        Works element by element on an array of any shape.

    Returns
    -------
    Z : (n, m) array
        The scores.
    A : (n, m) array
        The activations, of the same shape.

    Examples
    --------
    Two units look at one example of two inputs: 1 · 3 + 0 · 4 + 0 = 3, and 0 · 3 - 1 · 4 + 1 = -3.

    >>> unit_weights = np.array([[1.0, 0.0], [0.0, -1.0]])
    >>> one_example = np.array([[3.0], [4.0]])
    >>> scores, answers = layer(unit_weights, one_example, np.array([[0.0], [1.0]]), np.abs)
    >>> scores
    array([[ 3.],
           [-3.]])
    >>> answers
    array([[3.],
           [3.]])
    """
    ### BEGIN SOLUTION
    Z = W @ A_prev + b  # (n, n_prev) @ (n_prev, m) + (n, 1) -> (n, m)
    return Z, activation(Z)
    ### END SOLUTION


def initialize_parameters(layer_sizes, rng, scale=0.01):
    """Make the parameters that a network starts with: small random weights, and biases of 0.

    Parameters
    ----------
    layer_sizes : list of int
        How many inputs, then how many units in each layer: ``[3, 4, 1]`` has two layers.
    rng : numpy.random.Generator
        Every random number comes from here.
    scale : float
        The standard deviation of the weights. Their mean is 0.

    Returns
    -------
    dict
        ``"W1"``, ``"b1"``, ``"W2"``, ``"b2"``, …: Wₗ has a row for each unit of layer l, and a
        column for each unit (or input) before it; bₗ is a column with a 0 for each unit.

    Examples
    --------
    >>> start = initialize_parameters([3, 4, 1], np.random.default_rng(0))
    >>> {name: array.shape for name, array in start.items()}
    {'W1': (4, 3), 'b1': (4, 1), 'W2': (1, 4), 'b2': (1, 1)}
    """
    ### BEGIN SOLUTION
    parameters = {}
    for i in range(1, len(layer_sizes)):
        n_prev, n = layer_sizes[i - 1], layer_sizes[i]
        parameters[f"W{i}"] = scale * rng.standard_normal((n, n_prev))
        parameters[f"b{i}"] = np.zeros((n, 1))
    return parameters
    ### END SOLUTION


def network(X, parameters, activations):
    """Send examples through a whole network, layer after layer, and keep what was computed.

    The first layer looks at X, and each later one at what the layer before it gave. Each has
    weights, biases and an activation of its own.

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
    Two inputs, two hidden units that double their score, and one output that keeps it:

    >>> one_example = np.array([[1.0], [2.0]])
    >>> hidden = {"W1": np.array([[1.0, 0.0], [0.0, -1.0]]), "b1": np.array([[0.0], [1.0]])}
    >>> output = {"W2": np.array([[3.0, 1.0]]), "b2": np.array([[0.5]])}
    >>> answer, kept = network(one_example, hidden | output, [lambda Z: 2 * Z, lambda Z: Z])
    >>> answer
    array([[4.5]])
    >>> list(kept)
    ['X', 'Z1', 'A1', 'Z2', 'A2']
    """
    ### BEGIN SOLUTION
    A = X
    cache = {"X": X}
    for i, activation in enumerate(activations, start=1):
        Z, A = layer(parameters[f"W{i}"], A, parameters[f"b{i}"], activation)  # (n_i, m)
        cache[f"Z{i}"], cache[f"A{i}"] = Z, A
    return A, cache
    ### END SOLUTION


def xor_network():
    """Choose the weights of a network with one hidden layer that computes XOR.

    XOR fires when exactly one of two inputs is 1. The hidden units may be step, sigmoid or ReLU
    units, as you like; the network fires where the score Z2 of its one output is positive, and does
    not where it is negative. A score of exactly 0 would leave it open.

    Returns
    -------
    dict
        ``"W1"`` of shape (n_h, 2), ``"b1"`` (n_h, 1), ``"W2"`` (1, n_h) and ``"b2"`` (1, 1), where
        n_h is the number of hidden units: two are enough.

    Examples
    --------
    >>> list(xor_network())
    ['W1', 'b1', 'W2', 'b2']
    """
    ### BEGIN SOLUTION
    return {
        "W1": np.array([[1.0, 1.0], [1.0, 1.0]]),
        "b1": np.array([[-0.5], [-1.5]]),  # OR and AND
        "W2": np.array([[1.0, -2.0]]),
        "b2": np.array([[-0.25]]),  # OR, but not AND
    }
    ### END SOLUTION


def linear_collapse(parameters):
    """Find the one layer that does what several layers without activations do together.

    Parameters
    ----------
    parameters : dict
        ``"W1"``, ``"b1"``, ``"W2"``, ``"b2"``, …, for any number of layers.

    Returns
    -------
    W : (n_L, n_x) array
        The weights of the one layer, from the inputs straight to the last layer's units.
    b : (n_L, 1) array
        Its biases.

    Examples
    --------
    First 2x + 1, and then 3 times that, minus 4, is 6x - 1:

    >>> doubled = {"W1": np.array([[2.0]]), "b1": np.array([[1.0]])}
    >>> tripled = {"W2": np.array([[3.0]]), "b2": np.array([[-4.0]])}
    >>> linear_collapse(doubled | tripled)
    (array([[6.]]), array([[-1.]]))
    """
    ### BEGIN SOLUTION
    W, b = parameters["W1"], parameters["b1"]
    for i in range(2, len(parameters) // 2 + 1):
        W = parameters[f"W{i}"] @ W
        b = parameters[f"W{i}"] @ b + parameters[f"b{i}"]
    return W, b
    ### END SOLUTION


def bump(x, left, right, height, steepness):
    """Make a bump of two sigmoids: one that rises at `left`, minus one that rises at `right`.

    Between `left` and `right` the bump is about `height`, and elsewhere about 0. Where a sigmoid
    rises, its score is 0: the score is the steepness times the distance from there.

    Parameters
    ----------
    x : (m,) array
        Where to compute the bump.
    left, right : float
        Where it begins and where it ends.
    height : float
        How high it is; a negative one is a dip.
    steepness : float
        How steep its sides are. Scores may be up to 1000 in size: the answer must stay finite,
        without a warning.

    Returns
    -------
    (m,) array
        The values of the bump.

    Examples
    --------
    Half as high as it gets at each end, and flat in the middle:

    >>> bump(np.array([0.0, 1.0, 1.5, 2.0, 3.0]), 1.0, 2.0, 6.0, 50.0).round(3)
    array([0., 3., 6., 3., 0.])
    """
    ### BEGIN SOLUTION
    rise = sigmoid(steepness * (x - left))
    fall = sigmoid(steepness * (x - right))
    return height * (rise - fall)
    ### END SOLUTION


def approximate(f, x, n_bumps):
    """Approximate a function by a sum of bumps, side by side from the first x to the last.

    Twice as many bumps should come about twice as close: we measure the mean distance from f,
    without the outermost hundredth of x at either end.

    Parameters
    ----------
    f : function
        Takes a number, or an array of them. You may look at it in `n_bumps` different places.
    x : (m,) array
        Where the approximation is wanted, in ascending order.
    n_bumps : int
        How many bumps there are.

    Returns
    -------
    (m,) array
        The values of the sum of the bumps.

    Examples
    --------
    With two bumps, the line f(x) = x becomes two stairs:

    >>> approximate(lambda x: x, np.array([0.0, 1.0, 2.0, 3.0, 4.0]), 2)[[1, 3]].round(3)
    array([1., 3.])
    """
    ### BEGIN SOLUTION
    edges = np.linspace(x[0], x[-1], n_bumps + 1)
    steepness = 40 * n_bumps / (x[-1] - x[0])
    total = np.zeros(len(x))
    for i in range(n_bumps):
        left, right = edges[i], edges[i + 1]
        total += bump(x, left, right, f((left + right) / 2), steepness)
    return total
    ### END SOLUTION
