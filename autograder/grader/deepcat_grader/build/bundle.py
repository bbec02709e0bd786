"""The student's bundle: three wheels, the notebooks and their figures in one zip."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from hatchling.builders.wheel import WheelBuilder

from deepcat.kept import FILE
from deepcat_grader.build.errors import BuildError
from deepcat_grader.build.products import NOTEBOOKS
from deepcat_grader.build.release import needing
from deepcat_grader.build.zipping import zipped
from deepcat_grader.whole_files import write_bytes

# The rooms that a student gets, in the order in which they depend on each other.
ROOMS = ("datasets", "autograder/judge", "course")
# Of the code, and of the lessons' text and pictures.
LICENCES = ("LICENSE", "LICENSE-lessons")
# What may lie in a student's package. Everything else stops the build.
SUFFIXES = frozenset({".css", ".csv", ".js", ".json", ".md", ".npz", ".py", ".svg", ".typed"})

README = """\
# DeepCat, the student's bundle

**Unzip it first.** On Windows, click on the zip with the right button and choose *Extract All*: a
zip that is only looked into does not work. On macOS, double-click on it. The zip has {size} MB;
with everything that it needs the course takes about half a gigabyte.

**Python** 3.11 or newer has to be there; https://www.python.org/downloads has it. On Debian and
Ubuntu type `sudo apt install python3-venv` as well.

**Open a terminal in the folder of this file.**

- Windows: open the folder, click into the address bar at its top, type `cmd`, press Enter.
- macOS: open *Terminal* (in *Applications*, *Utilities*), type `cd` and a space, drag the folder
  into the window, press Enter.
- Linux: click into the folder with the right button, and choose *Open in Terminal*.

**Once**, with the network, in two to five minutes. On macOS or Linux:

    python3 -m venv env
    source env/bin/activate

or on Windows:

    py -m venv env
    env\\Scripts\\activate

and then, on any of them:

    python -m pip install jupyterlab {wheels}

The first two lines make a virtual environment: a folder `env` in which the course and what it
needs are kept apart from everything else on your computer.

**Each time**, in a new terminal in this folder, repeat the line with `activate`, and then:

    python -m jupyterlab notebooks

Your browser opens. Open `{first}` there and begin. `check(...)` under each exercise tells you what
is right and what to think about next; it works without a network. To end, save your notebook, go
back to the terminal and press Control and C. At the terminal, `deepcat check notebooks/{first}`
checks a whole notebook.

Your answers to the questions of the lessons are kept in a file beside the notebooks,
`{answers}`. Read it, or delete it, as you like.

The pictures of the course come with it. In Python:

    import matplotlib.pyplot as plt
    from deepcat_data import load_cats

    pictures = load_cats()         # pictures.X, .y, .classes, .meta
    plt.imshow(pictures.X[0])
    X, Y = pictures.as_columns()   # one picture a column, as in the lecture

At the terminal, `deepcat data info` lists every data set, and `deepcat data sheet` draws one on a
page.
"""


def write_bundle(
    root: Path,
    files: Mapping[PurePosixPath, str],
    folder: Path,
    step: Callable[[str], None] = lambda text: None,
) -> Path:
    """Write ``deepcat-student-<version>.zip``.

    Parameters
    ----------
    root : Path
        The checkout, with its rooms.
    files : mapping from path to text
        What `products` made and `write` wrote: the wheel of the course takes its keys from disk.
    folder : Path
    step : callable (str) -> None
        Is told what comes next.

    Returns
    -------
    Path
        The zip.

    Raises
    ------
    BuildError
        If a package holds a file of a kind that no student needs.
    """
    name = f"deepcat-student-{version_of(root)}"
    target = folder / f"{name}.zip"
    write_bytes(target, packed(name, _notebooks(files), root, wheels_of(root, step)))
    return target


def packed(
    name: str, notebooks: Mapping[str, bytes], root: Path, wheels: Mapping[str, bytes]
) -> bytes:
    """A zip of what a student needs: notebooks, wheels, and how to start.

    Parameters
    ----------
    name : str
        Of the folder that it unpacks to.
    notebooks : mapping from path to bytes
        Below ``notebooks/``, with their figures. Each is told which version it needs.
    root : Path
        The checkout, for the licences.
    wheels : mapping from name to bytes
    """
    version = version_of(root)
    members = {
        path: needing(data, version) if path.endswith(".ipynb") else data
        for path, data in notebooks.items()
    }
    members.update({f"wheels/{wheel}": data for wheel, data in wheels.items()})
    first = min(path for path in notebooks if path.endswith(".ipynb")).partition("/")[2]
    readme = README.format(
        size=round(sum(map(len, members.values())) / 1e6),
        wheels=" ".join(f"wheels/{wheel}" for wheel in wheels),
        first=first,
        answers=FILE,
    )
    members["README.md"] = readme.encode()
    members.update({licence: (root / licence).read_bytes() for licence in LICENCES})
    return zipped({f"{name}/{path}": data for path, data in members.items()})


def version_of(root: Path) -> str:
    """The version of the course's wheel that a checkout makes."""
    project = tomllib.loads((root / "course" / "pyproject.toml").read_text(encoding="utf-8"))
    version: str = project["project"]["version"]
    return version


def wheels_of(root: Path, step: Callable[[str], None] = lambda text: None) -> dict[str, bytes]:
    """The student's wheels of a checkout, in the order in which they depend on each other.

    Raises
    ------
    BuildError
        If a package holds a file of a kind that no student needs.
    """
    wheels = {}
    for room in ROOMS:
        step(f"wheel of {room}")
        name, data = _students_wheel(root / room)
        wheels[name] = data
    return wheels


def _notebooks(files: Mapping[PurePosixPath, str]) -> dict[str, bytes]:
    return {
        path.as_posix(): text.encode()
        for path, text in files.items()
        if path.is_relative_to(NOTEBOOKS)
    }


def wheel_of(room: Path) -> tuple[str, bytes]:
    """Build a room's wheel with hatchling in this process: no network, no new environment."""
    with TemporaryDirectory(prefix="deepcat-wheel-") as folder:
        (built,) = WheelBuilder(str(room)).build(directory=folder, versions=["standard"])
        return Path(built).name, Path(built).read_bytes()


def _students_wheel(room: Path) -> tuple[str, bytes]:
    """The wheel of a room, with nothing in it that no student needs."""
    name, data = wheel_of(room)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in map(PurePosixPath, archive.namelist()):
            if not member.parts[0].endswith(".dist-info") and member.suffix not in SUFFIXES:
                raise BuildError(f"{room.name}: {member} must not be in a student's bundle.")
    return name, data
