"""Call a student's function once and write down, in plain values, what happened."""

from __future__ import annotations

import contextlib
import dis
import functools
import linecache
import os
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import numpy as np

from deepcat_judge.exercise import AnyExercise, Exercise
from deepcat_judge.handing import Handed
from deepcat_judge.plain import Lend, Plain, lend_from, lend_nothing, to_plain
from deepcat_judge.printed import Printed
from deepcat_judge.repair.budget import Lines
from deepcat_judge.repair.source import namespace_of, redefined, source_of
from deepcat_judge.uses import USES

# Folders whose lines are never the student's own; the grader's worker adds its folder.
OURS = {os.path.dirname(os.path.abspath(__file__))}
STANDARD_LIBRARY = os.path.normcase(os.path.join(os.path.dirname(os.__file__), ""))
LOOPS = frozenset({"vectorize.__call__", "apply_along_axis", "apply_over_axes"})
LOOP_NAMES = frozenset(name.partition(".")[0] for name in LOOPS)


T = TypeVar("T")


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
        Python instructions executed, when the call was traced to its end; of an edited answer,
        the student's lines that were run.
    loops : tuple of str
        Loops in disguise (``np.vectorize``) seen in a traced call.
    timed_out : bool
    calls : tuple of int
        For each argument, how often the callables in it were called.
    shared : tuple of (str, str)
        Places in the result that share their memory with another place, or with an argument:
        ``("result[1]['A0']", "argument 0")``.
    printed : str
        The first of what the call wrote to its output. It never leaves the process.
    """

    value: Plain = None
    raised: Raised | None = None
    warned: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()
    work: int | None = None
    loops: tuple[str, ...] = ()
    timed_out: bool = False
    calls: tuple[int, ...] = ()
    shared: tuple[tuple[str, str], ...] = ()
    printed: str = ""


class Calls(Protocol):
    """Something that can be called once."""

    def call(self, args: tuple[Plain, ...], trace: bool = False) -> Observation:
        """Call it once on fresh copies of `args`."""


class Caller(Calls, Protocol):
    """Something that can call the student's function: here, or in another process."""

    def missing(self) -> str | None:
        """Why there is nothing to call (a sentence), or None."""

    def unwritten(self) -> bool:
        """Whether the function's body is still empty."""

    def source(self) -> str | None:
        """The text that defines the answer, on the lines on which the student sees it.

        None where there is none, or where the answer rests on another that is wrong itself.
        """

    def edited(self, source: str, lines: int) -> Calls | None:
        """The answer as another text defines it, for calls of so many lines of a student's.

        Nothing that the student's names stand for is touched. A call that would run more lines
        is ended, and has timed out; one that has timed out without any `work` took too long.
        """


@dataclass(frozen=True)
class LocalCaller:
    """Calls a function of this process: a `Caller`. A dict stands for a function returning it.

    ``use`` is the exercise's way to use an answer, and ``lends`` are the callables that its cases
    hand over by name. Where ``lines`` are given, a call may run so many of a student's.
    """

    function: object
    name: str
    use: str = "call"
    lends: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    lines: int | None = None

    @classmethod
    def of(
        cls,
        exercise: AnyExercise,
        answer: object,
        lends: Mapping[str, Callable[..., object]] = MappingProxyType({}),
    ) -> LocalCaller:
        """A caller of an answer to an exercise; `lends` come beside what the exercise lends."""
        if not isinstance(exercise, Exercise):
            return cls(answer, exercise.name)
        return cls(answer, exercise.name, exercise.use, {**exercise.lends, **lends})

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
        if self.lines is None:
            return self._observe(args, trace)
        limit = Lines(self.lines, is_students)
        with limit:
            seen = self._observe(args, trace=False)
        if limit.over:
            return Observation(timed_out=True, work=limit.spent)
        return seen if seen.timed_out else replace(seen, work=limit.spent)

    def source(self) -> str | None:
        """The text that defines the answer, or None."""
        return source_of(self.function, self.name)

    def edited(self, source: str, lines: int) -> LocalCaller | None:
        """The answer as another text defines it, in a copy of its own names."""
        function = redefined(source, self.name, namespace_of(self.function))
        return None if function is None else replace(self, function=function, lines=lines)

    def _observe(self, args: tuple[Plain, ...], trace: bool) -> Observation:
        lend = lend_from(self.lends)
        return observe(self.function, args, trace, self.use, lend)  # type: ignore[arg-type]  # missing() is asked first


def observe(
    function: Callable[..., object],
    args: tuple[Plain, ...],
    trace: bool = False,
    use: str = "call",
    lend: Lend = lend_nothing,
) -> Observation:
    """Use ``function`` once on fresh copies of `args`, quietly, and report what happened."""
    handed = Handed(args, lend)
    tracer = _Tracer() if trace else None
    result: object = None
    raised = None
    printed = Printed()
    with (
        warnings.catch_warnings(record=True) as caught,
        np.errstate(over="warn", divide="warn", invalid="warn", under="ignore"),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
    ):
        warnings.simplefilter("always")
        try:
            with tracer or contextlib.nullcontext():
                result = USES[use](function, *handed.given)
            # To look at what came back is still to run its code: its keys and types have methods.
            value = to_plain(result)
            changed, shared = handed.changed(), handed.shared(result)
        except KeyboardInterrupt:
            return Observation(timed_out=True, printed=printed.text())
        except BaseException as error:  # SystemExit in an answer is the answer's fault
            value, shared = None, ()
            raised = describe_exception(error)
            changed = _or(handed.changed, ())
    return Observation(
        value=value,
        raised=raised,
        warned=tuple(
            _or(functools.partial(_words, item.message), "")
            for item in caught
            if issubclass(item.category, RuntimeWarning)
        ),
        changed=changed,
        work=tracer.work if tracer and not tracer.displaced else None,
        loops=tuple(sorted(tracer.loops)) if tracer else (),
        calls=tuple(handed.calls),
        shared=shared,
        printed=printed.text(),
    )


def _or(look: Callable[[], T], otherwise: T) -> T:
    """What a look at a student's object gives, where that does not fail."""
    try:
        return look()
    except BaseException:  # whatever the object chooses to raise
        return otherwise


def describe_exception(error: BaseException) -> Raised:
    """Keep an exception's type and words, and the innermost line that the student wrote.

    A student's exception class may be broken itself: what it does not tell stays empty.
    """
    kind = exactly(type.__dict__["__name__"].__get__(type(error)), 80)
    text = _or(lambda: _words(error), "")
    return _or(lambda: _placed(error, kind, text), Raised(kind, text))


def exactly(text: str, room: int = 500) -> str:
    """The beginning of a text, as a str and no relative of one."""
    return str.__getitem__(text, slice(room))


def _words(thing: object) -> str:
    return exactly(str(thing))


def _placed(error: BaseException, kind: str, text: str) -> Raised:
    if isinstance(error, SyntaxError):
        line = exactly(error.text or "").strip()
        return Raised(kind, exactly(error.msg or text), line, int(error.lineno or 0))
    own = _own_frames(error)
    if not own:
        return Raised(kind, text)
    line = own[-1].line or linecache.getline(own[-1].filename, own[-1].lineno or 0)
    return Raised(kind, text, line.strip(), own[-1].lineno or 0)


def _own_frames(error: BaseException) -> list[traceback.FrameSummary]:
    """The student's frames, from the outside in; what a lent callable does inside is not theirs."""
    own: list[traceback.FrameSummary] = []
    for frame in traceback.extract_tb(error.__traceback__):
        if is_students(frame.filename):
            own.append(frame)
        elif own and _is_ours(frame.filename):
            break
    return own


def _is_ours(filename: str) -> bool:
    return filename.startswith(tuple(folder + os.sep for folder in OURS))


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


def is_students(filename: str) -> bool:
    """Whether the lines of a file are a student's own."""
    if filename.startswith(("<string>", "<frozen ")) or _is_ours(filename):
        return False
    if os.path.normcase(filename).startswith(STANDARD_LIBRARY):
        return False
    if filename.endswith(".pyx"):
        return False  # compiled code, such as NumPy's generators, names a file that is not there
    return "site-packages" not in filename and "dist-packages" not in filename


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
