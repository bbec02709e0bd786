"""Judge one submission in Gradescope's container: ``python -m … HOME`` writes ``results.json``."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from deepcat_grader.cage.tiers import Tier
from deepcat_grader.gradescope.results import Entry, entries_of, results
from deepcat_grader.grading.booking.desk import titles_of
from deepcat_grader.grading.course_folder import CourseFolder, Submission, open_course
from deepcat_grader.grading.intake.cell_roles import grade_id, is_grade, nbgrader_of
from deepcat_grader.grading.intake.overlooked import printable
from deepcat_grader.grading.isolation.protection import (
    PROVISIONAL,
    NotTrusted,
    require_trust,
    tier,
    words,
)
from deepcat_grader.grading.points import points_of, restated
from deepcat_grader.grading.run import configured_limits, planned, trusts
from deepcat_grader.grading.submission import checks, grade
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.handed import Claim, File, Hand, is_notebook
from deepcat_grader.lms.lessons import lessons_of
from deepcat_grader.lms.sources import TooLarge, opened
from deepcat_grader.lms.work import Unclear, Work, works_of
from deepcat_grader.whole_files import write_text

CLASS = "class"  # the class's folder, in the zip
SOMEBODY = "somebody"
LONGEST = 200
NOT_JUDGED = (
    "Your work is here, and could not be judged: that is no fault of yours, and no mark. A person "
    "will look at it."
)


def main(home: Path) -> None:
    """Judge what lies in ``HOME/submission``; standard output is for the teacher alone."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # no sign of a student's may stop a line
        sys.stdout.reconfigure(errors="backslashreplace")
    found = run(home)
    write_text(home / "results" / "results.json", json.dumps(found, indent=2) + "\n")
    print(found["output"] or "Everything was judged.")


def run(home: Path) -> dict[str, Any]:
    """What Gradescope is told of a submission, whatever it is and whatever fails.

    Parameters
    ----------
    home : Path
        Gradescope's folder, with ``source``, ``submission`` and ``submission_metadata.json``.
    """
    start = time.monotonic()
    about = {"deepcat": version("deepcat-grader")}
    entries: list[Entry] = []
    try:
        with _class_of(home) as course:
            notes = _judge(course, home, about, entries)
    except NotTrusted as error:
        print(error)
        notes = [NOT_JUDGED]
    except Exception:  # whatever it is: a student has to read a sentence, and the teacher this
        print(traceback.format_exc())
        notes = [NOT_JUDGED]
    return results(entries, notes, about, time.monotonic() - start)


@contextlib.contextmanager
def _class_of(home: Path) -> Iterator[CourseFolder]:
    """A copy of the class that nobody else reads, and of which nothing stays."""
    with tempfile.TemporaryDirectory(prefix="deepcat-gradescope-") as folder:
        yield open_course(Path(shutil.copytree(home / "source" / CLASS, Path(folder, CLASS))))


def _judge(
    course: CourseFolder, home: Path, about: dict[str, str], entries: list[Entry]
) -> list[str]:
    """Judge the submission into `entries`, and say what holds of the whole of it."""
    (assignment,) = course.assignments()
    names = course.notebooks(assignment)
    student = submitter(home / "submission_metadata.json")
    waiting = [entry for name in names for entry in _unjudged(course, assignment, name)]
    entries += waiting  # until something else is known
    found = tier()
    print(words(found))
    about["tier"] = found.name
    require_trust(found, trusts(course))
    try:
        work = _work(course, home / "submission", assignment)
    except (Unclear, LmsError, TooLarge) as error:
        why = error.what if isinstance(error, Unclear) else str(error)
        if not _has_notebook(home / "submission"):
            entries.clear()
        files = " and ".join(f"{name}.ipynb" for name in names)
        return [f"This could not be judged: what you handed in {why}. Hand in {files} alone."]
    _lay(course.handed_in(assignment, student), work)
    judged = [
        entry for name in names for entry in _entries(course, assignment, student, name, work)
    ]
    entries[:] = judged
    return [*(f"{note}." for note in work.notes), *[PROVISIONAL] * (found is Tier.C)]


def submitter(metadata: Path) -> str:
    """Who handed in, by e-mail address, in letters that a folder may have; of a group the first."""
    try:
        users = json.loads(metadata.read_text(encoding="utf-8"))["users"]
        emails = sorted(str(user["email"]).strip().lower() for user in users)
    except (OSError, ValueError, KeyError, TypeError):
        emails = []
    if not any(emails):
        print(f"{metadata} names nobody; hidden cases are those of {SOMEBODY!r}.")
        return SOMEBODY
    return quote(emails[0], safe="@+", errors="replace").lstrip(".")[:LONGEST] or SOMEBODY


def _work(course: CourseFolder, folder: Path, assignment: str) -> Work:
    """The notebooks that were handed in, whatever their names are.

    Raises
    ------
    Unclear, LmsError, TooLarge
    """
    with opened(folder) as source:
        files = tuple(File(entry.path, entry) for entry in source.entries)
        if not files:
            refused = [f"{name} {why}" for name, why in source.refused]
            raise Unclear("; ".join(refused) or "is empty")
        hand = Hand("gradescope", Claim(), folder.name, files, assignment=assignment)
        works = works_of(hand, lessons_of(course), assignment, course.directory.ignore)
    return works[assignment]


def _has_notebook(folder: Path) -> bool:
    """Whether a person would find something to look at."""
    return any(is_notebook(path.name) for path in folder.rglob("*"))


def _lay(folder: Path, work: Work) -> None:
    """Put the notebooks, and what lies beside them, where a class has its submissions."""
    files = {f"{name}.ipynb": chosen.file for name, chosen in work.notebooks.items()}
    files.update({file.name: file for file in work.others})
    for name, file in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.entry.read())


def _entries(
    course: CourseFolder, assignment: str, student: str, notebook: str, work: Work
) -> list[Entry]:
    """Judge one notebook; one that was not handed in earns nothing."""
    if notebook not in work.notebooks:
        missing = f"{printable(notebook)}.ipynb was not handed in."
        return [
            Entry(entry.title, 0.0, entry.of, missing)
            for entry in _unjudged(course, assignment, notebook)
        ]
    path = course.handed_in(assignment, student) / f"{notebook}.ipynb"
    submission = Submission(assignment, student, notebook, path)
    wanted, repaired, unreadable = planned(course, submission, configured_limits(course))
    record = restated(grade(wanted), points_of(wanted.steps))
    for name, verdict in record.verdicts.items():
        if verdict.traceback:
            print(f"{name}:\n{verdict.traceback}")
    titles = titles_of(course.root)
    return list(entries_of(repaired, record, checks(course.root), titles, unreadable))


def _unjudged(course: CourseFolder, assignment: str, notebook: str) -> list[Entry]:
    """The entries of a notebook before anything is known of it."""
    titles = titles_of(course.root)
    return [
        Entry(titles.get(name, name), None, float(nbgrader_of(cell).get("points") or 0), NOT_JUDGED)
        for cell in course.master(assignment, notebook).cells
        if is_grade(cell) and (name := grade_id(cell))
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
