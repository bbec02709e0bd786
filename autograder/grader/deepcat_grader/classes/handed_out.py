"""Whether the zips that were handed out hold what students would get now."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

import nbformat

from deepcat_grader.grading.course_folder import CourseFolder

FOLDER, TOGETHER = "handout", "all"
Cells = list[tuple[str, str, str]]


def hand_out_again(course: CourseFolder, assignments: Collection[str], folder: Path) -> list[str]:
    """The commands that pack assignments again, whose text for students is another now."""
    if not assignments:
        return []
    names = " ".join(assignments)
    words = [f"deepcat class release {names} --class {folder}"]
    if _latest(course.root, TOGETHER):
        words.append(f"deepcat class release --all --class {folder}")
    return words


def outdated(course: CourseFolder) -> Iterator[tuple[str, Path]]:
    """The assignments, or `TOGETHER`, of which the latest zip has another text than the release."""
    assignments = course.assignments()
    for label, names in {**{name: [name] for name in assignments}, TOGETHER: assignments}.items():
        path = _latest(course.root, label)
        if path is not None and _in_zip(path) != _in_release(course, names):
            yield label, path


def _latest(root: Path, label: str) -> Path | None:
    """The newest zip of an assignment; its name ends with a version, which holds no hyphen."""
    found = [
        path
        for path in (root / FOLDER).glob("*.zip")
        if path.stem.rpartition("-")[0] == f"deepcat-{label}"
    ]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def _in_zip(path: Path) -> dict[str, Cells] | None:
    """What students read in a zip; None where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [PurePosixPath(name) for name in archive.namelist()]
            return {
                str(name.relative_to(*name.parts[:2])): _cells(archive.read(str(name)).decode())
                for name in names
                if name.suffix == ".ipynb" and name.parts[1:2] == ("notebooks",)
            }
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _in_release(course: CourseFolder, assignments: Collection[str]) -> dict[str, Cells]:
    found = {}
    for folder in map(course.released, assignments):
        for path in sorted(folder.rglob("*.ipynb")):
            inside = path.relative_to(folder)
            if not any(part.startswith((".", "__")) for part in inside.parts):
                found[inside.as_posix()] = _cells(path.read_text(encoding="utf-8"))
    return found


def _cells(text: str) -> Cells:
    notebook = nbformat.reads(text, as_version=4)
    return [(cell.id, cell.cell_type, cell.source) for cell in notebook.cells]
