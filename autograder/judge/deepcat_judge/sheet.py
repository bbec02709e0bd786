"""Read the questions of a quiz from a sheet: plain text, as an author writes them.

A blank line ends a question. Its first line holds its id and where to read about it::

    parameters: section 1.1.3
    In the line $ŷ = w x + b$, which are the parameters?
    a) x and ŷ
       → One of these is the input and the other the output.
    b) w and b

What follows an arrow is said to whoever chose the option above it. Every piece of text may go on
on further lines.
"""

from __future__ import annotations

import re

from deepcat_judge.exercise import Question

_MARK = re.compile(r"^ *([a-z]\)|→) ", re.MULTILINE)


def questions(sheet: str, points: float = 1.0) -> tuple[Question, ...]:
    """The questions of a sheet, each worth the same points."""
    return tuple(_question(block, points) for block in re.split(r"\n\s*\n", sheet.strip()))


def _question(block: str, points: float) -> Question:
    head, _, body = block.partition("\n")
    name, _, look_at = head.partition(": ")
    text, *marked = _MARK.split(body)
    options: dict[str, str] = {}
    feedback: dict[str, str] = {}
    for mark, words in zip(marked[::2], marked[1::2], strict=True):
        if mark == "→":
            feedback[next(reversed(options))] = _joined(words)
        else:
            options[mark[0]] = _joined(words)
    return Question(name.strip(), _joined(text), options, points, look_at, feedback)


def _joined(text: str) -> str:
    return " ".join(text.split())
