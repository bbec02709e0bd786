"""Traces in the numbers: what the right numbers have become on their way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from deepcat_judge.forensics.evidence import (
    Array,
    Detector,
    Evidence,
    Trace,
    close,
    given,
    pooled,
    wrong_elements,
)
from deepcat_judge.forensics.factors import factor
from deepcat_judge.forensics.places import first_example_only, region, unfilled
from deepcat_judge.forensics.shapes import transposed
from deepcat_judge.plain import Plain
from deepcat_judge.words import show

SEVERAL = 5
MANY = 3  # this many different right answers make "only 0 or 1" a finding
CLIPPED, UNCLIPPED, FAR = 2, 3, 5.0


def _is_whole(numbers: Array) -> bool:
    return bool(np.all(numbers == np.trunc(numbers.astype(float))))


def _truncated(evidence: Sequence[Evidence]) -> Trace | None:
    wrong = [item for item in evidence if not item.right]
    cut = [close(e.got, np.trunc(e.expected.astype(float))) and _is_whole(e.got) for e in evidence]
    if not all(cut[i] for i, e in enumerate(evidence) if not e.right):
        return None
    if sum(int(wrong_elements(e).sum()) for e in wrong) < 2 or not any(e.got.any() for e in wrong):
        return None  # where nothing but 0 came out, it need not have been cut
    if all(cut):
        return Trace(
            "truncated",
            "Your answer is cut to whole numbers.",
            "Which line turns a float into an int?",
        )
    if not any(
        all(_holds_integers(e.args[i]) is not e.right or cut[k] for k, e in enumerate(evidence))
        for i in range(given(evidence))
    ):
        return None
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
    if first.size == 0 or len(np.unique(pooled([e.expected for e in evidence]))) < 3:
        return None
    if all(np.all(item.got == first[0]) for item in evidence):
        return Trace(
            "constant",
            f"Your answer is {show(first[0].item())} for every input that was tried.",
            "Does the result use the arguments, or a number or variable from elsewhere?",
            always=True,
        )
    return None


def _few_valued(evidence: Sequence[Evidence]) -> Trace | None:
    values = sorted(set(pooled([e.got for e in evidence]).tolist()))
    expected = np.unique(pooled([e.expected for e in evidence]).round(9))
    if not set(values) <= {-1.0, 0.0, 1.0} or len(values) < 2 or len(expected) < MANY:
        return None
    truth = all(e.got.dtype == bool for e in evidence)
    shown = "True or False" if truth else " or ".join(f"{value:g}" for value in values)
    return Trace(
        "few_valued",
        f"For every input that was tried, you return {shown}, where other numbers are expected.",
        "Which line makes a yes or no out of a number, with a comparison or a rounding?",
        always=True,
    )


def _argument(evidence: Sequence[Evidence]) -> Trace | None:
    for index in range(given(evidence)):
        values = [np.asarray(e.args[index]) for e in evidence if _numeric(e.args[index])]
        if len(values) == len(evidence) >= 2 and all(
            close(e.got, value) for e, value in zip(evidence, values, strict=True)
        ):
            names = evidence[0].names
            name = f"is {names[index]}" if len(names) > 1 else "is what went in"
            return Trace(
                "argument_returned",
                f"What comes out {name}, unchanged.",
                "Is the result of the calculation the thing that you return?",
            )
    return None


_FUNCTIONS: tuple[tuple[str, Callable[[Array], Array]], ...] = (
    ("the exponential of {z}", np.exp),
    ("the exponential of -{z}", lambda z: np.exp(-z)),
    ("the exponential of -|{z}|", lambda z: np.exp(-np.abs(z))),
    ("the square of {z}", np.square),
    ("{z} without its sign", np.abs),
    ("the sign of {z}", np.sign),
    ("the hyperbolic tangent of {z}", np.tanh),
    ("the arc tangent of {z}", np.arctan),
    ("the slope of the hyperbolic tangent at {z}", lambda z: np.cosh(z) ** -2.0),
    ("{z} where it is positive, and 0 elsewhere", lambda z: np.maximum(z, 0.0)),
    ("{z} / (1 + |{z}|)", lambda z: z / (1 + np.abs(z))),
    ("the logarithm of 1 plus the exponential of {z}", lambda z: np.logaddexp(0.0, z)),
)


def _function(evidence: Sequence[Evidence]) -> Trace | None:
    """Another function of the one argument than the expected one."""
    if len(evidence) < 2 or any(len(e.args) != 1 for e in evidence):
        return None
    arguments = [np.asarray(e.args[0]) for e in evidence if _numeric(e.args[0])]
    if len(arguments) < len(evidence) or len(np.unique(pooled(arguments))) < SEVERAL:
        return None
    for words, function in _FUNCTIONS:
        with np.errstate(over="ignore"):
            images = [np.asarray(function(z.astype(float))) for z in arguments]
        given = [item.got for item in evidence]
        right = [item.expected for item in evidence]
        if all(map(close, given, images)) and not all(map(close, images, right)):
            name = evidence[0].names[0] if evidence[0].names else "the argument"
            return Trace(
                "other_function",
                f"You returned {words.format(z=name)}.",
                "How does the graph of the expected function look, at 0 and far away from it?",
            )
    return None


def _numeric(value: Plain) -> bool:
    return isinstance(value, (int, float, np.ndarray))


def _inverse(e: Array) -> Array:
    return np.asarray(1 / np.where(e == 0, np.nan, e))


_MAPS: tuple[tuple[str, Callable[[Array], Array], str, str], ...] = (
    ("square_root", lambda e: np.sqrt(np.abs(e)), "You returned the square root of the right "
     "answer.", "Is there a root that the definition does not have, or a square missing?"),
    ("square", np.square, "You returned the square of the right answer.",
     "Is something squared twice?"),
    ("complement", lambda e: 1 - e, "You returned one minus the right answer.",
     "Which of the two cases is 1, and which is 0?"),
    ("complement", lambda e: e - 1, "You returned the right answer minus one.",
     "Where does the 1 come in?"),
    ("absolute", np.abs, "Where a negative number is expected, you returned the same number "
     "without its minus sign.", "Where does the sign get lost?"),
    ("absolute", lambda e: -np.abs(e), "Where a positive number is expected, you returned the "
     "same number with a minus sign.", "Where does the sign come from?"),
    ("rounded", np.floor, "You returned the right answer rounded down to a whole number.",
     "Which operation (//, floor, int) loses the digits?"),
    ("rounded", np.ceil, "You returned the right answer rounded up to a whole number.",
     "Which operation loses the digits?"),
    ("rounded", lambda e: np.round(e, -1), "You returned the right answer rounded to tens.",
     "Who asked for rounding, and what gets lost by it?"),
    ("rounded", np.round, "You returned the right answer rounded to a whole number.",
     "Is there a rounding too many, or a comparison where a calculation is expected?"),
    ("reciprocal", _inverse, "You returned one over the right answer.", "What is divided by what?"),
    ("reciprocal", lambda e: _inverse(1 + e), "You returned one over (one plus the right answer).",
     "Which number is expected: one that is better when it is small, or when it is large?"),
    ("logarithm", lambda e: np.log1p(np.abs(e)), "You returned the logarithm of (one plus the "
     "right answer).", "Is there a logarithm that the definition does not have?"),
)  # fmt: skip


def _simple_maps(evidence: Sequence[Evidence]) -> Trace | None:
    exact = [item.expected.astype(float) for item in evidence]
    for name, transform, words, thought in _MAPS:
        images = [np.asarray(transform(expected)) for expected in exact]
        if _changed(images, exact) < 2:
            continue  # it changes next to nothing here, and so explains nothing
        if all(close(item.got, image) for item, image in zip(evidence, images, strict=True)):
            return Trace(name, words, thought)
    return None


def _changed(images: Sequence[Array], exact: Sequence[Array]) -> int:
    """How many different right answers the map changes."""
    before, after = pooled(exact), pooled(images)
    return len(np.unique(before[np.abs(after - before) > 1e-6].round(9)))


def _offset(evidence: Sequence[Evidence]) -> Trace | None:
    if len(evidence) < 2:
        return None
    difference = pooled([e.got.astype(float) - e.expected.astype(float) for e in evidence])
    if abs(difference[0]) < 1e-6 or np.ptp(difference) > 1e-6 * abs(difference[0]):
        return None
    return Trace(
        "offset",
        f"Everywhere, your answer is {difference[0]:+.6g} away from the right one.",
        "Which term is added that should not be, or left out?",
    )


def _clipped(evidence: Sequence[Evidence]) -> Trace | None:
    got, expected = pooled([e.got for e in evidence]), pooled([e.expected for e in evidence])
    wrong = pooled([wrong_elements(e) for e in evidence]).astype(bool)
    low, high = got.min(), got.max()
    together = max(int(wrong_elements(e).sum()) for e in evidence)
    if not _enough(expected, wrong, together) or not np.allclose(
        got[wrong], np.clip(expected, low, high)[wrong], rtol=1e-9, atol=0
    ):
        return None
    below, above = np.any(expected[wrong] < low), np.any(expected[wrong] > high)
    limits = [f"below {low:.6g}"] * bool(below) + [f"above {high:.6g}"] * bool(above)
    return Trace(
        "clipped",
        f"Your answer never goes {' or '.join(limits)}, where it should.",
        "Which line keeps a number within a limit?",
        discreet="Your answers keep within limits that the right ones go beyond.",
    )


def _enough(expected: Array, wrong: Array, together: int) -> bool:
    """Whether clipping explains much: several elements beyond it, or one that is far beyond."""
    right, beyond = np.unique(expected[~wrong]), np.unique(expected[wrong])
    if len(right) < UNCLIPPED or not len(beyond):
        return False
    return max(len(beyond), together) >= CLIPPED or bool(
        np.abs(beyond[0]) > FAR * np.abs(right).max()
    )


def _reordered(evidence: Sequence[Evidence]) -> Trace | None:
    several = [e for e in evidence if len(np.unique(e.expected)) > 2]
    moved = any(not close(e.got, e.expected) for e in several)
    if not moved or not all(
        close(np.sort(e.got, axis=None), np.sort(e.expected, axis=None)) for e in evidence
    ):
        return None
    how = "another"
    if all(close(e.got.ravel(), e.expected.ravel()[::-1]) for e in evidence):
        how = "the reverse"
    elif all(close(e.got.ravel(), np.sort(e.expected, axis=None)) for e in evidence):
        how = "ascending"
    return Trace(
        "reordered",
        f"The numbers are right, but they stand in {how} order.",
        "Which line sorts, turns round or rearranges, the input or the result?",
    )


def _rounded(evidence: Sequence[Evidence]) -> Trace | None:
    for digits in range(1, 7):
        exact = [e.expected.astype(float) for e in evidence]
        rounded = [np.round(values, digits) for values in exact]
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
    _argument,
    _function,
    factor,
    _offset,
    _few_valued,
    _simple_maps,
    transposed,
    _reordered,
    _rounded,
    _clipped,
    _precision,
    unfilled,
    first_example_only,
    region,
)
