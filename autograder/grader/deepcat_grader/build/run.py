"""One run of ``deepcat build``: build, compare or write, report."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from rich.console import Console

from deepcat_grader.build.bundle import write_bundle
from deepcat_grader.build.course import Course, this_course
from deepcat_grader.build.drift import drifted, left_over, write
from deepcat_grader.build.notebook import MEND
from deepcat_grader.build.products import products
from deepcat_grader.build.steps import Steps


def run(
    *,
    check: bool = False,
    only: Collection[str] = (),
    bundle: Path | None = None,
    course: Course | None = None,
    console: Console | None = None,
) -> int:
    """Build the course and return an exit status.

    Parameters
    ----------
    check : bool
        Write nothing; 1 when a file on disk is not what the build makes.
    only : collection of str
        Lessons; all of them when empty.
    bundle : Path, optional
        A folder for the student's bundle.
    course : Course, optional
        This checkout's when left out.
    console : rich.console.Console, optional

    Returns
    -------
    int
    """
    course = course or this_course()
    console = console or Console(soft_wrap=True, highlight=False)
    with Steps(console) as step:
        files = products(course, only, step)
        stale = {} if only else left_over(course.root, files)
        if check:
            return _report_drift({**drifted(course.root, files), **stale}, console)
        # Everything is made before anything is written: a lesson that fails leaves all as it was.
        written = write(course.root, files)
        for path in stale:
            (course.root / path).unlink()
        _report(files, {**written, **stale}, console)
        if bundle is not None:
            console.print(f"bundle: {write_bundle(course.root.parent, files, bundle, step)}")
    return 0


def _report_drift(found: Mapping[PurePosixPath, str], console: Console) -> int:
    for path, why in found.items():
        console.print(f"{_shown(path)}: {why}")
    if found:
        console.print(f"These files are not what the lessons make. Mend them with: {MEND}")
    else:
        console.print("Every built file is up to date.")
    return 1 if found else 0


def _shown(path: PurePosixPath) -> str:
    """A path as it is seen from the checkout."""
    return posixpath.normpath(f"course/{path}")


def _report(
    files: Mapping[PurePosixPath, str], changed: Mapping[PurePosixPath, str], console: Console
) -> None:
    words = {"missing": "new", "differs": "refreshed", "left over": "removed"}
    for path, why in changed.items():
        console.print(f"{_shown(path)}: {words[why]}")
    unchanged = len(files.keys() - changed.keys())
    console.print(f"{len(files)} files built, {unchanged} of them as they were.")
