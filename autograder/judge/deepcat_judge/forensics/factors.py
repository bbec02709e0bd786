"""Traces of a factor: one number everywhere, a number of examples, or an argument."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.forensics.evidence import Array, Evidence, Trace, given, is_number
from deepcat_judge.plain import Plain

_FACTORS = (
    (
        -1.0,
        "the sign of your {what} is flipped",
        "Which subtraction, or which minus sign, is the wrong way round?",
    ),
    (2.0, "your {what} is twice the right one", "Is something counted twice, or is a ½ missing?"),
    (0.5, "your {what} is half the right one", "Is there a ½ that the definition does not have?"),
    (
        1 / math.log(2),
        "your {what} is that with logarithms to base 2",
        "np.log is the natural one.",
    ),
    (
        1 / math.log(10),
        "your {what} is that with logarithms to base 10",
        "np.log is the natural one.",
    ),
)


def _same(values: Array) -> Array:
    return values


_MAPS: tuple[tuple[str, Callable[[Array], Array]], ...] = (
    ("the right {what}", _same),
    ("the square root of the right {what}", lambda e: np.sqrt(np.abs(e))),
    ("the square of the right {what}", np.square),
)


def factor(evidence: Sequence[Evidence]) -> Trace | None:
    """One factor everywhere, or one that follows from a size or an argument."""
    what = evidence[0].what
    for words, transform in _MAPS:
        ratios = _ratios(evidence, transform)
        if ratios is None or len(ratios) < 2:
            continue
        if np.ptp(ratios) <= 1e-6 * abs(ratios[0]):
            return _constant_factor(ratios[0], what) if transform is _same else None
        right = words.format(what=what)
        if len(ratios) == len(evidence) >= 3 and (
            found := _of_size(evidence, ratios, right) or _of_argument(evidence, ratios, right)
        ):
            return found
    return None


def _constant_factor(factor: float, what: str) -> Trace | None:
    if math.isclose(factor, 1.0, rel_tol=1e-4):
        return None
    for known, words, thought in _FACTORS:
        if math.isclose(factor, known, rel_tol=1e-6):
            return Trace("factor", f"Everywhere, {words.format(what=what)}.", thought)
    return Trace(
        "factor",
        f"Everywhere, your {what} is {factor:.6g} times the right one.",
        "Where does a constant factor come in, or get lost?",
    )


def _ratios(
    evidence: Sequence[Evidence], transform: Callable[[Array], Array]
) -> list[float] | None:
    """One ratio to the transformed right answer a case, or None where a case has no single one."""
    ratios = []
    for item in evidence:
        got, expected = item.got.astype(float).ravel(), item.expected.astype(float).ravel()
        zero = np.abs(expected) <= np.broadcast_to(item.tolerance, item.expected.shape).ravel()
        if np.any(np.abs(got[zero]) > 1e-6):
            return None
        if np.all(zero):
            continue
        ratio = got[~zero] / transform(expected[~zero])
        if not np.all(np.isfinite(ratio)) or np.ptp(ratio) > 1e-6 * abs(ratio[0]) or ratio[0] == 0:
            return None
        ratios.append(float(ratio[0]))
    return ratios or None


def _constant(ratios: Sequence[float], by: Sequence[float], power: int) -> float | None:
    """The c in ratio = c · by^power, or None. Two values alone tell only whether c is 1."""
    constants = np.asarray(ratios) / np.asarray(by, float) ** power
    different = len({abs(value) for value in by})
    constant = float(constants[0])
    if different < 2 or np.ptp(constants) > 1e-6 * abs(constant):
        return None
    if math.isclose(constant, 1.0, rel_tol=1e-6):
        return 1.0
    return constant if different > 2 else None


def _of_size(evidence: Sequence[Evidence], ratios: list[float], right: str) -> Trace | None:
    for axis, noun in ((-1, "examples"), (0, "rows")):
        counts = [_count(item.args, axis) for item in evidence]
        if 0 in counts:
            continue
        words = None
        if _constant(ratios, [n / (n + 1) for n in counts], 1) == 1.0:
            words = f"{right}, times n / (n + 1)"
        for power, sign in ((1, "·"), (-1, "/")):
            constant = _constant(ratios, counts, power)
            if constant == 1.0:
                words = f"n times {right}" if power == 1 else f"{right}, divided by n"
            elif constant is not None:
                words = f"{constant:.6g} {sign} n times {right}"
        if words:
            return Trace(
                "factor_of_size",
                f"Your {evidence[0].what} is {words}, where n is the number of {noun}.",
                "Is a sum or a mean expected, and by which number is it divided?",
            )
    return None


def _of_argument(evidence: Sequence[Evidence], ratios: list[float], right: str) -> Trace | None:
    for index, name in enumerate(evidence[0].names[: given(evidence)]):
        values = [arg for item in evidence if is_number(arg := item.args[index]) and arg]
        if len(values) < len(evidence):
            continue
        for power, by in ((1, f"times {name}"), (-1, f"divided by {name}")):
            constant = _constant(ratios, values, power)
            if constant is not None:
                scale = "" if constant == 1.0 else f"{constant:.6g} times "
                return Trace(
                    "factor_of_argument",
                    f"Your {evidence[0].what} is {scale}{right}, {by}.",
                    f"Where does {name} come in, and how often?",
                )
    return None


def _count(args: tuple[Plain, ...], axis: int) -> int:
    sizes = [arg.shape[axis] for arg in args if isinstance(arg, np.ndarray) and arg.ndim > 0]
    return max(sizes, default=0)
