"""What code in a cage can and cannot do, and that nothing of it stays."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deepcat_grader.cage import scratch
from deepcat_grader.cage.absent import Absent
from deepcat_grader.cage.doctor import ONLY_IN_A_WORLD, attack
from deepcat_grader.cage.escapes import ATTACKS
from deepcat_grader.cage.keeper import Caged, Keeper
from deepcat_grader.cage.view import view
from deepcat_grader.cage.walls import Walls

PROGRAM = Path(__file__).parent / "scratchpad.py"
LIMITS = {"RLIMIT_AS": 2**29, "RLIMIT_NPROC": 66, "RLIMIT_NOFILE": 64, "RLIMIT_FSIZE": 2**20}
# Starts a process in a cage, says its number, and waits.
HOLDS = """
import sys, time
from pathlib import Path
from deepcat_grader.cage.keeper import Keeper
from deepcat_grader.cage.view import view
from deepcat_grader.cage.walls import Walls
keeper = Keeper(Walls[sys.argv[1]], view(("landlockpy",), ()), Path(sys.argv[2]), {}, {})
print(keeper.fork({"RLIMIT_CORE": 0}).pid, flush=True)
time.sleep(600)
"""
Run = Callable[[str], list[Any]]


def keeper_of(walls: Walls) -> Keeper:
    hidden = ("deepcat_grader", "deepcat_solutions")
    shown = view(("landlockpy", "deepcat_judge"), hidden)
    return Keeper(walls, shown, PROGRAM, {}, {"PATH": os.defpath})


@pytest.fixture(scope="module", params=Walls, ids=lambda walls: walls.name.lower())
def keeper(request: pytest.FixtureRequest) -> Iterator[Keeper]:
    made = keeper_of(request.param)
    try:
        made.fork(LIMITS).end()
    except Absent as absent:
        pytest.skip(str(absent))
    yield made
    made.close()


def answer(caged: Caged, source: str) -> list[Any]:
    os.write(caged.outlet, source.encode())
    assert select.select([caged.inlet], [], [], 30)[0], "no answer"
    data = os.read(caged.inlet, 65536)
    said: list[Any] = json.loads(data) if data else ["ended"]
    return said


@pytest.fixture
def run(keeper: Keeper) -> Run:
    """Runs a text in a fork of its own."""

    def one(source: str) -> list[Any]:
        caged = keeper.fork(LIMITS)
        try:
            return answer(caged, source)
        finally:
            caged.end()

    return one


@pytest.mark.parametrize("walls", Walls, ids=lambda walls: walls.name.lower())
def test_every_attack_of_the_doctors_is_held(walls: Walls) -> None:
    try:
        results = list(attack(walls))
    except Absent as absent:
        pytest.skip(str(absent))
    assert [result for result in results if not result.held] == []
    left_out = ONLY_IN_A_WORLD if walls is Walls.LANDLOCK else frozenset()
    assert {result.attack for result in results} == ATTACKS.keys() - left_out


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_comes_through_where_there_are_no_walls(name: str, tmp_path: Path) -> None:
    """Else its failing would prove nothing."""
    if name in ("start_threads", "take_memory", "raise_limits", "new_world", "read_passwords"):
        pytest.skip("what it needs depends on the machine")
    (tmp_path / "private").write_text("private")
    code = f"""
import json, os, socket, subprocess, sys, time
sys.path.insert(0, {str(Path(__file__).parents[2] / "autograder/grader")!r})
from deepcat_grader.cage.escapes import ATTACKS
server = socket.create_server(("127.0.0.1", 0))
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
target = dict(file={str(tmp_path / "private")!r}, port=server.getsockname()[1], neighbour=other.pid)
try:
    ATTACKS[{name!r}](target)
finally:
    other.kill()
print("through")
"""
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"
    done = subprocess.run([sys.executable, "-c", parent], capture_output=True, text=True)
    assert "through" in done.stdout or (name == "kill_parent" and done.returncode < 0), done


def test_the_room_for_files_is_its_own_and_has_a_size(run: Run) -> None:
    assert run("open('mine', 'w').write('x'); say(os.listdir('.'))") == [["mine"]]
    assert run("say(os.listdir('.'))") == [[]]
    assert run("open('large', 'wb').write(bytes(2**21))") == ["OSError"]


def test_a_tree_without_end_is_swept_away(run: Run) -> None:
    deep = (
        "for _ in range(3000):\n"
        "    os.mkdir('d'); os.chdir('d')\n"
        "open('x', 'w').close(); os.chmod('.', 0)\nsay('made')"
    )
    assert run(deep) == ["made"]
    assert run("say(os.listdir('.'))") == [[]]


def test_what_honest_code_needs_works(run: Run) -> None:
    assert run(
        "import threading as t; a = t.Thread(target=say, args=(1,)); a.start(); a.join()"
    ) == [1]
    assert run("import asyncio; say(asyncio.run(asyncio.sleep(0, 'slept')))") == ["slept"]
    assert run("import tempfile\nwith tempfile.TemporaryFile() as f: f.write(b'x')\nsay(2)") == [2]
    assert run("import deepcat_judge.observe, numpy.polynomial, sqlite3; say(3)") == [3]
    pool = "from concurrent.futures import ThreadPoolExecutor as P\nsay(list(P(4).map(abs, [-1])))"
    assert run(pool) == [[1]]


def test_the_keeper_knows_its_life_its_time_and_its_end(keeper: Keeper) -> None:
    caged = keeper.fork(LIMITS)
    os.write(
        caged.outlet, b"end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
    )
    assert select.select([caged.inlet], [], [], 30)[0]
    assert caged.alive() and caged.cpu_seconds() >= 0.3
    caged.end()
    caged.end()  # a second time does nothing
    other = keeper.fork(LIMITS)
    assert answer(other, "say('alive')") == ["alive"]
    other.end()


def test_signals_that_are_ignored_do_not_save_it(keeper: Keeper) -> None:
    caged = keeper.fork(LIMITS)
    ignore = "import signal\nfor n in range(1, 65):\n  try: signal.signal(n, signal.SIG_IGN)\n"
    assert answer(caged, ignore + "  except (OSError, ValueError): pass") == []
    pid = caged.pid
    caged.end()
    assert not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text()


def test_a_warm_process_that_was_killed_is_replaced(keeper: Keeper) -> None:
    keeper.fork(LIMITS).end()
    assert keeper._warm is not None
    os.killpg(keeper._warm.process.pid, signal.SIGKILL)
    keeper._warm.process.wait()
    caged = keeper.fork(LIMITS)
    assert answer(caged, "say('again')") == ["again"]
    caged.end()


def test_nothing_is_left_when_the_keeper_is_killed(keeper: Keeper, tmp_path: Path) -> None:
    """Neither a process, once the kernel has seen to it, nor a folder, once another one is made."""
    room = tmp_path / "room"
    room.mkdir()
    path = os.pathsep.join(sys.path)
    killed = subprocess.Popen(
        [sys.executable, "-c", HOLDS, keeper.walls.name, str(PROGRAM)],
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(room), "PYTHONPATH": path},
    )
    assert killed.stdout is not None
    pid = int(killed.stdout.readline())
    killed.kill()
    killed.wait()
    killed.stdout.close()
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(room))
        assert os.listdir(room)
        scratch.sweep()
        assert os.listdir(room) == []


def test_what_is_hidden_cannot_be_read_though_it_lies_among_what_is_shown(tmp_path: Path) -> None:
    for name in ("shown", "secret"):
        (tmp_path / "site-packages" / name / "inner").mkdir(parents=True)
    (tmp_path / "site-packages" / "module.py").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path / "site-packages"))
        seen = view(("shown",), ("secret",))
    ours = {path for path in seen.readable() if path.startswith(str(tmp_path))}
    folder = tmp_path / "site-packages"
    assert ours == {str(folder / "shown"), str(folder / "module.py")}
    assert seen.hidden == (str(folder / "secret"),)
