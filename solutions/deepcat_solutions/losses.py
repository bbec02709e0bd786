"""Lesson 4: what a loss is, a logistic cat detector, and softmax for three animals."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np

from deepcat_solutions.neuron import sigmoid


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
    """Measure how surprising the labels are, on average, to whoever gave these probabilities.

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

    >>> rain_or_not = np.array([[1, 0]])
    >>> round(binary_cross_entropy(rain_or_not, np.array([[0.5, 0.5]])), 3)
    0.693
    >>> round(binary_cross_entropy(rain_or_not, np.array([[0.1, 0.2]])), 3)
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

    >>> rain_or_not = np.array([[0]])
    >>> round(binary_cross_entropy_with_logits(rain_or_not, np.array([[0.0]])), 3)
    0.693
    >>> binary_cross_entropy_with_logits(rain_or_not, np.array([[1000.0]]))
    1000.0
    """
    ### BEGIN SOLUTION
    losses = np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z)))  # log(1 + eᶻ) - yz
    return float(np.mean(losses))
    ### END SOLUTION


def flatten_images(images):
    """Write every image as one column: row after row of pixels, red, green and blue of each.

    Parameters
    ----------
    images : (m, h, w, 3) array
        m images of h rows and w columns; the last axis holds red, green and blue.

    Returns
    -------
    (h * w * 3, m) array
        One image a column. Within a column the numbers stand in the order of reading: row after
        row, in a row pixel after pixel, of a pixel first red, then green, then blue.

    Examples
    --------
    Two images of one row with two pixels:

    >>> red_and_green = [[[9, 0, 0], [0, 8, 0]]]
    >>> blue_and_grey = [[[0, 0, 7], [5, 5, 5]]]
    >>> flatten_images(np.array([red_and_green, blue_and_grey]))
    array([[9, 0],
           [0, 0],
           [0, 7],
           [0, 5],
           [8, 5],
           [0, 5]])
    """
    ### BEGIN SOLUTION
    m = images.shape[0]
    return images.reshape(m, -1).T  # (h * w * 3, m)
    ### END SOLUTION


def scale_pixels(images):
    """Turn the brightness of every pixel, a whole number from 0 to 255, into one from 0 to 1.

    Parameters
    ----------
    images : (m, h, w, 3) array of uint8
        Whole numbers from 0 to 255, of one byte each: one that grew beyond 255 would begin again
        at 0.

    Returns
    -------
    array of floats, of the same shape
        0 stays 0 and 255 becomes 1, the same in every image.

    Examples
    --------
    One image of a single pixel:

    >>> orange = np.array([[[[255, 102, 0]]]], dtype=np.uint8)
    >>> scale_pixels(orange)
    array([[[[1. , 0.4, 0. ]]]])
    """
    ### BEGIN SOLUTION
    return images / 255.0
    ### END SOLUTION


def logistic_regression(w, b, X):
    """Predict a probability for every example: ŷ = σ(wᵀx + b), the sigmoid of its score.

    Parameters
    ----------
    w : (n, 1) array
        One weight for each input.
    b : float
        The bias.
    X : (n, m) array
        One example a column. Scores may be up to 1000 in size: the answer must stay finite,
        without a warning.

    Returns
    -------
    Y_hat : (1, m) array
        The probability of a cat for each example.

    Examples
    --------
    The scores are 0, 2 and -2:

    >>> two_weights = np.array([[1.0], [-2.0]])
    >>> three_examples = np.array([[1.0, 3.0, 1.0], [1.0, 1.0, 2.0]])
    >>> logistic_regression(two_weights, 1.0, three_examples).round(3)
    array([[0.5  , 0.881, 0.119]])
    """
    ### BEGIN SOLUTION
    return sigmoid(w.T @ X + b)  # (1, n) @ (n, m) -> (1, m)
    ### END SOLUTION


def logistic_gradients(X, Y, Y_hat):
    """Say how the loss of logistic regression changes with each weight and with the bias.

    The loss is the binary cross-entropy, the mean over the examples. Its slope along a score is
    the error ŷ - y of that example, divided by m.

    Parameters
    ----------
    X : (n, m) array
        One example a column.
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    Y_hat : (1, m) array
        The predicted probabilities.

    Returns
    -------
    dw : (n, 1) array
        The slope of the loss along each weight.
    db : float
        The slope along the bias: a number.

    Examples
    --------
    One input, two examples, whose errors are -0.5 and 0.25:

    >>> one_input = np.array([[2.0, 4.0]])
    >>> two_guesses = np.array([[0.5, 0.25]])
    >>> slope_w, slope_b = logistic_gradients(one_input, np.array([[1, 0]]), two_guesses)
    >>> slope_w
    array([[0.]])
    >>> slope_b
    -0.125
    """
    ### BEGIN SOLUTION
    m = X.shape[1]
    errors = Y_hat - Y  # (1, m)
    dw = X @ errors.T / m  # (n, m) @ (m, 1) -> (n, 1)
    return dw, float(np.sum(errors) / m)
    ### END SOLUTION


def fit_logistic_regression(X, Y, learning_rate, n_steps):
    """Learn weights and bias by gradient descent on the binary cross-entropy.

    All weights and the bias start at 0. Every step looks at all examples, and takes w and b
    against their slopes, learning_rate times as far.

    Parameters
    ----------
    X : (n, m) array
        One example a column.
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none.
    learning_rate : float
        How far a step goes.
    n_steps : int
        How many steps there are, exactly.

    Returns
    -------
    w : (n, 1) array
        The weights after the last step.
    b : float
        The bias after the last step.
    history : list of n_steps floats
        ``history[i]`` is the loss before step i, so that the first one is log 2 = 0.693….

    Examples
    --------
    Two examples of one input, the cat on the right. From its start at 0, w grows:

    >>> left_and_right, is_cat = np.array([[-1.0, 1.0]]), np.array([[0, 1]])
    >>> learned, bias, history = fit_logistic_regression(left_and_right, is_cat, 1.0, 2)
    >>> learned.round(3)
    array([[0.878]])
    >>> np.round(history, 3)
    array([0.693, 0.474])
    """
    ### BEGIN SOLUTION
    w, b, history = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(n_steps):
        Y_hat = logistic_regression(w, b, X)
        history.append(binary_cross_entropy(Y, Y_hat))
        dw, db = logistic_gradients(X, Y, Y_hat)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b, history
    ### END SOLUTION


def predict(Y_hat, threshold=0.5):
    """Decide for every example: 1 where its probability is above the threshold, 0 elsewhere.

    Parameters
    ----------
    Y_hat : (1, m) array
        Probabilities.
    threshold : float
        From where on the answer is 1. A probability that equals it may get either answer.

    Returns
    -------
    (1, m) array
        The decisions, 1 or 0. True and False are welcome, too.

    Examples
    --------
    >>> three_probabilities = np.array([[0.9, 0.2, 0.6]])
    >>> predict(three_probabilities)
    array([[1, 0, 1]])

    A doctor who must not miss a patient asks earlier:

    >>> predict(three_probabilities, 0.1)
    array([[1, 1, 1]])
    """
    ### BEGIN SOLUTION
    return (Y_hat > threshold).astype(int)
    ### END SOLUTION


def accuracy(Y, Y_pred):
    """Measure which share of the decisions is right.

    Parameters
    ----------
    Y : (1, m) array
        The labels, 0 or 1, as whole numbers or floats.
    Y_pred : (1, m) array
        The decisions, 0 or 1.

    Returns
    -------
    float
        A number from 0 to 1: 1 when every decision is right.

    Examples
    --------
    Three of four decisions are right:

    >>> accuracy(np.array([[1, 0, 0, 1]]), np.array([[1, 0, 1, 1]]))
    0.75
    """
    ### BEGIN SOLUTION
    return float(np.mean(Y_pred == Y))
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

    >>> right_animals = np.array([[1, 0], [0, 0], [0, 1]])
    >>> forecast = np.array([[0.5, 0.25], [0.25, 0.5], [0.25, 0.25]])
    >>> round(categorical_cross_entropy(right_animals, forecast), 3)
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
