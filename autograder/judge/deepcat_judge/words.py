"""Values and shapes in ordinary words, short enough to read in a message."""

from __future__ import annotations

import numpy as np

from deepcat_judge.exercise import Case, Exercise
from deepcat_judge.plain import Named, Plain, Refused, Remote, Rng

MAX_SHOWN = 240
MAX_PRINTED, MAX_LINES = 600, 10


def show(value: Plain, digits: int = 6) -> str:
    """A value as a student would write it, rounded to `digits` decimals in arrays."""
    text = _show(value, digits)
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def show_printed(text: str) -> str:
    """What an answer printed, cut short."""
    lines = text.strip("\n").splitlines()
    shown = "\n".join(lines[:MAX_LINES])[:MAX_PRINTED]
    return shown if shown == "\n".join(lines) else f"{shown}\n… and more"


def kind(value: Plain) -> str:
    """What a value is: ``"an array of shape (1, 3)"``, ``"a number"``."""
    if isinstance(value, Refused):
        return value.what
    if isinstance(value, np.ndarray):
        return "a number" if value.ndim == 0 else f"an array of shape {value.shape}"
    if value is None:
        return "None"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)} value{'s' * (len(value) != 1)}"
    names = {
        bool: "a bool",
        int: "a whole number",
        float: "a number",
        str: "a text",
        dict: "a dict",
    }
    return names.get(type(value), type(value).__name__)


def show_input(exercise: Exercise, case: Case) -> tuple[str, str]:
    """The input of a case in words, and its numbers; a hidden one has only words."""
    if not exercise.arguments:
        return "", ""
    if case.hidden:
        shapes = ", ".join(
            f"{name} of shape {arg.shape}"
            for name, arg in zip(exercise.arguments, case.args, strict=False)
            if isinstance(arg, np.ndarray)
        )
        described = "an input that is not among the examples"
        details = "; ".join(part for part in (case.note, shapes) if part)
        return (f"{described} ({details})" if details else described), ""
    shown = ", ".join(
        f"{name} = {show(arg)}" for name, arg in zip(exercise.arguments, case.args, strict=False)
    )
    return case.note, shown


def _show(value: Plain, digits: int) -> str:
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return _number(value.item(), digits)
        with np.printoptions(
            precision=digits, suppress=False, threshold=24, edgeitems=3, linewidth=200
        ):
            return np.array2string(value, separator=", ").replace("\n", "")
    if isinstance(value, (bool, int, float)):
        return _number(value, digits)
    if isinstance(value, (tuple, list)):
        items = ", ".join(_show(item, digits) for item in value)
        if isinstance(value, list):
            return f"[{items}]"
        return f"({items}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        items = ", ".join(f"{key!r}: {_show(item, digits)}" for key, item in value.items())
        return f"{{{items}}}"
    if isinstance(value, Rng):
        return f"default_rng({value.seed})"
    if isinstance(value, (Named, Remote)):
        return value.name
    if isinstance(value, Refused):
        return value.what
    return repr(value)


def _number(value: bool | int | float, digits: int) -> str:
    return f"{value:.{digits + 1}g}" if isinstance(value, float) else str(value)
