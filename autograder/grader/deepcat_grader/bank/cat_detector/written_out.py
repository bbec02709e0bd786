"""The cat detector without the functions of other lessons: what its known answers are edits of."""

# mypy: allow-untyped-defs, allow-untyped-calls
# ruff: noqa: D101, D102
# It stands for a student's own class, and students write no types.

from __future__ import annotations

import numpy as np


class CatDetector:
    def __init__(self, n_hidden, learning_rate, n_epochs, batch_size, seed):
        self.n_hidden = n_hidden
        self.learning_rate = learning_rate
        self.n_epochs = n_epochs
        self.batch_size = batch_size
        self.seed = seed

    def fit(self, X, Y, X_val=None, Y_val=None):
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

    def predict_proba(self, X):
        A1 = np.maximum(self.W1_ @ X + self.b1_, 0)
        return 0.5 * (1 + np.tanh(0.5 * (self.W2_ @ A1 + self.b2_)))

    def predict(self, X):
        return (self.predict_proba(X) > 0.5).astype(int)
