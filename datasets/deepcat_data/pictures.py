"""A set of labelled pictures, and what every set can be asked for: a task, a size, a sample."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from deepcat_data.draws import Draws
from deepcat_data.targets import targets

Task = Literal["binary", "three", "four"]

CLASSES = ("cat", "dog", "lion", "other")
# What a task tells apart. In the binary task the label 1 means "cat", as in the lecture.
TASKS: Mapping[Task, tuple[str, ...]] = MappingProxyType(
    {"binary": ("other", "cat"), "three": ("cat", "dog", "lion"), "four": CLASSES}
)


@dataclass(frozen=True, eq=False)
class Pictures:
    """Labelled pictures; the arrays cannot be written to.

    Attributes
    ----------
    X : (m, size, size, 3) uint8
        One picture a row: row, column, channel (red, green, blue).
    y : (m,) int64
        The number of each picture's class in `classes`.
    classes : tuple of str
        The names of the classes.
    meta : mapping from str to (m,) array
        What else is known of each picture, for error analysis.
    """

    X: npt.NDArray[np.uint8]
    y: npt.NDArray[np.int64]
    classes: tuple[str, ...]
    meta: Mapping[str, npt.NDArray[Any]]

    def __post_init__(self) -> None:
        if self.X.dtype != np.uint8 or self.X.ndim != 4 or self.X.shape[3] != 3:
            raise ValueError(f"X is (m, size, size, 3) uint8, not {self.X.shape} {self.X.dtype}")
        known = range(len(self.classes))
        if self.y.dtype.kind not in "iu" or not np.isin(self.y, known).all():
            raise ValueError(f"y holds numbers of {len(self.classes)} classes, from 0 on")
        if any(len(values) != len(self.X) for values in (self.y, *self.meta.values())):
            raise ValueError("X, y and every entry of meta must speak of the same pictures")
        object.__setattr__(self, "X", _read_only(self.X))
        object.__setattr__(self, "y", _read_only(self.y))
        meta = {name: _read_only(values) for name, values in self.meta.items()}
        object.__setattr__(self, "meta", MappingProxyType(meta))

    def __len__(self) -> int:
        return len(self.X)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy and pickle the plain arrays: a read-only mapping can be neither."""
        return Pictures, (self.X, self.y, self.classes, dict(self.meta))

    def __repr__(self) -> str:
        named = zip(self.counts(), self.classes, strict=True)
        of_each = ", ".join(f"{n} {name}" for n, name in named)
        return f"Pictures(X {self.X.shape} {self.X.dtype}: {of_each}; meta: {', '.join(self.meta)})"

    def counts(self) -> npt.NDArray[np.int64]:
        """Return how many pictures each class has, (K,)."""
        # Where the machine's own integer is short, bincount takes no longer one.
        counted = np.bincount(self.y.astype(np.intp), minlength=len(self.classes))
        return counted.astype(np.int64)

    def as_columns(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return the pictures in the course's convention: one example a column.

        Returns
        -------
        X : (size * size * 3, m) float64
            Brightness between 0 and 1. Within a column the order is row, column, channel.
        Y : (1, m) float64, or (K, m) float64
            1.0 where the class is the one called 1, else 0.0; with more than two classes one-hot.
        """
        X = self.X.reshape(len(self), math.prod(self.X.shape[1:])).T / 255.0  # (n_x, m)
        return X, targets(self.y, len(self.classes))

    def take(self, indices: npt.ArrayLike) -> Pictures:
        """Return the pictures with these numbers, in this order.

        Parameters
        ----------
        indices : (k,) int or (m,) bool

        Raises
        ------
        ValueError
            If it is a single number.
        """
        chosen = np.asarray(indices)
        if chosen.ndim != 1:
            raise ValueError(f"indices are a list of numbers or a mask, not {indices!r}")
        if not chosen.size:
            chosen = chosen.astype(np.intp)
        meta = {name: values[chosen] for name, values in self.meta.items()}
        return replace(self, X=self.X[chosen], y=self.y[chosen], meta=meta)


def check_task(task: Task) -> None:
    """Refuse a task that there is not.

    Raises
    ------
    ValueError
    """
    if task not in TASKS:
        raise ValueError(f"task is one of {', '.join(map(repr, TASKS))}, not {task!r}")


def for_task(pictures: Pictures, task: Task) -> Pictures:
    """Give the labels of a task to pictures whose classes are `CLASSES`, or are so already.

    Parameters
    ----------
    pictures : Pictures
    task : {"binary", "three", "four"}
        ``binary``: cat (1) against all others (0). ``three``: cat, dog, lion; the others are left
        out. ``four``: the classes as they are.

    Raises
    ------
    ValueError
        If there is no such task, or the pictures have the labels of another one.
    """
    check_task(task)
    if pictures.classes == TASKS[task]:
        return pictures
    if pictures.classes != CLASSES:
        raise ValueError(
            f"pictures labelled {', '.join(pictures.classes)} cannot be given the task {task!r}:"
            " load them with the task 'four'"
        )
    if task == "three":
        known = pictures.take(pictures.y < len(TASKS["three"]))
        return replace(known, classes=TASKS["three"])
    is_cat = (pictures.y == CLASSES.index("cat")).astype(np.int64)  # (m,)
    return replace(pictures, y=is_cat, classes=TASKS["binary"])


def at_size(pictures: Pictures, size: int) -> Pictures:
    """Return the pictures at their own size, or at half of it.

    A pixel at half size is the mean of 2 × 2 pixels, rounded, halves up.

    Raises
    ------
    ValueError
        If `size` is neither.
    """
    own = pictures.X.shape[1]
    if size == own:
        return pictures
    if 2 * size != own:
        raise ValueError(f"size is {own} or {own // 2}, not {size!r}")
    m, wide = len(pictures), 3 * own
    pairs = pictures.X.reshape(m, size, 2, wide)
    rows = np.add(pairs[:, :, 0], pairs[:, :, 1], dtype=np.uint16)  # (m, size, wide)
    sums = np.empty((m, size, size, 3), dtype=np.uint16)
    for channel in range(3):
        np.add(rows[:, :, channel::6], rows[:, :, channel + 3 :: 6], out=sums[..., channel])
    sums += 2
    sums //= 4
    return replace(pictures, X=sums.astype(np.uint8))


def sample(pictures: Pictures, n: int | None, seed: int) -> Pictures:
    """Return n pictures at random, with each class's share as near to the whole set's as may be.

    Parameters
    ----------
    pictures : Pictures
    n : int or None
        None: all of them, in their own order.
    seed : int
        The same seed gives the same pictures, in the same order.

    Raises
    ------
    ValueError
        If there are fewer than n, or n is below 1.
    """
    if n is None:
        return pictures
    if not 1 <= n <= len(pictures):
        raise ValueError(f"n is between 1 and {len(pictures)}, the pictures there are, not {n!r}")
    draws = Draws(seed, n)
    order = draws.permutation(len(pictures))
    chosen = np.concatenate(
        [
            order[pictures.y[order] == number][:count]
            for number, count in enumerate(_shares(pictures, n))
        ]
    )
    return pictures.take(chosen[draws.permutation(n)])


def _shares(pictures: Pictures, n: int) -> list[int]:
    """How many of each class make n: the largest remainders are rounded up."""
    exact = pictures.counts() * float(n) / len(pictures)
    shares = np.floor(exact).astype(int)
    by_remainder = np.argsort(shares - exact, kind="stable")
    shares[by_remainder[: n - shares.sum()]] += 1
    return [int(share) for share in shares]


def _read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view
