"""Whether an answer is right for other arguments than those it was given."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from deepcat_judge.exercise import Case
from deepcat_judge.forensics.evidence import Array, wrong_elements
from deepcat_judge.forensics.gather import evidence_of
from deepcat_judge.plain import Plain
from deepcat_judge.probes.prober import Fact, Prober
from deepcat_judge.words import show

Change = Callable[[Plain], Plain]
SIGN = "Where does a minus sign stand beside {name}, or is one missing?"
FACTOR = "Where does a factor come in beside {name}?"


@dataclass(frozen=True)
class Swap:
    """Another argument to be given in the place of one: the change, its words, and a thought.

    Of a loss, ``other`` is what must make a difference where the loss makes none, and ``plain``
    says that hardly any right answer has no use for what gets lost.
    """

    words: str
    change: Change
    thought: str
    other: Callable[[Array], Array] = lambda a: a + 1.7 * np.sign(a)
    plain: bool = False


def _each(function: Callable[[Array], Array]) -> Change:
    """Apply a function to a number or an array; other arguments stay as they are."""

    def change(arg: Plain) -> Plain:
        if isinstance(arg, np.ndarray) and arg.dtype.kind in "iuf":
            return function(arg.astype(float))
        if isinstance(arg, (int, float)) and not isinstance(arg, bool):
            return float(function(np.asarray(float(arg))))
        return arg

    return change


def _turned(arg: Plain) -> Plain:
    several = isinstance(arg, np.ndarray) and arg.size > 1
    return arg.ravel()[::-1].reshape(arg.shape) if several else arg  # type: ignore[union-attr]  # an array


# Right answers for the changed argument: the answer undoes the change, or makes its opposite.
SWAPS = (
    Swap("-{name}", _each(np.negative), SIGN),
    Swap("{name} / 2", _each(lambda a: a / 2), FACTOR),
    Swap("2 · {name}", _each(lambda a: 2 * a), FACTOR),
    Swap("{name} in reverse order", _turned, "Which index belongs to which element of {name}?"),
    Swap("{name} / ln 2", _each(lambda a: a / math.log(2)), "Which base has the power in your "
         "code, and which has np.exp?"),
    Swap("the square root of {name}", _each(lambda a: np.sqrt(a) if np.all(a >= 0) else a),
         "Where is {name} squared, or multiplied twice?"),
    Swap("{name} - 1", _each(lambda a: a - 1), "Which number is added to {name}?"),
    Swap("{name} + 1", _each(lambda a: a + 1), "Which number is taken from {name}?"),
)  # fmt: skip
# The same answer for the changed argument: something of it gets lost.
LOSSES = (
    Swap("without its sign", _each(np.abs), "Where does the sign of {name} get lost?"),
    Swap(
        "cut to whole numbers",
        _each(lambda a: np.trunc(a) + 0.0),
        "Which line makes whole numbers of {name}?",
        plain=True,
    ),
    Swap(
        "0 where it is negative",
        _each(lambda a: np.maximum(a, 0.0)),
        "Which line keeps {name} from being negative?",
        other=lambda a: np.abs(a) + 1.7,
    ),
)


def swapped(prober: Prober) -> Fact | None:
    """Given another argument, the answer is right."""
    for swap, trials in _trials(prober):
        fitting = [places for places in trials if _right_for(prober, swap, places)]
        if fitting:
            given = ", or ".join(_given(prober, swap, places) for places in fitting)
            name = " and ".join(prober.names[i] for i in fitting[0])
            thought = (
                swap.thought if len(fitting) == 1 else swap.thought.replace("{name}", "one of them")
            )
            return Fact(
                "argument_changed",
                f"Given {given}, your function returns what is expected.",
                thought.format(name=name),
            )
    return None


def _given(prober: Prober, swap: Swap, places: Sequence[int]) -> str:
    names = [prober.names[i] for i in places]
    words = " and ".join(swap.words.format(name=name) for name in names)
    return f"{words} in the place of {' and '.join(names)}"


def _trials(prober: Prober) -> Iterator[tuple[Swap, list[tuple[int, ...]]]]:
    places = range(len(prober.names))
    for swap in SWAPS:
        yield swap, [(i,) for i in places]
    yield SWAPS[0], list(itertools.combinations(places, 2))


def _changed(case: Case, swap: Swap, places: Sequence[int]) -> tuple[Plain, ...] | None:
    """The arguments with the change, if it changes each of them."""
    args = list(case.args)
    for i in places:
        if i >= len(args):
            return None  # it has a default, and was left out
        args[i] = swap.change(case.args[i])
        if _equal(args[i], case.args[i]):
            return None
    return tuple(args)


def _equal(one: Plain, other: Plain) -> bool:
    return one is other or bool(np.array_equal(np.asarray(one), np.asarray(other)))


def _right_for(prober: Prober, swap: Swap, places: Sequence[int]) -> bool:
    """Whether every case that the change touches comes out right, and no other was wrong."""
    wrong = prober.wrong()
    touched = [(case, _changed(case, swap, places)) for case in prober.cases]
    if len(wrong) < 2 or any(args is None and case in wrong for case, args in touched):
        return False
    tried = sorted(((c, a) for c, a in touched if a), key=lambda item: item[0] not in wrong)
    return all(prober.right(case, prober.ask(args)) for case, args in tried)


def lost(prober: Prober) -> Fact | None:
    """A part of an argument makes no difference, and where there is none of it all is right."""
    for loss in LOSSES:
        for i, name in enumerate(prober.names):
            tried = _losing(prober, loss, i)
            if tried and all(_is_lost(prober, loss, i, case) for case in tried):
                arg = tried[0].args[i]
                return Fact(
                    "argument_lost",
                    f"For {name} = {show(arg)} your function gives the same answer as for "
                    f"{name} = {show(loss.change(arg))}.",
                    loss.thought.format(name=name),
                )
    return None


def _losing(prober: Prober, loss: Swap, i: int) -> list[Case]:
    """The cases that the loss touches, wrong ones first, if it may explain what is wrong."""
    wrong = prober.wrong()
    touched = [case for case in prober.cases if _changed(case, loss, (i,))]
    if not wrong or any(case not in touched for case in wrong):
        return []
    whole = [case for case in prober.cases if case not in touched]
    elsewhere = all(_elsewhere_right(prober, loss, i, case) for case in touched)
    if not whole and not elsewhere and not (loss.plain and _is_several(touched[0].args[i])):
        return []
    return sorted(touched, key=lambda case: case not in wrong)


def _is_several(arg: Plain) -> bool:
    return isinstance(arg, np.ndarray) and arg.size > 1


def _elsewhere_right(prober: Prober, loss: Swap, i: int, case: Case) -> bool:
    """Whether the elements that the loss does not touch are there, and right."""
    item = evidence_of(prober.findings, case, ())
    arg = case.args[i]
    if item is None or not isinstance(arg, np.ndarray) or arg.shape != item.got.shape:
        return False
    same = np.asarray(loss.change(arg)) == arg
    return bool(np.any(same) and not np.any(wrong_elements(item)[same]))


def _is_lost(prober: Prober, loss: Swap, i: int, case: Case) -> bool:
    """The same answer without what gets lost, and another one when the rest of it changes."""
    before = prober.seen(case)
    for change, same in ((loss.change, True), (lambda arg: _otherwise(loss, arg), False)):
        args = (*case.args[:i], change(case.args[i]), *case.args[i + 1 :])
        if prober.same(before, prober.ask(args)) is not same:
            return False
    return True


def _otherwise(loss: Swap, arg: Plain) -> Plain:
    """The argument, changed in another way where the loss touches it."""
    value = np.asarray(arg, float)
    touched = np.asarray(loss.change(arg), float) != value
    moved = np.where(touched, loss.other(value), value)
    return moved if isinstance(arg, np.ndarray) else float(moved)
