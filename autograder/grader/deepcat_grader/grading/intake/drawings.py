"""Cells that only draw are not run, unless a student's own cell uses a name that they bind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from deepcat_grader.grading.intake.cell_names import cell_names
from deepcat_grader.grading.intake.cell_roles import STUDENTS, Role, role_of

if TYPE_CHECKING:
    from nbformat import NotebookNode  # slow to import, and every process of a pool would


def used(cells: Sequence[NotebookNode]) -> frozenset[str]:
    """Ids of the drawing cells of a repaired notebook that have to run.

    From the last cell to the first: what a student's cell reads is wanted until a cell before
    binds it. What a function reads may be bound before or after it, until it is called.
    """
    code = [cell for cell in cells if cell.cell_type == "code"]
    run = [cell for cell in code if role_of(cell) in (Role.GIVEN, *STUDENTS)]
    bound = {name for cell in run for name in cell_names(cell.source).binds}
    students = [cell_names(cell.source) for cell in run if role_of(cell) in STUDENTS]
    called = {name for names in students for name in names.reads_later} - bound
    wanted: set[str] = set()
    found = set()
    for cell in reversed(code):
        names, role = cell_names(cell.source), role_of(cell)
        if role is Role.DISPLAY and names.binds & (wanted | called):
            found.add(cell.id)
            wanted |= names.reads | names.reads_later
        elif role in (Role.GIVEN, *STUDENTS):
            wanted -= names.binds
            wanted |= names.reads if role in STUDENTS else set()
    return frozenset(found)
