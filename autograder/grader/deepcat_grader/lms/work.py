"""The files of one attempt at an assignment, as they are to lie in ``submitted``."""

from __future__ import annotations

import fnmatch
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from deepcat_grader.grading.intake.overlooked import SECRET, printable
from deepcat_grader.grading.intake.reading import Unreadable, notebook_in
from deepcat_grader.grading.intake.times import NAME as TIME
from deepcat_grader.lms.errors import LmsError
from deepcat_grader.lms.handed import File, Hand, is_notebook
from deepcat_grader.lms.lessons import Lesson, is_touched, lesson_of
from deepcat_grader.lms.sources import TooLarge, inside

MAX_OTHERS = 200
OWN = frozenset({TIME, SECRET})  # not a student's, and no part of the work


@dataclass(frozen=True)
class Chosen:
    """A file that is handed in as a notebook of the class."""

    file: File
    touched: bool
    digest: str
    broken: str = ""


@dataclass(frozen=True)
class Work:
    """What one hand-in holds of one assignment.

    Attributes
    ----------
    notebooks : mapping from notebook to Chosen
    others : tuple of File
        What lies beside them.
    digest : str
    notes : tuple of str
        What a teacher should know of it.
    earlier : tuple of Work
        Earlier uploads of its notebooks, the first one first, where the LMS numbers its files.
    own : tuple of File
        Of the system that it comes from: laid beside it, and no part of it.
    """

    notebooks: Mapping[str, Chosen]
    others: tuple[File, ...]
    digest: str
    notes: tuple[str, ...] = ()
    earlier: tuple[Work, ...] = ()
    own: tuple[File, ...] = ()


class Unclear(Exception):
    """The files of a hand-in can be read in more than one way, or in none.

    Parameters
    ----------
    what : str
        What is unclear.
    mend : str
        What a teacher does about it.
    """

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(": ".join(filter(None, (what, mend))))
        self.what = what


def works_of(
    hand: Hand, lessons: Sequence[Lesson], only: str, ignored: Collection[str]
) -> dict[str, Work]:
    """The work of a hand-in, by assignment.

    Parameters
    ----------
    hand : Hand
    lessons : sequence of Lesson
    only : str
        An assignment that the teacher named; empty for whichever it is.
    ignored : collection of str
        Patterns of names that are never collected.

    Raises
    ------
    Unclear
    """
    found: dict[tuple[str, str], list[Chosen]] = defaultdict(list)
    others: list[File] = []
    for file in _unpacked(hand.files):
        if is_ignored(file.name, ignored):
            continue
        read = _read(file, lessons, only or hand.assignment) if is_notebook(file.name) else None
        if read is None:
            others.append(file)
        else:
            found[read[0].assignment, read[0].notebook].append(read[1])
    if not found:
        listed = ", ".join(printable(file.name) for file in hand.files[:3]) or "nothing"
        raise Unclear(f"holds no notebook of the class, but {listed}")
    if only and (strange := sorted({a for a, _ in found if a != only})):
        raise Unclear(f"holds {', '.join(strange)}, and not {only}")
    return {
        assignment: replace(
            _work({name: one for (home, name), one in found.items() if home == assignment}, others),
            own=hand.own,
        )
        for assignment in sorted({assignment for assignment, _ in found})
    }


def _unpacked(files: Sequence[File]) -> list[File]:
    """The files of a hand-in; where no notebook is among them, those in the zips among them."""
    zips = [file for file in files if file.name.lower().endswith(".zip")]
    if not zips or any(is_notebook(file.name) for file in files):
        return [*files]
    found = [file for file in files if file not in zips]
    for file in zips:
        try:
            source = inside(file.entry)
        except (LmsError, TooLarge) as error:
            raise Unclear(f"{printable(file.name)} {error}") from None
        if source.refused:
            name, why = source.refused[0]
            raise Unclear(f"{name} in {printable(file.name)} {why}")
        found += [File(entry.path, entry, file.order) for entry in source.entries]
    return found


def _read(file: File, lessons: Sequence[Lesson], named: str) -> tuple[Lesson, Chosen] | None:
    """A file as a notebook of the class; None where it is something else."""
    try:
        data = file.entry.read()
    except (LmsError, TooLarge) as error:
        raise Unclear(f"{printable(file.name)} {error}") from None
    digest = hashlib.sha256(data).hexdigest()
    try:
        notebook = notebook_in(data)
    except Unreadable as error:
        lesson = _by_name(file.name, lessons, named)
        return (lesson, Chosen(file, True, digest, str(error))) if lesson else None
    lesson = lesson_of(notebook, lessons)
    return (lesson, Chosen(file, is_touched(notebook, lesson), digest)) if lesson else None


def _by_name(name: str, lessons: Sequence[Lesson], named: str) -> Lesson | None:
    """The notebook that a damaged file was: its name is all that is left."""
    if not name.lower().endswith(".ipynb"):
        return None
    stem = PurePosixPath(name).name
    found = [one for one in lessons if stem.casefold().startswith(one.notebook.casefold())]
    found = found or [one for one in lessons if one.assignment == named]
    return found[0] if len(found) == 1 else None


def _work(notebooks: Mapping[str, Sequence[Chosen]], others: Sequence[File]) -> Work:
    notes: list[str] = []
    chosen = {name: _one(name, some, notes) for name, some in sorted(notebooks.items())}
    taken = {f"{name}.ipynb".casefold() for name in chosen}
    beside = [file for file in others if _is_safe(file.name) and file.name.casefold() not in taken]
    notes += [f"{printable(one.file.name)} {one.broken}" for one in chosen.values() if one.broken]
    notes += [f"{printable(one.name)} was left out" for one in others if one not in beside]
    if len(beside) > MAX_OTHERS:
        raise Unclear(f"holds {len(beside)} files beside the notebook; {MAX_OTHERS} are the most")
    sums = {f"{name}.ipynb": one.digest for name, one in chosen.items()}
    for file in beside:
        try:
            sums[file.name] = hashlib.sha256(file.entry.read()).hexdigest()
        except (LmsError, TooLarge) as error:
            raise Unclear(f"{printable(file.name)} {error}") from None
    earlier = _earlier(notebooks, chosen)
    return Work(chosen, tuple(beside), digest_of(sums), tuple(notes), earlier)


def _earlier(
    notebooks: Mapping[str, Sequence[Chosen]], chosen: Mapping[str, Chosen]
) -> tuple[Work, ...]:
    """The uploads before those that count, each as work of its own."""
    found = [
        (name, one)
        for name, some in sorted(notebooks.items())
        for one in {each.digest: each for each in some}.values()
        if one.file.order < chosen[name].file.order and one.digest != chosen[name].digest
    ]
    found.sort(key=lambda pair: pair[1].file.order)
    return tuple(
        Work({name: one}, (), digest_of({f"{name}.ipynb": one.digest})) for name, one in found
    )


def _one(name: str, some: Sequence[Chosen], notes: list[str]) -> Chosen:
    """The file that counts, of several that are the same notebook."""
    left = list({one.digest: one for one in some}.values())
    if touched := [one for one in left if one.touched]:
        left = touched
    left.sort(key=lambda one: one.file.order)
    if len(left) > 1 and left[-1].file.order == left[-2].file.order:
        names = " and ".join(printable(one.file.name) for one in left[:3])
        raise Unclear(f"holds {name} more than once ({names})", "leave one, and give the folder")
    last = left[-1]
    spare = [printable(one.file.name) for one in some if one.digest != last.digest]
    notes += [f"{one} is an earlier or untouched {name}, and does not count" for one in spare]
    return last


def _is_safe(name: str) -> bool:
    """Whether a file may lie in a student's folder under its own name."""
    return name not in OWN and not any(part.startswith(".") for part in name.split("/"))


def is_ignored(name: str, patterns: Collection[str]) -> bool:
    """Whether a file, or a folder round it, has a name that a class never collects."""
    return any(fnmatch.fnmatchcase(part, one) for part in name.split("/") for one in patterns)


def digest_of(sums: Mapping[str, str]) -> str:
    """The digest of a set of files, by theirs."""
    return hashlib.sha256(json.dumps(sorted(sums.items())).encode()).hexdigest()


def digest_in(folder: Path, ignored: Collection[str] = ()) -> str:
    """The digest of the files that lie in a folder; empty where there is none."""
    sums = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or name in OWN:
            continue
        if is_ignored(name, ignored):
            continue
        sums[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return digest_of(sums) if sums else ""
