"""An answer sheet is judged question by question, whatever stands in it."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from deepcat_judge.exercise import Question, Quiz
from deepcat_judge.judge import judge
from deepcat_judge.key import Key
from deepcat_judge.observe import LocalCaller
from deepcat_judge.quiz import digest, seal, unseal
from deepcat_judge.verdict import Outcome, Verdict

QUIZ = Quiz(
    id="toy.quiz",
    title="Cats",
    questions=(
        Question("legs", "How many legs?", {"a": "four", "b": "five"}, 1.0, "section 1"),
        Question("tails", "How many?", {"a": "two", "b": "one"}, 2.0, "section 2", {"a": "Count."}),
    ),
    hints=("Look.", "Count.", "Four and one."),
)
RIGHT = {"legs": "a", "tails": "b"}
KEY = Key(digests={name: digest(QUIZ, name, letter) for name, letter in RIGHT.items()})


def verdict(answer: object) -> Verdict:
    return judge(QUIZ, LocalCaller(answer, "quiz"), KEY)


@pytest.mark.parametrize("sheet", [RIGHT, {"legs": "A", "tails": " b "}, {**RIGHT, "ears": "c"}])
def test_right_letters_have_full_marks(sheet: dict[str, Any]) -> None:
    """Capitals and blanks do not matter, nor does a question too many."""
    assert (verdict(sheet).outcome, verdict(lambda: sheet).points) == (Outcome.PASSED, 3)


def test_each_question_counts_alone_and_is_explained() -> None:
    seen = verdict({"legs": "a", "tails": "a"})
    assert (seen.outcome, seen.points) == (Outcome.INCORRECT, 1)
    assert 'tails: you chose a, "two". Count. See section 2.' in seen.message
    assert "legs:" not in seen.message


WHY = {"legs": "Cats stand on four légs.", "tails": "One is enough. " * 9}
TOLD = replace(KEY, because={q: seal(WHY[q], QUIZ, q, RIGHT[q]) for q in WHY})


def test_a_right_answer_is_explained_too_and_only_then() -> None:
    partly = judge(QUIZ, LocalCaller({"legs": "A ", "tails": "a"}, "quiz"), TOLD)
    assert "✓ legs: Cats stand on four légs." in partly.message
    assert (
        '✗ tails: you chose a, "two". Count.' in partly.message and "enough" not in partly.message
    )
    passed = judge(QUIZ, LocalCaller(RIGHT, "quiz"), TOLD)
    assert passed.passed and [item.words for item in passed.items] == list(WHY.values())


def test_the_explanation_cannot_be_read_off_the_key() -> None:
    """It is no secret, but no one reads it by accident; with another option it is no text."""
    for name, words in WHY.items():
        sealed = TOLD.because[name]
        assert words not in sealed and words.encode() not in base64.b64decode(sealed)
        assert unseal(sealed, QUIZ, name, RIGHT[name]) == words
        with pytest.raises(UnicodeDecodeError):
            unseal(sealed, QUIZ, name, "c")


@pytest.mark.parametrize("option", [np.array(["a", "b"]), ["a"], 1, 2.5, object(), {"a": "b"}, "z"])
def test_what_is_no_option_costs_its_own_question_only(option: object) -> None:
    seen = verdict({"legs": option, "tails": "b"})
    assert (seen.outcome, seen.points) == (Outcome.INCORRECT, 2)
    assert "is not an option; choose one of a, b" in seen.message


def test_a_misspelt_question_is_named() -> None:
    assert "No question is called 'leg'" in verdict({"leg": "a", "tails": "b"}).message


def unfinished() -> Any:
    raise NotImplementedError


@pytest.mark.parametrize(
    "answer", [None, unfinished, lambda: None, {}, {"legs": "", "tails": " "}, {"legs": None}]
)
def test_an_empty_sheet_is_not_attempted(answer: object) -> None:
    assert (verdict(answer).outcome, verdict(answer).points) == (Outcome.NOT_ATTEMPTED, 0)


@pytest.mark.parametrize("answer", [lambda: ["a", "b"], lambda: "ab", lambda: 3])
def test_what_is_no_sheet_is_refused(answer: object) -> None:
    seen = verdict(answer)
    assert (seen.outcome, seen.points) == (Outcome.INCORRECT, 0)
    assert "must be a dict" in seen.message


def test_a_sheet_that_stops_shows_why() -> None:
    assert verdict(lambda: {}["legs"]).outcome is Outcome.RAISED
    assert "KeyError" in verdict(lambda: {}["legs"]).message
