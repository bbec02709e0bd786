"""A question and the answer to it, as HTML for a notebook and as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deepcat import markup
from deepcat.formulas import as_html, as_plain
from deepcat.questions import curves
from deepcat.questions.choosing import choose
from deepcat.questions.code import numbered, without_code
from deepcat.questions.curves import HANDLES
from deepcat.questions.model import ANYTHING_ELSE, Kind, Option, Question

_HOW = "Without buttons here, answer in code: "


def answer_words(question: Question, kept: Mapping[str, Any]) -> str:
    """What is said to an answer: what was chosen, what is behind it, what is right and why.

    Parameters
    ----------
    question : Question
    kept : mapping
        The answer as it is kept.

    Returns
    -------
    str
        As the sheets are written, with formulas and emphasis.
    """
    option = option_of(question, kept)
    said = f"**{_chosen(question, kept, option)}: {'right' if option.right else 'not this'}.**"
    return " ".join(filter(None, (said, option.answer, question.explanation)))


def option_of(question: Question, kept: Mapping[str, Any]) -> Option:
    """The option that a kept answer is."""
    return choose(question, kept["answer"])[1]


def short(question: Question, kept: Mapping[str, Any]) -> str:
    """An answer in a few words, for a table."""
    return as_plain(_chosen(question, kept, option_of(question, kept)))


def _chosen(question: Question, kept: Mapping[str, Any], option: Option) -> str:
    given = kept["answer"]
    if question.kind is Kind.NUMBER:
        return f"You said {given:g}".replace("-", "−")
    if question.kind is Kind.LINE:
        return f"You named line {given}"
    if question.kind is Kind.CURVE:
        if option.letter == ANYTHING_ELSE:
            return "You sketched something else"
        return f"You sketched {curves.words(option.text)}"
    return f"You chose {option.letter})"


def listed(question: Question) -> tuple[str, ...]:
    """The options to choose from, in words; none where a number or a sketch is the answer."""
    if question.kind is not Kind.CHOICE:
        return ()
    return tuple(f"{option.letter}) {option.text}" for option in question.options)


def example(question: Question) -> str:
    """What an answer looks like in code."""
    return {
        Kind.CHOICE: '"a"',
        Kind.NUMBER: "0.5",
        Kind.LINE: "2",
        Kind.CURVE: f"[{HANDLES} heights from left to right]",
    }[question.kind]


def words_of(question: Question) -> str:
    """What is asked, without the lines of code that are to choose from."""
    return without_code(question) if question.kind is Kind.LINE else question.text


def text(title: str, question: Question, kept: Mapping[str, Any] | None, call: str) -> str:
    """A question as plain text, with the answer to what was chosen."""
    lines = [f"{title} {as_plain(words_of(question))}"]
    lines += [f"  {as_plain(option)}" for option in listed(question)]
    if question.kind is Kind.LINE:
        lines.append(numbered(question))
    if question.axes:
        lines.append(f"  {_frame(question)}")
    lines.append(f"  {_HOW}{call}" if kept is None else as_plain(answer_words(question, kept)))
    return "\n".join(lines)


def html(title: str, question: Question, kept: Mapping[str, Any] | None, call: str) -> str:
    """The same as HTML that needs neither script nor style sheet."""
    pieces = [f"<div>{markup.strong(title)} {as_html(words_of(question))}</div>"]
    if options := listed(question):
        pieces.append(markup.bullets(as_html(option) for option in options))
    if question.kind is Kind.LINE:
        pieces.append(markup.block(numbered(question)))
    if question.axes:
        pieces.append(markup.paragraph(markup.faint(_frame(question))))
    if kept is None:
        pieces.append(markup.paragraph(markup.faint(_HOW), markup.code(call)))
    else:
        pieces.append(markup.paragraph(as_html(answer_words(question, kept))))
    return "".join(pieces)


def _frame(question: Question) -> str:
    """What a sketch is drawn in."""
    across, up = question.axes
    words = (
        f"{across.name} goes from {across.low:g} to {across.high:g}, and {up.name} from "
        f"{up.low:g} to {up.high:g}."
    )
    return words.replace("-", "−")
