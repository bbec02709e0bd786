"""Dealing the points of an epoch into batches: by the student's function, or by a plain one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np

from deepcat.widgets.attempt import Trouble, call
from deepcat.widgets.plane import Numbers
from deepcat.widgets.words import name_of

Batch = tuple[Numbers, Numbers]


def dealt(
    minibatches: Callable[..., Any] | None,
    X: Numbers,
    Y: Numbers,
    size: int,
    rng: np.random.Generator,
) -> list[Batch]:
    """Return the batches of one epoch; raises Trouble.

    Parameters
    ----------
    minibatches : callable or None
        The student's ``minibatches(X, Y, batch_size, rng)``, an iterator of pairs. Without one,
        or with all points at once, the points are dealt in a new order into equal parts.
    X, Y : (n_x, m) and (K, m) float64
        All points to train on.
    size : int
        Points a batch; 0 for all of them.
    rng : numpy.random.Generator
        Decides the order.

    Examples
    --------
    >>> X, Y = np.array([[1.0, 2.0, 3.0]]), np.array([[0.0, 1.0, 0.0]])
    >>> [part.shape for part, _ in dealt(None, X, Y, 2, np.random.default_rng(0))]
    [(1, 2), (1, 1)]
    """
    m = X.shape[1]
    if minibatches is not None and size:
        return _asked(minibatches, X, Y, size, rng)
    count = -(-m // (min(size, m) or m))
    return [(X[:, some], Y[:, some]) for some in np.array_split(rng.permutation(m), count)]


def _asked(
    minibatches: Callable[..., Any], X: Numbers, Y: Numbers, size: int, rng: np.random.Generator
) -> list[Batch]:
    name = name_of(minibatches)

    def every(*arguments: Any) -> list[Any]:
        return list(islice(minibatches(*arguments), X.shape[1] + 1))  # it may have no end

    every.__name__ = name
    found = call(every, X, Y, size, rng)
    if not found or len(found) > X.shape[1]:
        raise Trouble(f"{name} gave {'no batch' if not found else 'more batches than points'}.")
    return [_pair(name, given, X, Y) for given in found]


def _pair(name: str, given: object, X: Numbers, Y: Numbers) -> Batch:
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise Trouble(f"{name} should give pairs of two things, X_b and Y_b.")
    some, labels = (np.array(part, dtype=np.float64) for part in given)
    count = some.shape[1] if some.ndim == 2 else 0
    if not count or some.shape[0] != X.shape[0] or labels.shape != (Y.shape[0], count):
        raise Trouble(
            f"{name} should give X_b of shape ({X.shape[0]}, k) and Y_b of shape ({Y.shape[0]}, k),"
            f" and gave {some.shape} and {labels.shape}."
        )
    return some, labels
