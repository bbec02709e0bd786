"""A lesson's text as a list of cells, each with its markers read and its line known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupytext.myst import MystMetadataParsingError, myst_to_notebook

from deepcat_grader.build.errors import LessonError

# A first line that is one word, or a word, a colon and an id, is read as a marker.
_MARKER = re.compile(r"#\s*([A-Za-z_]+)\s*(?::\s*([\w-]+\.[\w.-]+))?\s*")
_STRAY = re.compile(r"\s*#\s*((?:exercise|wrong)\b\s*:.*|display\s*)")
_FENCE = re.compile(r"^[ \t>]*(```+|~~~+)\s*\{code-cell\}", re.MULTILINE)


@dataclass(frozen=True)
class LessonCell:
    """One cell of a lesson.

    Attributes
    ----------
    kind : str
        ``"markdown"``, ``"code"`` or ``"raw"``.
    source : str
        Without its marker.
    line : int
        Where the cell starts in the file, from 1.
    exercise : str or None
        The id, when the cell is an exercise's marker.
    wrong : str or None
        The id of a question, when the cell is the marker of a wrong implementation.
    display : bool
        Whether the cell only shows something, and a grader need not run it.
    metadata : mapping
    """

    kind: str
    source: str
    line: int
    exercise: str | None = None
    wrong: str | None = None
    display: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Lesson:
    """A lesson's file ``2_neuron.md``: its name ``2_neuron``, its module ``neuron``, its cells."""

    path: Path
    cells: tuple[LessonCell, ...]

    @property
    def name(self) -> str:
        """The notebook's name."""
        return self.path.stem

    @property
    def module(self) -> str:
        """The first half of the ids of its exercises."""
        return lesson_module(self.path.stem)

    @property
    def number(self) -> int:
        """Its place in the course."""
        return int(self.path.stem.partition("_")[0])

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of its markers, in order."""
        return tuple(cell.exercise for cell in self.cells if cell.exercise is not None)


def lesson_module(name: str) -> str:
    """``"neuron"`` for ``"2_neuron"`` and for ``"neuron"``."""
    number, _, module = name.partition("_")
    return module if number.isdigit() else name


def read_lesson(path: Path) -> Lesson:
    """Read a lesson's MyST text.

    Raises
    ------
    LessonError
        If the text or one of its markers cannot be understood.
    """
    text = path.read_text(encoding="utf-8")
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        raise LessonError(path, 1, f"The lesson's metadata cannot be read: {error}.") from error
    lines = text.splitlines()
    cells = []
    for cell, start in zip(notebook.cells, notebook.metadata["source_map"], strict=True):
        line = _first_line(lines, start, cell.source)
        cells.append(_read_cell(path, line, cell.cell_type, cell.source, cell.metadata))
    return Lesson(path, tuple(cells))


def _first_line(lines: list[str], start: int, source: str) -> int:
    """The source map gives a cell's fence; blank lines and options may follow it."""
    first = source.partition("\n")[0]
    for number in range(start, len(lines)):
        if lines[number] == first:
            return number + 1
    return start + 1


def _read_cell(
    path: Path, line: int, kind: str, source: str, metadata: Mapping[str, Any]
) -> LessonCell:
    if kind != "code":
        _refuse_nested_cell(path, line, source)
        return LessonCell(kind, source, line, metadata=metadata)
    first, _, rest = source.partition("\n")
    for number, text in enumerate(rest.split("\n"), start=line + 1):
        if _STRAY.fullmatch(text):
            raise LessonError(
                path, number, f"The marker {text.strip()!r} must be the first line of its cell."
            )
    marker = _MARKER.fullmatch(first)
    if marker is None and _STRAY.fullmatch(first):
        raise LessonError(
            path, line, f"{first!r} names no exercise; write '# exercise: lesson.function'."
        )
    if marker is None:
        return LessonCell(kind, source, line, metadata=metadata)
    word, name = marker.groups()
    if word == "display" and name is None:
        return LessonCell(kind, rest.strip("\n"), line, display=True, metadata=metadata)
    if word not in ("exercise", "wrong"):
        raise LessonError(
            path,
            line,
            f"{first!r} is not a marker; there are '# exercise: lesson.function', "
            "'# wrong: lesson.question' and '# display' "
            "(an ordinary comment on a cell's first line needs more than one word).",
        )
    if name is None:
        raise LessonError(path, line, f"'# {word}' needs an id: '# {word}: lesson.name'.")
    if rest.strip():
        raise LessonError(path, line, f"The cell of '# {word}: {name}' must hold nothing else.")
    if word == "wrong":
        return LessonCell(kind, "", line, wrong=name, metadata=metadata)
    return LessonCell(kind, "", line, exercise=name, metadata=metadata)


def _refuse_nested_cell(path: Path, line: int, source: str) -> None:
    if nested := _FENCE.search(source):
        number = line + source.count("\n", 0, nested.start())
        raise LessonError(path, number, "A code cell must not be inside a list or another block.")
