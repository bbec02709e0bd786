"""The warm process: it imports everything once, and forks itself for each piece of work.

Started by path, ``python -I -S warm.py``, with its control socket as standard input. It holds
nothing worth stealing, and every fork of it is confined before it runs what it is for. Only one
fork lives at a time, and what it left on the disk is gone before the next one begins.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import json
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

Serve = Callable[[int, int], NoReturn]
MOST = 1 << 17
FAILED = 3
NO_PROCESS = "Nothing that runs here can start a process or a program."
NO_NETWORK = "Nothing that runs here can reach the network."
NO_SIGNAL = "Nothing that runs here can send a signal."
DENIED = {
    **dict.fromkeys(("os.fork", "os.forkpty", "os.exec", "os.posix_spawn"), NO_PROCESS),
    **dict.fromkeys(("subprocess.Popen", "os.system", "pty.spawn"), NO_PROCESS),
    **dict.fromkeys(("socket.connect", "socket.bind", "socket.getaddrinfo"), NO_NETWORK),
    **dict.fromkeys(("os.kill", "os.killpg"), NO_SIGNAL),
}


def load(path: str) -> Any:
    """Import a file by its path, for it lies in no package that can be imported here."""
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def explain(event: str, arguments: tuple[object, ...]) -> None:
    """Say in words what the kernel would refuse with a number."""
    if event in DENIED:
        raise PermissionError(DENIED[event])


class Warm:
    """Takes orders from a control socket until it is closed.

    Parameters
    ----------
    control : socket
    settings : mapping
        ``paths`` to import from, the ``program`` and what is ``given`` to it, the ``uid`` to go on
        as, folders that are ``scratch`` and ``shared``, what is ``readable``, and the ``filter``.
    """

    def __init__(self, control: socket.socket, settings: Mapping[str, Any]) -> None:
        self.control, self.settings = control, settings
        sys.path.extend(settings["paths"])
        here = os.path.dirname(os.path.abspath(__file__))
        self.confining = load(os.path.join(here, "confining.py"))
        self.empty = load(os.path.join(here, "emptying.py")).empty
        self.collapse = load(os.path.join(here, "large_pages.py")).collapse
        os.environ.update(HOME=settings["scratch"], TMPDIR=settings["scratch"])
        self.serve: Serve = load(settings["program"]).prepare(settings["given"])
        self.child = 0
        self.tidy()  # while it may
        self.confining.become(settings["uid"])
        self.confining.die_with_parent()  # forgotten when the user changes
        writable = (settings["scratch"], *settings["shared"])
        self.fence = self.confining.fence(settings["readable"], settings["paths"], writable)
        self.filter = bytes.fromhex(settings["filter"])

    def run(self) -> NoReturn:
        """Fork for every order; end with the socket."""
        gc.collect()
        self.collapse()
        gc.freeze()
        os.dup2(0, 2)  # nobody listens any more
        self.control.send(b"{}")
        while True:
            data, ends, _, _ = socket.recv_fds(self.control, MOST, 2)
            if not data:
                os._exit(0)
            self.tidy()
            limits = json.loads(data)
            folder = tempfile.mkdtemp(dir=self.settings["scratch"], prefix="work-")
            self.child = os.fork()  # what was done before it is no fork's own to do
            if self.child == 0:
                self.work(limits, folder, *ends)
            for end in ends:
                os.close(end)
            handle = os.pidfd_open(self.child)
            socket.send_fds(self.control, [b"{}"], [handle])
            os.close(handle)

    def tidy(self) -> None:
        """End the fork before, and remove what it left; whoever cannot is replaced."""
        if self.child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.child, 9)
            os.waitpid(self.child, 0)
            self.child = 0
        for folder in (self.settings["scratch"], *self.settings["shared"]):
            self.empty(folder)

    def work(self, limits: Mapping[str, int], folder: str, inlet: int, outlet: int) -> NoReturn:
        """In the fork: give everything up, then do what it is for."""
        status = FAILED
        try:
            os.setsid()
            self.confining.die_with_parent()
            self.fence.restrict()  # sets no_new_privs as well
            inlet, outlet = self.confining.keep_only(inlet, outlet)
            os.chdir(folder)
            os.environ.update(HOME=folder, TMPDIR=folder)
            tempfile.tempdir = None
            self.confining.set_limits(limits)
            self.confining.filter_calls(self.filter)
            sys.addaudithook(explain)  # words alone: the kernel refuses these by now
            self.serve(inlet, outlet)
        finally:
            os._exit(status)


def main() -> NoReturn:
    """Take the settings from the socket, then orders."""
    control = socket.socket(fileno=os.dup(0))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    settings = json.loads(control.recv(MOST))
    sys.argv[:] = [""]
    Warm(control, settings).run()


if __name__ == "__main__":
    main()
