"""Start a worker: what it can import, what it sees of the machine, which walls are around it."""

from __future__ import annotations

import atexit
import functools
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from deepcat.one_thread import ONE_THREAD
from deepcat_grader.cage.keeper import Keeper
from deepcat_grader.cage.scratch import Scratch
from deepcat_grader.cage.view import package_folder, view
from deepcat_grader.cage.walls import Walls
from deepcat_grader.grading.isolation.ending import MARK, PlainProcess
from deepcat_grader.grading.isolation.limits import Limits

WORKER = Path(__file__).parent / "inside" / "worker.py"
GRADER, SOLUTIONS = "deepcat_grader", "deepcat_solutions"
VISIBLE = ("numpy", "IPython", "matplotlib", "deepcat", "deepcat_judge", "deepcat_data")
IN_A_CAGE = "landlockpy"


class WorkerProcess(Protocol):
    """A process that runs code for us: where to write to it and read from it, and how it is."""

    inlet: int
    outlet: int

    def alive(self) -> bool:
        """Whether it runs."""

    def cpu_seconds(self) -> float | None:
        """How long it has computed, or None where the system does not say."""

    def files(self, most: int) -> int:
        """How many files it has made, counted up to a number."""

    def end(self) -> None:
        """End it, and whatever it started."""


def launch(
    limits: Limits,
    refused: Iterable[str],
    extra: Iterable[str] = (),
    walls: Walls | None = None,
    purpose: str = "",
) -> WorkerProcess:
    """Start a worker in an empty folder.

    Parameters
    ----------
    limits : Limits
    refused : iterable of str
        Packages that it refuses to import, even where they lie on its path.
    extra : iterable of str
        Packages that it can import beside the usual ones.
    walls : Walls or None
        What confines it; None leaves it with limits alone.
    purpose : str
        Of the workers for one purpose only one lives at a time, where there are walls.

    Raises
    ------
    Absent
        If the walls cannot be built.
    """
    if walls is None:
        return _plain(limits, tuple(refused), tuple(extra))
    own_count = {"RLIMIT_NPROC": limits.threads} if walls.own_count else {}
    keeper = _keeper(walls, tuple(refused), tuple(extra), purpose)
    return keeper.fork({**limits.of_the_system(), **own_count})


@functools.cache
def _keeper(walls: Walls, refused: tuple[str, ...], extra: tuple[str, ...], purpose: str) -> Keeper:
    """The keeper of a warm process for a purpose, which lives as long as this one."""
    hidden = [name for name in (GRADER, SOLUTIONS) if name not in extra]
    warm = not purpose  # a notebook draws and uses the course; what else there is need not
    given = {**_given(refused), "warm": warm, "also": [name for name in extra if name == GRADER]}
    keeper = Keeper(
        walls,
        view((*VISIBLE, IN_A_CAGE, *extra), hidden, given["fonts"]),
        WORKER,
        given,
        _environment(),
    )
    atexit.register(keeper.close)
    return keeper


def _plain(limits: Limits, refused: tuple[str, ...], extra: tuple[str, ...]) -> PlainProcess:
    scratch = Scratch()
    mark = secrets.token_hex(16)
    settings = {
        "paths": list(dict.fromkeys(folder_of(name) for name in (*VISIBLE, *extra))),
        **_given(refused),
        "warm": False,
        "limits": limits.of_the_system(),
    }
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-X", "utf8", str(WORKER), json.dumps(settings)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        cwd=scratch.path,
        env={MARK: mark, "HOME": scratch.path, "TMPDIR": scratch.path, **_environment()},
        start_new_session=True,
    )
    return PlainProcess(process, scratch, mark)


def _given(refused: Iterable[str]) -> dict[str, Any]:
    """What a worker is told."""
    fonts = [str(path) for path in _font_lists()]
    return {"refused": list(refused), "fonts": fonts, "ours": str(package_folder(GRADER))}


def folder_of(package: str) -> str:
    """The folder that must be on the path for a package to be found."""
    return str(package_folder(package).parent)


def _environment() -> dict[str, str]:
    """An environment made anew: nothing of the grader's own is in it."""
    environment = {
        "MPLBACKEND": "Agg",
        "LANG": "C.UTF-8",
        "PATH": os.defpath,
        "MALLOC_ARENA_MAX": "2",  # each would reserve 64 MiB of a thread's address space
        **ONE_THREAD,
    }
    if os.name == "nt":  # without it no socket and no random number can be had there
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return environment


@functools.cache
def _font_lists() -> tuple[Path, ...]:
    """Matplotlib's list of fonts, which takes seconds to make and a moment to copy."""
    import matplotlib

    found = tuple(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    if not found:
        import matplotlib.font_manager  # makes the list

        found = tuple(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))
    return found
