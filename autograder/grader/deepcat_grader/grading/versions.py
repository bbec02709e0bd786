"""What one version of NumPy refuses and another one allows: it decides no points."""

from __future__ import annotations

import re
from dataclasses import replace

from deepcat_judge.observe import Raised
from deepcat_judge.verdict import Outcome, Verdict

# A number from an array of shape (1, 1), and names that NumPy 2 no longer has.
GONE = (
    "trapz|in1d|row_stack|product|cumproduct|alltrue|sometrue|msort"
    "|bool|int|float|complex|object|str|unicode|long|bool8|float96"
)
DECIDED = re.compile(
    r"only 0-dimensional arrays can be converted"
    r"|`np\.\w{1,30}` was (a deprecated alias|removed in the NumPy)"
    rf"|module 'numpy' has no attribute '({GONE})'"
)
WORDS = (
    "Your code stops where versions of NumPy differ: what one allows, another refuses. It costs "
    "you nothing: a person will look at it."
)


def decided_by_version(raised: Raised | None) -> bool:
    """Whether another version of NumPy might have gone on where this one stopped."""
    return raised is not None and DECIDED.search(raised.text) is not None


def left_to_a_person(verdict: Verdict) -> Verdict:
    """The verdict on an answer that stopped only here, perhaps; one with a name keeps it."""
    if verdict.passed or verdict.mistake is not None:
        return verdict
    told = f"Before, it read:\n{verdict.message}"
    fault = Outcome.GRADER_FAULT
    return replace(verdict, outcome=fault, points=0.0, headline=WORDS, traceback=told)
