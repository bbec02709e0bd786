"""Lesson 7: the cat detector, a network of two layers that learns from labelled pictures."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np


def train_validation_split(X, Y, fraction, rng):
    """Set examples aside for validation: `fraction` of each class, chosen at random.

    Every example is in one of the two parts, with its own label, and none is in both. The order
    within a part is free.

    Parameters
    ----------
    X : (n_x, m) array
        One example a column.
    Y : (1, m) array
        Their labels, 0 or 1.
    fraction : float
        The share for validation, between 0 and 1. Where it gives no whole number of a class's
        examples, one of the two whole numbers beside it will do.
    rng : numpy.random.Generator
        Decides who is set aside: the same seed gives the same two parts.

    Returns
    -------
    X_train, Y_train : arrays of shapes (n_x, m_train) and (1, m_train)
        The examples to learn from, and their labels.
    X_val, Y_val : arrays of shapes (n_x, m_val) and (1, m_val)
        The examples set aside, and their labels.

    Examples
    --------
    Six examples, four of them cats. Half of the cats are set aside, and half of the others:

    >>> pictures = np.array([[10, 11, 12, 13, 14, 15]])
    >>> is_cat = np.array([[1, 1, 0, 1, 0, 1]])
    >>> parts = train_validation_split(pictures, is_cat, 0.5, np.random.default_rng(1))
    >>> learnt_from, their_labels, set_aside, held_labels = parts
    >>> np.sort(held_labels)
    array([[0, 1, 1]])
    >>> np.sort(np.concatenate([learnt_from, set_aside], axis=1))
    array([[10, 11, 12, 13, 14, 15]])
    """
    ### BEGIN SOLUTION
    aside = np.zeros(Y.shape[1], dtype=bool)
    for label in np.unique(Y):
        members = np.flatnonzero(Y[0] == label)
        chosen = rng.permutation(members)[: round(fraction * members.size)]
        aside[chosen] = True
    return X[:, ~aside], Y[:, ~aside], X[:, aside], Y[:, aside]
    ### END SOLUTION


def standardize(X_train, *others):
    """Bring every feature to mean 0 and standard deviation 1: (x - μ) / σ.

    μ and σ of a feature are its mean and its standard deviation, the root of the mean squared
    distance from μ, over the training examples alone. What was set aside is moved and scaled by
    the same two numbers: it must not decide anything.

    Parameters
    ----------
    X_train : (n_x, m) array
        Training examples, one a column. A feature that has the same value in all of them becomes
        0 there, up to 1e-6, and something finite in the other sets.
    *others : arrays of n_x rows
        Further sets, as many as you like: validation, test, a single picture.

    Returns
    -------
    tuple of arrays
        The training set and the others, standardized, in the order in which they came.

    Examples
    --------
    The training ages have the mean 4 and the standard deviation 2. Nobody asks the others for
    theirs:

    >>> known_ages, new_ages = np.array([[2.0, 6.0]]), np.array([[4.0, 10.0, 10.0]])
    >>> standardize(known_ages, new_ages)
    (array([[-1.,  1.]]), array([[0., 3., 3.]]))
    """
    ### BEGIN SOLUTION
    mean = np.mean(X_train, axis=1, keepdims=True)  # (n_x, 1)
    deviation = np.std(X_train, axis=1, keepdims=True)  # (n_x, 1)
    constant = np.ptp(X_train, axis=1, keepdims=True) == 0
    deviation = np.where(constant, 1.0, deviation)  # rounding may have left 1e-17 of it
    return tuple((X - mean) / deviation for X in (X_train, *others))
    ### END SOLUTION


def majority_baseline(Y):
    """Measure the accuracy of whoever gives the most frequent label every time.

    It needs no picture and no network: what a detector is worth is how far it gets beyond this.

    Parameters
    ----------
    Y : (1, m) array
        Labels, 0 or 1, as whole numbers or floats.

    Returns
    -------
    float
        The share of the most frequent label, from 0.5 to 1.

    Examples
    --------
    Three of four are cats, so "cat" is right three times of four:

    >>> majority_baseline(np.array([[1, 1, 0, 1]]))
    0.75
    """
    ### BEGIN SOLUTION
    counts = np.unique(Y, return_counts=True)[1]  # of each label
    return float(np.max(counts) / Y.size)
    ### END SOLUTION


class CatDetector:
    """A network of one hidden layer (ReLU) and one output (sigmoid) that tells cats from the rest.

    Parameters
    ----------
    n_hidden : int
        Units in the hidden layer.
    learning_rate : float
        Length of a step against the gradient.
    n_epochs : int
        How often every training example is used.
    batch_size : int
        Examples a step.
    seed : int
        Decides the start and the order of the examples: the same seed gives the same detector.

    Attributes
    ----------
    history_ : dict of lists
        After `fit`: one number an epoch in each list, the training loss in ``history_["loss"]``.

    Examples
    --------
    A toy: the sign of a number.

    >>> heights = np.array([[-2.0, -1.0, -0.5, 0.5, 1.0, 2.0]])
    >>> is_tall = np.array([[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]])
    >>> small = CatDetector(n_hidden=4, learning_rate=0.5, n_epochs=100, batch_size=2, seed=1)
    >>> small.fit(heights, is_tall).predict(np.array([[-3.0, 3.0]]))
    array([[0, 1]])
    >>> len(small.history_["loss"])
    100
    """

    def __init__(self, n_hidden, learning_rate, n_epochs, batch_size, seed):
        ### BEGIN SOLUTION
        self.n_hidden = n_hidden
        self.learning_rate = learning_rate
        self.n_epochs = n_epochs
        self.batch_size = batch_size
        self.seed = seed
        ### END SOLUTION

    def fit(self, X, Y, X_val=None, Y_val=None):
        """Learn from examples. Called again, it starts afresh.

        Parameters
        ----------
        X : (n_x, m) array
            Training examples, one a column.
        Y : (1, m) array
            Their labels, 0 or 1.
        X_val, Y_val : arrays, optional
            Validation examples. Where they are given, the parameters of the epoch with the lowest
            validation loss are kept, else those of the last epoch.

        Returns
        -------
        CatDetector
            Itself.
        """
        ### BEGIN SOLUTION
        rng = np.random.default_rng(self.seed)
        n_x, m = X.shape
        W1 = rng.normal(size=(self.n_hidden, n_x)) * np.sqrt(2 / n_x)
        b1 = np.zeros((self.n_hidden, 1))
        W2 = rng.normal(size=(1, self.n_hidden)) * np.sqrt(1 / self.n_hidden)
        b2 = np.zeros((1, 1))

        def loss(X, Y):
            Z2 = W2 @ np.maximum(W1 @ X + b1, 0) + b2
            return float(np.mean(np.logaddexp(0, Z2) - Y * Z2))  # cross-entropy from scores

        losses, validation_losses, best = [], [], np.inf
        self.W1_, self.b1_, self.W2_, self.b2_ = W1, b1, W2, b2
        for _ in range(self.n_epochs):
            order = rng.permutation(m)
            for start in range(0, m, self.batch_size):
                batch = order[start : start + self.batch_size]
                X_b, Y_b = X[:, batch], Y[:, batch]
                Z1 = W1 @ X_b + b1  # (n_hidden, batch)
                A1 = np.maximum(Z1, 0)
                Y_hat = 0.5 * (1 + np.tanh(0.5 * (W2 @ A1 + b2)))  # the sigmoid, (1, batch)
                delta2 = Y_hat - Y_b
                delta1 = (W2.T @ delta2) * (Z1 > 0)
                step = self.learning_rate / len(batch)
                W2 = W2 - step * delta2 @ A1.T
                b2 = b2 - step * np.sum(delta2, axis=1, keepdims=True)
                W1 = W1 - step * delta1 @ X_b.T
                b1 = b1 - step * np.sum(delta1, axis=1, keepdims=True)
            losses.append(loss(X, Y))
            if X_val is not None:
                validation_losses.append(loss(X_val, Y_val))
            if X_val is None or validation_losses[-1] < best:
                self.W1_, self.b1_, self.W2_, self.b2_ = W1, b1, W2, b2
                best = min(validation_losses, default=best)
        self.history_ = {"loss": losses, "validation_loss": validation_losses}
        return self
        ### END SOLUTION

    def predict_proba(self, X):
        """Compute how sure the detector is that each example is a cat.

        Parameters
        ----------
        X : (n_x, m) array
            Examples, one a column.

        Returns
        -------
        (1, m) array
            Numbers between 0 and 1.
        """
        ### BEGIN SOLUTION
        A1 = np.maximum(self.W1_ @ X + self.b1_, 0)
        return 0.5 * (1 + np.tanh(0.5 * (self.W2_ @ A1 + self.b2_)))
        ### END SOLUTION

    def predict(self, X):
        """Decide for each example: 1 for a cat, 0 for none.

        Parameters
        ----------
        X : (n_x, m) array
            Examples, one a column.

        Returns
        -------
        (1, m) array
            1 where the probability is above 0.5, else 0.
        """
        ### BEGIN SOLUTION
        return (self.predict_proba(X) > 0.5).astype(int)
        ### END SOLUTION


def confusion_matrix(Y, Y_pred, n_classes=2):
    """Count for each true class what it was taken for.

    Parameters
    ----------
    Y : (1, m) array
        The true classes, from 0 to n_classes - 1, as whole numbers or floats.
    Y_pred : (1, m) array
        The predicted classes.
    n_classes : int
        How many classes there are, K. A class may have no example, and no prediction.

    Returns
    -------
    (K, K) array of integers
        In row i and column j stands how many examples of class i were taken for class j. What is
        right stands on the diagonal.

    Examples
    --------
    Of two others (class 0) both were recognised; of three cats (class 1) one was missed:

    >>> confusion_matrix(np.array([[0, 1, 1, 0, 1]]), np.array([[0, 1, 0, 0, 1]]))
    array([[2, 0],
           [1, 2]])
    """
    ### BEGIN SOLUTION
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, guess in zip(Y[0], Y_pred[0], strict=True):
        counts[int(truth), int(guess)] += 1
    return counts
    ### END SOLUTION


def precision_recall_f1(Y, Y_pred):
    """Measure how far "cat" can be trusted, how many cats are found, and both in one number.

    Precision is the share of cats among those called cats: TP / (TP + FP). Recall is the share of
    the cats that were found: TP / (TP + FN). F1 is their harmonic mean, 2PR / (P + R), which is
    large only if both are. TP counts cats called cats, FP others called cats, and FN cats that
    were missed.

    Parameters
    ----------
    Y : (1, m) array
        The labels: 1 for a cat, 0 for none, as whole numbers or floats.
    Y_pred : (1, m) array
        The decisions, 0 or 1.

    Returns
    -------
    precision, recall, f1 : floats
        Numbers from 0 to 1. One that would be 0 / 0 is 0.0.

    Examples
    --------
    Four were called cats and three of them are; two cats were missed:

    >>> is_cat = np.array([[1, 1, 1, 0, 1, 1, 0]])
    >>> said_cat = np.array([[1, 1, 1, 1, 0, 0, 0]])
    >>> [round(share, 3) for share in precision_recall_f1(is_cat, said_cat)]
    [0.75, 0.6, 0.667]
    """
    ### BEGIN SOLUTION
    found = int(np.sum((Y == 1) & (Y_pred == 1)))
    called, cats = int(np.sum(Y_pred == 1)), int(np.sum(Y == 1))
    precision = found / called if called else 0.0
    recall = found / cats if cats else 0.0
    f1 = 2 * precision * recall / (precision + recall) if found else 0.0
    return precision, recall, f1
    ### END SOLUTION
