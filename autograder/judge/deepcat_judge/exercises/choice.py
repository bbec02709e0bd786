"""By which measure an answer chose one thing among several, read from what each leaves over.

Of calls that choose among the same things, each has chosen what is the best there for its own data
of all that was chosen. A measure for which that holds everywhere may be the one that was used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import numpy as np

from deepcat_judge.exercises.common import Array

Measure: TypeAlias = Callable[[Array], float]


def mean_square(errors: Array) -> float:
    """The measure that a line is fitted by."""
    return float(errors @ errors) / errors.size


# A mistake to the measure by which it chooses.
OTHERS: Mapping[str, Measure] = {
    "worst_kept": lambda errors: -mean_square(errors),
    "square_missed": lambda errors: abs(float(np.mean(errors))),
    "absolute_errors": lambda errors: float(np.mean(np.abs(errors))),
    "median_error": lambda errors: float(np.median(np.abs(errors))),
    "largest_error": lambda errors: float(np.max(np.abs(errors))),
}


def is_less(a: float, b: float) -> bool:
    """Whether a measure is less than another by more than rounding may do."""
    return a < b - 1e-9 * abs(b)


def explains(measure: Measure, pairs: Iterable[tuple[Array, Array]]) -> bool:
    """Whether what was chosen is better by a measure than what else there was.

    Parameters
    ----------
    measure : callable (errors) -> float
    pairs : iterable of (errors, errors)
        What the chosen thing leaves over for a call's data, and what another one would.
    """
    return all(is_less(measure(chosen), measure(other)) for chosen, other in pairs)
