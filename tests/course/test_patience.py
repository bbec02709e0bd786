"""An answer that never ends is interrupted, and what comes after it is not."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from deepcat import check, checking, patience
from deepcat.patience import PatientCaller, interrupted_after
from deepcat_judge.observe import LocalCaller, Observation
from deepcat_judge.verdict import Outcome

SHORT, LONG = 0.05, 600.0
Limit = Callable[[float], AbstractContextManager[None]]
LIMITS: list[Limit] = [patience._watch]
if hasattr(signal, "setitimer"):
    LIMITS.append(patience._alarm)


def endless(*args: Any) -> None:
    while True:
        pass


@pytest.mark.parametrize("limit", LIMITS)
def test_an_endless_loop_is_interrupted(limit: Limit) -> None:
    with pytest.raises(KeyboardInterrupt), limit(SHORT):
        endless()


@pytest.mark.parametrize("limit", LIMITS)
def test_it_is_interrupted_where_interrupts_are_ignored(limit: Limit) -> None:
    """As in a program that was started in the background; they are ignored again afterwards."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(KeyboardInterrupt), limit(SHORT):
            endless()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize("limit", LIMITS)
def test_what_ends_in_time_is_left_alone(limit: Limit) -> None:
    before = signal.getsignal(signal.SIGINT)
    with limit(LONG):
        done = "done"
    assert (done, signal.getsignal(signal.SIGINT)) == ("done", before)


def test_an_interrupt_on_its_way_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock may run out at the last line: what comes after the limit is not interrupted."""
    sent = threading.Event()

    def arrive(seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(patience._thread, "interrupt_main", sent.set)
    monkeypatch.setattr("time.sleep", arrive)
    with patience._watch(0.0):
        sent.wait(LONG)
    assert sent.is_set()


def test_outside_the_main_thread_and_in_a_browser_nothing_can_interrupt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There the code runs on; neither an alarm nor a thread is started."""
    monkeypatch.setattr(patience, "_alarm", None)
    monkeypatch.setattr(patience, "_watch", None)
    ran: list[str] = []

    def quick(name: str) -> None:
        with interrupted_after(LONG):
            ran.append(name)

    thread = threading.Thread(target=quick, args=("thread",))
    thread.start()
    thread.join()
    monkeypatch.setattr(sys, "platform", "emscripten")
    quick("browser")
    assert ran == ["thread", "browser"]


def test_the_time_of_all_calls_counts_together() -> None:
    """Once it is over, nothing is called any more."""
    calls: list[int] = []

    def answer(x: int) -> int:
        calls.append(x)
        return x if len(calls) == 1 else endless()  # type: ignore[func-returns-value]  # it never ends

    caller = PatientCaller(LocalCaller(answer, "answer"), SHORT)
    seen = [caller.call((1,)) for _ in range(3)]
    assert seen[1:] == [Observation(timed_out=True)] * 2
    assert caller.late and len(calls) <= 2


def test_check_says_how_long_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PATIENCE", SHORT)

    def tanh(Z: Any) -> None:
        print("Z has shape", Z.shape)
        endless()

    verdict = check(tanh)
    assert verdict.outcome is Outcome.TIMED_OUT
    assert verdict.notes == ("check() stops an answer after 0.05 seconds in all.",)
    assert verdict.input and verdict.printed.startswith("Z has shape")


def test_a_check_stopped_by_hand_does_not_blame_the_clock() -> None:
    def tanh(Z: Any) -> None:
        raise KeyboardInterrupt

    verdict = check(tanh)
    assert (verdict.outcome, verdict.notes) == (Outcome.TIMED_OUT, ())
