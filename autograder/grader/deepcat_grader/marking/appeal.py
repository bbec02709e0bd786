"""Judge one exercise of a submission again, and keep all that was asked and answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deepcat_grader.grading.course_folder import CourseFolder, Submission
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.points import points_of, restated
from deepcat_grader.grading.run import configured_limits, planned
from deepcat_grader.grading.submission import Work, exercises, grade
from deepcat_grader.marking.recording import Recording
from deepcat_grader.whole_files import write_bytes

FORMAT = 1
SECRET = (
    "For the teacher only: this file holds hidden inputs and expected values. Students must not "
    "get it, nor a picture of it."
)
MOST_BYTES = 2**28


class NoAppeal(Exception):
    """It cannot be judged again; the text says why, and what to do."""


@dataclass(frozen=True)
class Appeal:
    """An exercise that was judged again.

    Attributes
    ----------
    data : dict
        Plain values: who and what, every call, and the verdict. The same for the same judging.
    stands : dict or None
        The verdict that the ledger has; None where it does not know the work as it is now.
    """

    data: dict[str, Any]
    stands: dict[str, Any] | None

    @property
    def same(self) -> bool:
        """Whether the verdict is the ledger's, bit for bit."""
        return bool(self.data["verdict"] == self.stands)


def appeal(course: CourseFolder, student: str, name: str, assignment: str = "") -> Appeal:
    """Judge an exercise of a student's again, as `deepcat grade` does.

    The whole notebook is graded: what an answer is worth may depend on those before it.

    Parameters
    ----------
    course : CourseFolder
    student : str
    name : str
        The exercise's id, or the name that an answer has in the notebook.
    assignment : str
        Where several ask for it.

    Raises
    ------
    NoAppeal, LedgerError, NoSecret
    """
    work, exercise = _found(course, student, name, assignment)
    entry = exercises(course.root)[exercise]
    recording = Recording(entry)
    verdict = grade(work, recording).verdicts[exercise]
    with Ledger(course.root) as ledger:
        record = ledger.find(work.key)
    stands = None
    if record is not None:
        stands = _plain(restated(record, points_of(work.steps)).verdicts[exercise].to_json())
    data = {
        "format": FORMAT,
        "note": SECRET,
        "student": student,
        "assignment": work.assignment,
        "notebook": work.notebook,
        "exercise": exercise,
        "key": work.key,
        "tier": work.tier.name,
        "sittings": recording.sittings,
        "verdict": verdict.to_json(),
    }
    return Appeal(_plain(data), stands)


def save(path: Path, found: Appeal) -> None:
    """Write what was found for its owner alone; the file is whole, or as it was before."""
    text = json.dumps(found.data, indent=1, ensure_ascii=False)
    write_bytes(path, text.encode("utf-8", "surrogatepass"), 0o600)


def read(path: Path) -> dict[str, Any]:
    """What was kept of an appeal.

    Raises
    ------
    NoAppeal
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NoAppeal(f"{path} is too large to be an appeal.")
        data = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
    except OSError as error:
        raise NoAppeal(f"{path} cannot be read: {error}.") from None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NoAppeal(f"{path} is not a file of `deepcat appeal --save`.")
    return data


def differences(then: Any, now: Any, where: str = "") -> Iterator[str]:
    """Where two appeals are not the same, each place by its name."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in [*then, *(key for key in now if key not in then)]:
            place = f"{where}, {key}" if where else str(key)
            yield from differences(then.get(key), now.get(key), place)
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for number, (one, other) in enumerate(zip(then, now, strict=True), 1):
            yield from differences(one, other, f"{where} {number}")
    elif type(then) is not type(now) or repr(then) != repr(now):
        yield where


def _plain(data: Any) -> Any:
    """The data as it would be read from a file."""
    return json.loads(json.dumps(data))


def _found(course: CourseFolder, student: str, name: str, assignment: str) -> tuple[Work, str]:
    """The work in which a student answers an exercise."""
    if student not in course.students():
        raise NoAppeal(f"{student!r} has handed in nothing for {course.root}.")
    entries = exercises(course.root)
    meant = {one for one, entry in entries.items() if name in (one, entry.exercise.name)}
    if not meant:
        raise NoAppeal(f"The course has no exercise {name!r} that is judged.")
    found = []
    for submission in _submissions(course, student, assignment):
        work, _, unreadable = planned(course, submission, configured_limits(course))
        here = {step.exercise for step in work.steps if step.exercise in meant}
        if here and unreadable:
            raise NoAppeal(unreadable)
        found += [(work, one) for one in here if one is not None]
    if not found:
        raise NoAppeal(f"No notebook that {student!r} handed in asks for {name!r}.")
    if len(found) > 1:
        listed = ", ".join(f"{one} in {work.assignment}" for work, one in found)
        raise NoAppeal(f"{name!r} may be {listed}. Name one: --assignment, or the whole id.")
    return found[0]


def _submissions(course: CourseFolder, student: str, only: str) -> Iterator[Submission]:
    for assignment in course.assignments():
        if not course.refused(assignment) and only in ("", assignment):
            yield from course.submissions(assignment, student)
