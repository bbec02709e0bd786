"""Lesson 2: one neuron, its activation functions and their slopes, gates, and Rosenblatt's rule."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np


def weighted_sum(w, x, b):
    """Compute z = w₁x₁ + … + wₙxₙ + b, the score of one neuron for one example.

    Parameters
    ----------
    w : (n, 1) array
        One weight for each input.
    x : (n, 1) array
        One example, a column.
    b : float
        The bias.

    Returns
    -------
    float
        The score z: a number, not an array of shape (1, 1).

    Examples
    --------
    2 · 3 + (-1) · 4 + 0.5 = 2.5:

    >>> weighted_sum(np.array([[2.0], [-1.0]]), np.array([[3.0], [4.0]]), 0.5)
    2.5
    """
    ### BEGIN SOLUTION
    z = w.T @ x + b  # (1, n) @ (n, 1) -> (1, 1)
    return float(z.item())
    ### END SOLUTION


def sigmoid(Z):
    """Squash every score into (0, 1): σ(z) = 1 / (1 + e⁻ᶻ), element by element.

    Parameters
    ----------
    Z : array of any shape
        Scores, up to 1000 in size: the answer must stay finite, without a warning.

    Returns
    -------
    array of the same shape
        Numbers between 0 and 1.

    Examples
    --------
    A score of 0 is undecided; large scores come close to 0 or 1.

    >>> sigmoid(np.array([[-2.0, 0.0, 2.0]])).round(3)
    array([[0.119, 0.5  , 0.881]])
    """
    ### BEGIN SOLUTION
    shrunk = np.exp(-np.abs(Z))  # in (0, 1] for either sign, so that it cannot overflow
    return np.where(Z >= 0, 1.0, shrunk) / (1.0 + shrunk)
    ### END SOLUTION


def relu(Z):
    """Keep what is positive and replace the rest by 0, element by element.

    Parameters
    ----------
    Z : array of any shape
        Scores.

    Returns
    -------
    array of the same shape
        z where z > 0, and 0 elsewhere. ``Z`` itself is not changed.

    Examples
    --------
    >>> relu(np.array([[-1.5, 0.0, 2.0]]))
    array([[0., 0., 2.]])
    """
    ### BEGIN SOLUTION
    return np.maximum(Z, 0.0)
    ### END SOLUTION


def tanh(Z):
    """Squash every score into (-1, 1): tanh(z) = (eᶻ - e⁻ᶻ) / (eᶻ + e⁻ᶻ), element by element.

    It is your `sigmoid`, stretched and moved. NumPy's own function is accepted, too.

    Parameters
    ----------
    Z : array of any shape
        Scores, up to 1000 in size: the answer must stay finite, without a warning.

    Returns
    -------
    array of the same shape
        Numbers between -1 and 1.

    Examples
    --------
    >>> tanh(np.array([[-1.0, 0.0, 1.0]])).round(3)
    array([[-0.762,  0.   ,  0.762]])
    """
    ### BEGIN SOLUTION
    return np.tanh(Z)
    ### END SOLUTION


def neuron(w, x, b, activation):
    """Compute a = activation(w₁x₁ + … + wₙxₙ + b), the answer of one neuron for one example.

    Parameters
    ----------
    w : (n, 1) array
        One weight for each input.
    x : (n, 1) array
        One example, a column.
    b : float
        The bias.
    activation : function
        Works element by element on an array of any shape, as `sigmoid` does.

    Returns
    -------
    float
        The activation a: a number, not an array of shape (1, 1).

    Examples
    --------
    The score is 2 · 3 + (-1) · 4 - 3 = -1, and ReLU turns it into 0:

    >>> neuron(np.array([[2.0], [-1.0]]), np.array([[3.0], [4.0]]), -3.0, relu)
    0.0
    """
    ### BEGIN SOLUTION
    a = activation(w.T @ x + b)  # (1, 1)
    return float(a.item())
    ### END SOLUTION


def neuron_batch(w, X, b, activation):
    """Compute one neuron's answer for every example at once, without a loop over examples.

    Parameters
    ----------
    w : (n, 1) array
        One weight for each input.
    X : (n, m) array
        m examples, one a column.
    b : float
        The bias, the same for every example.
    activation : function
        Works element by element on an array of any shape, as `sigmoid` does.

    Returns
    -------
    (1, m) array
        One activation for each example.

    Examples
    --------
    Two examples with two numbers each. The scores are 1 · 1 + 2 · 3 = 7 and 1 · 2 - 2 · 4 = -6:

    >>> two_weights = np.array([[1.0], [2.0]])
    >>> two_examples = np.array([[1.0, 2.0], [3.0, -4.0]])
    >>> neuron_batch(two_weights, two_examples, 0.0, relu)
    array([[7., 0.]])
    """
    ### BEGIN SOLUTION
    return activation(w.T @ X + b)  # (1, n) @ (n, m) -> (1, m)
    ### END SOLUTION


def sigmoid_prime(Z):
    """Give the slope of the sigmoid at every score, element by element.

    Parameters
    ----------
    Z : array of any shape
        Scores z, not activations a = σ(z).

    Returns
    -------
    array of the same shape
        The slope of σ at each z.

    Examples
    --------
    The sigmoid is steepest at 0, where its slope is ¼, and flat far away from 0.

    >>> sigmoid_prime(np.array([[-2.0, 0.0, 2.0]])).round(3)
    array([[0.105, 0.25 , 0.105]])
    """
    ### BEGIN SOLUTION
    A = sigmoid(Z)
    return A * (1.0 - A)
    ### END SOLUTION


def relu_prime(Z):
    """Give the slope of ReLU at every score, element by element.

    Parameters
    ----------
    Z : array of any shape
        Scores. At z = 0 there is a corner and no slope; any answer there is accepted.

    Returns
    -------
    array of the same shape
        The slope of ReLU at each z.

    Examples
    --------
    >>> relu_prime(np.array([[-1.5, 0.5, 2.0]]))
    array([[0., 1., 1.]])
    """
    ### BEGIN SOLUTION
    return np.where(Z > 0, 1.0, 0.0)
    ### END SOLUTION


def tanh_prime(Z):
    """Give the slope of tanh at every score, element by element.

    Parameters
    ----------
    Z : array of any shape
        Scores z, not activations a = tanh(z).

    Returns
    -------
    array of the same shape
        The slope of tanh at each z.

    Examples
    --------
    The slope is 1 at 0, and close to 0 far away from it.

    >>> tanh_prime(np.array([[-1.0, 0.0, 2.0]])).round(3)
    array([[0.42 , 1.   , 0.071]])
    """
    ### BEGIN SOLUTION
    return 1.0 - tanh(Z) ** 2
    ### END SOLUTION


def and_gate():
    """Choose the weights and the bias of a neuron that computes AND.

    The inputs x₁ and x₂ are 0 or 1. The neuron fires where z = w₁x₁ + w₂x₂ + b is positive, and
    is quiet where z is negative. It should fire for (1, 1) only. A score of exactly 0 lies on the
    boundary: for no input may it be 0.

    Returns
    -------
    w : (2, 1) array
    b : float
    """
    ### BEGIN SOLUTION
    w = np.array([[1.0], [1.0]])
    b = -1.5  # one input alone is not enough, two are
    return w, b
    ### END SOLUTION


def or_gate():
    """Choose the weights and the bias of a neuron that computes OR.

    The inputs x₁ and x₂ are 0 or 1. The neuron fires where z = w₁x₁ + w₂x₂ + b is positive, and
    is quiet where z is negative. It should fire for every input but (0, 0). A score of exactly 0
    lies on the boundary: for no input may it be 0.

    Returns
    -------
    w : (2, 1) array
    b : float
    """
    ### BEGIN SOLUTION
    w = np.array([[1.0], [1.0]])
    b = -0.5  # one input alone is enough
    return w, b
    ### END SOLUTION


def perceptron_step(w, b, x, y, learning_rate):
    """Show a perceptron one example, and let it learn from its mistake (Rosenblatt's rule).

    The perceptron fires (answers 1) where z = w₁x₁ + … + wₙxₙ + b ≥ 0, and answers 0 elsewhere.
    If the answer is right, nothing changes. If it should have fired, ``learning_rate · x`` is
    added to w and ``learning_rate`` to b; if it should not have, they are subtracted.

    Parameters
    ----------
    w : (n, 1) array
        The weights before the step. This array is not changed.
    b : float
        The bias before the step.
    x : (n, 1) array
        One example, a column.
    y : 0 or 1
        The right answer for this example.
    learning_rate : float
        The size of the step.

    Returns
    -------
    w : (n, 1) array
        The weights after the step.
    b : float
        The bias after the step: a number.

    Examples
    --------
    With w = 0 and b = 0 the score is 0, so the perceptron fires. It should not have:

    >>> no_weights, one_point = np.zeros((2, 1)), np.array([[1.0], [3.0]])
    >>> w_after, b_after = perceptron_step(no_weights, 0.0, one_point, 0, 0.5)
    >>> w_after, b_after
    (array([[-0.5],
           [-1.5]]), -0.5)
    """
    ### BEGIN SOLUTION
    fires = (w.T @ x + b).item() >= 0
    step = float(learning_rate * (y - fires))  # y - fires: 1, 0 or -1
    return w + step * x, b + step
    ### END SOLUTION
