"""By which measure an answer chose one thing among several, read from what each leaves over.

Of calls that choose among the same things, each has chosen what is the best there for its own data
of all that was chosen. A measure for which that holds everywhere may be the one that was used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array
from deepcat_judge.exercises.told import Told

# The errors that a chosen thing leaves over for a call's data, and those that another one would.
Pair: TypeAlias = tuple[Array, Array]
Measure: TypeAlias = Callable[[Array], float]

TOLD = Told(
    """
worst_kept: Your search keeps the worst {thing}, not the best.
    ? Is a high mean squared error good or bad?
square_missed: Errors above and below the {thing} seem to cancel.
    ? What makes an error of -3 as bad as an error of 3?
absolute_errors, median_error, largest_error: Of the {thing}s that came out, your search chose those
    whose {error} is least, not those with the least mean squared error.
    ? What does the square do to one large error, and where is it in your code?
"""
)


def mean_square(errors: Array) -> float:
    """The measure by which is to be chosen."""
    return float(errors @ errors) / errors.size


# The mistake of choosing by another measure, the measure, and its name.
OTHERS: Mapping[str, tuple[Measure, str]] = {
    "worst_kept": (lambda errors: -mean_square(errors), ""),
    "square_missed": (lambda errors: abs(float(np.mean(errors))), ""),
    "absolute_errors": (lambda errors: float(np.mean(np.abs(errors))), "mean absolute error"),
    "median_error": (lambda errors: float(np.median(np.abs(errors))), "median error"),
    "largest_error": (lambda errors: float(np.max(np.abs(errors))), "largest error"),
}


def is_beaten(pair: Pair) -> bool:
    """Whether what was chosen is worse than another thing by the mean square."""
    return _is_less(mean_square(pair[1]), mean_square(pair[0]))


def explains(measure: Measure, pairs: Iterable[Pair]) -> bool:
    """Whether what was chosen is better by a measure than everything else there was."""
    return all(_is_less(measure(chosen), measure(other)) for chosen, other in pairs)


def other_measure(pairs: Sequence[Pair], thing: str, call: int) -> Broken | None:
    """By which other measure was chosen, where one alone explains the choice; `call` shows it."""
    causes = [id for id, (measure, _) in OTHERS.items() if explains(measure, pairs)]
    if len(causes) != 1:
        return None
    return TOLD(causes[0], call, thing=thing, error=OTHERS[causes[0]][1])


def _is_less(a: float, b: float) -> bool:
    return a < b - 1e-9 * abs(b)
