"""Train the cat detector that lesson 1 shows: 7 hidden units on standardised 32×32 drawings.

Run with ``python benchmarks/first_detector.py`` (half a minute); ``--write`` puts the weights
into the student's package. Six starts are trained, each is stopped where its validation loss is
lowest, and of the six the one with the lowest is kept. The test set is opened once, at the end.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcat_data import Pictures, load_cats

Array = npt.NDArray[np.float64]
Parameters = dict[str, Array]

UNITS, SEEDS, EPOCHS, BATCH, RATE = 7, range(6), 40, 20, 1e-3
TARGET = Path(__file__).parents[1] / "course/deepcat/trained/first_detector.npz"


@dataclass(frozen=True)
class Trained:
    """A network, the validation loss where it was stopped, and after how many epochs that was."""

    parameters: Parameters
    loss: float
    epoch: int


def forward(parameters: Parameters, X: Array) -> tuple[Array, Array]:
    """Return the hidden units' outputs (7, m) and the probabilities (1, m)."""
    A = np.maximum(parameters["W1"] @ X + parameters["b1"], 0.0)
    return A, 1.0 / (1.0 + np.exp(-(parameters["W2"] @ A + parameters["b2"])))


def gradients(parameters: Parameters, X: Array, Y: Array) -> Parameters:
    """Return the slopes of the mean binary cross-entropy."""
    A, Y_hat = forward(parameters, X)
    delta2 = Y_hat - Y  # (1, m)
    delta1 = parameters["W2"].T @ delta2 * (A > 0)  # (7, m)
    m = X.shape[1]
    return {
        "W1": delta1 @ X.T / m,
        "b1": delta1.mean(axis=1, keepdims=True),
        "W2": delta2 @ A.T / m,
        "b2": delta2.mean(axis=1, keepdims=True),
    }


def loss(parameters: Parameters, X: Array, Y: Array) -> float:
    """Return the mean binary cross-entropy."""
    _, Y_hat = forward(parameters, X)
    return float(-np.mean(np.log(np.where(Y == 1.0, Y_hat, 1.0 - Y_hat) + 1e-12)))


def train(X: Array, Y: Array, X_val: Array, Y_val: Array, seed: int) -> Trained:
    """Train with Adam from one start, and keep the epoch with the lowest validation loss."""
    rng = np.random.default_rng(seed)
    parameters = {
        "W1": rng.normal(0.0, np.sqrt(2.0 / len(X)), (UNITS, len(X))),
        "b1": np.zeros((UNITS, 1)),
        "W2": rng.normal(0.0, np.sqrt(1.0 / UNITS), (1, UNITS)),
        "b2": np.zeros((1, 1)),
    }
    first = {name: np.zeros_like(value) for name, value in parameters.items()}
    second = {name: np.zeros_like(value) for name, value in parameters.items()}
    best, step = Trained(parameters, np.inf, 0), 0
    for epoch in range(1, EPOCHS + 1):
        order = rng.permutation(X.shape[1])
        for batch in np.split(order, range(BATCH, len(order), BATCH)):
            step += 1
            for name, slope in gradients(parameters, X[:, batch], Y[:, batch]).items():
                first[name] = 0.9 * first[name] + 0.1 * slope
                second[name] = 0.999 * second[name] + 0.001 * slope**2
                move = first[name] / (1 - 0.9**step)
                size = np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
                parameters[name] = parameters[name] - RATE * move / size
        now = loss(parameters, X_val, Y_val)
        if now < best.loss:
            best = Trained(dict(parameters), now, epoch)
    return best


def columns(pictures: Pictures, like: Array) -> tuple[Array, Array]:
    """Return pictures as columns, standardised with the statistics of `like`, and their labels."""
    X, Y = pictures.as_columns()
    return (X - like.mean(axis=1, keepdims=True)) / like.std(axis=1, keepdims=True), Y


def folded(parameters: Parameters, like: Array) -> dict[str, npt.NDArray[np.float32]]:
    """Return the parameters of a network for plain pixels, which does the same."""
    W1 = parameters["W1"] / like.std(axis=1)  # (7, n_x)
    b1 = parameters["b1"] - W1 @ like.mean(axis=1, keepdims=True)
    return {
        name: value.astype(np.float32) for name, value in {**parameters, "W1": W1, "b1": b1}.items()
    }


def best_of(seeds: Any = SEEDS) -> dict[str, npt.NDArray[np.float32]]:
    """Train every start, and return the folded parameters of the best on validation drawings."""
    plain, _ = load_cats("train", size=32).as_columns()
    X, Y = columns(load_cats("train", size=32), plain)
    X_val, Y_val = columns(load_cats("validation", size=32), plain)
    runs = []
    for seed in seeds:
        runs.append(train(X, Y, X_val, Y_val, seed))
        print(f"start {seed}: validation loss {runs[-1].loss:.4f} after {runs[-1].epoch} epochs")
    return folded(min(runs, key=lambda run: run.loss).parameters, plain)


def main() -> None:
    """Train, say what came out, and write the weights where that is wanted."""
    parameters = best_of()
    X, Y = load_cats("test", size=32).as_columns()
    _, Y_hat = forward({name: value.astype(np.float64) for name, value in parameters.items()}, X)
    print(f"test accuracy {np.mean((Y_hat > 0.5) == (Y == 1.0)):.1%}")
    if "--write" in sys.argv:
        W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
        np.savez_compressed(TARGET, W1=W1, b1=b1, W2=W2, b2=b2)
        print(f"written: {TARGET}, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
