"""Which notebook of the class a file is: by its cells, whatever its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from nbformat import NotebookNode

from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.cell_roles import grade_id, is_solution
from deepcat_grader.grading.intake.choosing import released

FEWEST = 3  # texts that a notebook shares with a lesson, where all its ids are gone
SHORTEST = 40  # characters of a text that two lessons do not share by chance


@dataclass(frozen=True)
class Lesson:
    """A notebook of the class.

    Attributes
    ----------
    assignment, notebook : str
    ids : frozenset of str
        Of cells that no other notebook has.
    texts : frozenset of str
        Of cells as students got them.
    stubs : dict from nbgrader's name of a cell to text
        What is to be filled in.
    """

    assignment: str
    notebook: str
    ids: frozenset[str]
    texts: frozenset[str]
    stubs: dict[str, str]


def lessons_of(course: CourseFolder) -> list[Lesson]:
    """The notebooks of a class."""
    masters = {
        (assignment, notebook): course.master(assignment, notebook)
        for assignment in course.assignments()
        for notebook in course.notebooks(assignment)
    }
    ids = {names: _ids(master.cells) for names, master in masters.items()}
    times = Counter(one for own in ids.values() for one in own)
    return [
        Lesson(
            *names,
            frozenset(one for one in ids[names] if times[one] == 1),
            frozenset(text for cell in master.cells if len(text := released(cell)) >= SHORTEST),
            {
                name: released(cell)
                for cell in master.cells
                if is_solution(cell) and (name := grade_id(cell))
            },
        )
        for names, master in masters.items()
    ]


def lesson_of(notebook: NotebookNode, lessons: Collection[Lesson]) -> Lesson | None:
    """The lesson that a notebook is, if it is one."""
    own = _ids(notebook.cells)
    if found := _best({at: len(lesson.ids & own) for at, lesson in enumerate(lessons)}, 1):
        return [*lessons][found[0]]
    texts = {cell.source.strip() for cell in notebook.cells}
    found = _best({at: len(lesson.texts & texts) for at, lesson in enumerate(lessons)}, FEWEST)
    return [*lessons][found[0]] if found else None


def is_touched(notebook: NotebookNode, lesson: Lesson) -> bool:
    """Whether anything was filled in."""
    return any(
        cell.source.strip() not in ("", lesson.stubs.get(grade_id(cell) or "", ""))
        for cell in notebook.cells
        if grade_id(cell) in lesson.stubs
    )


def _ids(cells: Iterable[NotebookNode]) -> set[str]:
    found = {grade_id(cell) or "" for cell in cells} | {cell.id for cell in cells}
    return {one for one in found if one and not one.startswith("unnamed-")}


def _best(counts: dict[int, int], fewest: int) -> tuple[int] | tuple[()]:
    """The one of the most, if no other has as many."""
    ranked = sorted(counts, key=lambda at: -counts[at])
    if not ranked or counts[ranked[0]] < fewest:
        return ()
    if len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]:
        return ()
    return (ranked[0],)
