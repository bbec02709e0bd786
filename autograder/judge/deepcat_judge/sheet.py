"""Read questions from a sheet: plain text, as an author writes them.

A blank line ends a question. Its first line holds its id and something about it, which in a quiz
is where to read::

    parameters: section 1.1.3
    In the line $ŷ = w x + b$, which are the parameters?
    a) x and ŷ
       → One of these is the input and the other the output.
    b) w and b
    = What learning may change is a parameter.

What follows an arrow is said to whoever chose the option above it, and what follows an equals sign
explains the right one. Every piece of text may go on on further lines, and may hold a block of
code between lines of three backticks. A block that begins with ``#`` is a heading for authors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deepcat_judge.exercise import Question

_MARK = re.compile(r" *([a-z*]\)|→|=) (.*)")
_FENCE = "```"


@dataclass(frozen=True)
class Entry:
    """One question of a sheet as it is written.

    ``pieces`` are pairs of a mark (``"a)"``, ``"*)"``, ``"→"`` or ``"="``) and the words behind it.
    """

    name: str
    about: str
    text: str
    pieces: tuple[tuple[str, str], ...]


def entries(sheet: str) -> Iterator[Entry]:
    """The questions of a sheet, in its order."""
    for head, *lines in _blocks(sheet):
        if head.startswith("#"):
            continue
        name, _, about = head.partition(": ")
        (_, text), *pieces = _pieces(lines)
        yield Entry(name.strip(), about.strip(), text, tuple(pieces))


def questions(sheet: str, points: float = 1.0) -> tuple[Question, ...]:
    """The questions of a quiz, each worth the same points."""
    return tuple(_question(entry, points) for entry in entries(sheet))


def _question(entry: Entry, points: float) -> Question:
    options: dict[str, str] = {}
    feedback: dict[str, str] = {}
    for mark, words in entry.pieces:
        if mark == "→":
            feedback[next(reversed(options))] = words
        else:
            options[mark[0]] = words
    return Question(entry.name, entry.text, options, points, entry.about, feedback)


def _blocks(sheet: str) -> Iterator[list[str]]:
    """Lines between blank ones; blank lines inside a block of code do not count."""
    block: list[str] = []
    for line, is_code in _with_code(sheet.splitlines()):
        if line.strip() or is_code:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _pieces(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Marks and the words behind each; the first are those before any mark."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line, is_code in _with_code(lines):
        mark = None if is_code else _MARK.fullmatch(line)
        if mark:
            found.append((mark[1], [mark[2]]))
        else:
            found[-1][1].append(line)
    return [(mark, _joined(words)) for mark, words in found]


def _joined(lines: Iterable[str]) -> str:
    """Lines as one, but for blocks of code, which keep theirs."""
    text = ""
    for line, is_code in _with_code(lines):
        if is_code:
            text = f"{text}\n{line}" if text else line
        elif words := " ".join(line.split()):
            text += ("\n" if text.endswith(_FENCE) else " " if text else "") + words
    return text


def _with_code(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it belongs to a block of code, its fences included."""
    inside = False
    for line in lines:
        fence = line.lstrip().startswith(_FENCE)
        yield line, inside or fence
        inside ^= fence
