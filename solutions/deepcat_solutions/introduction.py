"""Lesson 1: a predictive function, a goodness measure and a learning procedure, for a line."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np


def quiz():
    """Ten questions on sections 1.1 to 1.5: the letter of your answer to each.

    Returns
    -------
    dict
        The id of each question and a letter, for example ``{"deep": "b", ...}``.
    """
    ### BEGIN SOLUTION
    return {
        "component_cat_score": "a",
        "component_mean_mistake": "c",
        "component_nudge": "b",
        "component_swap": "d",
        "parameters": "c",
        "deep": "a",
        "why_not_rules": "b",
        "why_now": "d",
        "baseline": "c",
        "overfitting": "a",
    }
    ### END SOLUTION


def line(x, slope, intercept):
    """Predict y for every x with a straight line (the predictive function).

    Parameters
    ----------
    x : (m,) array
        The inputs, one number for each example.
    slope : float
        How much the prediction grows when x grows by 1.
    intercept : float
        The prediction at x = 0.

    Returns
    -------
    (m,) array
        The predictions, one for each x.

    Examples
    --------
    With slope 3 and intercept 1, x = 2 gives 3 · 2 + 1 = 7:

    >>> line(np.array([0.0, 1.0, 2.0]), 3.0, 1.0)
    array([1., 4., 7.])
    """
    ### BEGIN SOLUTION
    return slope * x + intercept
    ### END SOLUTION


def goodness(x, y, slope, intercept):
    """Measure how far a line is from the data: the mean squared error (the goodness measure).

    Lower is better; 0 means that the line goes through every point.

    Parameters
    ----------
    x, y : (m,) arrays
        The inputs, and the true answer for each of them.
    slope, intercept : float
        The line that is measured.

    Returns
    -------
    float
        The mean over all examples of (true answer - prediction)².

    Examples
    --------
    The line y = x predicts 1 and 2. The truth is 1 and 5, so the errors are 0 and 3,
    their squares 0 and 9, and the mean of the squares 4.5:

    >>> goodness(np.array([1.0, 2.0]), np.array([1.0, 5.0]), 1.0, 0.0)
    4.5
    """
    ### BEGIN SOLUTION
    errors = y - line(x, slope, intercept)
    return float(np.mean(errors**2))
    ### END SOLUTION


def random_search(x, y, n_tries, rng):
    """Find a good line by trying random ones (a learning procedure without calculus).

    Each try draws a slope and an intercept, both uniformly from [-5, 5]. The try with
    the lowest mean squared error wins.

    Parameters
    ----------
    x, y : (m,) arrays
        The inputs, and the true answer for each of them.
    n_tries : int
        How many lines to try; at least 1.
    rng : numpy.random.Generator
        The only source of randomness: ``rng.uniform(-5, 5)`` draws one number.

    Returns
    -------
    slope, intercept : float
        The best line that was tried.

    Examples
    --------
    The points lie on the line with slope 2 and intercept 1; a thousand tries come near it.

    >>> hours, pages = np.array([0.0, 1.0, 2.0]), np.array([1.0, 3.0, 5.0])
    >>> steepness, height = random_search(hours, pages, 1000, np.random.default_rng(1))
    >>> round(steepness), round(height)
    (2, 1)
    """
    ### BEGIN SOLUTION
    tries = rng.uniform(-5, 5, size=(n_tries, 2))
    losses = [goodness(x, y, slope, intercept) for slope, intercept in tries]
    slope, intercept = tries[np.argmin(losses)]
    return float(slope), float(intercept)
    ### END SOLUTION


def count_parameters(layer_sizes):
    """Count the weights and biases of a fully connected network.

    Each unit has one weight for every unit of the layer before it, and one bias. The input
    layer computes nothing and has no parameters.

    Parameters
    ----------
    layer_sizes : list of int
        The number of units in each layer, from the input to the output.

    Returns
    -------
    int
        How many numbers learning has to find.

    Examples
    --------
    Three inputs and two outputs: each output unit has 3 weights and 1 bias, together 8.

    >>> count_parameters([3, 2])
    8
    """
    ### BEGIN SOLUTION
    weights = sum(layer_sizes[i - 1] * layer_sizes[i] for i in range(1, len(layer_sizes)))
    biases = sum(layer_sizes[1:])
    return weights + biases
    ### END SOLUTION
