"""By which measure a search chose its line, read from what it returned and what it left.

Among calls with the same tries, the line returned for one call's data is the best there of all the
lines returned. A measure for which that holds everywhere may be the one that was used.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.exercise import Broken
from deepcat_judge.exercises.common import Array
from deepcat_judge.exercises.introduction.tries import Call
from deepcat_judge.words import show

Loss = Callable[[Array], float]

_MEAN = "What does the square do to one large error, and where is it in your code?"
CANCEL = Broken(
    "Errors above and below the line seem to cancel.",
    "What makes an error of -3 as bad as an error of 3?",
    "square_missed",
)


def squared(errors: Array) -> float:
    """The mean squared error."""
    return float(errors @ errors) / errors.size


OTHERS: tuple[tuple[Loss, Broken], ...] = (
    (
        lambda e: -squared(e),
        Broken(
            "Your search keeps the worst line, not the best.",
            "Is a high mean squared error good or bad?",
            "worst_kept",
        ),
    ),
    (lambda e: abs(float(np.mean(e))), CANCEL),
    (
        lambda e: float(np.mean(np.abs(e))),
        Broken(
            "Of the lines that came out, your search chose those with the least mean absolute "
            "error, not those with the least mean squared error.",
            _MEAN,
            "absolute_errors",
        ),
    ),
    (
        lambda e: float(np.median(np.abs(e))),
        Broken(
            "Of the lines that came out, your search chose those whose median error is least, not "
            "those with the least mean squared error.",
            _MEAN,
            "median_error",
        ),
    ),
    (
        lambda e: float(np.max(np.abs(e))),
        Broken(
            "Of the lines that came out, your search chose those whose largest error is least, not "
            "those with the least mean squared error.",
            _MEAN,
            "largest_error",
        ),
    ),
)


def choice_problem(groups: Sequence[Sequence[Call]]) -> Broken | None:
    """Why the lines that were returned are not the best of their tries, or None."""
    beaten = [
        (call, other)
        for group in groups
        for call in group
        for other in group
        if _beats(other, call)
    ]
    if not beaten:
        return None
    if _explains(squared, groups, order=-1):
        return Broken(
            "The right two numbers come out in the wrong order.",
            "Which comes first, the slope or the intercept?",
            "order_exchanged",
        )
    if problem := _kept_apart(groups) or _stopped(beaten):
        return problem
    causes = {cause.mistake: cause for loss, cause in OTHERS if _explains(loss, groups)}
    if len(causes) == 1:
        return next(iter(causes.values()))
    return _better_known(*beaten[0])


def _beats(other: Call, call: Call) -> bool:
    """Whether the line that another call returned is better for this call's data."""
    return _less(squared(call.errors_of(other.line)), squared(call.errors))


def _less(a: float, b: float) -> bool:
    return a < b - 1e-9 * abs(b)


def _explains(loss: Loss, groups: Sequence[Sequence[Call]], order: int = 1) -> bool:
    """Whether every line returned is better than the others of its group by this measure."""
    return all(
        _less(loss(call.errors_of(call.line[::order])), loss(call.errors_of(other.line[::order])))
        for group in groups
        for call in group
        for other in group
        if not np.array_equal(call.line, other.line)
    )


def _kept_apart(groups: Sequence[Sequence[Call]]) -> Broken | None:
    """One of the two numbers does not depend on the data, among the same tries; the other does."""
    lines = [np.array([call.line for call in group]) for group in groups]
    same = [bool(all(np.all(group[:, i] == group[0, i]) for group in lines)) for i in (0, 1)]
    if same[0] == same[1]:
        return None
    kept, chosen = ("intercept", "slope") if same[1] else ("slope", "intercept")
    return Broken(
        f"The {chosen} is chosen by the data, and the {kept} is not: with the same seed and other "
        f"data, the same {kept} comes out.",
        "When a try is better than those before it, which of its numbers does your code keep?",
        "one_number_kept",
    )


def _stopped(beaten: Sequence[tuple[Call, Call]]) -> Broken | None:
    """An answer that is beaten where many lines are good, and nowhere else, has stopped early."""
    if max(squared(call.errors) for call, _ in beaten) > 1.0:
        return None
    call, other = beaten[0]
    return Broken(
        "Where a good line is easy to find, your search does not return the best of its tries: it "
        f"returned a line with mean squared error {show(squared(call.errors))}, and one with "
        f"{show(squared(call.errors_of(other.line)))} was among them.",
        "Does your loop stop before n_tries lines have been tried?",
        "stops_early",
    )


def _better_known(call: Call, other: Call) -> Broken:
    slope, intercept = (show(float(value)) for value in other.line)
    return Broken(
        "Your search does not return the best of its tries. With the same seed and other data it "
        f"returned slope {slope}, intercept {intercept}; for these data that line has a mean "
        f"squared error of {show(squared(call.errors_of(other.line)))}, and the line that came "
        f"out has {show(squared(call.errors))}.",
        "Print the loss of every try and the loss of the line that is returned.",
    )
