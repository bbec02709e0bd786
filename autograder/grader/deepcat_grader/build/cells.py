"""The cells that a lesson's markers become, with nbgrader's metadata and stable ids."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from deepcat_grader.build.lesson import LessonCell
from deepcat_grader.build.stub import stub_source
from deepcat_judge.exercise import AnyExercise, Quiz, Written

SCHEMA_VERSION = 3

CHECK = """\
check({name})
### BEGIN HIDDEN TESTS
from deepcat_grader.kernel import grade
grade("{id}", globals())
### END HIDDEN TESTS"""


class PlainIds:
    """Ids of cells that belong to no exercise: a digest of what the cell says.

    An ordinal would renumber every later cell whenever a paragraph is added.
    """

    def __init__(self, lesson: str) -> None:
        self._lesson = lesson
        self._seen: Counter[str] = Counter()

    def __call__(self, cell: LessonCell) -> str:
        """The id of the next cell; equal cells are numbered."""
        text = f"{cell.kind}\n{cell.source}"
        name = f"{self._lesson}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}-{self._seen[name]}"


def plain_cell(cell: LessonCell, cell_id: str) -> NotebookNode:
    """A cell of prose or ordinary code, as the lesson has it."""
    makers: dict[str, Callable[..., NotebookNode]] = {
        "markdown": new_markdown_cell,
        "code": new_code_cell,
        "raw": new_raw_cell,
    }
    metadata = dict(cell.metadata)
    if cell.display:
        metadata["deepcat"] = {"display": True}
    return makers[cell.kind](cell.source, id=cell_id, metadata=metadata)


def exercise_cells(
    exercise: AnyExercise, reference: Callable[[AnyExercise], Callable[..., Any]]
) -> Iterator[NotebookNode]:
    """The cells of one exercise, as the instructor's notebook has them."""
    if isinstance(exercise, Written):
        yield from _written_cells(exercise)
        return
    if isinstance(exercise, Quiz):
        yield _read_only_cell(exercise.cell + "-questions", _questions(exercise))
    name = exercise.cell
    source = stub_source(reference(exercise), exercise.name)
    yield new_code_cell(source, id=name, metadata=_nbgrader(name, solution=True))
    name = exercise.check_cell
    source = CHECK.format(name=exercise.name, id=exercise.id)
    metadata = _nbgrader(name, grade=True, locked=True, points=exercise.points)
    yield new_code_cell(source, id=name, metadata=metadata)


def _written_cells(exercise: Written) -> Iterator[NotebookNode]:
    name = exercise.cell
    rubric = "\n".join(f"- {part.title} ({_points(part.points)})" for part in exercise.rubric)
    prompt = f"**{exercise.title}** ({_points(exercise.points)})\n\n{exercise.prompt}"
    yield _read_only_cell(f"{name}-prompt", f"{prompt}\n\nYour answer is read for:\n\n{rubric}")
    metadata = _nbgrader(name, grade=True, solution=True, points=exercise.points)
    # nbgrader clears the whole cell in the release; here the rubric lies beside the answers.
    yield new_markdown_cell(f"Marking guide:\n\n{rubric}", id=name, metadata=metadata)


def _questions(quiz: Quiz) -> str:
    blocks = [f"**{quiz.title}** ({_points(quiz.points)})"]
    for question in quiz.questions:
        options = "\n".join(f"- **{letter}**: {text}" for letter, text in question.options.items())
        blocks.append(
            f"**`{question.id}`** ({_points(question.points)}) {question.text}\n\n{options}"
        )
    lines = "\n".join(f'    "{question.id}": "",' for question in quiz.questions)
    sheet = f"```python\nreturn {{\n{lines}\n}}\n```"
    blocks.append(
        "Copy this answer sheet over `raise NotImplementedError()` in the next cell, so that "
        "`return` stands where `raise` stood, and put a letter between each pair of quotes:"
    )
    blocks.append(sheet)
    return "\n\n".join(blocks)


def _read_only_cell(name: str, source: str) -> NotebookNode:
    cell: NotebookNode = new_markdown_cell(source, id=name, metadata=_nbgrader(name, locked=True))
    return cell


def _nbgrader(
    name: str,
    *,
    grade: bool = False,
    solution: bool = False,
    locked: bool = False,
    points: float | None = None,
) -> dict[str, Any]:
    data = {
        "grade": grade,
        "grade_id": name,
        "locked": locked,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        data["points"] = int(points) if points == int(points) else points
    return {"nbgrader": data}


def _points(points: float) -> str:
    return "1 point" if points == 1 else f"{points:g} points"
