"""Find the option that an answer is, whatever the kind of the question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deepcat.questions.code import source
from deepcat.questions.curves import FAR, HANDLES, distance, heights
from deepcat.questions.model import ANYTHING_ELSE, Kind, Option, Question
from deepcat.questions.numbers import interval, line_numbers, readings
from deepcat.unclear import UnclearError

Given = str | int | float | Sequence[float]


def choose(question: Question, given: object) -> tuple[Given, Option]:
    """An answer as it is kept, and the option that it is.

    Parameters
    ----------
    question : Question
    given : object
        A letter, a number (as text, too), the number of a line, or the heights of a sketch.

    Raises
    ------
    UnclearError
        If it is no answer to this kind of question; the text says what is one.
    """
    chooser = {
        Kind.CHOICE: _letter,
        Kind.NUMBER: _number,
        Kind.LINE: _line,
        Kind.CURVE: _sketch,
    }[question.kind]
    return chooser(question, given)


def _letter(question: Question, given: object) -> tuple[Given, Option]:
    letters = {option.letter: option for option in question.options}
    text = str(given).strip().lower().rstrip(")") if isinstance(given, str) else ""
    if text not in letters:
        raise UnclearError(f"Answer with one of the letters {', '.join(letters)}.")
    return text, letters[text]


def _number(question: Question, given: object) -> tuple[Given, Option]:
    values = _as_numbers(given, "Answer with a number, such as 0.5.")
    for value in values:
        for option in question.options:
            if option.letter != ANYTHING_ELSE:
                low, high = interval(option.text)
                if low <= value <= high:
                    return value, option
    return values[0], _anything_else(question)


def _line(question: Question, given: object) -> tuple[Given, Option]:
    advice = "Answer with the number of a line that has code, such as 2."
    number = _as_numbers(given, advice)[0]
    value = int(number)
    lines = dict(enumerate(source(question).splitlines(), start=1))
    if value != number or not lines.get(value, "").strip():
        raise UnclearError(advice)
    for option in question.options:
        if option.letter != ANYTHING_ELSE and value in line_numbers(option.text):
            return value, option
    return value, _anything_else(question)


def _sketch(question: Question, given: object) -> tuple[Given, Option]:
    try:
        sketch = np.array(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        sketch = np.empty(0)
    if sketch.shape != (HANDLES,) or not np.isfinite(sketch).all():
        raise UnclearError(f"Answer with {HANDLES} heights, from left to right.")
    named = [option for option in question.options if option.letter != ANYTHING_ELSE]
    far = [distance(sketch, heights(option.text, question.axes), question.axes) for option in named]
    nearest = int(np.argmin(far))
    kept = [float(height) for height in sketch]
    return kept, named[nearest] if far[nearest] <= FAR else _anything_else(question)


def _as_numbers(given: object, advice: str) -> tuple[float, ...]:
    try:
        values = readings(given) if isinstance(given, str) else (float(given),)  # type: ignore[arg-type]  # what has no float raises
    except (TypeError, ValueError, OverflowError):
        raise UnclearError(advice) from None
    if not np.isfinite(values).all():
        raise UnclearError(advice)
    return values


def _anything_else(question: Question) -> Option:
    return next(option for option in question.options if option.letter == ANYTHING_ELSE)
