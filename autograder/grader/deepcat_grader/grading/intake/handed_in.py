"""What is odd about the folder that a student handed in."""

from __future__ import annotations

import re
from pathlib import Path

from deepcat_grader.grading.intake.times import UnclearTime, handed_in_at

# What would break a line of a table, steer a terminal, or is no text.
ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def refusal(folder: Path, student: str, zone: str = "UTC") -> str:
    """Why a folder is not graded, in a few words; empty when nothing speaks against it.

    Parameters
    ----------
    folder : Path
    student : str
    zone : str
        The time zone of the class, for abbreviations in times.
    """
    if ODD.search(student):
        return "the folder's name holds a line break or another sign that cannot be shown"
    if folder.is_symlink():
        return "the folder is a link, and may lead to somebody else's work"
    try:
        handed_in_at(folder, zone)
    except UnclearTime as error:
        return str(error)
    return ""
