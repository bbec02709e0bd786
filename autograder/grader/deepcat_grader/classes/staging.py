"""A class as it is to be, made beside it: nothing changes before all of it is there."""

from __future__ import annotations

import contextlib
import copy
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbformat import NotebookNode
from nbgrader import api
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine

from deepcat_grader.authoring.own import own_entries
from deepcat_grader.build.generate import write_source
from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.classes.merging import merge
from deepcat_grader.classes.structure import Sheet, structure_of
from deepcat_grader.classes.talking import errors_of
from deepcat_grader.grading.course_folder import CourseFolder, NoCourse, quiet_log, working_in
from deepcat_grader.grading.secret import HOME

MADE = "made"  # below `.deepcat`: what the course last brought into the class
STOOD = "stood"  # the same of the source as it was last released, the teacher's edits and all
Step = Callable[[str], None]


@dataclass(frozen=True)
class Staged:
    """A class as it is to be.

    Attributes
    ----------
    root : Path
        Holds ``source``, ``release``, ``made`` and ``stood``.
    structure : mapping from assignment to mapping from notebook to Sheet
        What the gradebook is to know.
    notes : mapping from assignment to sentences on what a person should look at
    """

    root: Path
    structure: Mapping[str, Mapping[str, Sheet]]
    notes: Mapping[str, list[str]] = field(default_factory=dict)


@contextlib.contextmanager
def staged(
    course: CourseFolder,
    notebooks: Mapping[str, NotebookNode],
    figures: Mapping[str, Mapping[str, str]],
    step: Step = lambda text: None,
    only: Collection[str] = (),
) -> Iterator[Staged]:
    """Merge a course into copies of a class's assignments, and release these.

    Parameters
    ----------
    course : CourseFolder
    notebooks : mapping from assignment to the instructor's notebook, as the course has it now
    figures : mapping from assignment to mapping from path to text
    step : callable (str) -> None
        Is told what comes next.
    only : collection of str
        Assignments; all of them when empty.

    Raises
    ------
    NoCourse
        If a notebook of the teacher's cannot be read, or nbgrader refuses one.
    """
    home = course.root / HOME
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home, prefix="staged-") as folder:
        root = Path(folder).resolve()
        write_source(root, notebooks, figures)
        (root / "source").mkdir(exist_ok=True)
        (root / "source").rename(root / MADE)
        known = course.assignments()
        names = only or [*known, *(name for name in notebooks if name not in known)]
        notes = {
            name: _merge_assignment(course, root, name)
            for name in names
            if not _taken_out(course, name)
        }
        for name in notes.keys() - notebooks.keys():
            if (before := home / MADE / name).is_dir():
                shutil.copytree(before, root / MADE / name)
        for name in notes:
            if (root / "source" / name).is_dir():
                shutil.copytree(root / "source" / name, root / STOOD / name)
        yield _released(course, root, notes, step)


@contextlib.contextmanager
def staged_from(
    course: CourseFolder,
    copy: Path,
    lessons: Collection[str],
    new: Collection[str],
    step: Step,
    edited: bool,
) -> Iterator[Staged]:
    """Stage assignments as they stand in a copy, and none in the place of those that were new.

    Parameters
    ----------
    course : CourseFolder
    copy : Path
        Holds ``source`` and perhaps ``made`` and ``stood``.
    lessons, new : collection of str
        Assignments that the copy holds, and such as were not there when it was made.
    step : callable (str) -> None
    edited : bool
        Whether ``source`` is to hold edits, too, that were not released when the copy was made.
    """
    with TemporaryDirectory(dir=course.root / HOME, prefix="staged-") as folder:
        root = Path(folder).resolve()
        for name in lessons:
            source = copy / "source" / name if edited else released_source(copy, name)
            for kind, taken in (
                ("source", source),
                (MADE, copy / MADE / name),
                (STOOD, copy / STOOD / name),
            ):
                if taken.is_dir():
                    shutil.copytree(taken, root / kind / name)
        found = _released(course, root, {name: [] for name in lessons}, step)
        gone: dict[str, dict[str, Sheet]] = {name: {} for name in new}
        yield Staged(root, {**found.structure, **gone}, {**found.notes, **{n: [] for n in new}})


def released_source(copy: Path, name: str) -> Path:
    """An assignment's source in a copy as it was released; as it was, where nobody knows that."""
    stood = copy / STOOD / name
    return stood if stood.is_dir() else copy / "source" / name


def _taken_out(course: CourseFolder, name: str) -> bool:
    """Whether a lesson once came into the class, and the teacher removed it."""
    return not course.source(name).is_dir() and (course.root / HOME / MADE / name).is_dir()


def _merge_assignment(course: CourseFolder, root: Path, name: str) -> list[str]:
    """Write one assignment as it is to be."""
    mine, made, before = course.source(name), root / MADE / name, course.root / HOME / MADE / name
    target, notes = root / "source" / name, []
    if mine.is_dir():
        shutil.copytree(mine, target, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for path in sorted(made.rglob("*")) if made.is_dir() else ():
        if not path.is_file():
            continue
        inside = path.relative_to(made)
        place, old = target / inside, before / inside
        if path.suffix == ".ipynb" and place.exists():
            base = _read(old) if old.is_file() else None
            merged = merge(_read(place), _read(path), base, _own_cells(course.root))
            place.write_text(notebook_text(merged.notebook), encoding="utf-8", newline="\n")
            notes += merged.notes
        elif not place.exists() or not old.is_file() or place.read_bytes() == old.read_bytes():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        elif path.read_bytes() not in (old.read_bytes(), place.read_bytes()):
            notes.append(f"{inside} was changed by you and by the course; yours stays")
    return notes


def _own_cells(root: Path) -> frozenset[str]:
    """Ids of the cells of a class's own exercises."""
    exercises = [entry.exercise for entry in own_entries(root).values()]
    ends = ("", "-check", "-prompt", "-questions")
    return frozenset(exercise.cell + end for exercise in exercises for end in ends)


def _read(path: Path) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat lets through whatever a damaged file leads to
        raise NoCourse(f"{path} is not a notebook: {error}. Mend it, then start again.") from error
    return notebook


def _released(
    course: CourseFolder, root: Path, notes: Mapping[str, list[str]], step: Step
) -> Staged:
    """Let nbgrader release what is staged, into a gradebook of its own."""
    config = copy.deepcopy(course.config)
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.source_directory = "source"
    config.CourseDirectory.release_directory = "release"
    config.CourseDirectory.db_url = url = f"sqlite:///{root / 'staged.db'}"
    engine = create_engine(url)
    api.Base.metadata.create_all(engine)
    try:
        for name in notes:
            step(f"releasing {name}")
            _release(course, CourseDirectory(config=config, log=quiet_log()), name)
        with engine.connect() as connection:
            structure = structure_of(connection)
    finally:
        engine.dispose()
    return Staged(root, structure, notes)


def _release(course: CourseFolder, directory: CourseDirectory, name: str) -> None:
    why = course.refused(name)
    if "[" in f"{course.root}{name}":
        why = f"nbgrader takes the bracket in {course.root / 'source' / name} for a pattern"
    if why:
        raise NoCourse(f"{why}. Choose another name, then start again.")
    directory.assignment_id = name
    converter = GenerateAssignment(
        coursedir=directory, config=directory.config, log=quiet_log(), force=True
    )
    # In the class's folder: a header or footer of the teacher's is named from there.
    with working_in(course.root), errors_of(quiet_log()) as errors:
        try:
            converter.start()
        except NbGraderException as error:
            words = " ".join(errors) or str(error)
            raise NoCourse(f"nbgrader cannot release {name}: {words}") from error
