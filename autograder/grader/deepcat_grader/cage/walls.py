"""How a warm process is started: in a small world of its own, or behind Landlock alone."""

from __future__ import annotations

import enum
import functools
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from deepcat_grader.cage.absent import Absent
from deepcat_grader.cage.view import View

HERE = Path(__file__).parent
MIB = 2**20
CODE, PROGRAM = "/deepcat-cage", "/deepcat-program"
SCRATCH, SHARED = "/deepcat-work", "/dev/shm"
SCRATCH_BYTES, SHARED_BYTES = 256 * MIB, 1 * MIB
FIRST_UID = 0x4000_0000  # far above any user of a machine; the process id is added
ROOT = hasattr(os, "getuid") and os.getuid() == 0


@dataclass(frozen=True)
class Start:
    """How to start a warm process.

    Attributes
    ----------
    command : list of str
    scratch : str
        A folder that it may fill.
    shared : tuple of str
        Where the C library keeps its semaphores.
    readable : tuple of str
    uid : int or None
        Which user to go on as.
    program : str
        Where the program's file lies for it.
    own_world : bool
        Whether these folders are file systems of its own.
    """

    command: list[str]
    scratch: str
    shared: tuple[str, ...]
    readable: tuple[str, ...]
    uid: int | None
    program: str
    own_world: bool


class Walls(enum.Enum):
    """Which walls there are around a warm process."""

    BUBBLEWRAP = "bubblewrap, Landlock, seccomp and limits"
    LANDLOCK = "Landlock, seccomp and limits"

    @property
    def own_count(self) -> bool:
        """Whether threads are counted for its processes alone, and not for all of a user's."""
        return self is Walls.BUBBLEWRAP or ROOT

    def start(self, view: View, program: Path, folder: str) -> Start:
        """How to start one.

        Parameters
        ----------
        view : View
        program : Path
            It can load the files beside it, and those alone lie there.
        folder : str
            Where it may write, if it has no world of its own.

        Raises
        ------
        Absent
            If these walls cannot be built here.
        """
        if sys.platform != "linux":
            raise Absent("only Linux has what a cage is made of")
        if self is Walls.BUBBLEWRAP:
            return _in_bubblewrap(view, program, another_user() if ROOT else None)
        return _behind_landlock(view, program, folder, another_user() if _reachable(view) else None)


def another_user() -> int:
    """A user that nobody else has, since root is not bound by limits on processes."""
    return FIRST_UID + os.getpid()


def _reachable(view: View) -> bool:
    """Whether root can become another user, and still read what is to be seen."""
    return ROOT and all(_open_to_all(Path(path)) for path in view.shown)


def _open_to_all(path: Path) -> bool:
    return all(
        folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents) if folder.is_dir()
    )


def python(script: str) -> list[str]:
    """Start a script with nothing of the user's own."""
    return [sys.executable, "-I", "-S", "-B", "-X", "utf8", script]


def _in_bubblewrap(view: View, program: Path, uid: int | None) -> Start:
    """A world of its own: mounts, processes, network, users, names.

    Root keeps its user and changes it inside, so that limits on processes hold; everybody else
    gets a user namespace.

    Raises
    ------
    Absent
        If there is no bubblewrap.
    """
    command = [bubblewrap(), "--die-with-parent", "--new-session", "--unshare-ipc", "--unshare-pid"]
    command += ["--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--hostname", "deepcat"]
    if uid is None:
        command += ["--unshare-user", "--cap-drop", "ALL"]
    else:
        command += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    for folder in _above(view.shown):  # bubblewrap would make them for its own user alone
        command += ["--perms", "0755", "--dir", folder]
    for path in view.shown:
        command += ["--ro-bind", path, path]
    for path in view.hidden:
        command += ["--tmpfs", path]
    command += ["--dev", "/dev", "--size", str(SHARED_BYTES), "--perms", "1777", "--tmpfs", SHARED]
    command += ["--size", str(SCRATCH_BYTES), "--perms", "1777", "--tmpfs", SCRATCH]
    command += ["--ro-bind", str(HERE), CODE]
    command += ["--ro-bind", str(program.parent), PROGRAM, "--remount-ro", "/", "--chdir", SCRATCH]
    command += ["--", *python(f"{CODE}/warm.py")]
    return Start(command, SCRATCH, (SHARED,), ("/",), uid, f"{PROGRAM}/{program.name}", True)


def _above(paths: Iterable[str]) -> list[str]:
    """All folders above these paths, from the outside in."""
    return sorted({str(folder) for path in paths for folder in Path(path).parents} - {"/"})


def _behind_landlock(view: View, program: Path, folder: str, uid: int | None) -> Start:
    """The machine as it is, of which Landlock will leave little; another user where root."""
    devices = ("/dev/urandom", "/dev/zero", "/dev/full")
    readable = (*view.readable(), str(HERE), str(program.parent), *devices)
    return Start(python(str(HERE / "warm.py")), folder, (), readable, uid, str(program), False)


@functools.cache
def bubblewrap() -> str:
    """The path of bubblewrap."""
    found = shutil.which("bwrap")
    if found is None:
        raise Absent("bubblewrap is not installed")
    return found
