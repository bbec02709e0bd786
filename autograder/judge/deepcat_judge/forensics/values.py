"""Traces in the numbers: factors, offsets, signs, and lost digits."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.forensics.elements import (
    first_example_only,
    large_only,
    last_only,
    some_elements,
)
from deepcat_judge.forensics.evidence import Array, Detector, Evidence, Trace, close
from deepcat_judge.forensics.shapes import transposed
from deepcat_judge.plain import Plain


def _truncated(evidence: Sequence[Evidence]) -> Trace | None:
    wrong = [item for item in evidence if not item.right]
    if not all(close(e.got, np.trunc(e.expected.astype(float))) for e in wrong):
        return None
    if not all(any(_holds_integers(arg) for arg in item.args) for item in wrong):
        return Trace(
            "truncated",
            "Your answer is cut to whole numbers.",
            "Which line turns a float into an int?",
        )
    return Trace(
        "truncated",
        "Your answer is cut to whole numbers where the input holds whole numbers.",
        "An array made like an integer array keeps only integers: look at the dtype of the array "
        "that you write to.",
    )


def _holds_integers(arg: Plain) -> bool:
    return isinstance(arg, np.ndarray) and arg.dtype.kind in "iu"


def _constant(evidence: Sequence[Evidence]) -> Trace | None:
    first = evidence[0].got.ravel()
    if first.size == 0 or len(evidence) < 3:
        return None
    if all(np.all(item.got == first[0]) for item in evidence):
        return Trace(
            "constant",
            f"Your function returns {float(first[0]):.6g} whatever the input.",
            "Does the result use the arguments, or a number or variable from elsewhere?",
        )
    return None


_FACTORS = (
    (
        -1.0,
        "the sign is flipped",
        "Which subtraction, or which minus sign, is the wrong way round?",
    ),
    (2.0, "it is twice the right answer", "Is something counted twice, or is a ½ missing?"),
    (0.5, "it is half the right answer", "Is there a ½ that the definition does not have?"),
    (1 / math.log(2), "it is the answer with logarithms to base 2", "np.log is the natural one."),
    (1 / math.log(10), "it is the answer with logarithms to base 10", "np.log is the natural one."),
)


def _ratios(evidence: Sequence[Evidence]) -> list[float] | None:
    """One ratio got / expected a case, or None where a case has no single ratio."""
    ratios = []
    for item in evidence:
        got, expected = item.got.astype(float).ravel(), item.expected.astype(float).ravel()
        zero = np.abs(expected) <= np.broadcast_to(item.tolerance, item.expected.shape).ravel()
        if np.any(np.abs(got[zero]) > 1e-6):
            return None
        if np.all(zero):
            continue
        ratio = got[~zero] / expected[~zero]
        if not np.all(np.isfinite(ratio)) or np.ptp(ratio) > 1e-6 * abs(ratio[0]) or ratio[0] == 0:
            return None
        ratios.append(float(ratio[0]))
    return ratios or None


def _factor(evidence: Sequence[Evidence]) -> Trace | None:
    ratios = _ratios(evidence)
    if ratios is None or len(ratios) < 2:
        return None
    if np.ptp(ratios) <= 1e-6 * abs(ratios[0]):
        factor = ratios[0]
        if math.isclose(factor, 1.0, rel_tol=1e-4):
            return None
        for known, words, thought in _FACTORS:
            if math.isclose(factor, known, rel_tol=1e-6):
                return Trace("factor", f"Everywhere, {words}.", thought)
        return Trace(
            "factor",
            f"Everywhere, your answer is {factor:.6g} times the right one.",
            "Where does a constant factor come in, or get lost?",
        )
    return _factor_of_size(evidence, ratios)


def _factor_of_size(evidence: Sequence[Evidence], ratios: list[float]) -> Trace | None:
    if len(ratios) != len(evidence):
        return None
    for axis, noun in ((-1, "examples"), (0, "features")):
        counts = [_count(item.args, axis) for item in evidence]
        if 0 in counts or len(set(counts)) < 2:
            continue
        for power, words in ((1, "times too large"), (-1, "times too small")):
            if np.allclose(ratios, [float(n) ** power for n in counts], rtol=1e-6):
                return Trace(
                    "factor_of_size",
                    f"Your answer is n {words}, where n is the number of {noun}.",
                    "Is a sum or a mean expected, and is it taken once?",
                )
    return None


def _count(args: tuple[Plain, ...], axis: int) -> int:
    sizes = [arg.shape[axis] for arg in args if isinstance(arg, np.ndarray) and arg.ndim > 0]
    return max(sizes, default=0)


def _argument(evidence: Sequence[Evidence]) -> Trace | None:
    for index in range(len(evidence[0].args)):
        values = [np.asarray(e.args[index]) for e in evidence if _numeric(e.args[index])]
        if len(values) == len(evidence) and all(
            close(e.got, value) for e, value in zip(evidence, values, strict=True)
        ):
            return Trace(
                "argument_returned",
                "What comes out is what went in, unchanged.",
                "Is the result of the calculation the thing that you return?",
            )
    return None


def _numeric(value: Plain) -> bool:
    return isinstance(value, (int, float, np.ndarray))


def _simple_maps(evidence: Sequence[Evidence]) -> Trace | None:
    maps: tuple[tuple[str, Callable[[Array], Array], str, str], ...] = (
        ("square_root", lambda e: np.sqrt(np.abs(e)), "the square root of the right answer",
         "Is there a root that the definition does not have, or a square missing?"),
        ("square", lambda e: e * e, "the square of the right answer",
         "Is something squared twice?"),
        ("complement", lambda e: 1 - e, "one minus the right answer",
         "Which of the two cases is 1, and which is 0?"),
        ("absolute", np.abs, "the right answer without its sign",
         "Where does the sign get lost?"),
        ("rounded", np.round, "the right answer rounded to a whole number",
         "Is there a rounding too many, or a comparison where a calculation is expected?"),
        ("reciprocal", lambda e: 1 / np.where(e == 0, np.nan, e), "one over the right answer",
         "What is divided by what?"),
    )  # fmt: skip
    exact = [item.expected.astype(float) for item in evidence]
    for name, transform, words, thought in maps:
        images = [np.asarray(transform(expected)) for expected in exact]
        if all(map(close, images, exact)):
            continue  # it changes nothing here, and so explains nothing
        if all(close(item.got, image) for item, image in zip(evidence, images, strict=True)):
            return Trace(name, f"You returned {words}.", thought)
    return None


def _offset(evidence: Sequence[Evidence]) -> Trace | None:
    if len(evidence) < 2:
        return None
    difference = np.concatenate(
        [(e.got.astype(float) - e.expected.astype(float)).ravel() for e in evidence]
    )
    if abs(difference[0]) < 1e-6 or np.ptp(difference) > 1e-6 * abs(difference[0]):
        return None
    return Trace(
        "offset",
        f"Everywhere, your answer is {difference[0]:+.6g} away from the right one.",
        "Which term is added that should not be, or left out?",
    )


def _rounded(evidence: Sequence[Evidence]) -> Trace | None:
    for digits in range(1, 7):
        rounded = [np.round(e.expected.astype(float), digits) for e in evidence]
        if all(
            np.allclose(e.got, values, rtol=0, atol=1e-12)
            for e, values in zip(evidence, rounded, strict=True)
        ):
            return Trace(
                "rounded",
                f"Your answer is rounded to {digits} decimal{'s' * (digits > 1)}.",
                "Rounding is for showing a number. Which line loses the other digits?",
            )
    return None


def _precision(evidence: Sequence[Evidence]) -> Trace | None:
    if not all(np.allclose(e.got, e.expected, rtol=1e-4, atol=1e-6) for e in evidence):
        return None
    return Trace(
        "precision",
        "Your answer is right to a few digits only.",
        "Is there a float32, a rounding, or a constant written with few digits?",
    )


DETECTORS: tuple[Detector, ...] = (
    _truncated,
    _constant,
    _factor,
    _argument,
    _simple_maps,
    _offset,
    transposed,
    _rounded,
    large_only,
    _precision,
    first_example_only,
    last_only,
    some_elements,
)
