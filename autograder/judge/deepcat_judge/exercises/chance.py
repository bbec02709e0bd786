"""What holds of random numbers that an answer draws: from the generator it is given, and evenly."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array
from deepcat_judge.plain import Plain

_ANY = "Which method of rng draws any number between two limits"


def same_seed(one: Plain, again: Plain, what: str) -> Broken | None:
    """Two calls with generators of one seed give the same."""
    if np.array_equal(np.asarray(one), np.asarray(again)):
        return None
    return Broken(
        f"Two calls with generators of the same seed gave different {what}.",
        "Does every random number come from the argument rng?",
        "other_randomness",
    )


def waits(shares: Array, draws: int) -> Array:
    """How late the best of some uniform draws came, by the share of draws that would be better.

    If a share p is better than the best of n draws, -n log(1 - p) has the exponential distribution
    with mean 1; so the sum of k of them has the gamma distribution of shape k.
    """
    return -draws * np.log1p(-np.minimum(shares, 0.999))


def too_long(waits: Array) -> bool:
    """Whether independent waits are so long that uniform draws wait so with less than 1e-10.

    By the gamma distribution of whole shape k, a sum above v has the probability that fewer than k
    events of a Poisson process with mean v come.
    """
    return _fewer(waits) < 1e-10


def too_short(waits: Array) -> bool:
    """Whether independent waits are so short that uniform draws wait so with less than 1e-10."""
    return 1.0 - _fewer(waits) < 1e-10


def _fewer(waits: Array) -> float:
    mean = float(waits.sum())
    return math.fsum(math.exp(-mean) * mean**i / math.factorial(i) for i in range(waits.size))


@dataclass(frozen=True)
class Uniform:
    """Numbers that are to be drawn uniformly between two limits.

    None of these laws needs statistics: two draws are equal with probability 2**-53.

    Attributes
    ----------
    low, high : float
        The limits.
    name, names : str
        What the numbers are called: ``"slope and intercept"``, ``"slopes or intercepts"``.
    """

    low: float
    high: float
    name: str
    names: str

    def seen(self, found: Array) -> str:
        """Where the numbers lay, a row for each call."""
        lay = zip(self.names.split(" or "), found.min(axis=0), found.max(axis=0), strict=True)
        first, *rest = (f"{name} lay between {a:.2f} and {b:.2f}" for name, a, b in lay)
        return ", ".join([first, *(words.replace(" lay", "") for words in rest)])

    def outside(self, found: Array) -> Broken | None:
        """No number lies outside the limits."""
        beyond = np.maximum(self.low - found, found - self.high)
        if beyond.max() <= 0:
            return None
        return Broken(
            f"{self.names.capitalize()} are drawn outside [{self.low:g}, {self.high:g}]: "
            f"{self.seen(found)}.",
            "Which two limits does the exercise give, and is every number drawn between them, "
            "whatever came out before?",
            "range_too_wide",
            call=int(beyond.max(axis=1).argmax()),
        )

    def coarse(self, found: Array) -> Broken | None:
        """The numbers have many digits, where they are not always the same few."""
        digits = next((d for d in range(7) if np.allclose(found, found.round(d), 0, 1e-10)), None)
        if digits is None or len(np.unique(found, axis=0)) < 5:
            return None
        if digits == 0:
            return Broken(f"Every {self.name} is a whole number.", f"{_ANY}?", "whole_numbers")
        none = "No " + self.name.replace(" and ", " and no ")
        return Broken(
            f"{none} has more than {digits} digits after the point.",
            f"{_ANY}, and is it rounded later?",
            "rounded",
        )

    def repeated(self, seeds: Collection[Array]) -> Broken | None:
        """What one seed gives, no other does: `seeds` holds all numbers of each."""
        inside = [set(found[(found != self.low) & (found != self.high)]) for found in seeds]
        if sum(map(len, inside)) - len(set().union(*inside)) < 3:
            return None
        words = "Different seeds give the same numbers again and again."
        return Broken(words, f"{_ANY}?", "repeated_numbers")

    def clipped(self, found: Array) -> Broken | None:
        """No number lies exactly on a limit."""
        on_a_limit = (found == self.low) | (found == self.high)
        if on_a_limit.sum() < 3:
            return None
        return Broken(
            f"Some {self.names} are exactly {self.low:g} or {self.high:g}: what is drawn outside "
            "the limits seems to be moved onto them.",
            "Which method of rng draws every number between two limits equally often?",
            "clipped",
            call=int(on_a_limit.any(axis=1).argmax()),
        )

    def gaps(self, found: Array, directions: Array) -> Array:
        """How far each row is from the last one there is in its direction, of steps of 1, 0, -1."""
        furthest = np.maximum(self.low * directions, self.high * directions).sum(axis=1)
        gaps: Array = furthest - (found * directions).sum(axis=1)
        return gaps
