"""The zip that Gradescope takes: what judges one assignment, and how it is set up and started."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deepcat_grader.authoring import class_mistakes
from deepcat_grader.authoring.own import FOLDER, beside, own_files
from deepcat_grader.build.bundle import ROOMS, wheel_of
from deepcat_grader.build.zipping import zipped
from deepcat_grader.gradescope.results import results
from deepcat_grader.gradescope.running import CLASS
from deepcat_grader.grading.course_folder import CONFIG, CourseFolder
from deepcat_grader.grading.intake.cell_roles import is_grade, is_solution, nbgrader_of
from deepcat_grader.grading.secret import HOME, NAME, read_secret
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.handing_out import files_in
from deepcat_grader.lms.work import is_ignored

CONTAINER = Path(__file__).parent / "container"
PROGRAMS = ("run_autograder", "setup.sh")
LOCK = "docker/grader/requirements.lock"
SPARE = 45  # seconds of Gradescope's time that are left for all but judging
# What of a class's settings a verdict depends on.
SETTINGS = {"JudgeCells": None, "ClearSolutions": None, "CourseDirectory": ("ignore",)}
CONFIGURATION = '''\
"""The settings of the class, as they were when the zip was made."""

from deepcat_grader.classes.settings import configure

c = get_config()  # noqa: F821  # nbgrader gives it
configure(c, __file__)
'''


@dataclass(frozen=True)
class Packed:
    """A zip, the points that it gives, and those that a person gives."""

    data: bytes
    points: float
    by_hand: float


def pack(
    course: CourseFolder,
    assignment: str,
    checkout: Path,
    minutes: int,
    step: Callable[[str], None] = lambda text: None,
) -> Packed:
    """Pack the autograder of an assignment; it holds the class's secret.

    Parameters
    ----------
    course : CourseFolder
    assignment : str
    checkout : Path
        From which the wheels are made.
    minutes : int
        After which Gradescope ends a run.
    step : callable (str) -> None
        Is told what comes next.

    Raises
    ------
    LmsError
        If a setting cannot be taken along.
    NoSecret
        If the class has none.
    """
    members = {name: (CONTAINER / name).read_bytes() for name in PROGRAMS}
    members["requirements.lock"] = (checkout / LOCK).read_bytes()
    members["seconds"] = f"{minutes * 60 - SPARE}\n".encode()
    members["unfinished.json"] = _unfinished(minutes)
    for name, data in _class_files(course, assignment).items():
        members[f"{CLASS}/{name}"] = data
    for room in (*ROOMS, "solutions", "autograder/grader"):
        step(f"wheel of {room}")
        wheel, data = wheel_of(checkout / room)
        members[f"wheels/{wheel}"] = data
    step("packing")
    return Packed(zipped(members, PROGRAMS), *_points(course, assignment))


def _class_files(course: CourseFolder, assignment: str) -> dict[str, bytes]:
    """A class with this assignment alone: no roster, no gradebook, nothing of a student's."""
    files = {
        CONFIG: (CONFIGURATION + _settings(course)).encode(),
        f"{HOME}/{NAME}": f"{read_secret(course.root).hex()}\n".encode(),
    }
    own = {one.name: one for one in own_files(course.root)}
    with_own = beside(course.root) if own else {}
    files.update(
        {f"{FOLDER}/{name}": path.read_bytes() for name, path in {**own, **with_own}.items()}
    )
    if mistakes := class_mistakes.proved(course.root):
        told = class_mistakes.notes_for_others(course.root)
        files[f"{HOME}/{class_mistakes.NOTES}"] = class_mistakes.notes_text(told).encode()
        for path in mistakes.values():
            files[f"{class_mistakes.FOLDER}/{path.name}"] = path.read_bytes()
    for name, path in files_in(course.source(assignment)).items():
        if not is_ignored(name, course.directory.ignore):
            files[f"source/{assignment}/{name}"] = path.read_bytes()
    return files


def _settings(course: CourseFolder) -> str:
    """The lines that set what the class's own configuration sets.

    Raises
    ------
    LmsError
    """
    lines = []
    for section, names in SETTINGS.items():
        values = dict(course.config.get(section, {}))
        kept = {name: values[name] for name in names or values if name in values}
        try:
            same = ast.literal_eval(repr(kept)) == kept
        except (ValueError, SyntaxError):
            same = False
        if not same:
            raise LmsError(
                f"{course.root / CONFIG} sets c.{section} to what no line of Python says "
                f"({kept!r:.80}). Set plain numbers and texts, then pack again."
            )
        if kept:
            lines.append(f"c.{section}.update({kept!r})\n")
    return "".join(lines)


def _unfinished(minutes: int) -> bytes:
    """What Gradescope reads of a run that was ended."""
    words = (
        f"Judging did not finish within {minutes} minutes. This is no mark: submit once more, or a "
        "person will look at your work."
    )
    return (json.dumps(results([], [words], {}, 0.0), indent=2) + "\n").encode()


def _points(course: CourseFolder, assignment: str) -> tuple[float, float]:
    """The points that are judged, and those that a person gives."""
    judged = by_hand = 0.0
    for notebook in course.notebooks(assignment):
        for cell in course.master(assignment, notebook).cells:
            if is_grade(cell):
                points = float(nbgrader_of(cell).get("points") or 0.0)
                judged += 0.0 if is_solution(cell) else points
                by_hand += points if is_solution(cell) else 0.0
    return judged, by_hand
