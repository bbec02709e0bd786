"""Find the known mistake that an answer reproduces, or abstain."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np

from deepcat_judge.compare import compare, is_number, numeric_leaves
from deepcat_judge.exercise import VALUES, Case
from deepcat_judge.key import Key, KnownMistake
from deepcat_judge.observe import Observation
from deepcat_judge.plain import Plain, Refused


def name_mistake(key: Key, seen: Mapping[str, Observation]) -> KnownMistake | None:
    """The known mistake whose output matches on every case that separates it.

    Where the ordinary values are wrong, only they are matched: a wrong formula may overflow in
    its own way. An unusual input that passes still vetoes a mistake that would not pass it. Where
    several mistakes with different words match, none is named.
    """
    ordinary = [case for case in key.cases if case.part == VALUES]
    wrong_values = any(not is_right(key, case, seen[case.id]) for case in ordinary)
    cases = ordinary if wrong_values else list(key.cases)
    candidates = [
        m for m in key.mistakes() if _matches(key, m, cases, seen) and not _vetoed(key, m, seen)
    ]
    closest = [m for m in candidates if _matches(key, m, key.cases, seen)]
    candidates = closest or candidates
    if len({mistake.message for mistake in candidates}) != 1:
        return None
    return candidates[0]


def _vetoed(key: Key, mistake: KnownMistake, seen: Mapping[str, Observation]) -> bool:
    """Whether the answer is right on an input where the mistake would show."""
    return any(
        is_right(key, case, seen[case.id])
        and not is_right(key, case, mistake.observations[case.id])
        for case in key.cases
    )


def _matches(
    key: Key,
    mistake: KnownMistake,
    cases: list[Case] | tuple[Case, ...],
    seen: Mapping[str, Observation],
) -> bool:
    separates = False
    for case in cases:
        theirs = mistake.observations[case.id]
        slack = _slack(key.expected[case.id].tolerance)
        if not same_observation(theirs, seen[case.id], words=not case.hidden, slack=slack):
            return False
        separates = separates or not is_right(key, case, theirs)
    return separates


def _slack(tolerance: Plain) -> float:
    """How far two answers may be apart and still be the same, beside what rounding does."""
    return max((float(leaf.max(initial=0.0)) for _, leaf in numeric_leaves(tolerance)), default=0.0)


def is_right(key: Key, case: Case, seen: Observation) -> bool:
    """Whether a call did what is expected, quietly."""
    if seen.raised or seen.timed_out or seen.warned or seen.changed:
        return False
    return compare(key.expected[case.id], seen.value) is None


def same_observation(
    a: Observation, b: Observation, words: bool = True, slack: float = 0.0
) -> bool:
    """Whether two calls did the same, up to rounding, and up to `slack` besides.

    Without `words`, the texts of exceptions and refusals are not compared: on hidden inputs a
    caller may leave them out, since they could carry the input into the feedback.
    """
    if a.timed_out or b.timed_out:
        return False
    if a.raised or b.raised:
        if not (a.raised and b.raised and a.raised.kind == b.raised.kind):
            return False
        return not words or a.raised.text == b.raised.text
    flags_agree = bool(a.warned) == bool(b.warned) and a.changed == b.changed
    if not words and isinstance(a.value, Refused) and isinstance(b.value, Refused):
        return flags_agree
    return flags_agree and _same_value(a.value, b.value, slack)


def _same_value(a: Plain, b: Plain, slack: float = 0.0) -> bool:
    if (is_number(a) and is_number(b)) or (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)):
        x, y = np.asarray(a), np.asarray(b)
        atol = max(1e-10, slack)
        return x.shape == y.shape and bool(
            np.allclose(x.astype(float), y.astype(float), rtol=1e-7, atol=atol, equal_nan=True)
        )
    if isinstance(a, (tuple, list)) and isinstance(b, (tuple, list)):
        return len(a) == len(b) and all(map(_same_value, a, b, itertools.repeat(slack)))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_same_value(a[k], b[k], slack) for k in a)
    if isinstance(a, Refused) and isinstance(b, Refused):
        return a.what == b.what
    return type(a) is type(b) and a == b
