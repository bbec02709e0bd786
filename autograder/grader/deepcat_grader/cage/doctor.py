"""Find out what holds on this machine, by attacking it."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deepcat_grader.cage import escapes
from deepcat_grader.cage.absent import Absent
from deepcat_grader.cage.keeper import Caged, Keeper
from deepcat_grader.cage.tiers import Tier
from deepcat_grader.cage.view import view
from deepcat_grader.cage.walls import Walls

MIB = 2**20
SECONDS = 10.0
LIMITS = {
    "RLIMIT_AS": 512 * MIB,
    "RLIMIT_NPROC": 66,
    "RLIMIT_CORE": 0,
    "RLIMIT_NOFILE": 64,
    "RLIMIT_FSIZE": MIB,
}
# What only an own world holds: root's threads are counted by nobody, where it stays root.
ONLY_IN_A_WORLD = frozenset({"start_threads"})


@dataclass(frozen=True)
class Result:
    """What came of one attack: whether it was held, and in whose words."""

    attack: str
    what: str
    held: bool
    words: str


@dataclass(frozen=True)
class Finding:
    """The tier of a machine, and why.

    Attributes
    ----------
    tier : Tier
    results : mapping from Tier to tuple of Result
        What the attacks of a tier came to.
    absent : mapping from Tier to str
        Why a tier could not be tried at all.
    """

    tier: Tier
    results: Mapping[Tier, tuple[Result, ...]] = field(default_factory=dict)
    absent: Mapping[Tier, str] = field(default_factory=dict)


def examine() -> Finding:
    """Attack this machine, from the best tier down, until one holds."""
    results: dict[Tier, tuple[Result, ...]] = {}
    absent: dict[Tier, str] = {}
    for tier, walls in ((Tier.A, Walls.BUBBLEWRAP), (Tier.B, Walls.LANDLOCK)):
        try:
            results[tier] = tuple(attack(walls))
        except Absent as why:
            absent[tier] = str(why)
            continue
        if all(result.held for result in results[tier]):
            return Finding(tier, results, absent)
    return Finding(Tier.C, results, absent)


def attack(walls: Walls) -> Iterator[Result]:
    """Run every attack in a fork of its own.

    Raises
    ------
    Absent
        If these walls cannot be built here.
    """
    with _target() as target:
        shown = view(("landlockpy",), ("deepcat_grader", "deepcat_solutions"))
        keeper = Keeper(walls, shown, Path(escapes.__file__), target, {"PATH": os.defpath})
        try:
            for name, action in escapes.ATTACKS.items():
                if name in ONLY_IN_A_WORLD and walls is not Walls.BUBBLEWRAP:
                    continue
                held, words = _held(keeper.fork(LIMITS), name)
                yield Result(name, (action.__doc__ or name).rstrip("."), held, words)
        finally:
            keeper.close()


def _held(caged: Caged, name: str) -> tuple[bool, str]:
    """Whether an attack was held: it failed, or ended in nothing but its own process."""
    try:
        os.write(caged.outlet, name.encode())
        if not select.select([caged.inlet], [], [], SECONDS)[0]:
            return False, "it gave no answer in time"
        data = os.read(caged.inlet, 1000)
    except OSError as error:
        return False, f"the process could not be asked: {error}"
    finally:
        caged.end()
    if not data:
        return False, "the process ended before it answered"
    told: dict[str, Any] = json.loads(data)
    return not told["through"], str(told["words"])


@contextmanager
def _target() -> Iterator[dict[str, Any]]:
    """A private file, a server and a neighbour to attack, none of which is worth anything."""
    neighbour = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"]
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="deepcat-doctor-"))
        file = Path(folder, "private")
        file.write_text("private", encoding="utf-8")
        server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        process = stack.enter_context(subprocess.Popen(neighbour))
        stack.callback(process.kill)
        yield {
            "file": str(file),
            "port": server.getsockname()[1],
            "neighbour": process.pid,
            "memory": LIMITS["RLIMIT_AS"],
        }
