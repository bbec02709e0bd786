"""Lesson 7: the cat detector, a network of two layers that learns from labelled pictures."""

# mypy: allow-untyped-defs, allow-untyped-calls
# Signatures become stubs that beginners read: the docstring tells what goes in and out.

from __future__ import annotations

import numpy as np


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
