"""Grade one submission: from a repaired notebook and a student's name to a record in the ledger."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from deepcat_grader.authoring import class_mistakes, own
from deepcat_grader.authoring.entries import all_entries
from deepcat_grader.bank.registry import Entry
from deepcat_grader.cage.absent import Absent
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.grading.grounds import digest_of, packages
from deepcat_grader.grading.intake import beside
from deepcat_grader.grading.intake.plan import PlannedCell, digest, plan
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.protection import tier
from deepcat_grader.grading.isolation.session import NoWorker
from deepcat_grader.grading.ledger import Ledger, key
from deepcat_grader.grading.one_notebook import Listen, grade_notebook
from deepcat_grader.grading.points import points_of, restated
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.secret import read_secret, seed
from deepcat_judge.exercise import Written
from deepcat_judge.verdict import Outcome

if TYPE_CHECKING:
    from nbformat import NotebookNode  # slow to import, and every process of a pool would

WITHOUT_WALLS = (
    "a machine of the pool cannot confine students' code, and nobody trusts these students there: "
    "run `deepcat doctor` on it"
)


def exercises(course: Path | None = None) -> dict[str, Entry]:
    """The exercises that are judged, by id: the course's, and those of a class's own."""
    return {
        name: entry
        for name, entry in all_entries(course).items()
        if not isinstance(entry.exercise, Written)
    }


def checks(course: Path | None = None) -> Mapping[str, str]:
    """Which exercise each check cell checks, by the cell's id."""
    return {entry.exercise.check_cell: name for name, entry in exercises(course).items()}


def ground(text: str) -> str:
    """A short digest of something that verdicts rest on."""
    return sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Work:
    """What there is to grade in one notebook of one student."""

    course: Path
    assignment: str
    student: str
    notebook: str
    steps: tuple[PlannedCell, ...]
    limits: Limits
    files: beside.Files = ()
    tier: Tier = Tier.C
    released: beside.Files = ()
    lesson: str = ""

    @functools.cached_property
    def grounds(self) -> dict[str, str]:
        """What the verdicts rest on beside the work itself, part by part, as short digests."""
        parts = {
            "files": beside.digest(self.files),
            "lesson": self.lesson + own.digest(self.course),
            "course": self.rests_on,
            "packages": packages(),
            "limits": json.dumps(asdict(self.limits), sort_keys=True),
            "secret": read_secret(self.course).hex(),
            "walls": "provisional" if self.tier.provisional else "",
        }
        if named := self._mistakes:  # no ground of those that were booked before there were any
            parts["mistakes"] = named
        return {name: ground(part) for name, part in parts.items()}

    @functools.cached_property
    def key(self) -> str:
        """The name of this grading in the ledger; points do not change what a verdict is.

        Of a cell without points no share can be kept, so it is judged again when it gets some.
        """
        return self._key(self._mistakes)

    def found_in(self, ledger: Ledger) -> NotebookRecord | None:
        """The record of this grading.

        One from before the class named its mistakes is as good where none of these could be named:
        then it is kept under the new name, too.

        Raises
        ------
        LedgerError
        """
        record = ledger.find(self.key)
        if record is None and self._mistakes:
            record = ledger.find(self._key(""))
            if record is not None and self._may_be_named(record):
                return None
            if record is not None:
                ledger.keep(self.key, self.assignment, self.student, self.notebook, record)
        return record

    def _may_be_named(self, record: NotebookRecord) -> bool:
        """Whether one of the class's mistakes may be in an answer: right ones have none."""
        spoken_of = class_mistakes.exercises(self.course)
        return any(
            verdict.outcome not in (Outcome.PASSED, Outcome.NOT_ATTEMPTED)
            for name, verdict in record.verdicts.items()
            if name in spoken_of
        )

    def _key(self, mistakes: str) -> str:
        steps = [replace(step, points=None if step.points else step.points) for step in self.steps]
        work = digest(steps) + own.digest(self.course) + mistakes + beside.digest(self.files)
        work += "provisional" if self.tier.provisional else ""
        secret = read_secret(self.course)
        return key(work, self.student, secret, self.limits, self.rests_on + packages())

    @functools.cached_property
    def rests_on(self) -> str:
        """A digest of the code that judges, and of the exercises in it."""
        names = [step.exercise for step in self.steps if step.exercise]
        return digest_of(names, own.own_entries(self.course))

    @functools.cached_property
    def _mistakes(self) -> str:
        """Changes with the class's mistakes in this notebook's exercises, and no others."""
        return class_mistakes.digest(self.course, {step.exercise for step in self.steps})


def work_of(
    course: Path,
    names: tuple[str, str, str],
    master: NotebookNode,
    notebook: NotebookNode,
    limits: Limits,
    folders: tuple[Path, Path],
) -> Work:
    """The work in a repaired notebook.

    Parameters
    ----------
    course : Path
    names : tuple of str
        Assignment, student and notebook.
    master, notebook : NotebookNode
    limits : Limits
    folders : tuple of Path
        The assignment's, and the student's: with the files that the cells may read.
    """
    steps = plan(master, notebook, checks(course))
    files = beside.spoken_of(steps, *folders)
    released = tuple(file for file in files if file[1].is_relative_to(folders[0]))
    lesson = json.dumps([(cell.id, cell.cell_type, cell.source) for cell in master.cells])
    text = sha256(lesson.encode()).hexdigest()
    return Work(course, *names, steps, limits, files, tier(), released, text)


def grade(
    work: Work, listen: Listen | None = None, entries: Mapping[str, Entry] | None = None
) -> NotebookRecord:
    """Run and judge one notebook, whatever the ledger says.

    `listen` hears what the judge asks; `entries` stand in the place of the class's exercises.
    A machine that cannot build the walls of the one where the work was planned uses its own.

    Raises
    ------
    NoWorker
        If no worker starts, or this machine has no walls where the other has some.
    """
    try:
        return _grade(work, listen, entries)
    except NoWorker as error:
        own = tier()
        if not isinstance(error.__cause__, Absent) or own is work.tier:
            raise
        if own.provisional:
            raise NoWorker(f"{WITHOUT_WALLS} ({error})") from error
        return _grade(replace(work, tier=own), listen, entries)


def _grade(
    work: Work, listen: Listen | None, entries: Mapping[str, Entry] | None
) -> NotebookRecord:
    secret = read_secret(work.course)
    return grade_notebook(
        work.steps,
        exercises(work.course) if entries is None else entries,
        lambda name: seed(secret, work.student, name),
        work.limits,
        work.files,
        work.tier,
        work.released,
        listen,
    )


def graded(work: Work) -> NotebookRecord:
    """The record of one notebook: from the ledger, or graded now and written there."""
    with Ledger(work.course) as ledger:
        record = work.found_in(ledger)
        if record is None:
            record = grade(work)
            ledger.keep(work.key, work.assignment, work.student, work.notebook, record)
        return restated(record, points_of(work.steps))
