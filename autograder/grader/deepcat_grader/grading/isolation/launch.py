"""Start a worker: what it can import, what it sees of the machine, where it runs."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from deepcat_grader.grading.isolation.limits import Limits

WORKER = Path(__file__).parent / "worker.py"
GRADER, SOLUTIONS = "deepcat_grader", "deepcat_solutions"
VISIBLE = ("numpy", "IPython", "matplotlib", "deepcat", "deepcat_judge", "deepcat_data")
MARK = "DEEPCAT_WORKER"
ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


@dataclass(frozen=True)
class WorkerProcess:
    """A process that runs code for us, its folder, and the mark that its children inherit."""

    process: subprocess.Popen[bytes]
    folder: TemporaryDirectory[str]
    mark: str


def launch(
    limits: Limits,
    refused: Iterable[str],
    extra: Iterable[str] = (),
    files: Iterable[tuple[str, Path]] = (),
) -> WorkerProcess:
    """Start a worker in a folder of its own.

    Parameters
    ----------
    limits : Limits
    refused : iterable of str
        Packages that it refuses to import, even where they lie on its path.
    extra : iterable of str
        Packages that it can import beside the usual ones.
    files : iterable of (str, Path)
        What is copied into its folder: names there, and where each is now.
    """
    folder = TemporaryDirectory(prefix="deepcat-", ignore_cleanup_errors=True)
    mark = secrets.token_hex(16)
    settings = {
        "paths": [folder_of(name) for name in dict.fromkeys((*VISIBLE, *extra))],
        "refused": list(refused),
        "limits": limits.of_the_system(),
    }
    settings["paths"] = list(dict.fromkeys(settings["paths"]))
    _copy_fonts(Path(folder.name))
    for name, path in files:
        (Path(folder.name) / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, Path(folder.name) / name)
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", str(WORKER), json.dumps(settings)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=folder.name,
        env=_environment(folder.name, mark),
        start_new_session=True,
    )
    return WorkerProcess(process, folder, mark)


@functools.cache
def folder_of(package: str) -> str:
    """The folder that must be on the path for a package to be found."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed", name=package)
    return str(Path(spec.submodule_search_locations[0]).resolve().parent)


def _environment(folder: str, mark: str) -> dict[str, str]:
    """An environment made anew: nothing of the grader's own is in it."""
    environment = {
        MARK: mark,
        "HOME": folder,
        "TMPDIR": folder,
        "IPYTHONDIR": folder,
        "MPLCONFIGDIR": folder,
        "MPLBACKEND": "Agg",
        "LANG": "C.UTF-8",
        "PATH": os.defpath,
        **dict.fromkeys(ONE_THREAD, "1"),
    }
    if os.name == "nt":  # without it no socket and no random number can be had there
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return environment


def _copy_fonts(folder: Path) -> None:
    for path in _font_lists():
        shutil.copy(path, folder)


@functools.cache
def _font_lists() -> tuple[Path, ...]:
    """Matplotlib's list of fonts, which takes seconds to make and a moment to copy."""
    import matplotlib

    found = tuple(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    if not found:
        import matplotlib.font_manager  # makes the list

        found = tuple(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    return found
