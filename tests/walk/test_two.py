"""Answers with two mistakes, or of an odd structure: few are met in silence, none is misnamed."""

from __future__ import annotations

import pytest

from deepcat_grader.answers import visible_key
from deepcat_grader.bank import ENTRIES
from deepcat_judge.judge import judge
from deepcat_judge.observe import LocalCaller

from .answers import judged
from .unseen.two import NAMES, ODD, TWO

ANSWERS = {
    (exercise, name): answer
    for sheet in (TWO, ODD)
    for exercise, answers in sheet.items()
    for name, answer in answers.items()
}
SILENT = 0.25


def checked(exercise_id: str, answer: object):
    """What a student's own check says: visible cases only."""
    entry = ENTRIES[exercise_id]
    return judge(entry.exercise, LocalCaller(answer, entry.exercise.name), visible_key(entry))


@pytest.mark.parametrize("key", ANSWERS, ids=["-".join(key) for key in ANSWERS])
def test_only_a_mistake_that_was_made_is_named(key: tuple[str, str]) -> None:
    for verdict in (checked(key[0], ANSWERS[key]), judged(key[0], ANSWERS[key])):
        assert not verdict.passed
        assert verdict.mistake is None or verdict.mistake in NAMES[key], verdict.message


def test_most_are_explained() -> None:
    silent = [
        key for key, answer in ANSWERS.items() if judged(key[0], answer).finding == "unrecognised"
    ]
    assert len(silent) <= SILENT * len(ANSWERS), silent


def test_both_of_two_mistakes_are_told() -> None:
    told = {key for key in ANSWERS if judged(key[0], ANSWERS[key]).finding == "two"}
    assert len(told) >= len(ANSWERS) / 3
