"""The process that runs a student's cells and answers calls: it holds nothing worth stealing.

A program for `deepcat_grader.cage.warm`; without a cage it is started by path, ``python -I -S
worker.py SETTINGS``. It imports neither the grader nor the solutions; what it sends is believed
by nobody.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import importlib
import importlib.util
import io
import json
import os
import pickle
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from sys import getprofile, gettrace, setprofile, settrace  # a cell may put others there
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from deepcat_judge.plain import Plain
    from deepcat_judge.wire import Frame, Wire

T = TypeVar("T")
MAX_OUTPUT = 20_000
MAX_LINES = 20
# A number and a text at once: most of what a cell may ask a person for.
TYPED = "1"
INTACT = ("builtins", "math", "numpy", "numpy.linalg", "numpy.random")
CUT = "\n… the rest of the output is not shown.\n"
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


class Refuse:
    """An import finder that knows certain names only to refuse them.

    ``stale`` says that a cell may have written a module since files were last looked for.
    """

    def __init__(self, names: list[str]) -> None:
        self.names = frozenset(names)
        self.stale = False

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Refuse the names and leave all others to the next finder."""
        if self.stale:
            self.stale = False
            importlib.invalidate_caches()
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"{name} cannot be imported while grading", name=name)


class Output(io.TextIOBase):
    """What a cell writes, up to a limit."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.room = MAX_OUTPUT

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        text = str(text)
        if self.room > 0:
            self.parts.append(text[: self.room] + (CUT if len(text) > self.room else ""))
            self.room -= len(text)
        return len(text)

    def close(self) -> None:
        """Stay open: what comes after may write too."""

    def fileno(self) -> int:
        """Answer with a descriptor that leads nowhere, as a notebook's own output does."""
        return 1

    def flush(self) -> None:
        """Do nothing: everything is kept in memory."""

    def isatty(self) -> bool:
        """Answer no, so that nobody colours the text."""
        return False

    def text(self) -> str:
        """All that was kept, as text that can be sent."""
        return "".join(self.parts)


class Channel:
    """Frames over two descriptors."""

    def __init__(self, inlet: int, outlet: int) -> None:
        from deepcat_judge.wire import Inbox

        self.inlet, self.outlet, self.inbox = inlet, outlet, Inbox()

    def receive(self) -> Frame:
        """Wait for the next frame; end the process when the coordinator has gone."""
        while (frame := self.inbox.take()) is None:
            data = os.read(self.inlet, 65536)
            if not data:
                os._exit(0)
            self.inbox.feed(data)
        return frame

    def send(self, kind: str, number: int, **fields: Wire) -> None:
        """Send one frame, or a refusal where the values cannot be sent."""
        from deepcat_judge.observe import Observation
        from deepcat_judge.plain import Refused
        from deepcat_judge.wire import Frame, WireError, encode

        try:
            data = encode(Frame(kind, number, fields))
        except WireError:
            refused = Observation(value=Refused("a very large result", "it is too much to compare"))
            data = encode(Frame(kind, number, {"seen": refused}))
        while data:
            data = data[os.write(self.outlet, data) :]


class Worker:
    """Answers the coordinator's questions about one student's notebook."""

    channel: Channel

    def __init__(self, shell: Any, imports: Refuse) -> None:
        from deepcat_judge.observe import LocalCaller

        self.local_caller = functools.partial(LocalCaller, lends=Lends(self.stand_in))
        self.shell = shell
        self.imports = imports
        self.number = 0
        self.places: dict[str, dict[str, object]] = {}
        self.lent: dict[str, Callable[..., object]] = {}
        self.crossing = beside("crossing").Crossing(self)
        # A notebook that rebinds parts of NumPy harms its later exercises least in this way.
        modules = [importlib.import_module(name) for name in INTACT]
        self.intact = [(module, dict(vars(module))) for module in modules]

    def serve(self, channel: Channel) -> NoReturn:
        """Answer one question after the other for ever."""
        self.channel = channel
        channel.send("ready", 0)
        while True:
            frame = self.channel.receive()
            self.number = frame.number
            unwatched()
            kind, fields = self.answer(frame)
            if kind:
                self.channel.send(kind, frame.number, **fields)

    def answer(self, frame: Frame) -> tuple[str, Mapping[str, Wire]]:
        """Do what a frame asks; the student's code may make any step of this fail."""
        from deepcat_judge.observe import Observation, describe_exception

        try:
            do = f"do_{frame.kind}"
            reply = getattr(self if hasattr(self, do) else self.crossing, do)(**frame.fields)
            return ("done", reply) if reply is not None else ("", {})
        except KeyboardInterrupt:
            return "done", {"seen": Observation(timed_out=True)}
        except BaseException as error:
            return "broken", {"seen": Observation(raised=describe_exception(error))}

    def do_bring(self, name: str, data: Any) -> Mapping[str, Wire]:
        """Put a file beside the notebook."""
        os.makedirs(os.path.dirname(os.path.abspath(name)), exist_ok=True)
        with open(name, "wb") as file:
            file.write(data.tobytes())
        return {}

    def do_run(
        self, source: Any, seconds: float, wall: float, places: Iterable[str] = ()
    ) -> Mapping[str, Wire]:
        """Run a cell, given as bytes, as a notebook would; before it there may be places."""
        import numpy as np

        self.do_keep(places)
        from deepcat_judge.observe import Observation, describe_exception
        from deepcat_judge.plain import to_plain

        output, text = Output(), source.tobytes().decode("utf-8")
        self.imports.stale = True
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            result = limited(seconds, wall, lambda: self.shell.run_cell(text, store_history=False))
        error = result.error_before_exec or result.error_in_exec
        late = isinstance(error, KeyboardInterrupt)
        raised = describe_exception(error) if error is not None and not late else None
        seen = Observation(value=output.text(), raised=raised, timed_out=late)
        value = to_plain(result.result)
        if isinstance(value, np.ndarray) and value.ndim == 0:
            value = value.item()
        number = value if isinstance(value, (int, float)) else None
        return {"seen": seen, "result": number, "lines": self.lines_of(error)}

    def lines_of(self, error: BaseException | None) -> list[Plain]:
        """The lines of the cell that stopped at which Python was, from the outside in."""
        trace = error.__traceback__ if error is not None else None
        while trace is not None and trace.tb_frame.f_globals is not self.shell.user_ns:
            trace = trace.tb_next
        lines: list[Plain] = []
        cell = trace.tb_frame.f_code.co_filename if trace is not None else ""
        while trace is not None and len(lines) < MAX_LINES:
            if trace.tb_frame.f_code.co_filename == cell:
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        return lines

    def do_cells(
        self, sources: Any, places: Any, patience: float, seconds: float, wall: float
    ) -> Mapping[str, Wire]:
        """Run cells one after the other, up to one that fails, or until it has taken long."""
        found: dict[str, Wire] = {}
        end = time.process_time() + patience
        for number, (source, before) in enumerate(zip(sources, places, strict=True)):
            unwatched()
            told = self.do_run(source, seconds, wall, before)
            seen: Any = told["seen"]
            found[f"seen{number}"], found[f"result{number}"] = seen, told["result"]
            if seen.raised or seen.timed_out or time.process_time() > end:
                break
        return found

    def do_probe(self, exercise: str, place: str) -> Mapping[str, Wire]:
        """Say whether there is an answer, at a place if one is named, and whether it is written."""
        if place:
            self.do_recall(place)
        caller = self.caller(exercise, "call")
        return {"missing": caller.missing(), "unwritten": caller.unwritten()}

    def do_call(
        self, exercise: str, use: str, args: Any, trace: bool, seconds: float, wall: float
    ) -> Mapping[str, Wire]:
        """Use the notebook's answer to an exercise once."""
        return {
            "seen": limited(seconds, wall, lambda: self.caller(exercise, use).call(args, trace))
        }

    def do_calls(
        self,
        place: str,
        exercise: str,
        use: str,
        given: Any,
        seconds: float,
        wall: float,
    ) -> Mapping[str, Wire]:
        """Use the answer that stood at a place for several calls; one that is late is the last."""
        found = {**self.do_probe(exercise, place)}
        if found["missing"] is None and not found["unwritten"]:
            calls = pickle.loads(given.tobytes())
            limited(seconds, wall, lambda: self.call_all(exercise, use, calls, found))
        return found

    def call_all(self, exercise: str, use: str, calls: Any, found: Any) -> None:
        """Make calls one after the other, and write down what each did under its position."""
        for position, (args, trace) in enumerate(calls):
            unwatched()
            seen = self.caller(exercise, use).call(args, trace)
            found[str(position)] = seen
            if seen.timed_out:
                return

    def do_edit(
        self,
        exercise: str,
        use: str,
        args: Any,
        seconds: float,
        wall: float,
        source: str,
        lines: int,
    ) -> Mapping[str, Wire]:
        """Use the answer as an edited text defines it, once; a text that fails gives nothing."""
        answer = self.caller(exercise, use).edited(source, lines)
        return {"seen": answer and limited(seconds, wall, lambda: answer.call(args))}

    def do_answer(
        self, name: str, use: str, args: Any, seconds: float, wall: float
    ) -> Mapping[str, Wire]:
        """Answer in place of a student's function, and say where its generators stand then."""
        import numpy as np

        from deepcat_judge.observe import Observation, describe_exception
        from deepcat_judge.plain import leaves, materialise, state_of, to_plain
        from deepcat_judge.uses import USES

        given = materialise(args, self.stand_in)
        function = self.shell.user_ns[name]
        try:
            value = limited(seconds, wall, lambda: to_plain(USES[use](function, *given)))
        except Exception as error:
            return {"seen": Observation(raised=describe_exception(error)), "generators": []}
        found: list[Any] = [leaf for _, leaf in leaves(given)]
        moved = [state_of(leaf) for leaf in found if isinstance(leaf, np.random.Generator)]
        states: list[Any] = [getattr(state, "state", "") for state in moved]
        return {"seen": Observation(value=value), "generators": states}

    def do_keep(self, places: Iterable[str]) -> Mapping[str, Wire]:
        """Remember what every name stands for at these places of the notebook."""
        for place in places:
            self.places[place] = dict(self.shell.user_ns)
        return {}

    def do_recall(self, place: str) -> Mapping[str, Wire]:
        """Let every name stand for what it did there, and NumPy be as it was imported."""
        names = self.shell.user_ns
        kept = self.places[place]
        for name in names.keys() - kept.keys():
            del names[name]
        names.update(kept)
        for module, intact in self.intact:
            vars(module).update(intact)
        return {}

    def do_substitute(self, names: list[str]) -> Mapping[str, Wire]:
        """Put stand-ins for these functions in the notebook: the coordinator answers for them."""
        for name in names:
            self.shell.user_ns[name] = self.stand_in(name)
        return {}

    def caller(self, exercise: str, use: str) -> Any:
        """The notebook's answer to an exercise, ready to be observed."""
        name = exercise.rpartition(".")[2]
        return self.local_caller(self.shell.user_ns.get(name), name, use)

    def stand_in(self, name: str) -> Callable[..., object]:
        """A function that asks the coordinator for its result."""
        from deepcat_judge.plain import materialise

        def ask(*args: object, **named: object) -> object:
            generators: list[Any] = []
            told = self.ask(
                name=name,
                args=tuple(self.outward(arg, generators) for arg in args),
                named={key: self.outward(arg, generators) for key, arg in named.items()},
            )
            self.move_on(generators, told["generators"])
            if told["raised"] is not None:
                raise exception(told["raised"])
            value: Any = materialise(told["value"])
            if told.get("iterator"):
                return iter(value)
            return value[()] if getattr(value, "shape", None) == () else value

        ask.__name__ = ask.__qualname__ = name
        return ask

    def limited(self, seconds: float, wall: float, action: Callable[[], T]) -> T:
        """Do something within a time."""
        return limited(seconds, wall, action)

    def output(self) -> Output:
        """Somewhere to write to."""
        return Output()

    def exception(self, raised: list[str]) -> Exception:
        """An exception that was raised elsewhere."""
        return exception(raised)

    def ask(self, **fields: Wire) -> Mapping[str, Any]:
        """Ask the coordinator."""
        self.channel.send("ask", self.number, **fields)
        return self.told()

    def told(self) -> Mapping[str, Any]:
        """Wait for what the coordinator tells, and call what was lent to it meanwhile."""
        from deepcat_judge.observe import observe

        late = False
        while (frame := self.channel.receive()).kind == "back":
            function, args = self.lent[str(frame.fields["name"])], frame.fields["args"]
            seen = observe(function, args)  # type: ignore[arg-type]  # ours
            late |= seen.timed_out
            self.channel.send("gave", self.number, seen=seen)
        if late:  # it was the time of the whole call that was over
            raise KeyboardInterrupt
        return frame.fields

    def outward(self, value: object, generators: list[Any]) -> Any:
        """A value as it can be sent: functions are lent, generators go by their state."""
        import numpy as np

        from deepcat_judge.handing import named_function
        from deepcat_judge.plain import Remote, state_of, to_plain

        if type(value) in (tuple, list):
            return type(value)(self.outward(item, generators) for item in value)  # type: ignore[attr-defined, call-arg]  # a tuple or a list
        if type(value) is np.random.Generator:
            generators.append(value)
            return state_of(value)
        if callable(value) and not isinstance(value, type):
            if (known := named_function(value)) is not None:
                return known
            handle = f"lent-{len(self.lent)}"
            self.lent[handle] = value
            return Remote(handle)
        return to_plain(value)

    def move_on(self, generators: list[Any], states: Any) -> None:
        """Put generators where the coordinator's copies of them stand now."""
        from deepcat_judge.plain import Rng, set_state

        for generator, state in zip(generators, states, strict=False):
            set_state(generator, Rng(0, state))


def beside(name: str) -> Any:
    """Load a file that lies beside this one, in no package that can be imported here."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"deepcat_{name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def nobody_types(prompt: object = "") -> str:
    """Answer in place of a person, so that a cell which asks for something goes on."""
    print(f"{prompt}{TYPED}")
    return TYPED


def nothing(*args: object, **named: object) -> None:
    """Do nothing, in place of a debugger that would wait for commands."""


def nobody_is_there() -> None:
    """Let no cell wait for a person."""
    import pdb

    builtins.input = nobody_types
    sys.breakpointhook = pdb.set_trace = nothing


class Lends(dict[str, "Callable[..., object]"]):
    """Callables by name, each made when it is first asked for."""

    def __init__(self, make: Callable[[str], Callable[..., object]]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, name: str) -> Callable[..., object]:
        """Make one."""
        return self.make(name)


def exception(raised: list[str]) -> Exception:
    """An exception of the kind that was raised elsewhere, where Python has it built in."""
    kind, text = raised
    found: Any = getattr(builtins, kind, None)
    wants_more_than_words = (UnicodeError, ExceptionGroup)
    ordinary = isinstance(found, type) and issubclass(found, Exception)
    if ordinary and not issubclass(found, wants_more_than_words):
        return found(text)  # type: ignore[no-any-return]  # it is one
    return RuntimeError(f"{kind}: {text}")


def unwatched() -> None:
    """End what traces and profiles; to look is cheap, and to end calls every audit hook."""
    if gettrace() is not None:
        settrace(None)
    if getprofile() is not None:
        setprofile(None)


def limited(seconds: float, wall: float, action: Callable[[], T]) -> T:
    """Do something, interrupted after some seconds of computing or on the clock."""
    if not hasattr(signal, "setitimer"):
        return action()
    for number, timer, limit in (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, wall),
    ):
        signal.signal(number, interrupt)
        signal.setitimer(timer, limit)
    try:
        return action()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def interrupt(signum: int, frame: FrameType | None) -> NoReturn:
    """Interrupt whatever is running."""
    raise KeyboardInterrupt


def private_channel() -> tuple[int, int]:
    """Move the channel away from the standard descriptors, which then lead nowhere."""
    inlet, outlet = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return inlet, outlet


def confine(limits: Mapping[str, int]) -> None:
    """Set the limits of the operating system, as far as it has them."""
    die_with_parent()
    try:
        import resource
    except ImportError:
        return
    for name, value in limits.items():
        if (kind := getattr(resource, name, None)) is not None:
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (value, value))


def die_with_parent() -> None:
    """Ask Linux to end this process with its parent, and to hand orphans to it."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import ctypes

        prctl = ctypes.CDLL(None).prctl
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def prepare(given: Mapping[str, Any]) -> Callable[[int, int], NoReturn]:
    """Get ready to serve a notebook.

    Parameters
    ----------
    given : mapping
        Packages that are ``refused``, lists of ``fonts``, a folder of ``ours`` whose lines are no
        student's, and whether to be ``warm``;
        then ``also`` packages of ours whose bank it knows, where it is no student's.
    """
    home = os.getcwd()
    os.environ.update(IPYTHONDIR=home, MPLCONFIGDIR=home)
    for path in given["fonts"]:
        shutil.copy(path, home)
    paths = list(sys.path)
    imports = Refuse(given["refused"])
    sys.meta_path.insert(0, imports)
    from deepcat_judge.observe import OURS

    OURS.update((os.path.dirname(os.path.abspath(__file__)), given["ours"]))
    warnings.filterwarnings("ignore", "To exit:")
    shell = beside("shell").make_shell()
    warming = beside("warming")
    if given["warm"]:
        warming.warm_up(shell)
        for name in given["also"]:
            importlib.import_module(f"{name}.bank")
    sys.path[:] = paths
    nobody_is_there()
    worker = Worker(shell, imports)
    if given["warm"]:
        warming.rehearse(worker)

    def serve(inlet: int, outlet: int) -> NoReturn:
        import numpy as np

        # What a cell writes can be imported by a later one, but takes no other module's place.
        sys.path.append(os.getcwd())
        np.random.seed()  # not the state that all who were forked here have
        worker.serve(Channel(inlet, outlet))

    return serve


def main() -> NoReturn:
    """Set a process up that nothing but limits confines, and serve."""
    settings = json.loads(sys.argv[1])
    channel_ends = private_channel()
    confine(settings["limits"])
    sys.path.extend(settings["paths"])
    sys.argv[:] = [""]
    prepare(settings)(*channel_ends)


if __name__ == "__main__":
    main()
