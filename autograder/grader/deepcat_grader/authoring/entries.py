"""All exercises as a class has them: the course's, its own, and the mistakes that it named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from deepcat_grader import bank
from deepcat_grader.authoring.class_mistakes import extended_entries
from deepcat_grader.authoring.own import own_entries
from deepcat_grader.bank.registry import Entry


def all_entries(course: Path | None) -> Mapping[str, Entry]:
    """The course's exercises, with the mistakes of a class, and after them those of its own.

    Raises
    ------
    OwnExerciseError
        If there is no such directory, or a file of the class's cannot be used.
    """
    if course is None:
        return bank.ENTRIES
    return {**bank.ENTRIES, **own_entries(course), **extended_entries(course)}
