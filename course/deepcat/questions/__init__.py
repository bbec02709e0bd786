"""The questions of the lessons: one sheet a lesson, read once."""

from __future__ import annotations

import difflib
from functools import cache
from importlib import resources

from deepcat.questions.model import Axis, Kind, Option, Question
from deepcat.questions.reading import SheetError, read
from deepcat.unclear import UnclearError

__all__ = ["Axis", "Kind", "Option", "Question", "SheetError", "all_questions", "question"]


def question(name: str) -> Question:
    """The question of an id such as ``"neuron.bias"``.

    Raises
    ------
    UnclearError
        If there is none; names the closest.
    """
    known = all_questions()
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=2)
    advice = f" Did you mean {' or '.join(close)}?" if close else ""
    raise UnclearError(f"There is no question called {name[:60]!r}.{advice}")


@cache
def all_questions() -> dict[str, Question]:
    """Every question by its id, in the order of the sheets."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".md")]
    return {
        question.id: question
        for file in sorted(files, key=lambda file: file.name)
        for question in read(file.name.removesuffix(".md"), file.read_text(encoding="utf-8"))
    }
