"""A class in batches: each is judged on a machine of its own, into a ledger of its own."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Self

from deepcat_grader.cage.scratch import Scratch
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.grading.engine import Engine
from deepcat_grader.grading.ledger import Ledger, LedgerError
from deepcat_grader.grading.report import Report
from deepcat_grader.grading.run import Options, Progress, judge
from deepcat_grader.whole_files import writing
from deepcat_grader.wording import counted

WRITTEN = re.compile(r"([0-9]{1,6})/([0-9]{1,6})")
KEPT = re.compile(r"batch-([0-9]{1,6})-of-([0-9]{1,6})\.db")
SHOWN = 10  # numbers of batches that a sentence names


@dataclass(frozen=True)
class Batch:
    """One of `count` shares of a class; the first has the index 0."""

    index: int
    count: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a batch as it is written: ``3/20``.

        Raises
        ------
        ValueError
            With a sentence that says how to write it.
        """
        found = WRITTEN.fullmatch(text)
        index, count = map(int, found.groups()) if found else (0, 0)
        if index >= count:
            raise ValueError(
                f"{text!r} is no batch: write INDEX/COUNT, such as 0/20 for the first of twenty "
                "and 19/20 for the last."
            )
        return cls(index, count)

    @property
    def file(self) -> str:
        """What its ledger is called."""
        return f"batch-{self.index}-of-{self.count}.db"

    def holds(self, student: str) -> bool:
        """Whether a student is in it: the same one, whoever else hands in meanwhile."""
        digest = sha256(student.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.index


@dataclass(frozen=True)
class Merged:
    """What was taken in: how many records were new, and what a person should know."""

    batches: int
    new: int
    notes: list[str]


def judge_batch(
    course: CourseFolder,
    batch: Batch,
    folder: Path,
    engine: Engine,
    options: Options,
    progress: Progress = lambda phase, done, of: None,
) -> Report:
    """Judge a batch and put its ledger into a folder: whole, or not at all.

    Where the folder has the batch's ledger already, what stands there is not judged again. The
    course directory is only read.

    Raises
    ------
    NoCourse, LedgerError
    """
    target = folder / batch.file
    with _scratch() as scratch:
        # A disk of several machines is no place for SQLite's journal.
        own = scratch / batch.file
        with _told(target), contextlib.suppress(FileNotFoundError):
            shutil.copyfile(target, own)
        with Ledger(course.root, own) as ledger:
            report = judge(course, engine, replace(options, share=batch.holds), ledger, progress)
            ledger.seal()
        with _told(target):
            _put(own, target)
    return report


def merge(course: CourseFolder, folder: Path) -> Merged:
    """Take what batches judged into the course's ledger; the next `deepcat grade` books it.

    A batch that is not there, or cannot be read, is told: its notebooks are judged by that
    command.

    Raises
    ------
    LedgerError
        If the folder holds no batch, or the course's own ledger cannot be written.
    """
    with _told(folder):
        found = sorted(path for path in folder.iterdir() if KEPT.fullmatch(path.name))
    if not found:
        raise LedgerError(
            f"{folder} holds no batch. Judge them first: `deepcat batch judge {course.root} 0/20 "
            f"--into {folder}`, then 1/20, and so on."
        )
    notes, new = list(_missing(path.name for path in found)), 0
    with Ledger(course.root) as ledger:
        for path in found:
            new += ledger.take_in(path)
        notes += ledger.notes
    return Merged(len(found), new, notes)


def _missing(names: Iterable[str]) -> Iterator[str]:
    """Sentences on batches that are not there."""
    there: dict[int, set[int]] = {}
    for name in names:
        index, count = map(int, KEPT.fullmatch(name).groups())  # type: ignore[union-attr]  # such names were chosen
        there.setdefault(count, set()).add(index)
    for count, indices in there.items():
        if absent := sorted(set(range(count)) - indices):
            listed = ", ".join(map(str, absent[:SHOWN])) + ", …" * (len(absent) > SHOWN)
            yield (
                f"Of {count} batches {counted(len(absent), 'is', 'are')} not there ({listed}): "
                "judge what is missing, or `deepcat grade` judges those notebooks here."
            )


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder of one's own, which the next batch sweeps away when this one is killed."""
    scratch = Scratch()
    try:
        yield Path(scratch.path)
    finally:
        scratch.remove()


def _put(file: Path, target: Path) -> None:
    """Copy a file to its place, where it appears whole and on the disk."""
    with file.open("rb") as old, writing(target, 0o600) as new:
        shutil.copyfileobj(old, new)
        new.flush()
        os.fsync(new.fileno())


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Say in a sentence where a batch cannot be read or put down."""
    try:
        yield
    except OSError as error:
        raise LedgerError(
            f"{place} cannot be used: {error.strerror or error}. See that it is there, that you "
            "may write there, and that there is room; then start again."
        ) from error
