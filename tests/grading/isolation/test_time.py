"""Limits count what is computed; every wait ends all the same."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator

import pytest

from deepcat_grader.grading.isolation.caller import probe
from deepcat_grader.grading.isolation.launch import GRADER, SOLUTIONS, launch
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.session import Session
from deepcat_judge.verdict import Outcome

from ..toys import X, graded, toy
from ..walls import EACH_AND_NONE, built

LIMITS = Limits(cell=1.0, call=0.5, slack=3.0)


@pytest.fixture(params=EACH_AND_NONE)
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    walls = built(request.param)
    start = functools.partial(launch, LIMITS, (GRADER, SOLUTIONS), walls=walls)
    with Session(LIMITS, start) as session:
        yield session


def test_limits_count_what_is_computed_and_the_clock_only_far_above(session: Session) -> None:
    """A sleep stands for a machine that has other things to do."""
    assert session.run("a", "import time\ntime.sleep(1.5)\n7").result == 7
    assert session.run("b", "time.sleep(60)").timed_out
    assert session.run("c", "while True: pass").timed_out
    session.run("d", "def f(x):\n    time.sleep(0.8)\n    return x")
    assert probe(session, "f").call((2.0,)).value == 2.0


TRICKLE = """
def f(x):
    import os, time
    outlet = next(fd for fd in (4, *range(3, 64)) if writes(fd))
    while True:
        os.write(outlet, DATA.pop(0))
        time.sleep(0.01)

def writes(fd):
    import os, stat
    try:
        return stat.S_ISFIFO(os.fstat(fd).st_mode) and os.write(fd, DATA.pop(0)) == 1
    except OSError:
        return False

DATA = [b"DCF1"[i : i + 1] for i in range(4)] + [bytes([2])] + [b"\\1", b"\\0", b"\\0"]
DATA += [b"\\0"] * 10**6
"""


def test_a_trickle_of_bytes_does_not_hold_the_grader(session: Session) -> None:
    session.run("a", TRICKLE)
    done = threading.Event()
    threading.Timer(60, lambda: done.is_set() or session.close()).start()
    assert probe(session, "f").call((1.0,)).timed_out
    done.set()


POOL = """
import threading
from concurrent.futures import ThreadPoolExecutor
POOL, LOCK = ThreadPoolExecutor(2), threading.Lock()
LISTENER = threading.Thread(target=LOCK.acquire)
LISTENER.start(), LISTENER.join()
list(POOL.map(abs, [1.0]))
def total(x):
    return float(sum(POOL.map(float, x)))
"""


def total(x: object) -> float:
    return float(sum(map(float, x)))  # type: ignore[call-overload]  # an array


def test_a_pool_of_threads_made_in_a_cell_serves_every_call() -> None:
    entry = toy(total, X)
    record = graded({entry.exercise.id: POOL}, {entry.exercise.id: entry})
    assert record.verdicts[entry.exercise.id].outcome is Outcome.PASSED
