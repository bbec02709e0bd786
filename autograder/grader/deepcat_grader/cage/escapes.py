"""The doctor's attacks, run inside a cage: each tries one thing, and says whether it came through.

A program for `deepcat_grader.cage.warm`: loaded by path, it imports the standard library alone.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

MANY_THREADS = 200
IPC_PRIVATE_KEY, IPC_CREAT = 0x0DEE, 0o1000


def read(target: Mapping[str, Any]) -> None:
    """Read a file of the operator's."""
    with open(target["file"], "rb") as file:
        file.read()


def read_passwords(target: Mapping[str, Any]) -> None:
    """Read the passwords of the machine."""
    with open("/etc/shadow", "rb") as file:
        file.read()


def write(target: Mapping[str, Any]) -> None:
    """Write beside a file of the operator's."""
    with open(os.path.join(os.path.dirname(target["file"]), "written"), "w") as file:
        file.write("written")


def connect(target: Mapping[str, Any]) -> None:
    """Reach a server on this machine."""
    socket.create_connection(("127.0.0.1", target["port"]), timeout=2.0).close()


def send(target: Mapping[str, Any]) -> None:
    """Send a datagram."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.sendto(b"hello", ("127.0.0.1", target["port"]))


def fork(target: Mapping[str, Any]) -> None:
    """Start a process."""
    if os.fork() == 0:
        os._exit(0)


def execute(target: Mapping[str, Any]) -> None:
    """Start a program."""
    subprocess.run([sys.executable, "-c", ""], check=True)


def kill_parent(target: Mapping[str, Any]) -> None:
    """Kill the process that it came from."""
    os.kill(os.getppid(), signal.SIGKILL)


def kill_neighbour(target: Mapping[str, Any]) -> None:
    """Kill another process of the same user."""
    os.kill(target["neighbour"], signal.SIGKILL)


def take_memory(target: Mapping[str, Any]) -> None:
    """Take more memory than there is to have."""
    held = [bytearray(target["memory"]) for _ in range(2)]
    assert held


def raise_limits(target: Mapping[str, Any]) -> None:
    """Raise its own limits."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def start_threads(target: Mapping[str, Any]) -> None:
    """Start threads without end."""
    threading.stack_size(64 * 1024)
    for _ in range(MANY_THREADS):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()


def share_memory(target: Mapping[str, Any]) -> None:
    """Leave memory behind that the next process finds."""
    number = ctypes.CDLL(None).shmget(IPC_PRIVATE_KEY, 4096, IPC_CREAT | 0o600)
    if number < 0:
        raise OSError("no memory was shared")


def trace(target: Mapping[str, Any]) -> None:
    """Look into the process that it came from."""
    with open(f"/proc/{os.getppid()}/mem", "rb"):
        pass


def new_world(target: Mapping[str, Any]) -> None:
    """Make a world of its own, to be root in it."""
    if ctypes.CDLL(None).unshare(0x10000000) != 0:
        raise OSError("no world was made")


ATTACKS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    attack.__name__: attack
    for attack in (
        read,
        read_passwords,
        write,
        connect,
        send,
        fork,
        execute,
        kill_parent,
        kill_neighbour,
        take_memory,
        raise_limits,
        start_threads,
        share_memory,
        trace,
        new_world,
    )
}


def prepare(given: Mapping[str, Any]) -> Callable[[int, int], NoReturn]:
    """Get ready to attack: `given` says what."""

    def serve(inlet: int, outlet: int) -> NoReturn:
        name = os.read(inlet, 100).decode()
        try:
            ATTACKS[name](given)
            told = {"through": True, "words": ""}
        except BaseException as error:
            told = {"through": False, "words": f"{type(error).__name__}: {error}"[:200]}
        os.write(outlet, json.dumps(told).encode())
        time.sleep(60)  # its end is the keeper's business
        os._exit(0)

    return serve
