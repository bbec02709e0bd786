"""What an answer keeps of the questions of another exercise reaches nobody."""

from __future__ import annotations

import numpy as np

from deepcat_judge.verdict import Outcome

from ..toys import X, graded, toy

KEEPS = """
SEEN = []
def first(x):
    SEEN.append(x)
    return x + 1.0
"""
SHOWS = """
def second(x):
    return SEEN[0] if SEEN else x
"""
SPOILS = """
def first(x):
    np.add = np.ndarray.__add__ = None
    global second
    second = None
    return x + 1.0
"""


def first(x):
    return x + 1.0


def second(x):
    return 2.0 * x


ENTRIES = {
    entry.exercise.id: entry for entry in (toy(first, np.array([0.123456, 7.0])), toy(second, X))
}


def test_what_is_shown_comes_from_a_process_that_was_asked_nothing_else() -> None:
    answers = {"introduction.first": KEEPS, "introduction.second": SHOWS}
    record = graded(answers, ENTRIES)
    assert record.verdicts["introduction.first"].passed
    verdict = record.verdicts["introduction.second"]
    assert verdict.outcome is Outcome.INCORRECT
    assert "0.123" not in verdict.message + verdict.received


def test_an_answer_that_spoils_its_process_harms_no_other() -> None:
    answers = {"introduction.first": SPOILS, "introduction.second": "def second(x): return 2.0 * x"}
    record = graded(answers, ENTRIES)
    assert record.verdicts["introduction.second"].passed
