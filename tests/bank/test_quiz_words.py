"""What is said of an answer sheet is read as it stands: no one sets its formulas."""

from __future__ import annotations

import pytest

from deepcat_grader.bank import ENTRIES
from deepcat_judge.exercise import Question, Quiz

QUESTIONS = [
    (name, question)
    for name, entry in ENTRIES.items()
    if isinstance(entry.exercise, Quiz)
    for question in entry.exercise.questions
]


@pytest.mark.parametrize(
    ("name", "question"), QUESTIONS, ids=lambda value: getattr(value, "id", "")
)
def test_every_question_has_words_for_every_option(name: str, question: Question) -> None:
    """For the wrong options beside the question, for the right one in the teacher's half alone."""
    right = ENTRIES[name].reference()[question.id]
    assert set(question.feedback) == set(question.options) - {right}
    words = [*question.feedback.values(), ENTRIES[name].because[question.id]]
    for text in words:
        assert text.endswith((".", "?")) and not {"$", "*", "`"} & set(text)
