"""Calls of an answer with an end to our patience: an endless loop is interrupted, and says so."""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from deepcat_judge.observe import Caller, Calls, Observation
from deepcat_judge.plain import Plain

_LEAST_SECONDS = 0.001


class PatientCalls:
    """Passes calls on, and interrupts what takes longer than `seconds` in all.

    ``late`` tells whether it has interrupted anything.
    """

    def __init__(self, calls: Calls, seconds: float) -> None:
        self._calls, self.late = calls, False
        self._deadline = time.monotonic() + seconds

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call the answer, as long as there is time."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            self.late = True
            return Observation(timed_out=True)
        try:
            with interrupted_after(left):
                seen = self._calls.call(args, trace)
        except KeyboardInterrupt:  # it came between two lines of ours
            seen = Observation(timed_out=True)
        self.late |= seen.timed_out and self._deadline <= time.monotonic()
        return seen


class PatientCaller(PatientCalls):
    """The same for all that a judge asks of an answer (a `Caller`).

    ``editable`` says whether its text may be edited to find a mistake.
    """

    def __init__(
        self, caller: Caller, seconds: float, editable: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(caller, seconds)
        self.caller, self.editable = caller, editable

    def missing(self) -> str | None:
        """Why there is nothing to call, or None."""
        return self.caller.missing()

    def unwritten(self) -> bool:
        """Whether the answer is still empty."""
        return self.caller.unwritten()

    def source(self) -> str | None:
        """The text that defines the answer, or None."""
        return self.caller.source() if self.editable() else None

    def edited(self, source: str, lines: int) -> PatientCalls | None:
        """The answer as another text defines it, with the time that is left."""
        answer = self.caller.edited(source, lines)
        if answer is None:
            return None
        return PatientCalls(answer, self._deadline - time.monotonic())


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Raise KeyboardInterrupt here after some seconds, as the stop button would.

    Where nothing can do that (outside the main thread, in a browser), it waits for ever. One
    operation of NumPy is not interrupted before it ends.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or sys.platform == "emscripten":
        yield
    elif hasattr(signal, "setitimer"):
        with _alarm(seconds):
            yield
    else:
        with _watch(seconds):
            yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, _LEAST_SECONDS))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watch(seconds: float) -> Iterator[None]:
    """As `_alarm` where the system has no alarms (Windows): another thread looks at the clock.

    Interrupts are heard meanwhile, even where whoever started Python has them ignored.
    """
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    lock, fired, over = threading.Lock(), threading.Event(), threading.Event()

    def wait() -> None:
        if over.wait(seconds):
            return
        with lock:
            if not over.is_set():
                fired.set()
                _thread.interrupt_main()

    threading.Thread(target=wait, daemon=True).start()
    interrupted = False
    try:
        yield
    except KeyboardInterrupt:
        interrupted = True
        raise
    finally:
        with lock:
            over.set()
        if fired.is_set() and not interrupted:
            # The interrupt is on its way: it must arrive here, and not in what comes after.
            with contextlib.suppress(KeyboardInterrupt):
                time.sleep(1.0)
        if before is signal.SIG_IGN:
            signal.signal(signal.SIGINT, before)
