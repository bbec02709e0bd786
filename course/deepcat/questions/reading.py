"""Read a lesson's questions from its sheet, and refuse a sheet that leaves an answer open."""

from __future__ import annotations

import re
from dataclasses import replace

from deepcat.questions.curves import heights
from deepcat.questions.model import ANYTHING_ELSE, Axis, Kind, Option, Question
from deepcat.questions.numbers import interval, line_numbers
from deepcat_judge.sheet import Entry, entries

_TAG = re.compile(r"[a-z][a-z0-9_]*")
_TAGGED = re.compile(r"([a-z][a-z0-9_]*): (.+)", re.DOTALL)
_AXES = re.compile(r"axes: (\S+) from (\S+) to (\S+), (.+?) from (\S+) to (\S+?)\.? ")


class SheetError(ValueError):
    """A question cannot be read; the text names it and says what is missing."""


def read(lesson: str, sheet: str) -> tuple[Question, ...]:
    """The questions of a lesson's sheet.

    Raises
    ------
    SheetError
        If a question is not whole: `docs` of the format stand in CONTRIBUTING.md.
    """
    found = tuple(_question(lesson, entry) for entry in entries(sheet))
    names = [question.id for question in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise SheetError(f"{', '.join(sorted(twice))}: there are two questions of this name")
    return found


def _question(lesson: str, entry: Entry) -> Question:
    name = f"{lesson}.{entry.name}"
    concept, *rest = (part.strip() for part in entry.about.split(","))
    kinds = [part for part in rest if part in set(Kind)]
    exercises = [part for part in rest if "." in part]
    unknown = set(rest) - set(kinds) - set(exercises) - {"pool"}
    if not _TAG.fullmatch(entry.name) or not _TAG.fullmatch(concept) or len(kinds) != 1 or unknown:
        raise SheetError(
            f"{name}: the first line is 'name: concept, kind', and then 'pool' or an exercise; the "
            f"kinds are {', '.join(Kind)}"
        )
    text, axes = _axes(entry.text)
    question = Question(
        name, concept, Kind(kinds[0]), text, _options(name, entry), _explanation(name, entry),
        "pool" in rest, "".join(exercises[:1]), axes,
    )  # fmt: skip
    _check(question)
    return question


def _options(name: str, entry: Entry) -> tuple[Option, ...]:
    options: list[Option] = []
    for mark, words in entry.pieces:
        if mark == "=":
            continue
        if mark != "→":
            options.append(Option(mark[0], words))
        elif not options or options[-1].answer:
            raise SheetError(f"{name}: an arrow stands below the option that it answers")
        else:
            options[-1] = _answered(name, options[-1], words)
    return tuple(options)


def _answered(name: str, option: Option, words: str) -> Option:
    if option.letter == ANYTHING_ELSE:
        return replace(option, answer=words)
    tagged = _TAGGED.fullmatch(words)
    if tagged is None:
        raise SheetError(f"{name}: an arrow is followed by 'misconception: words', not {words!r}")
    return replace(option, misconception=tagged[1], answer=tagged[2])


def _explanation(name: str, entry: Entry) -> str:
    found = [words for mark, words in entry.pieces if mark == "="]
    if len(found) != 1 or not found[0]:
        raise SheetError(f"{name}: one line '= …' explains the right option")
    return found[0]


def _axes(text: str) -> tuple[str, tuple[Axis, ...]]:
    found = _AXES.match(text)
    if found is None:
        return text, ()
    x, x_low, x_high, y, y_low, y_high = found.groups()
    axes = Axis(x, float(x_low), float(x_high)), Axis(y, float(y_low), float(y_high))
    return text[found.end() :], axes


def _check(question: Question) -> None:
    """Every answer that somebody may give is answered, and one is right."""
    letters = [option.letter for option in question.options]
    named = [option for option in question.options if option.letter != ANYTHING_ELSE]
    if [option.letter for option in named] != list("abcdefgh"[: len(named)]) or len(named) < 2:
        raise SheetError(f"{question.id}: options are lettered a), b), …, and are at least two")
    if sum(option.right for option in named) != 1 or any(
        option.right for option in question.options if option not in named
    ):
        raise SheetError(f"{question.id}: exactly one option is right, which has no arrow")
    if (question.kind is Kind.CHOICE) == (ANYTHING_ELSE in letters):
        raise SheetError(
            f"{question.id}: '*)' answers everything else; a choice needs none, and every other "
            "kind does"
        )
    if (question.kind is Kind.CURVE) != bool(question.axes):
        raise SheetError(f"{question.id}: a curve's text begins 'axes: x from 0 to 1, y from …'")
    for option in named:
        _check_option(question, option)


def _check_option(question: Question, option: Option) -> None:
    try:
        if question.kind is Kind.NUMBER:
            interval(option.text)
        elif question.kind is Kind.LINE:
            line_numbers(option.text)
        elif question.kind is Kind.CURVE:
            heights(option.text, question.axes)
    except Exception as error:  # a formula may fail in any way
        raise SheetError(f"{question.id}: option {option.letter}) {option.text}: {error}") from None
