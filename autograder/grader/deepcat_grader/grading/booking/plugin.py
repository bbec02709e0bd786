"""DeepCat's steps in nbgrader's autograde, named in ``nbgrader_config.py``.

``RepairNotebook`` comes first when nbgrader sanitizes, ``JudgeCells`` stands where nbgrader has
``Execute``, and ``SaveVerdicts`` where it has ``SaveAutoGrades``.
"""

from __future__ import annotations

import datetime
import functools
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Float, Integer

from deepcat_grader.grading.booking.answers import answers
from deepcat_grader.grading.booking.autograded import show
from deepcat_grader.grading.booking.marks import marks
from deepcat_grader.grading.booking.rows import remember
from deepcat_grader.grading.course_folder import folders_beside, master_of, zone_of
from deepcat_grader.grading.intake.reading import Unreadable, read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.intake.times import handed_in_at
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.protection import require_trust, tier, words
from deepcat_grader.grading.submission import checks, exercises, graded, work_of

Resources = Any
UNREADABLE = "deepcat_unreadable"
MARKS, ANSWERS = "deepcat_marks", "deepcat_answers"


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

    def handed_in(self, resources: Resources) -> datetime.datetime | None:
        """When it was handed in, read as `deepcat grade` does: nbgrader guesses.

        Raises
        ------
        UnclearTime
        """
        assignment, student, _ = self.names(resources)
        folder = folders_beside(self.directory(), assignment, student)[1]
        return handed_in_at(folder, zone_of(self.config)).time

    def master(self, resources: Resources) -> NotebookNode:
        """The teacher's notebook without solutions."""
        assignment, _, notebook = self.names(resources)
        return master_of(self.directory(), self.config, assignment, notebook)


class RepairNotebook(_Step):
    """Lays the submission over the teacher's notebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Replace the notebook by the repaired one."""
        self.handed_in(resources)  # a time that is not clear is told before anything is judged
        notebook = repair(self.master(resources), nb, self.checks())
        own = dict(notebook.metadata.get("deepcat", {}))
        notebook.metadata["deepcat"] = {**own, "unreadable": resources.get(UNREADABLE, "")}
        return notebook, resources


class JudgeCells(_Step):
    """Runs the notebook in a worker, or takes from the ledger what is known of it."""

    cell_timeout = Float(Limits.cell, help="Seconds that a cell may compute.").tag(config=True)
    call_timeout = Float(Limits.call, help="Seconds that a call of an answer may compute.").tag(
        config=True
    )
    total_timeout = Float(Limits.total, help="Seconds a notebook may compute.").tag(config=True)
    memory = Integer(Limits.memory, help="Address space of a notebook, in MiB.").tag(config=True)
    restarts = Integer(Limits.restarts, help="How often a lost process is replaced.").tag(
        config=True
    )

    slack = Float(
        Limits.slack, help="How many times as long everything may take on the clock."
    ).tag(config=True)
    threads = Integer(Limits.threads, help="Threads of a notebook at once.").tag(config=True)
    i_trust_these_students = Bool(
        False, help="Grade although nothing confines students' code on this machine."
    ).tag(config=True)

    def limits(self) -> Limits:
        """The limits as configured."""
        return Limits(
            cell=self.cell_timeout,
            call=self.call_timeout,
            total=self.total_timeout,
            memory=self.memory,
            restarts=self.restarts,
            slack=self.slack,
            threads=self.threads,
        )

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Judge the notebook and put what was found under its cells."""
        _announce(self.log)
        course = Path(self.directory().root)
        names, master = self.names(resources), self.master(resources)
        folders = folders_beside(self.directory(), names[0], names[1])
        work = work_of(course, names, master, nb, self.limits(), folders)
        require_trust(work.tier, self.i_trust_these_students)
        record = graded(work)
        unreadable = nb.metadata["deepcat"]["unreadable"]
        resources[MARKS] = marks(nb, record, self.checks(), bool(unreadable))
        known = [entry.exercise for entry in exercises(course).values()]
        checked = {one.check_cell: one for one in known}
        resources[ANSWERS] = answers(nb, resources[MARKS], checked)
        show(nb, record, self.checks(), unreadable)
        return nb, resources


@functools.cache
def _announce(log: logging.Logger) -> None:
    log.warning(words(tier()))


class SaveVerdicts(_Step):
    """Writes the verdicts to the gradebook, in one transaction a notebook."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Save the scores of all cells."""
        found = resources[MARKS]
        assignment, student, notebook = self.names(resources)
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            submitted = gradebook.find_submission_notebook(notebook, assignment, student)
            if (time := self.handed_in(resources)) is not None:
                submitted.assignment.timestamp = time
            for grade in submitted.grades:
                if grade.name in found.grades:
                    mark = found.grades[grade.name]
                    grade.auto_score = mark.out_of(grade.max_score)
                    waiting = grade.auto_score is None or grade.manual_score is not None
                    grade.needs_manual_grade = waiting or mark.waits
            for comment in submitted.comments:
                if comment.name in found.comments:
                    comment.auto_comment = found.comments[comment.name]
            booked = submitted.assignment.id
            remember(gradebook.db.connection(), booked, notebook, resources[ANSWERS])
            gradebook.db.commit()
        return nb, resources
