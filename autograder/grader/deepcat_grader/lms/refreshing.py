"""Feedback pages as the gradebook stands now: what a person marked since is on them."""

from __future__ import annotations

from collections.abc import Sequence

from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.engine import Nowhere
from deepcat_grader.grading.run import Options, Progress, run
from deepcat_grader.lms.errors import LmsError


def refresh(
    course: CourseFolder, assignment: str, students: Sequence[str], progress: Progress
) -> dict[str, str]:
    """Book what the ledger knows and write stale pages anew; nothing is judged.

    Parameters
    ----------
    course : CourseFolder
    assignment : str
    students : sequence of str
        Only these; everybody when empty.
    progress : callable (phase, done, of) -> None

    Returns
    -------
    dict
        By student, why a page may show other marks than the gradebook.

    Raises
    ------
    LmsError
        If the gradebook cannot be used: then no page is known to show what stands in it.
    NoCourse, NoSecret, LedgerError, CannotBook, OwnExerciseError, OSError
    """
    report = run(course, Nowhere(), Options([assignment], students), progress)
    if report.unbooked:
        raise LmsError(report.unbooked)
    unjudged = {item.submission.student for item in report.items if item.key not in report.records}
    why = "is not judged as it stands now, so its page may show other marks: grade first"
    failed = {who: f"cannot be graded: {said}" for (who, _), said in report.failed.items()}
    return dict.fromkeys(unjudged, why) | failed
