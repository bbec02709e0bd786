"""How far one neuron and one hidden layer get with photographs: 64 × 64 pixels, cat or not.

The photographs are not part of this project: give an ``.npz`` with ``X_train``, ``y_train``,
``X_test`` and ``y_test``, pictures (m, 64, 64, 3) of bytes, and label 0 for a cat.

    python benchmarks/photographs.py photographs.npz
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from deepcat.fast_training import Examples, Functions
from deepcat_solutions.backprop import hidden_delta, layer_gradients, minibatches, output_delta
from deepcat_solutions.cat_detector import confidence_interval, majority_baseline, standardize
from deepcat_solutions.hidden_layer import forward, initialize
from deepcat_solutions.losses import flatten_images
from deepcat_solutions.neuron import relu, relu_prime, sigmoid

Array = npt.NDArray[Any]
SEEDS = 3
LEARNT_BY = Functions(relu, relu_prime, sigmoid, output_delta, hidden_delta, layer_gradients)


def neuron(examples: Examples, Y: Array) -> dict[str, Array]:
    """One neuron from zero weights, 300 steps of 0.002, as a layer of its own."""
    shares = np.zeros(Y.shape, examples.X.dtype)
    for _ in range(300):
        shares -= 0.002 / Y.size * (sigmoid(shares @ examples.gram) - Y)
    return {"W": shares @ examples.X.T, "b": shares.sum(keepdims=True)}


def network(examples: Examples, Y: Array, seed: int) -> dict[str, Array]:
    """Seven hidden units: 40 epochs in batches of 50, with a learning rate of 0.01."""
    rng = np.random.default_rng(seed)
    start = {
        name: theta.astype(np.float32)
        for name, theta in initialize(len(examples.X), 7, rng).items()
    }
    run = examples.start(Y, start, LEARNT_BY)
    for _ in range(40):
        for positions, _ in minibatches(np.arange(Y.size)[None, :], Y, 50, rng):
            run.step(0.01, positions[0])
    return run.parameters


def main(argv: list[str] | None = None) -> int:
    """Print the shares of right answers with their intervals."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("photographs", type=Path)
    with np.load(parser.parse_args(argv).photographs, allow_pickle=False) as held:
        pictures = {name: held[name] for name in ("X_train", "y_train", "X_test", "y_test")}
    Y, Y_test = ((pictures[f"y_{part}"][None] == 0) * np.float32(1) for part in ("train", "test"))
    columns = (
        flatten_images(pictures[f"X_{part}"]) / np.float32(255) for part in ("train", "test")
    )
    X, X_test = standardize(*columns)
    examples = Examples(X)
    print(f"{Y.size} to learn from, {Y_test.size} to test on")
    print(f'always "no cat": {majority_baseline(Y_test):.0%}')
    one = neuron(examples, Y)
    found = {"one neuron": [(one["W"] @ X_test + one["b"] > 0) == Y_test]}
    learnt = [network(examples, Y, seed) for seed in range(SEEDS)]
    found["7 hidden units"] = [(forward(X_test, net)[0] > 0.5) == Y_test for net in learnt]
    for name, rights in found.items():
        shares = [float(np.mean(right)) for right in rights]
        low, high = confidence_interval(float(np.mean(shares)), Y_test.size)
        told = ", ".join(f"{share:.1%}" for share in shares)
        print(f"{name}: {told}; probably between {low:.0%} and {high:.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
