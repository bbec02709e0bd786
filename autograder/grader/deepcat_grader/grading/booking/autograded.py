"""The folder in which the Formgrader finds a graded submission: whole, or not there at all."""

from __future__ import annotations

import contextlib
import fnmatch
import json
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from nbformat import NotebookNode

from deepcat_grader.grading.booking import cell_outputs
from deepcat_grader.grading.intake.cell_roles import Role, grade_id, role_of, set_role
from deepcat_grader.grading.isolation.protection import PROVISIONAL
from deepcat_grader.grading.record import NotebookRecord

READ_ONLY, SHARED = 0o444, 0o664


def show(
    notebook: NotebookNode, record: NotebookRecord, checks: Mapping[str, str], unreadable: str
) -> None:
    """Put what was found under the cells of a repaired notebook, in place."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = _outputs(cell, record, checks)
    if unreadable:
        notebook.cells.insert(0, set_role(cell_outputs.notice(unreadable), Role.GIVEN))
    if record.tier.provisional:
        provisional = cell_outputs.notice(PROVISIONAL, "deepcat-provisional")
        notebook.cells.insert(0, set_role(provisional, Role.GIVEN))


def _outputs(
    cell: NotebookNode, record: NotebookRecord, checks: Mapping[str, str]
) -> list[NotebookNode]:
    if role_of(cell) is Role.CHECK:
        return [cell_outputs.verdict_output(record.verdicts[checks[grade_id(cell) or ""]])]
    if cell.id in record.scores:
        return [cell_outputs.score_output(record.scores[cell.id])]
    return cell_outputs.run_outputs(record.runs[cell.id]) if cell.id in record.runs else []


def files_beside(folder: Path, ignored: Collection[str]) -> dict[str, Path]:
    """The files in a folder that belong to an assignment, by their name there.

    Notebooks are not among them, nor what is ignored, nor links, pipes and the like: what those
    lead to is not the student's.
    """
    return {path.relative_to(folder).as_posix(): path for path in _plain(folder, ignored)}


def _plain(folder: Path, ignored: Collection[str]) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if any(fnmatch.fnmatchcase(entry.name, pattern) for pattern in ignored):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _plain(Path(entry.path), ignored)
        elif entry.is_file(follow_symlinks=False) and not entry.name.endswith(".ipynb"):
            yield Path(entry.path)


def traits(files: Mapping[str, Path]) -> list[tuple[str, int, int]]:
    """What tells a changed set of files from the one before, without reading them."""
    found = []
    for name, path in files.items():
        about = path.lstat()
        found.append((name, about.st_size, about.st_mtime_ns))
    return found


class Copies:
    """The teacher's files, of which one copy serves all graded submissions of a run.

    The copies cannot be written, so they may be one file with many names (hard links), which a
    disk that has none gets as files of their own.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[Path, int, int], Path] = {}

    def lay(self, path: Path, place: Path) -> None:
        """Put a copy of a file at a place."""
        first = self._first.get(self._known(path))
        if first is not None:
            with contextlib.suppress(OSError):  # it is gone, or has as many names as may be
                os.link(first, place, follow_symlinks=False)
                return
        shutil.copyfile(path, place, follow_symlinks=False)
        place.chmod(READ_ONLY)

    def remember(self, path: Path, place: Path) -> None:
        """Note where a copy of a file stays."""
        self._first[self._known(path)] = place

    @staticmethod
    def _known(path: Path) -> tuple[Path, int, int]:
        about = path.lstat()
        return path, about.st_size, about.st_mtime_ns


def write_folder(
    target: Path,
    notebooks: Mapping[str, NotebookNode],
    files: Mapping[str, Path],
    ours: Mapping[str, Path],
    copies: Copies | None,
) -> None:
    """Write a graded submission in the place of an earlier one.

    It is made beside its place and renamed: whoever is killed leaves the earlier one or none.

    Parameters
    ----------
    target : Path
    notebooks : mapping from name to notebook
    files, ours : mapping from name to Path
        What is copied beside them, the student's files and the teacher's.
    copies : Copies or None
        None where a group may write there: then each file is one of its own.
    """
    shared = copies is None
    new, old = (target.with_name(f".{target.name}.{end}") for end in ("new", "old"))
    for stale in (new, old):
        _remove(stale)
    new.mkdir(parents=True)
    for name, path in {**files, **ours}.items():
        place = new / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if copies is not None and name in ours:
            copies.lay(path, place)
        else:
            shutil.copyfile(path, place, follow_symlinks=False)
            place.chmod(SHARED if shared else READ_ONLY)
    for name, notebook in notebooks.items():
        place = new / f"{name}.ipynb"
        place.write_text(_text(notebook), encoding="utf-8")
        place.chmod(SHARED if shared else READ_ONLY)
    if shared:
        for folder in (new, *(path for path in new.rglob("*") if path.is_dir())):
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o2770)
    if os.path.lexists(target):
        target.rename(old)
    new.rename(target)
    if copies is not None:
        for name, path in ours.items():
            copies.remember(path, target / name)
    _remove(old)


def is_complete(target: Path, names: Sequence[str]) -> bool:
    """Whether a graded submission stands there."""
    return all((target / f"{name}.ipynb").is_file() for name in names)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _text(notebook: NotebookNode) -> str:
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"
