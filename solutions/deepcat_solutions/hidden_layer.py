"""Lesson 5: a network with one hidden layer, its start, its cost, and a map of what it does."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np

from deepcat_solutions.losses import binary_cross_entropy
from deepcat_solutions.neuron import relu, sigmoid


def initialize(n_x, n_h, rng):
    """Make the start: W1 random with standard deviation √(2 / n_x), W2 with √(1 / n_h), biases 0.

    The more inputs a unit adds up, the smaller its weights have to be, so that its score keeps its
    size. The 2 makes up for the half that ReLU cuts off.

    Parameters
    ----------
    n_x : int
        Inputs: what each hidden unit adds up.
    n_h : int
        Hidden units: what the one output unit adds up.
    rng : numpy.random.Generator
        Every random number comes from here.

    Returns
    -------
    dict
        ``"W1"`` of shape (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (1, n_h) and ``"b2"`` (1, 1). The
        weights have mean 0. For W2, √(2 / n_h) is welcome, too.

    Examples
    --------
    >>> start = initialize(3, 4, np.random.default_rng(0))
    >>> {name: array.shape for name, array in start.items()}
    {'W1': (4, 3), 'b1': (4, 1), 'W2': (1, 4), 'b2': (1, 1)}
    """
    ### BEGIN SOLUTION
    return {
        "W1": rng.standard_normal((n_h, n_x)) * np.sqrt(2 / n_x),
        "b1": np.zeros((n_h, 1)),
        "W2": rng.standard_normal((1, n_h)) * np.sqrt(1 / n_h),
        "b2": np.zeros((1, 1)),
    }
    ### END SOLUTION


def forward(X, parameters):
    """Compute ŷ = σ(W₂ relu(W₁x + b₁) + b₂) for every example, and keep what was computed.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column.
    parameters : dict
        ``"W1"`` of shape (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (1, n_h) and ``"b2"`` (1, 1).

    Returns
    -------
    Y_hat : (1, m) array
        The predicted probabilities. They stay finite, without a warning, for scores up to 1000.
    cache : dict
        ``"X"``, then ``"Z1"`` and ``"A1"`` of the hidden layer, of shape (n_h, m), and ``"Z2"`` and
        ``"A2"`` of the output, of shape (1, m): a new dict each time.

    Examples
    --------
    One example, and two hidden units of which the second has a negative score: 2 · 3 - 6 = 0.

    >>> one_example = np.array([[1.0], [2.0]])
    >>> hidden = {"W1": np.array([[1.0, 1.0], [0.0, -1.0]]), "b1": np.array([[0.0], [1.0]])}
    >>> output = {"W2": np.array([[2.0, 5.0]]), "b2": np.array([[-6.0]])}
    >>> chance, kept = forward(one_example, hidden | output)
    >>> chance
    array([[0.5]])
    >>> kept["Z1"].ravel(), kept["A1"].ravel()
    (array([ 3., -1.]), array([3., 0.]))
    """
    ### BEGIN SOLUTION
    Z1 = parameters["W1"] @ X + parameters["b1"]  # (n_h, n_x) @ (n_x, m) + (n_h, 1) -> (n_h, m)
    A1 = relu(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]  # (1, n_h) @ (n_h, m) + (1, 1) -> (1, m)
    A2 = sigmoid(Z2)
    return A2, {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    ### END SOLUTION


def cost(Y, Y_hat):
    """Compute the mean over the examples of -y log ŷ - (1 - y) log(1 - ŷ).

    This is the binary cross-entropy of lesson 4: call yours, or write it once more.

    Parameters
    ----------
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    Y_hat : (1, m) array
        The predicted probabilities of a cat, from 0 to 1. They may be exactly 0 or exactly 1: the
        cost must stay finite, without a warning, and a mistake made with certainty costs at
        least 10.

    Returns
    -------
    float
        The cost: log 2 for whoever always says one half, and 0 for whoever is sure and right.

    Examples
    --------
    >>> round(cost(np.array([[1, 0, 0]]), np.array([[0.5, 0.5, 0.5]])), 3)
    0.693
    """
    ### BEGIN SOLUTION
    return binary_cross_entropy(Y, Y_hat)
    ### END SOLUTION


def symmetric_rows(W1, atol):
    """Count the different rows of W₁: two are the same where max |difference| ≤ atol.

    Each row belongs to a hidden unit. Two units with the same weights look at an example alike, and
    are worth one.

    Parameters
    ----------
    W1 : (n_h, n_x) array
        The weights of the hidden layer, one unit a row.
    atol : float
        How far apart the numbers of two rows may be for the rows to count as the same.

    Returns
    -------
    int
        How many different rows there are.

    Examples
    --------
    The first row and the last differ by at most 0.001:

    >>> three_units = np.array([[1.0, 2.0], [5.0, 6.0], [1.001, 2.0]])
    >>> symmetric_rows(three_units, 0.01)
    2
    >>> symmetric_rows(three_units, 0.0001)
    3
    """
    ### BEGIN SOLUTION
    found = 0
    for i in range(len(W1)):
        distances = np.max(np.abs(W1[:i] - W1[i]), axis=1)  # (i,), to the rows above
        if np.all(distances > atol):
            found += 1
    return found
    ### END SOLUTION


def decision_grid(predict, xlim, ylim, n):
    """Ask for a probability at every point of a grid: entry [i, j] belongs to (xⱼ, yᵢ).

    Parameters
    ----------
    predict : function
        Takes an array (2, m), one point a column with its x above its y, and gives the m
        probabilities as an array (1, m).
    xlim, ylim : pair of float
        From where to where the grid goes, both ends included.
    n : int
        How many points there are in each direction.

    Returns
    -------
    xx, yy : (n, n) arrays
        The coordinates of the points: x grows from column to column, and y from row to row.
    probabilities : (n, n) array
        What `predict` gives at each of them.

    Examples
    --------
    A function that gives its x, and would give its y as well:

    >>> xx, yy, heights = decision_grid(lambda points: points[:1], (0, 2), (5, 9), 3)
    >>> heights
    array([[0., 1., 2.],
           [0., 1., 2.],
           [0., 1., 2.]])
    >>> yy[:, 0]
    array([5., 7., 9.])
    """
    ### BEGIN SOLUTION
    x, y = np.linspace(xlim[0], xlim[1], n), np.linspace(ylim[0], ylim[1], n)
    xx, yy = np.meshgrid(x, y)  # (n, n) each
    points = np.vstack([xx.ravel(), yy.ravel()])  # (2, n * n)
    return xx, yy, predict(points).reshape(n, n)
    ### END SOLUTION
