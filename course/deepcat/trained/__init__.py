"""Networks that were trained beforehand: the cat detector with which lesson 1 begins, and runs."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
PLAYGROUND = "playground.json"  # the reference's runs, which the build makes and a widget shows


@dataclass(frozen=True, eq=False)
class Detector:
    """A network with one hidden layer, ready for use.

    Calling it with pictures gives the probability that each shows a cat.

    Attributes
    ----------
    W1, b1 : (7, 3072), (7, 1) float64
        Weights and biases of the hidden neurons.
    W2, b2 : (1, 7), (1, 1) float64
        Those of the output.
    """

    W1: Array
    b1: Array
    W2: Array
    b2: Array

    def __call__(self, X: Array) -> Array:
        """Return the probabilities (1, m) for pictures (3072, m), brightness from 0 to 1."""
        hidden = (self.W1 @ X + self.b1).clip(min=0.0)  # (7, m)
        return np.asarray(1.0 / (1.0 + np.exp(-(self.W2 @ hidden + self.b2))))  # (1, m)


def first_detector() -> Detector:
    """Read the detector; ``benchmarks/first_detector.py`` has trained it.

    Examples
    --------
    >>> from deepcat_data import load_cats
    >>> X, Y = load_cats("test", size=32).as_columns()
    >>> first_detector()(X).shape
    (1, 600)
    """
    source = resources.files("deepcat.trained").joinpath("first_detector.npz")
    with source.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Detector(**{name: arrays[name].astype(np.float64) for name in arrays.files})


def surest_mistakes(chance: Array, is_cat: npt.NDArray[np.bool_], k: int) -> list[int]:
    """Find the mistakes of which a detector is surest.

    Parameters
    ----------
    chance : (m,) float64
        The probability of a cat, one for each picture.
    is_cat : (m,) bool
        The truth.
    k : int

    Returns
    -------
    list of int
        The numbers of at most k pictures, the surest mistake first.

    Examples
    --------
    >>> surest_mistakes(np.array([0.9, 0.6, 0.2, 0.99]), np.array([True, False, True, False]), 2)
    [3, 2]
    """
    doubts = [p if cat else 1.0 - p for p, cat in zip(chance, is_cat, strict=True)]
    mistakes = [i for i, doubt in enumerate(doubts) if doubt < 0.5]
    return sorted(mistakes, key=lambda i: doubts[i])[:k]
