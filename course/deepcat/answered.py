"""The questions that a student has answered in a lesson, for the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deepcat import markup
from deepcat.kept import Kept
from deepcat.questions import Question, all_questions
from deepcat.questions.choosing import choose
from deepcat.questions.telling import short
from deepcat.unclear import UnclearError

_HEADER = ("Question", "Your first answer", "What became of it")


@dataclass(frozen=True)
class Answered:
    """One answer: the question's id, what was answered, and what is to say of it."""

    question: str
    answer: str
    right: bool
    note: str = ""


def answered_in(lesson: str, kept: Kept) -> list[Answered]:
    """The answers that were given in a lesson, those of its warm-up first."""
    known = all_questions()
    found = []
    for key, answer in kept.answers.items():
        name, _, occasion = key.partition("@")
        question = known.get(name)
        if question is None or (occasion or question.lesson) != lesson:
            continue
        try:
            _, option = choose(question, answer["answer"])
        except UnclearError:  # the sheet has changed since
            continue
        note = "warm-up" if occasion else _mended(question, kept)
        found.append(Answered(name, short(question, answer), option.right, note))
    return sorted(found, key=lambda one: one.note != "warm-up")


def as_text(answers: Sequence[Answered]) -> str:
    """The answers in plain text."""
    lines = [(f"{_sign(one)} {one.question}", one.answer, one.note) for one in answers]
    widths = [max(len(line[column]) for line in lines) for column in range(2)]
    body = [
        f"  {name:<{widths[0]}}  {answer:<{widths[1]}}  {note}".rstrip()
        for name, answer, note in lines
    ]
    return "\n".join([_total(answers), *body])


def as_html(answers: Sequence[Answered]) -> str:
    """The answers as a table."""
    body = [
        (
            markup.code(one.question),
            markup.badge(_sign(one), markup.GOOD if one.right else markup.QUIET)
            + markup.text(f"{one.answer}: {'right' if one.right else 'not this'}"),
            markup.text(one.note),
        )
        for one in answers
    ]
    return markup.table(_total(answers), _HEADER, body)


def _mended(question: Question, kept: Kept) -> str:
    return "mended" if question.id in kept.mended else ""


def _sign(answer: Answered) -> str:
    return "✓" if answer.right else "○"


def _total(answers: Sequence[Answered]) -> str:
    count, right = len(answers), sum(one.right for one in answers)
    noun = "question" if count == 1 else "questions"
    return f"{count} {noun} answered, {right} right at once (no points)"
