"""Lay a submission over the teacher's notebook: the cells to grade, in order, each with its role.

What the teacher locked stands as the teacher wrote it, in the teacher's order and with the
teacher's metadata. What a student wrote is found by the cell's nbgrader id, else by its cell id,
else by its text.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Collection, Iterable

from nbformat import NotebookNode

from deepcat_grader.grading.intake.cell_roles import (
    Role,
    grade_id,
    is_grade,
    is_locked,
    is_solution,
    nbgrader_of,
    set_role,
)


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
    chosen = _choose(master.cells, submitted.cells)
    stubs = {cell.source.strip() for cell in master.cells if is_solution(cell)}
    after: dict[int, list[NotebookNode]] = defaultdict(list)
    place = {index: at for at, index in chosen.items()}
    last = -1
    for index, cell in enumerate(submitted.cells):
        if index in place:
            last = place[index]
        elif cell.source.strip():
            after[last].append(_extra(cell, stubs))
    cells = after[-1]
    for at, original in enumerate(master.cells):
        answer = submitted.cells[chosen[at]] if at in chosen else None
        cells += [cell for cell in [_laid_over(original, answer, checks)] if cell is not None]
        cells += after[at]
    return _named(master, cells)


def _choose(master: list[NotebookNode], submitted: list[NotebookNode]) -> dict[int, int]:
    """Which submitted cell stands for which of the teacher's: position to position."""
    by_grade, by_id, by_text = (defaultdict(list) for _ in range(3))
    for index, cell in enumerate(submitted):
        by_grade[grade_id(cell)].append(index)
        by_id[cell.id].append(index)
        by_text[cell.source.strip()].append(index)
    chosen: dict[int, int] = {}
    for found, keys in (
        (by_grade, [grade_id(cell) for cell in master]),
        (by_id, [cell.id for cell in master]),
        (by_text, [cell.source.strip() for cell in master]),
    ):
        taken = set(chosen.values())
        for at, key in enumerate(keys):
            free = [index for index in found.get(key, ()) if key and index not in taken]
            if at not in chosen and free:
                chosen[at] = _best(master[at], submitted, free)
                taken.add(chosen[at])
    return chosen


def _best(original: NotebookNode, submitted: list[NotebookNode], free: list[int]) -> int:
    """The last one that was worked on; where none was, the last."""
    stub = original.source.strip()
    worked_on = [i for i in free if submitted[i].source.strip() not in ("", stub)]
    return (worked_on if is_solution(original) and worked_on else free)[-1]


def _laid_over(
    original: NotebookNode, answer: NotebookNode | None, checks: Collection[str]
) -> NotebookNode | None:
    cell = copy.deepcopy(original)
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


def _extra(cell: NotebookNode, stubs: Collection[str]) -> NotebookNode:
    extra = copy.deepcopy(cell)
    extra.metadata = NotebookNode()
    return set_role(extra, Role.SPARE if extra.source.strip() in stubs else Role.EXTRA)


def _named(master: NotebookNode, cells: Iterable[NotebookNode]) -> NotebookNode:
    """A notebook of these cells; the ids of extra cells depend on their order alone."""
    notebook = NotebookNode(
        nbformat=4, nbformat_minor=5, metadata=copy.deepcopy(master.metadata), cells=list(cells)
    )
    number = 0
    for cell in notebook.cells:
        if Role(cell.metadata.deepcat.role) in (Role.EXTRA, Role.SPARE):
            number += 1
            cell.id = f"extra-{number}"
    return notebook
