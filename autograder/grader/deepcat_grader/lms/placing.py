"""Put collected work where it is graded: each student's whole, or as it was before."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from deepcat_grader.grading.booking.turn import turn
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.intake.times import NAME as TIME
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.history import Change, changed, standing_record
from deepcat_grader.lms.planning import Plan, Step
from deepcat_grader.lms.records import Attempt, Record, home_of, write_record
from deepcat_grader.lms.sources import TooLarge
from deepcat_grader.whole_files import write_bytes, write_text

NEW = ".new"


def carry_out(
    course: CourseFolder, plan: Plan, progress: Callable[[int, int], None]
) -> list[tuple[str, str]]:
    """Do what a plan says, while nobody grades.

    Returns
    -------
    list of (str, str)
        Whose work could not be put in its place, and why; it is as it was before.
    """
    failed: list[tuple[str, str]] = []
    with turn(course.root):
        for done, step in enumerate(plan.steps, start=1):
            try:
                _do(course, step)
            except (OSError, LmsError, TooLarge) as error:
                failed.append((f"{step.student}, {step.assignment}", str(error)))
            progress(done, len(plan.steps))
    return failed


def _do(course: CourseFolder, step: Step) -> None:
    target = course.handed_in(step.assignment, step.student)
    home = home_of(course.root, step.student, step.assignment)
    for path in (target, target.parent, home, home.parent):
        if path.is_symlink():
            raise LmsError(f"{path} is a link: put a folder there, and collect again")
    before = standing_record(course, step.student, step.assignment)
    change, record = changed(before, step.attempt)
    home.mkdir(parents=True, exist_ok=True)
    try:
        record = _put(target, home, before, step, change, record)
    finally:
        shutil.rmtree(home / NEW, ignore_errors=True)
    write_record(home, record)


def _put(
    target: Path, home: Path, before: Record, step: Step, change: Change, record: Record
) -> Record:
    """Put one attempt in its place, and say what is recorded of it."""
    if change in (Change.FIRST, Change.LATER):
        new = _staged(step, home / NEW)
        if target.is_dir():
            shutil.move(target, _free(home, before.counted))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(new, target)
        record = replace(record, placed=time.time())
    elif change is Change.EARLIER:
        shutil.move(_staged(step, home / NEW), _free(home, step.attempt))
    elif change is Change.TOLD and record.counts == step.attempt.digest and step.attempt.time:
        write_text(target / TIME, _time(step.attempt))
    if target.is_dir() and record.counts == step.attempt.digest:
        _lay_own(step, target)
    return record


def _staged(step: Step, new: Path) -> Path:
    """A folder with the attempt's files, beside its place."""
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    files = {f"{name}.ipynb": chosen.file for name, chosen in step.work.notebooks.items()}
    files.update({file.name: file for file in step.work.others})
    for name, file in files.items():
        place = new / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.entry.read())
    if step.attempt.time:
        (new / TIME).write_text(_time(step.attempt), encoding="utf-8")
    _lay_own(step, new)
    return new


def _lay_own(step: Step, folder: Path) -> None:
    """Lay the system's own files beside the work where they are missing."""
    for file in step.work.own:
        if not (folder / file.name).exists():
            write_bytes(folder / file.name, file.entry.read())


def _time(attempt: Attempt) -> str:
    return f"{attempt.at:%Y-%m-%d %H:%M:%S} UTC\n"


def _free(home: Path, attempt: Attempt | None) -> Path:
    """Where an attempt that does not count is kept; the same work in that place is replaced."""
    place = home / (attempt.folder if attempt else "without-a-notebook")
    if place.exists():
        shutil.rmtree(place)
    return place
