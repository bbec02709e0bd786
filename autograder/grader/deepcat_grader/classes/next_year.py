"""The next year's class: what a teacher made for the last one, and nothing of its students."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tomlkit import TOMLDocument

from deepcat_grader.authoring.class_mistakes import notes_for_others, write_notes
from deepcat_grader.authoring.own import FOLDER as EXERCISES
from deepcat_grader.classes.staging import MADE
from deepcat_grader.dates import writing
from deepcat_grader.dates.dates import NAME as DATES
from deepcat_grader.grading.course_folder import NoCourse, open_course
from deepcat_grader.grading.secret import HOME

SOURCE = "source"


def copy_class(old: Path, new: Path) -> list[str]:
    """Copy configuration, exercises, sources and the rule for late work of a class.

    Of the mistakes that the class named, what was proved is known, and not whose answers they were.
    The secret, the roster, the gradebook, dates, extensions and all that was handed in stay where
    they are.

    Parameters
    ----------
    old : Path
        A class's folder.
    new : Path
        A folder that is not there yet, or is empty.

    Returns
    -------
    list of str
        The names of what was copied.

    Raises
    ------
    NoCourse
        If `old` is not a class, something lies in `new`, or the configuration names the old
        class's own gradebook or folder. Then nothing was copied.
    """
    course = open_course(old)
    if new.exists() and any(new.iterdir()):
        raise NoCourse(f"{new} is not empty. Name a new folder.")
    copied = []
    new.mkdir(parents=True, exist_ok=True)
    try:
        for name in _names(course.root):
            _copy(course.root / name, new / name)
            copied.append(name)
        if (course.root / DATES).exists():
            writing.write(new, writing.changed(course.root, _without_dates))
            copied.append(f"{DATES} (what late work costs)")
        if proved := notes_for_others(course.root):
            write_notes(new, proved)
        _refuse_old_places(course.root, new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return copied


def _names(old: Path) -> Iterator[str]:
    yield from (path.name for path in sorted(old.glob("*.py")))
    for name in (".gitignore", EXERCISES, SOURCE, f"{HOME}/{MADE}"):
        if (old / name).exists():
            yield name


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        if target.parent.name == HOME:
            target.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copytree(path, target, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_*"))
    else:
        shutil.copyfile(path, target)


def _without_dates(document: TOMLDocument) -> None:
    """Last year's dates would make everybody late."""
    for name in ("due", "extension"):
        document.pop(name, None)


def _refuse_old_places(old: Path, new: Path) -> None:
    """Stop where the copied settings still lead to the old class."""
    before, after = open_course(old), open_course(new)
    if before.directory.db_url == after.directory.db_url:
        raise NoCourse(
            f"The configuration of {old} names its gradebook, and the new class would write into "
            "it. Take `c.CourseDirectory.db_url` out for a moment, then start again."
        )
    if str(after.config.CourseDirectory.root) == str(before.root):
        raise NoCourse(
            f"The configuration of {old} names its own folder. Take `c.CourseDirectory.root` out, "
            "then start again."
        )
