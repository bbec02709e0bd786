"""Call a student's function once and write down, in plain values, what happened."""

from __future__ import annotations

import contextlib
import dis
import io
import linecache
import os
import sys
import traceback
import types
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from deepcat_judge.plain import Named, Plain, Rng, materialise, to_plain

# Folders whose lines are never the student's own; the grader's worker adds its folder.
OURS = {os.path.dirname(os.path.abspath(__file__))}
STANDARD_LIBRARY = os.path.normcase(os.path.join(os.path.dirname(os.__file__), ""))
LOOPS = frozenset({"vectorize.__call__", "apply_along_axis", "apply_over_axes"})


@dataclass(frozen=True)
class Raised:
    """An exception: its type, its words, and the student's own line."""

    kind: str
    text: str
    line: str = ""
    lineno: int = 0


@dataclass(frozen=True)
class Observation:
    """What one call did.

    Attributes
    ----------
    value : Plain
        The coerced result; None when the call raised.
    raised : Raised or None
    warned : tuple of str
        Messages of the RuntimeWarnings that the call gave.
    changed : tuple of int
        Positions of the arguments that the call changed.
    work : int or None
        Python instructions executed, when the call was traced to its end.
    loops : tuple of str
        Loops in disguise (``np.vectorize``) seen in a traced call.
    timed_out : bool
    """

    value: Plain = None
    raised: Raised | None = None
    warned: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()
    work: int | None = None
    loops: tuple[str, ...] = ()
    timed_out: bool = False


class Caller(Protocol):
    """Something that can call the student's function: here, or in another process."""

    def missing(self) -> str | None:
        """Why there is nothing to call (a sentence), or None."""

    def unwritten(self) -> bool:
        """Whether the function's body is still empty."""

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call it once on fresh copies of `args`."""


@dataclass(frozen=True)
class LocalCaller:
    """Calls a function of this process: a `Caller`. A dict stands for a function returning it."""

    function: object
    name: str

    def missing(self) -> str | None:
        """Why there is nothing to call, or None."""
        if self.function is None:
            return f"There is no function called {self.name} yet. Run the cell that defines it."
        return None

    def unwritten(self) -> bool:
        """Whether the body is empty."""
        return is_empty(self.function)

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call it once on fresh copies of `args`."""
        if type(self.function) is dict:
            return Observation(value=to_plain(self.function))
        return observe(self.function, args, trace)  # type: ignore[arg-type]  # missing() is asked first


def observe(
    function: Callable[..., object], args: tuple[Plain, ...], trace: bool = False
) -> Observation:
    """Call ``function(*args)`` on fresh copies, quietly, and report what happened."""
    given = tuple(materialise(arg) for arg in args)
    tracer = _Tracer() if trace else None
    result: object = None
    raised = None
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("always")
        try:
            if tracer is None:
                result = function(*given)
            else:
                with tracer:
                    result = function(*given)
        except KeyboardInterrupt:
            return Observation(timed_out=True)
        except BaseException as error:  # SystemExit in an answer is the answer's fault
            raised = describe_exception(error)
        value = to_plain(result) if raised is None else None
    return Observation(
        value=value,
        raised=raised,
        warned=tuple(
            str(item.message) for item in caught if issubclass(item.category, RuntimeWarning)
        ),
        changed=tuple(
            i for i, (arg, now) in enumerate(zip(args, given, strict=True)) if not _same(arg, now)
        ),
        work=tracer.work if tracer and not tracer.displaced else None,
        loops=tuple(sorted(tracer.loops)) if tracer else (),
    )


def describe_exception(error: BaseException) -> Raised:
    """Keep an exception's type and words, and the innermost line that the student wrote."""
    try:
        text = str(error)[:500]
    except Exception:  # a student's exception class may be broken itself
        text = ""
    kind = type(error).__name__[:80]
    if isinstance(error, SyntaxError):
        return Raised(kind, error.msg or text, (error.text or "").strip(), error.lineno or 0)
    own = [
        frame for frame in traceback.extract_tb(error.__traceback__) if _is_students(frame.filename)
    ]
    if not own:
        return Raised(kind, text)
    line = own[-1].line or linecache.getline(own[-1].filename, own[-1].lineno or 0)
    return Raised(kind, text, line.strip(), own[-1].lineno or 0)


def is_empty(function: object) -> bool:
    """Whether a function's body does nothing: a docstring, ``pass`` or ``...``."""
    if type(function) is not types.FunctionType:
        return False  # other objects may answer to __code__ with anything
    code = function.__code__
    doing = [
        op
        for op in dis.get_instructions(code)
        if op.opname not in {"RESUME", "NOP", "CACHE", "COPY_FREE_VARS"}
    ]
    names = [op.opname for op in doing]
    returns_none = names in (["LOAD_CONST", "RETURN_VALUE"], ["RETURN_CONST"])
    return returns_none and doing[0].argval is None


def _is_students(filename: str) -> bool:
    if os.path.dirname(filename) in OURS or filename.startswith(("<string>", "<frozen ")):
        return False
    if os.path.normcase(filename).startswith(STANDARD_LIBRARY):
        return False
    if filename.endswith(".pyx"):
        return False  # compiled code, such as NumPy's generators, names a file that is not there
    return "site-packages" not in filename and "dist-packages" not in filename


def _same(arg: Plain, now: Any) -> bool:
    if arg is now or isinstance(arg, (Rng, Named)):
        return True  # a generator moves on when it is used, and a function cannot be changed
    same_type = type(arg) is type(now)
    if not same_type:
        return False  # what an answer puts into an argument may be of any type
    if isinstance(arg, np.ndarray):
        return bool(
            arg.shape == now.shape and arg.dtype == now.dtype and arg.tobytes() == now.tobytes()
        )
    if isinstance(arg, (list, tuple)):
        return len(arg) == len(now) and all(map(_same, arg, now))
    if isinstance(arg, dict):
        return arg.keys() == now.keys() and all(_same(arg[key], now[key]) for key in arg)
    return bool(arg == now)


class _Tracer:
    """Counts executed instructions, so that Python work can be compared at two sizes."""

    def __init__(self) -> None:
        self.work = 0
        self.loops: set[str] = set()
        self.displaced = False

    def __enter__(self) -> None:
        self._before = sys.gettrace()
        sys.settrace(self._trace)

    def __exit__(self, *exc: object) -> None:
        self.displaced = sys.gettrace() != self._trace
        sys.settrace(self._before)

    def _trace(self, frame: types.FrameType, event: str, arg: object) -> Any:
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        if event == "call" and frame.f_code.co_qualname in LOOPS:
            self.loops.add(frame.f_code.co_qualname.partition(".")[0])
        if event == "opcode":
            self.work += 1
        return self._trace
