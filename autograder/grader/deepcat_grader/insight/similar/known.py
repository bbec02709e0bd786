"""What the course itself says in a lesson: whatever a student has from there tells nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial

import nbformat

from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.bank.registry import Answer, Entry
from deepcat_grader.bank.source import NoSourceError, as_answer
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.cell_roles import grade_id
from deepcat_grader.insight.similar.handed_in import Cell
from deepcat_grader.insight.similar.pieces import IDENTIFIER, of_name, pieces


def known_fingerprints(course: CourseFolder, assignment: str) -> frozenset[int]:
    """The pieces of a lesson's text, stubs and solutions, and of every answer met before.

    Raises
    ------
    OwnExerciseError
    """
    return fingerprints(
        [*lesson_cells(course, assignment), *answer_cells(_entries(course, assignment).values())]
    )


def fingerprints(cells: Iterable[Cell]) -> frozenset[int]:
    """All pieces of some cells; each of their words is a name that the course has used."""
    found: set[int] = set()
    for cell in cells:
        found.update(piece.fingerprint for piece in pieces(cell.source, cell.code))
        found.update(of_name(word) for word in set(IDENTIFIER.findall(cell.source)))
    return frozenset(found)


def lesson_cells(course: CourseFolder, assignment: str) -> Iterator[Cell]:
    """The notebooks of a lesson, as students get them and with the teacher's solutions."""
    for name in course.notebooks(assignment):
        path = course.source(assignment) / f"{name}.ipynb"
        for notebook in (course.master(assignment, name), nbformat.read(path, as_version=4)):
            for cell in notebook.cells:
                yield Cell(cell.get("id", ""), cell.cell_type == "code", cell.source)


def answer_cells(entries: Iterable[Entry]) -> Iterator[Cell]:
    """The bank's answers to some exercises, right and wrong, and all that is said of them."""
    for entry in entries:
        yield from map(partial(_cell, entry.exercise.name), _answers(entry))
        said: list[Iterable[str]] = [getattr(entry.exercise, "hints", ())]
        said += [(mistake.message, mistake.next_thought) for mistake in entry.mistakes]
        for words in said:
            yield Cell(entry.exercise.name, False, "\n".join(words))


def _answers(entry: Entry) -> Iterator[Answer]:
    yield from (variant.function for variant in entry.variants)
    yield from (mistake.function for mistake in entry.mistakes)
    yield from (unseen.function for unseen in entry.unseen)


def _cell(name: str, answer: Answer) -> Cell:
    """An answer as a cell, empty where it is an object that no source says how to make."""
    with suppress(NoSourceError, OSError):
        return Cell(name, True, as_answer(answer, name))
    return Cell(name, True, "")


def _entries(course: CourseFolder, assignment: str) -> Mapping[str, Entry]:
    """The exercises of a lesson, by id."""
    cells = {
        grade_id(cell)
        for name in course.notebooks(assignment)
        for cell in course.master(assignment, name).cells
    }
    return {
        name: entry
        for name, entry in all_entries(course.root).items()
        if entry.exercise.cell in cells
    }
