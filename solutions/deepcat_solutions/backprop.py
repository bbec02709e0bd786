"""Lesson 6: gradient descent in small batches, and a test that knows a wrong gradient."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np


def minibatches(X, Y, batch_size, rng):
    """Deal all examples into small batches, in a new random order: one epoch.

    Every example comes once, with its own label. Where `batch_size` does not divide m, the last
    batch is smaller.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column.
    Y : (K, m) array
        The label of each example, in the same order.
    batch_size : int
        Examples a batch, 1 or more.
    rng : numpy.random.Generator
        Decides the order. Called again with the same generator, another order comes out.

    Returns
    -------
    iterator of (X_b, Y_b)
        Batches of shape (n_x, batch_size) and (K, batch_size). A list is welcome, too.

    Examples
    --------
    Five examples in batches of two:

    >>> cards, numbers = np.array([[10.0, 20.0, 30.0, 40.0, 50.0]]), np.array([[1, 2, 3, 4, 5]])
    >>> hands = list(minibatches(cards, numbers, 2, np.random.default_rng(1)))
    >>> [some_cards.shape for some_cards, some_numbers in hands]
    [(1, 2), (1, 2), (1, 1)]
    >>> all((some_cards == 10 * some_numbers).all() for some_cards, some_numbers in hands)
    True
    """
    ### BEGIN SOLUTION
    order = rng.permutation(X.shape[1])
    for start in range(0, X.shape[1], batch_size):
        batch = order[start : start + batch_size]
        yield X[:, batch], Y[:, batch]  # columns stay together: (n_x, batch), (K, batch)
    ### END SOLUTION


def catch_the_bug(backward):
    """Test somebody's backward pass: tell a right gradient from a wrong one.

    The network has two layers, ReLU hidden units and one sigmoid output. Its loss is the mean
    binary cross-entropy. Your test builds a small network of its own, asks `backward` for the
    gradients, and compares them with a measurement: how much does the loss change when one
    parameter changes a little?

    Parameters
    ----------
    backward : function
        ``backward(Y, parameters, cache)`` claims to return ``{"dW1", "db1", "dW2", "db2"}``, each
        of the shape of its parameter. ``Y`` is (1, m), of 0.0 and 1.0; ``parameters`` holds
        ``"W1"`` (n_h, n_x), ``"b1"`` (n_h, 1), ``"W2"`` (1, n_h) and ``"b2"`` (1, 1); ``cache``
        holds ``"X"``, ``"Z1"``, ``"A1"``, ``"Z2"`` and ``"A2"`` of a forward pass with them.

    Returns
    -------
    bool
        True where the gradients are right, and False where they are wrong, have a wrong shape, or
        where `backward` raises an error.

    Examples
    --------
    >>> catch_the_bug(lambda Y, parameters, cache: {})
    False
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(5)
    X = rng.normal(size=(3, 5))
    Y = np.array([[1.0, 0.0, 0.0, 1.0, 0.0]])
    parameters = {
        "W1": rng.normal(size=(4, 3)),
        "b1": rng.normal(size=(4, 1)),
        "W2": rng.normal(size=(1, 4)),
        "b2": rng.normal(size=(1, 1)),
    }

    def forward():
        Z1 = parameters["W1"] @ X + parameters["b1"]  # (4, 5)
        A1 = np.maximum(Z1, 0.0)
        Z2 = parameters["W2"] @ A1 + parameters["b2"]  # (1, 5)
        return {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}

    def loss():
        Y_hat = forward()["A2"]
        return -np.mean(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))

    step = 1e-5
    numerical = {}
    for name, theta in parameters.items():
        slopes = np.zeros(theta.shape)
        for index in np.ndindex(theta.shape):
            before = theta[index]
            theta[index] = before + step
            above = loss()
            theta[index] = before - step
            below = loss()
            theta[index] = before
            slopes[index] = (above - below) / (2 * step)
        numerical[f"d{name}"] = slopes
    try:
        gradients = backward(Y, parameters, forward())
        for name, slopes in numerical.items():
            difference = np.linalg.norm(gradients[name] - slopes)
            size = np.linalg.norm(gradients[name]) + np.linalg.norm(slopes)
            if gradients[name].shape != slopes.shape or not difference <= 1e-6 * size:
                return False
    except Exception:  # whatever it is, a backward pass that stops gives no gradient
        return False
    return True
    ### END SOLUTION
