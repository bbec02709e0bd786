"""Forms of any answer: how it is called, and what its result is wrapped in."""

from __future__ import annotations

import functools
import warnings
from typing import Any

import numpy as np

from deepcat_grader.bank.forms.form import Answer, calls, results


class _Counting:
    """An object that can be called, and counts how often it was."""

    calls = 0

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, *args: Any) -> Any:
        self.calls += 1
        return self.answer(*args)


def _quiet(answer: Answer) -> Answer:
    def quiet(*args: Any) -> Any:
        with np.errstate(all="ignore"):
            return answer(*args)

    return quiet


def _warnings_off(answer: Answer) -> Answer:
    def warnings_off(*args: Any) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return answer(*args)

    return warnings_off


def _remembered(answer: Answer) -> Answer:
    known: list[Any] = []

    def remembered(*args: Any) -> Any:
        known.append(answer(*args))
        return known[0]

    return remembered


ANY = (
    *calls(
        True,
        object_called=_Counting,
        method_called=lambda answer: _Counting(answer).__call__,
        partial=lambda answer: functools.partial(lambda inner, *args: inner(*args), answer),
        decorated=lambda answer: functools.wraps(answer)(lambda *args: answer(*args)),
        starred=lambda answer: lambda *args, **keywords: answer(*args, **keywords),
        more_with_a_default=lambda answer: lambda *args, more=None: answer(*args),
        quiet=_quiet,
        warnings_off=_warnings_off,
        computed_twice=lambda answer: lambda *args: (answer(*args), answer(*args))[1],
        debug_prints=lambda answer: lambda *args: (print(len(args)), answer(*args))[1],
    ),
    *calls(
        False,
        nothing_done=lambda answer: lambda *args: None,
        result_printed=lambda answer: lambda *args: print(answer(*args)),
        function_returned=lambda answer: lambda *args: answer,
        one_argument_more=lambda answer: lambda more, *args: answer(*args),
    ),
    *results(
        False,
        trailing_comma=lambda value: (value,),
        given_twice=lambda value: (value, value),
        as_text=str,
        formatted=lambda value: f"{value}",
        in_a_dict=lambda value: {"result": value},
        in_a_set=lambda value: {str(value)},
        generated=lambda value: (item for item in (value,)),
    ),
)
DEPENDENT = calls(False, remembered=_remembered)
