"""Lesson 4: what a loss is, a logistic cat detector, and softmax for three animals."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np


def mean_squared_error(Y, Y_hat):
    """Measure how far predictions are from the truth: the mean of the squared errors.

    Parameters
    ----------
    Y : (1, m) array
        The truth, one number an example.
    Y_hat : (1, m) array
        The predictions, in the same order.

    Returns
    -------
    float
        The loss: 0 when every prediction is exact, larger the worse they are.

    Examples
    --------
    Errors of 1, 0 and -3 have the squares 1, 0 and 9, and their mean is 10 / 3:

    >>> truths = np.array([[2.0, 0.5, 1.0]])
    >>> guesses = np.array([[1.0, 0.5, 4.0]])
    >>> round(mean_squared_error(truths, guesses), 3)
    3.333
    """
    ### BEGIN SOLUTION
    return float(np.mean((Y - Y_hat) ** 2))
    ### END SOLUTION


def binary_cross_entropy(Y, Y_hat):
    """Average the surprise at the labels: -(y log ŷ + (1 - y) log(1 - ŷ)), over the examples.

    Parameters
    ----------
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    Y_hat : (1, m) array
        The predicted probabilities of a cat, from 0 to 1. They may be exactly 0 or exactly 1: the
        loss must stay finite, without a warning, and a mistake made with certainty costs at
        least 10.

    Returns
    -------
    float
        The loss: 0 when every label was predicted with certainty.

    Examples
    --------
    Always saying "one half" costs log 2, and being sure of the wrong thing costs more:

    >>> labels = np.array([[1, 0]])
    >>> round(binary_cross_entropy(labels, np.array([[0.5, 0.5]])), 3)
    0.693
    >>> round(binary_cross_entropy(labels, np.array([[0.1, 0.2]])), 3)
    1.263
    """
    ### BEGIN SOLUTION
    tiny = 1e-15  # log(0) would be -inf
    yes = np.log(np.maximum(Y_hat, tiny))
    no = np.log(np.maximum(1 - Y_hat, tiny))
    return float(np.mean(-Y * yes - (1 - Y) * no))
    ### END SOLUTION


def binary_cross_entropy_with_logits(Y, Z):
    """Compute the binary cross-entropy from the scores themselves, which loses no digits.

    It is the loss of the probabilities σ(z), but they are never computed: for a score of 1000 the
    probability is 1 to the last digit, and what its logarithm should be is lost.

    Parameters
    ----------
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    Z : (1, m) array
        The scores before the sigmoid, also called logits, up to 1000 in size: the loss must be
        exact, and come without a warning.

    Returns
    -------
    float
        The loss, the mean over the examples.

    Examples
    --------
    A score of 0 is undecided and costs log 2; a score of 1000 for "no cat" costs 1000:

    >>> labels = np.array([[0]])
    >>> round(binary_cross_entropy_with_logits(labels, np.array([[0.0]])), 3)
    0.693
    >>> binary_cross_entropy_with_logits(labels, np.array([[1000.0]]))
    1000.0
    """
    ### BEGIN SOLUTION
    losses = np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z)))  # log(1 + eᶻ) - yz
    return float(np.mean(losses))
    ### END SOLUTION


def one_hot(labels, n_classes):
    """Write class numbers as columns: a 1 in the row of the class, 0 elsewhere.

    Parameters
    ----------
    labels : (m,) array of integers
        The class of each example, from 0 to n_classes - 1. A class may have no example.
    n_classes : int
        How many classes there are, K.

    Returns
    -------
    (K, m) array
        One example a column.

    Examples
    --------
    Of three classes, the examples belong to class 2, class 0 and class 2:

    >>> one_hot(np.array([2, 0, 2]), 3)
    array([[0., 1., 0.],
           [0., 0., 0.],
           [1., 0., 1.]])
    """
    ### BEGIN SOLUTION
    m = labels.size
    Y = np.zeros((n_classes, m))
    Y[labels, np.arange(m)] = 1.0
    return Y
    ### END SOLUTION


def softmax(Z):
    """Turn the scores of K classes into probabilities: eᶻ, divided by the sum of its column.

    Parameters
    ----------
    Z : (K, m) array
        One example a column, one score for each class, up to 1000 in size: the answer must stay
        finite, without a warning.

    Returns
    -------
    (K, m) array
        Probabilities between 0 and 1; each column adds up to 1.

    Examples
    --------
    Equal scores give equal probabilities, and log 3 more is three times as likely:

    >>> three_scores = np.array([[0.0, 0.0], [0.0, np.log(3.0)]])
    >>> softmax(three_scores).round(3)
    array([[0.5 , 0.25],
           [0.5 , 0.75]])
    """
    ### BEGIN SOLUTION
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))  # the largest is e⁰: nothing overflows
    return E / np.sum(E, axis=0, keepdims=True)
    ### END SOLUTION


def categorical_cross_entropy(Y, Y_hat):
    """Average the surprise at the true class: -log of the probability that it was given.

    Parameters
    ----------
    Y : (K, m) array
        The truth, one-hot: one example a column, with a 1 in the row of its class.
    Y_hat : (K, m) array
        The predicted probabilities of the classes. They may be exactly 0: the loss must stay
        finite, without a warning, and a class that was held impossible and is true costs at
        least 10.

    Returns
    -------
    float
        The loss: the mean over the m examples, 0 when every class was predicted with certainty.

    Examples
    --------
    The true classes were given the probabilities 0.5 and 0.25. The loss is the mean of log 2 and
    log 4:

    >>> truth = np.array([[1, 0], [0, 0], [0, 1]])
    >>> forecast = np.array([[0.5, 0.25], [0.25, 0.5], [0.25, 0.25]])
    >>> round(categorical_cross_entropy(truth, forecast), 3)
    1.04
    """
    ### BEGIN SOLUTION
    m = Y.shape[1]
    tiny = 1e-15  # log(0) would be -inf
    return float(np.sum(-Y * np.log(np.maximum(Y_hat, tiny))) / m)
    ### END SOLUTION


def log_softmax(Z):
    """Compute the logarithm of softmax from the scores themselves, which loses no digits.

    Parameters
    ----------
    Z : (K, m) array
        One example a column, one score for each class, up to 1000 in size: the answer must be
        exact, and come without a warning, also where softmax itself is rounded to 0.

    Returns
    -------
    (K, m) array
        Logarithms of probabilities, none above 0.

    Examples
    --------
    A score 1000 below the highest has the log-probability -1000:

    >>> two_scores = np.array([[0.0], [1000.0]])
    >>> log_softmax(two_scores)
    array([[-1000.],
           [    0.]])
    """
    ### BEGIN SOLUTION
    shifted = Z - np.max(Z, axis=0, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=0, keepdims=True))
    ### END SOLUTION
