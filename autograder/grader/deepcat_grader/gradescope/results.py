"""What Gradescope is told of one submission, in the form of its ``results.json``.

Its schema: https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from deepcat import view
from deepcat_grader.grading.booking.cell_outputs import score_output
from deepcat_grader.grading.booking.marks import marks
from deepcat_grader.grading.intake.cell_roles import grade_id, is_grade
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.lms.marks import rounded

WAITS = "waits for a person"
BY_HAND = "A person reads this answer and gives its points."


@dataclass(frozen=True)
class Entry:
    """What is said of one cell that carries points.

    Attributes
    ----------
    title : str
    points : float or None
        None where a person has to look.
    of : float
    words : str
    """

    title: str
    points: float | None
    of: float
    words: str


def entries_of(
    notebook: NotebookNode,
    record: NotebookRecord,
    checks: Mapping[str, str],
    titles: Mapping[str, str],
    unreadable: str,
) -> Iterator[Entry]:
    """An entry for each cell that carries points, in the notebook's order.

    Parameters
    ----------
    notebook : NotebookNode
        As `repair` made it.
    record : NotebookRecord
        In the points of the teacher's notebook.
    checks : mapping from cell id to exercise id
    titles : mapping from nbgrader's name of a cell to what an exercise is called
    unreadable : str
        Why the file could not be read; empty where it could.
    """
    found = marks(notebook, record, checks, bool(unreadable))
    for cell in notebook.cells:
        name = grade_id(cell) or ""
        if not is_grade(cell) or name not in found.grades:
            continue
        mark = found.grades[name]
        said = unreadable or _words(cell, record, checks) or found.comments.get(name) or BY_HAND
        yield Entry(titles.get(name, name), None if mark.waits else mark.points, mark.of, said)


def _words(cell: NotebookNode, record: NotebookRecord, checks: Mapping[str, str]) -> str:
    """What was found of an exercise or a teacher's test; empty for a written answer."""
    if verdict := record.verdicts.get(checks.get(grade_id(cell) or "", "")):
        return view.as_text(verdict)
    if score := record.scores.get(cell.id):
        return str(score_output(score).data["text/plain"]) or "All tests pass."
    return ""


def results(
    entries: Sequence[Entry], notes: Sequence[str], about: Mapping[str, str], seconds: float
) -> dict[str, Any]:
    """The whole of ``results.json``.

    A number has to stand at the top, and says what was judged. What waits for a person has no
    score of its own, says so in its name, and is named at the top as well: it is no zero.

    Parameters
    ----------
    entries : sequence of Entry
    notes : sequence of str
        Sentences on the whole submission.
    about : mapping
        Kept with the results, for the teacher.
    seconds : float
    """
    waiting = [entry for entry in entries if entry.points is None]
    told = [*notes]
    if waiting:
        count, names = sum(entry.of for entry in waiting), ", ".join(one.title for one in waiting)
        told.append(
            f"{count:g} points wait for a person. They are not in the score yet, which is no zero: "
            f"{names}."
        )
    return {
        "score": float(rounded(sum(entry.points or 0.0 for entry in entries))),
        "execution_time": round(seconds, 2),
        "output": "\n".join(told),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "extra_data": dict(about),
        "tests": [_test(number, entry) for number, entry in enumerate(entries, start=1)],
    }


def _test(number: int, entry: Entry) -> dict[str, Any]:
    test = {
        "name": entry.title,
        "name_format": "text",
        "number": str(number),
        "output": entry.words,
        "output_format": "text",
        "visibility": "visible",
    }
    if entry.points is None:
        test["name"] = f"{entry.title}: {WAITS} ({entry.of:g} points)"
        return test
    passed = entry.points >= entry.of
    score = {"score": float(rounded(entry.points)), "max_score": float(rounded(entry.of))}
    return {**test, **score, "status": "passed" if passed else "failed"}
