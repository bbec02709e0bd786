"""The roster of a class: its students, in one file of the class's folder."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from deepcat_grader.classes.roster_reading import read_students
from deepcat_grader.classes.student import FIELDS, RosterError, Student
from deepcat_grader.whole_files import write_bytes

__all__ = ["NAME", "RosterError", "Student", "read_roster", "write_roster"]

NAME = "roster.csv"


def read_roster(class_dir: Path) -> tuple[Student, ...]:
    """Read who is in a class.

    Parameters
    ----------
    class_dir : Path

    Returns
    -------
    tuple of Student
        In the order of the file; empty where the class has no roster yet.

    Raises
    ------
    RosterError
        If the file cannot be read, or a line of it names no student.
    """
    path = class_dir / NAME
    if not path.exists():
        return ()
    found = read_students(path)
    if found.left_out:
        raise RosterError(f"{path}: {' '.join(found.left_out)}")
    return found.students


def write_roster(class_dir: Path, students: Sequence[Student]) -> None:
    """Write who is in a class; the file is whole or as it was before.

    It begins with the mark by which Excel knows UTF-8.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(FIELDS)
    rows.writerows(astuple(student) for student in students)
    write_bytes(class_dir / NAME, text.getvalue().encode("utf-8-sig"))
