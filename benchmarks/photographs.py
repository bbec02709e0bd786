"""How far one neuron and one hidden layer get with photographs: 64 × 64 pixels, cat or not.

The photographs are not part of this project: give an ``.npz`` with ``X_train``, ``y_train``,
``X_test`` and ``y_test``, pictures (m, 64, 64, 3) of bytes, and label 0 for a cat.

    python benchmarks/photographs.py photographs.npz
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from deepcat_solutions.cat_detector import (
    CatDetector,
    confidence_interval,
    majority_baseline,
    standardize,
)
from deepcat_solutions.losses import (
    fit_logistic_regression,
    flatten_images,
    logistic_regression,
    scale_pixels,
)

SEEDS = 3


def main(argv: list[str] | None = None) -> int:
    """Print the shares of right answers with their intervals."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("photographs", type=Path)
    with np.load(parser.parse_args(argv).photographs, allow_pickle=False) as held:
        pictures = {name: held[name] for name in ("X_train", "y_train", "X_test", "y_test")}
    Y, Y_test = ((pictures[f"y_{part}"][None] == 0) * 1.0 for part in ("train", "test"))
    columns = (flatten_images(scale_pixels(pictures[f"X_{part}"])) for part in ("train", "test"))
    X, X_test = standardize(*(X.astype(np.float32) for X in columns))
    print(f"{Y.size} to learn from, {Y_test.size} to test on")
    print(f'always "no cat": {majority_baseline(Y_test):.0%}')
    w, b, _ = fit_logistic_regression(X, Y, 0.002, 300)
    found = {"one neuron": [np.mean((logistic_regression(w, b, X_test) > 0.5) == Y_test)]}
    found["7 hidden units"] = [
        np.mean(CatDetector(7, 0.01, 40, 50, seed).fit(X, Y).predict(X_test) == Y_test)
        for seed in range(SEEDS)
    ]
    for name, shares in found.items():
        low, high = confidence_interval(float(np.mean(shares)), Y_test.size)
        told = ", ".join(f"{share:.1%}" for share in shares)
        print(f"{name}: {told}; probably between {low:.0%} and {high:.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
