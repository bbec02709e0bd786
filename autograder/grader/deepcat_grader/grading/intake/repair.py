"""Lay a submission over the teacher's notebook: the cells to grade, in order, each with its role.

What the teacher locked stands as the teacher wrote it, in the teacher's order and with the
teacher's metadata. Whatever a student wrote stands somewhere: in its own cell, or in one beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeGuard

from nbformat import NotebookNode

from deepcat_grader.colab import is_colabs
from deepcat_grader.grading.intake.cell_names import defined
from deepcat_grader.grading.intake.cell_roles import (
    Role,
    grade_id,
    is_grade,
    is_locked,
    is_solution,
    nbgrader_of,
    set_role,
)
from deepcat_grader.grading.intake.choosing import choose
from deepcat_grader.grading.intake.copying import copied
from deepcat_grader.grading.intake.unread import note_candidates


def repair(master: NotebookNode, submitted: NotebookNode, checks: Collection[str]) -> NotebookNode:
    """The notebook to grade.

    Parameters
    ----------
    master : NotebookNode
        The teacher's notebook without solutions.
    submitted : NotebookNode
        As `read_notebook` gives it.
    checks : collection of str
        Ids of the cells that check an exercise.

    Returns
    -------
    NotebookNode
        Every cell has a role and an id of its own; no metadata is the student's.
    """
    chosen = choose(master.cells, submitted.cells)
    stubs = {cell.source.strip() for cell in master.cells if is_solution(cell)}
    after: dict[int, list[NotebookNode]] = defaultdict(list)
    place = {index: at for at, index in chosen.items()}
    last = -1
    for index, cell in enumerate(submitted.cells):
        if index in place:
            last = place[index]
        elif cell.source.strip() and not is_colabs(cell.source):
            after[last].append(_extra(cell, stubs))
    cells = after[-1]
    for at, original in enumerate(master.cells):
        answer = submitted.cells[chosen[at]] if at in chosen else None
        kept = [_extra(answer, stubs)] if _overwritten(answer, original) else []
        laid = [cell for cell in [_laid_over(original, answer, checks)] if cell is not None]
        # A function that stands in a check's cell is there before the check is.
        cells += kept + laid if original.cell_type == "code" else laid + kept
        cells += after[at]
    notebook = _named(master, cells)
    note_candidates(notebook.cells)
    return notebook


def _laid_over(
    original: NotebookNode, answer: NotebookNode | None, checks: Collection[str]
) -> NotebookNode | None:
    cell = copied(original)
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    if is_grade(cell) and not is_solution(cell) and cell.cell_type == "code":
        return set_role(cell, Role.CHECK if grade_id(cell) in checks else Role.TESTS)
    if answer is None and is_solution(cell):
        return set_role(cell, Role.MISSING)
    if answer is None and cell.cell_type != "code" and not nbgrader_of(cell):
        return None
    if answer is None or is_locked(cell) or answer.source.strip() == cell.source.strip():
        display = cell.metadata.get("deepcat", {}).get("display") is True
        return set_role(cell, Role.DISPLAY if display else Role.GIVEN)
    cell.source = answer.source
    if "attachments" in answer and cell.cell_type != "code":
        cell.attachments = answer.attachments
    return set_role(cell, Role.STUDENT)


def _overwritten(answer: NotebookNode | None, original: NotebookNode) -> TypeGuard[NotebookNode]:
    """Whether a student's own stands where the teacher's comes back: it is kept beside it."""
    if answer is None or not is_locked(original):
        return False
    if original.cell_type == "code":
        return bool(defined(answer.source) - defined(original.source))
    return answer.source.strip() not in ("", original.source.strip())


def _extra(cell: NotebookNode, stubs: Collection[str]) -> NotebookNode:
    extra = copied(cell)
    extra.metadata = NotebookNode()
    return set_role(extra, Role.SPARE if extra.source.strip() in stubs else Role.EXTRA)


def _named(master: NotebookNode, cells: Iterable[NotebookNode]) -> NotebookNode:
    """A notebook of these cells; the ids of extra cells depend on their order alone."""
    notebook = NotebookNode(
        nbformat=4, nbformat_minor=5, metadata=copied(master.metadata), cells=list(cells)
    )
    number = 0
    for cell in notebook.cells:
        if Role(cell.metadata.deepcat.role) in (Role.EXTRA, Role.SPARE):
            number += 1
            cell.id = f"extra-{number}"
    return notebook
