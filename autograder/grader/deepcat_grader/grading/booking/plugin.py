"""DeepCat's steps in nbgrader's autograde, named in ``nbgrader_config.py``.

``RepairNotebook`` comes first when nbgrader sanitizes, ``JudgeCells`` stands where nbgrader has
``Execute``, and ``SaveVerdicts`` where it has ``SaveAutoGrades``.
"""

from __future__ import annotations

import copy
import functools
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Float, Integer
from traitlets.config import Config

from deepcat_grader.grading.booking import cell_outputs
from deepcat_grader.grading.course_folder import master_of, source_of
from deepcat_grader.grading.intake.cell_roles import (
    Role,
    grade_id,
    is_grade,
    is_solution,
    role_of,
    set_role,
)
from deepcat_grader.grading.intake.reading import Unreadable, read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.intake.unread import candidates
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.protection import PROTECTION
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.submission import checks, graded, work_of
from deepcat_judge.verdict import Outcome

Resources = Any
UNREADABLE = "deepcat_unreadable"
RECORD = "deepcat_record"
SHOWN = 60  # characters of a text that may be an answer


class TolerantExporter(NotebookExporter):
    """Reads what was handed in, whatever it is: a batch never stops at one student's file."""

    def from_filename(
        self, filename: str, resources: Resources = None, **kwargs: Any
    ) -> tuple[Any, Resources]:
        """Export a notebook file; one that cannot be read becomes an empty notebook."""
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]  # untyped
        path = Path(filename)
        resources["metadata"]["name"], resources["metadata"]["path"] = path.stem, str(path.parent)
        try:
            notebook = read_notebook(path)
        except Unreadable as error:
            notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=[])
            resources[UNREADABLE] = f"The file {path.name} {error}."
        exported: tuple[Any, Resources] = self.from_notebook_node(  # type: ignore[no-untyped-call]
            notebook, resources=resources, **kwargs
        )
        return exported


class _Step(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader comes without types
    """What DeepCat's steps share: which notebook it is, and the teacher's version of it."""

    def names(self, resources: Resources) -> tuple[str, str, str]:
        """Assignment, student and notebook."""
        names = resources["nbgrader"]
        return names["assignment"], names["student"], names["notebook"]

    def directory(self) -> CourseDirectory:
        """The course directory; nbgrader works in it."""
        return CourseDirectory(parent=self)

    def checks(self) -> Mapping[str, str]:
        """Which exercise each check cell checks."""
        return checks(Path(self.directory().root))

    def master(self, resources: Resources) -> NotebookNode:
        """The teacher's notebook without solutions."""
        assignment, _, notebook = self.names(resources)
        return master_of(self.directory(), self.config, assignment, notebook)


class RepairNotebook(_Step):
    """Lays the submission over the teacher's notebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Replace the notebook by the repaired one."""
        notebook = repair(self.master(resources), nb, self.checks())
        own = dict(notebook.metadata.get("deepcat", {}))
        notebook.metadata["deepcat"] = {**own, "unreadable": resources.get(UNREADABLE, "")}
        return notebook, resources


class JudgeCells(_Step):
    """Runs the notebook in a worker, or takes from the ledger what is known of it."""

    cell_timeout = Float(Limits.cell, help="Seconds that a cell may take.").tag(config=True)
    call_timeout = Float(Limits.call, help="Seconds that a call of an answer may take.").tag(
        config=True
    )
    total_timeout = Float(Limits.total, help="Seconds that a notebook may take.").tag(config=True)
    memory = Integer(Limits.memory, help="Address space of a notebook, in MiB.").tag(config=True)
    restarts = Integer(Limits.restarts, help="How often a lost process is replaced.").tag(
        config=True
    )

    def limits(self) -> Limits:
        """The limits as configured."""
        return Limits(
            cell=self.cell_timeout,
            call=self.call_timeout,
            total=self.total_timeout,
            memory=self.memory,
            restarts=self.restarts,
        )

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Judge the notebook and put what was found under its cells."""
        _announce(self.log)
        course = Path(self.directory().root)
        names, master = self.names(resources), self.master(resources)
        source = source_of(self.directory(), names[0])
        work = work_of(course, names, master, nb, self.limits(), source)
        record = graded(work)
        resources[RECORD] = record
        nb.metadata["deepcat"]["key"] = work.key
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = _outputs(cell, record, self.checks())
        if words := nb.metadata["deepcat"]["unreadable"]:
            nb.cells.insert(0, set_role(cell_outputs.notice(words), Role.GIVEN))
        return nb, resources


def with_limits(config: Config, limits: Limits) -> Config:
    """A configuration like another one, in which notebooks are judged within these limits."""
    changed = copy.deepcopy(config)
    changed.JudgeCells.cell_timeout = limits.cell
    changed.JudgeCells.call_timeout = limits.call
    changed.JudgeCells.total_timeout = limits.total
    changed.JudgeCells.memory = limits.memory
    changed.JudgeCells.restarts = limits.restarts
    return changed


@functools.cache
def _announce(log: logging.Logger) -> None:
    log.warning(PROTECTION)


def _outputs(
    cell: NotebookNode, record: NotebookRecord, checks: Mapping[str, str]
) -> list[NotebookNode]:
    if role_of(cell) is Role.CHECK:
        return [cell_outputs.verdict_output(record.verdicts[checks[grade_id(cell) or ""]])]
    if cell.id in record.scores:
        return [cell_outputs.score_output(record.scores[cell.id])]
    return cell_outputs.run_outputs(record.runs[cell.id]) if cell.id in record.runs else []


class SaveVerdicts(_Step):
    """Writes the verdicts to the gradebook, in one transaction a notebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Save the scores of all cells."""
        record, unreadable = resources[RECORD], bool(nb.metadata["deepcat"]["unreadable"])
        assignment, student, notebook = self.names(resources)
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(notebook, assignment, student)
            grades = {grade.name: grade for grade in submitted.grades}
            comments = {comment.name: comment for comment in submitted.comments}
            for cell in nb.cells:
                name = grade_id(cell)
                if name in grades and is_grade(cell):
                    grade = grades[name]
                    grade.auto_score = self._points(cell, record)
                    waiting = grade.auto_score is None or grade.manual_score is not None
                    grade.needs_manual_grade = waiting or unreadable
                if name in comments:
                    comments[name].auto_comment = answer_comment(cell, nb.cells)
            gradebook.db.commit()
        return nb, resources

    def _points(self, cell: NotebookNode, record: NotebookRecord) -> float | None:
        """Points of a cell, or None where a person has to look."""
        if role_of(cell) is Role.CHECK:
            verdict = record.verdicts[self.checks()[grade_id(cell) or ""]]
            return None if verdict.outcome is Outcome.GRADER_FAULT else float(verdict.points)
        if cell.id in record.scores:
            return record.scores[cell.id].points
        return 0.0 if _unanswered(cell) and not candidates(cell) else None


def answer_comment(cell: NotebookNode, cells: list[NotebookNode]) -> str | None:
    """What is said of a cell without an answer, and where one may stand."""
    if not is_solution(cell) or not _unanswered(cell):
        return None
    found = set(candidates(cell))
    texts = [" ".join(other.source.split()) for other in cells if other.id in found]
    if not texts:
        return "No response."
    shown = "; ".join(f"“{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”" for text in texts[:3])
    more = f", and {len(texts) - 3} more" if len(texts) > 3 else ""
    return f"No answer stands here. A person will look at what stands elsewhere: {shown}{more}"


def _unanswered(cell: NotebookNode) -> bool:
    """Whether a cell for an answer still holds what the teacher put there."""
    return bool(cell.metadata["nbgrader"].get("checksum") == utils.compute_checksum(cell))
