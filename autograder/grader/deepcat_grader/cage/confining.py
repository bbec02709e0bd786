"""What a fork gives up before it runs a stranger's code: nothing here can be undone from inside.

Loaded by path in the warm process, which imports nothing of the grader's.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
from collections.abc import Mapping, Sequence

from landlockpy import AccessFS, Ruleset, Scope

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
SECCOMP_MODE_FILTER = 2
CAPABILITIES_VERSION = 0x20080522
HIGH = 10  # out of the way of the five descriptors that stay

READ = AccessFS.READ_FILE | AccessFS.READ_DIR
WRITE = (
    READ
    | AccessFS.WRITE_FILE
    | AccessFS.TRUNCATE
    | AccessFS.MAKE_REG
    | AccessFS.MAKE_DIR
    | AccessFS.MAKE_SYM
    | AccessFS.REMOVE_FILE
    | AccessFS.REMOVE_DIR
    | AccessFS.REFER
)

libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    """``struct sock_fprog``: a filter of so many instructions, eight bytes each."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def _checked(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def become(uid: int | None) -> None:
    """Go on as another user, and as nobody with special rights."""
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
    _checked(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def die_with_parent() -> None:
    """End when the process ends that started this one."""
    _checked(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")


def keep_only(inlet: int, outlet: int) -> tuple[int, int]:
    """Close every descriptor but the channel's two ends, and say where these are now."""
    inlet, outlet = (fcntl.fcntl(end, fcntl.F_DUPFD, HIGH) for end in (inlet, outlet))
    os.dup2(inlet, 3)
    os.dup2(outlet, 4)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.closerange(5, os.sysconf("SC_OPEN_MAX"))
    return 3, 4


def set_limits(limits: Mapping[str, int]) -> None:
    """Set limits of the operating system, by the names that `resource` has for them."""
    for name, value in limits.items():
        resource.setrlimit(getattr(resource, name), (value, value))


def fence(readable: Sequence[str], listed: Sequence[str], writable: Sequence[str]) -> Ruleset:
    """Make what closes the disk, TCP, and signals to others, but for these paths (Landlock).

    Of what is only `listed`, names can be seen and nothing can be read: an import needs that. It
    is made once, and each fork shuts it behind itself.
    """
    rules = Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET)
    for path in readable:
        folder = os.path.isdir(path)
        rules.allow_path(path, READ if folder else AccessFS.READ_FILE)
    for path in listed:
        rules.allow_path(path, AccessFS.READ_DIR)
    for path in writable:
        rules.allow_path(path, WRITE)
    rules.allow_path(os.devnull, AccessFS.READ_FILE | AccessFS.WRITE_FILE)
    return rules


def filter_calls(program: bytes) -> None:
    """Let the kernel refuse the system calls that a filter does not name (seccomp)."""
    filter_ = _Program(len(program) // 8, program)
    done = libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0)
    _checked(done, "seccomp")
