"""What students need of an assignment, in one zip: its release, the wheels, and how to start."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from deepcat_grader.build.bundle import packed, version_of, wheels_of
from deepcat_grader.build.notebook import notebook_text
from deepcat_grader.build.release import needing
from deepcat_grader.colab import NAME, source
from deepcat_grader.grading.course_folder import CourseFolder
from deepcat_grader.lms.errors import LmsError
from deepcat_judge.exercisefile import NAME as EXERCISES

BESIDE = f"notebooks/{EXERCISES}"
# What a release must not hold, whatever made it.
SECRET = (b"BEGIN HIDDEN TESTS", b"BEGIN SOLUTION", b"deepcat_grader", b"deepcat_solutions")


class Handouts:
    """Packs assignments of a class.

    Parameters
    ----------
    course : CourseFolder
    checkout : Path
        From which the wheels are made.
    step : callable (str) -> None
        Is told what comes next.
    """

    def __init__(
        self, course: CourseFolder, checkout: Path, step: Callable[[str], None] = lambda text: None
    ) -> None:
        self.course, self.checkout = course, checkout
        self.version = version_of(checkout)
        self._wheels: Mapping[str, bytes] = {}
        self._step = step

    def pack(self, assignments: Sequence[str], name: str) -> bytes:
        """A zip of these assignments that unpacks to a folder of this name.

        Raises
        ------
        LmsError
            If one is not released, or holds what no student may see.
        BuildError
        """
        notebooks: dict[str, bytes] = {}
        for assignment in assignments:
            for path, data in self.released(assignment).items():
                if path == BESIDE and path in notebooks:
                    data = notebooks[path] = _joined(assignment, notebooks[path], data)
                if notebooks.setdefault(path, data) != data:
                    raise LmsError(
                        f"{path} is another file in {assignment} than in an assignment before it: "
                        "hand them out apart, or give one another name."
                    )
        self._wheels = self._wheels or wheels_of(self.checkout, self._step)
        self._step("packing")
        return packed(name, notebooks, self.checkout, self._wheels)

    def released(self, assignment: str) -> dict[str, bytes]:
        """The files of a release, by their place below ``notebooks/``."""
        folder = self.course.released(assignment)
        found = {f"notebooks/{name}": path.read_bytes() for name, path in files_in(folder).items()}
        if not any(name.endswith(".ipynb") for name in found):
            raise LmsError(
                f"{assignment} is not released: {folder} holds no notebook. Release it: "
                f"`deepcat class update --class {self.course.root}`."
            )
        for name, data in found.items():
            if word := next((word for word in SECRET if word in data), None):
                raise LmsError(
                    f"{folder.name}: {name.partition('/')[2]} holds “{word.decode()}”, which no "
                    "student may see. Look at its source, then release it again: `deepcat class "
                    f"update --class {self.course.root}`."
                )
        return found

    def for_colab(self, assignment: str, link: str) -> dict[str, bytes]:
        """The notebooks of a release with the cell that makes Colab ready, by their names.

        Parameters
        ----------
        assignment : str
        link : str
            Where the zip lies; where it is empty, Colab asks for an upload.

        Raises
        ------
        LmsError
        """
        return {
            path.partition("/")[2]: _with_cell(
                needing(data, self.version), source(link, self.version)
            )
            for path, data in self.released(assignment).items()
            if path.endswith(".ipynb")
        }

    def is_behind(self, assignment: str) -> bool:
        """Whether the teacher's notebook was changed after its release."""
        changed, made = (
            [path.stat().st_mtime for path in files_in(folder).values()]
            for folder in (self.course.source(assignment), self.course.released(assignment))
        )
        return bool(changed and made) and max(changed) > max(made)


def _with_cell(data: bytes, text: str) -> bytes:
    """A notebook that begins with a cell, which Colab shows folded."""
    notebook = nbformat.reads(data.decode("utf-8"), as_version=4)
    notebook.cells.insert(0, new_code_cell(text, id=NAME, metadata={"cellView": "form"}))
    return notebook_text(notebook).encode()


def _joined(assignment: str, one: bytes, other: bytes) -> bytes:
    """The exercises of a class's own that two lessons need, in one file."""
    first, second = json.loads(one), json.loads(other)
    for name, exercise in second["exercises"].items():
        if first["exercises"].setdefault(name, exercise) != exercise:
            raise LmsError(
                f"{assignment} holds another version of {name} than an assignment before it. Place "
                "it again in both: `deepcat exercise place` writes it as it is now; then `deepcat "
                "class update`."
            )
    return (json.dumps(first, indent=1, ensure_ascii=False) + "\n").encode()


def files_in(folder: Path) -> dict[str, Path]:
    """The regular files of a folder, hidden ones and links left out."""
    found = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    return {
        name: path
        for name, path in found.items()
        if not any(part.startswith((".", "__")) for part in name.split("/"))
    }
