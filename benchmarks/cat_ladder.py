"""Climb the ladder of a well-known course again: 209 photographs to learn from, 50 to test on.

One neuron, one hidden layer of 7 units, and layers of 20, 7 and 5, each trained as the course
trains it; then the two networks from thirty other starts. The photographs are not part of this
project: give the folder with ``train_catvnoncat.h5`` and ``test_catvnoncat.h5``.

    python benchmarks/cat_ladder.py FOLDER
    python benchmarks/cat_ladder.py FOLDER --starts 5
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

from deepcat_data.real import read_catvnoncat
from deepcat_solutions.cat_detector import confidence_interval, majority_baseline

Array = npt.NDArray[np.float64]
SHALLOW, DEEP = (7,), (20, 7, 5)
ALPHA, STEPS = 0.0075, 2500


def start(sizes: tuple[int, ...], seed: int) -> list[tuple[Array, Array]]:
    """First weights as that course draws them, from NumPy's older generator."""
    random = np.random.RandomState(seed)
    scales = [0.01, 0.01] if len(sizes) == 3 else [1 / np.sqrt(n) for n in sizes[:-1]]
    return [
        (random.randn(n, n_before) * scale, np.zeros((n, 1)))
        for n_before, n, scale in zip(sizes, sizes[1:], scales, strict=False)
    ]


def learn(X: Array, Y: Array, layers: list[tuple[Array, Array]]) -> list[tuple[Array, Array]]:
    """Plain gradient descent on all examples at once; ReLU inside, a sigmoid at the end.

    The first layer's weights stay their start and a sum of examples, so that its scores move by
    the table of the examples' products: the same way, without touching the pixels again.
    """
    (W1, b1), *rest = layers
    m = X.shape[1]
    products = X.T @ X + 1.0
    shares, first = np.zeros((len(W1), m)), W1 @ X + b1
    for _ in range(STEPS):
        scores, inputs = forward(np.maximum(first, 0.0), rest)
        delta = 1 / (1 + np.exp(-scores[-1])) - Y
        for i in reversed(range(len(rest))):
            W, b = rest[i]
            behind = W.T @ delta * (inputs[i] > 0)
            dW, db = delta @ inputs[i].T / m, delta.mean(axis=1, keepdims=True)
            rest[i] = W - ALPHA * dW, b - ALPHA * db
            delta = behind
        moved = -ALPHA / m * delta
        shares += moved
        first += moved @ products
    return [(W1 + shares @ X.T, b1 + shares.sum(axis=1, keepdims=True)), *rest]


def forward(X: Array, layers: list[tuple[Array, Array]]) -> tuple[list[Array], list[Array]]:
    """The scores of all layers, and what each of them looked at."""
    scores, activations = [], [X]
    for W, b in layers:
        scores.append(W @ activations[-1] + b)
        activations.append(np.maximum(scores[-1], 0.0))
    return scores, activations


def neuron(X: Array, Y: Array) -> tuple[Array, Array]:
    """One neuron from zero weights: 2,000 steps of 0.005."""
    w, b = np.zeros((1, len(X))), np.zeros((1, 1))
    for _ in range(2000):
        error = 1 / (1 + np.exp(-(w @ X + b))) - Y
        w, b = w - 0.005 * error @ X.T / X.shape[1], b - 0.005 * error.mean(keepdims=True)
    return w, b


def right(layers: list[tuple[Array, Array]], X: Array, Y: Array) -> float:
    """The share of right answers."""
    return float(np.mean((forward(X, layers)[0][-1] > 0) == Y))


def main(argv: list[str] | None = None) -> int:
    """Print the ladder, and what thirty starts make of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--starts", type=int, default=30, help="other starts of each network")
    asked = parser.parse_args(argv)
    sets = [read_catvnoncat(asked.folder / f"{name}_catvnoncat.h5") for name in ("train", "test")]
    (X, Y), (X_test, Y_test) = [
        (s.X.reshape(len(s.X), -1).T / 255.0, s.y[None].astype(float)) for s in sets
    ]
    print(f"majority {majority_baseline(Y_test):.0%} of {Y_test.size}")
    rungs = {"one neuron": right([neuron(X, Y)], X_test, Y_test)}
    for name, hidden in {"7 hidden units": SHALLOW, "20, 7 and 5 hidden units": DEEP}.items():
        sizes = (len(X), *hidden, 1)
        rungs[name] = right(learn(X, Y, start(sizes, 1)), X_test, Y_test)
        scores = [
            right(learn(X, Y, start(sizes, seed)), X_test, Y_test)
            for seed in tqdm(range(100, 100 + asked.starts), name)
        ]
        print(f"{name}: {np.mean(scores):.1%} ± {np.std(scores, ddof=1):.1%} from other starts")
    for name, share in rungs.items():
        low, high = confidence_interval(share, Y_test.size)
        print(f"{name}: {share:.0%}, probably between {low:.0%} and {high:.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
