"""Which of the cells that were handed in stands for which of the teacher's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from nbformat import NotebookNode

from deepcat_grader.grading.intake.cell_names import defined
from deepcat_grader.grading.intake.cell_roles import grade_id, is_grade, is_solution
from deepcat_grader.grading.intake.hidden_tests import without_hidden

Found = Mapping[str | None, Sequence[int]]


def choose(master: Sequence[NotebookNode], submitted: Sequence[NotebookNode]) -> dict[int, int]:
    """Positions in the teacher's notebook, and the submitted cells that stand there.

    A cell is known by nbgrader's name for it, else by its id, else by its text. Of the copies of
    an answer the one that the notebook's own order has before its check stands for it.
    """
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    known = {*map(grade_id, master), *(cell.id for cell in master)} - {None}
    named = [{grade_id(cell), cell.id} & known for cell in submitted]
    by_grade, by_id, by_text = (defaultdict[str | None, list[int]](list) for _ in range(3))
    for index, cell in enumerate(submitted):
        by_grade[grade_id(cell)].append(index)
        by_id[cell.id].append(index)
        if not named[index]:
            by_text[cell.source.strip()].append(index)
    passes: tuple[tuple[Found, list[str | None]], ...] = (
        (by_grade, [grade_id(cell) for cell in master]),
        (by_id, [cell.id for cell in master]),
        (by_text, [released(cell) for cell in master]),
    )
    for answers in (False, True):  # the others first: they say where an answer's check stands
        places = [at for at, cell in enumerate(master) if is_solution(cell) is answers]
        for found, keys in passes:
            for at in places:
                free = [index for index in found.get(keys[at], ()) if index not in taken]
                if at not in chosen and keys[at] and free:
                    chosen[at] = _best(at, master, submitted, free, chosen)
                    taken.add(chosen[at])
    return chosen


def released(cell: NotebookNode) -> str:
    """The text of a cell of the teacher's as students got it."""
    return without_hidden(cell.source).strip()


def _best(
    at: int,
    master: Sequence[NotebookNode],
    submitted: Sequence[NotebookNode],
    free: list[int],
    chosen: Mapping[int, int],
) -> int:
    stub = released(master[at])
    if not is_solution(master[at]):
        return next((i for i in free if submitted[i].source.strip() == stub), free[0])
    names = defined(stub)

    def rank(index: int) -> tuple[bool, bool, int]:
        text = submitted[index].source.strip()
        return text not in ("", stub), bool(names & defined(text)), index

    end = _end(at, master, chosen)
    before = [i for i in free if i < end and rank(i)[0]]
    return max(before or free, key=rank)


def _end(at: int, master: Sequence[NotebookNode], chosen: Mapping[int, int]) -> float:
    """Where the check of an answer stands, or what comes after it where the check is missing."""
    for later in range(at + 1, len(master)):
        if is_solution(master[later]):
            break
        if is_grade(master[later]):
            after = (chosen[i] for i in range(later, len(master)) if i in chosen)
            return next(after, float("inf"))
    return float("inf")
