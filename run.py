#!/usr/bin/env python3
"""Set DeepCat up in .venv beside this file, then run one of its commands: standard library only."""

import sys

if sys.version_info < (3, 11):  # before anything that an older Python could stumble over
    sys.exit("DeepCat needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import contextlib
import errno
import hashlib
import importlib.util
import os
import queue
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
ROOMS = ("datasets", "autograder/judge", "course", "solutions", "autograder/grader")
UNFINISHED = "in the making\n"
MOST_PROCESSES = 8  # each holds about 300 MB
AT_REST = 1  # of them waits for a browser, a kernel or a limit of time, and needs no processor

HELP = """\
usage: python3 run.py COMMAND [ARGUMENTS]

The first start makes .venv beside run.py, which takes a minute or two and the network.
After that a command starts at once.

  demo               make a class of 40 simulated students, grade it, write its pages
  lab [DIR]          open the notebooks of the course, or of DIR, in JupyterLab; the Formgrader
                     grades a class that lies there
  test               run every test, on every processor
  test --quick       run what takes about a minute: style, types, judgement
  test [PYTEST ...]  run some tests, in one process
  COMMAND ...        any command of `deepcat`, for example build, check, grade

examples:
  python3 run.py demo
  python3 run.py lab
  python3 run.py test tests/house -k lock
  python3 run.py test tests/walk --all-seeds -n 2
  python3 run.py check course/notebooks/2_neuron.ipynb
  python3 run.py grade --help

DEEPCAT_VENV=PATH makes the environment at PATH instead of .venv.
"""

NO_VENV = (
    "This Python comes without the venv module: on Debian and Ubuntu install it with"
    " `apt install python3-venv`, then start again."
)
NO_NETWORK = "The package index cannot be reached: connect to the network, then start again."
FULL_DISK = "The disk is full: free about 2 GB, then start again."
WRONG_HASH = (
    "A downloaded package differs from the one in requirements.lock, so nothing was installed:"
    " start again, and report it if it happens twice."
)
SYMPTOMS = (
    (FULL_DISK, ("No space left on device", "not enough space on the disk", "Disk quota exceeded")),
    (WRONG_HASH, ("DO NOT MATCH THE HASHES",)),
    (NO_VENV, ("ensurepip is not", "No module named ensurepip", "No module named venv")),
    (NO_NETWORK, ("Retrying (", "Max retries exceeded", "Network is unreachable", "ProxyError")),
)


class SetUpError(Exception):
    """The environment could not be made; the text says why and what to do."""


def environment() -> Path:
    """Return the folder of the virtual environment."""
    named = os.environ.get("DEEPCAT_VENV")
    return Path(named).absolute() if named else ROOT / ".venv"


def program(venv: Path, name: str) -> Path:
    """Return the path of a program of the environment, such as ``python`` or ``deepcat``."""
    return venv / "Scripts" / f"{name}.exe" if os.name == "nt" else venv / "bin" / name


def fingerprint() -> str:
    """Return a digest of everything that the environment was made from."""
    digest = hashlib.sha256()
    python = f"{sys.implementation.cache_tag} {sys.base_prefix}"
    for part in (str(ROOT), python):
        digest.update(part.encode() + b"\0")
    for path in (LOCK, *(ROOT / room / "pyproject.toml" for room in ROOMS)):
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest() + "\n"


def stamp(venv: Path) -> Path:
    """Return the file that says whether, and from what, the environment was made."""
    return venv / "deepcat-stamp"


def is_ready(venv: Path) -> bool:
    """Tell whether the environment is whole and up to date."""
    with contextlib.suppress(OSError):
        programs = all(program(venv, name).exists() for name in ("python", "deepcat", "pytest"))
        return programs and stamp(venv).read_text(encoding="utf-8") == fingerprint()
    return False


def may_remove(venv: Path) -> bool:
    """Tell whether a folder is an environment, whole or not, rather than somebody's files."""
    if stamp(venv).exists() or (venv / "pyvenv.cfg").exists():
        return True
    usual = {"bin", "include", "lib", "lib64", "share", "etc", "scripts", ".gitignore"}
    return all(entry.name.lower() in usual for entry in venv.iterdir())


def clear(venv: Path) -> None:
    """Remove an old or half-made environment."""
    if not venv.exists():
        return
    if Path(sys.prefix).resolve() == venv.resolve():
        raise SetUpError(
            f"{venv} has to be rebuilt, and this Python lives in it: `deactivate` it, then start"
            " again."
        )
    if not may_remove(venv):
        raise SetUpError(
            f"{venv} holds files that do not belong to a Python environment: move them away."
        )
    shutil.rmtree(venv)


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Keep two set-ups apart; the system frees the lock when its holder ends, however it ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as handle:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # LK_LOCK gives up after ten seconds
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def explain(output: str) -> str:
    """Say in one sentence why a step failed, or else give the end of its output."""
    for sentence, symptoms in SYMPTOMS:
        if any(symptom in output for symptom in symptoms):
            return sentence
    return "The set-up failed; its last lines were:\n" + "\n".join(output.splitlines()[-15:])


class Progress:
    """One line that is rewritten on a terminal, and a few plain lines elsewhere."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.terminal = sys.stdout.isatty()
        self.printed = -1

    def show(self, done: int, total: int, name: str = "") -> None:
        """Tell that `done` packages of `total` are there."""
        text = f"{self.label}: {done} of {total} packages"
        if self.terminal:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{f'{text}  {name}'[:width].ljust(width)}", end="", flush=True)
        elif done // 25 > self.printed:
            self.printed = done // 25
            print(text, flush=True)

    def finish(self, total: int) -> None:
        """Leave the count of all packages standing."""
        if self.terminal:
            self.show(total, total)
            print(flush=True)
        else:
            print(f"{self.label}: {total} of {total} packages", flush=True)


class Count:
    """Packages got and installed so far, read from what pip prints and from the environment."""

    def __init__(self, lock: str, venv: Path) -> None:
        self.total = len(re.findall(r"^\w.*==", lock, flags=re.MULTILINE))
        self.got = 0
        self.name = ""
        self.installing = False
        self.venv = venv

    def read(self, line: str) -> None:
        """Take one line of pip's output into account."""
        word = line.split(" ", 1)[0]
        if word == "Ignoring":  # for another system, and said before the first is collected
            self.total -= 1
        elif word in ("Collecting", "Processing"):  # a requirement, or the path of a file at hand
            self.got += 1
            self.name = Path(line.split()[1]).name
        elif line.startswith("Installing collected packages"):
            self.installing = True

    def show(self, getting: Progress, installing: Progress) -> None:
        """Show the step that is under way."""
        if not self.installing:
            getting.show(self.got, self.total, self.name)
            return
        packages = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
        found = len(list(self.venv.glob(f"{packages}/*.dist-info")))
        installing.show(min(found, self.total), self.total)


def lines_of(command: Sequence[str], every: float = 0.2) -> Iterator[str | None]:
    """Yield a command's lines as they come, and None when none came for a while."""
    arrived: queue.Queue[str | None] = queue.Queue()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                arrived.put(line)
        arrived.put(None)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    output = ""
    try:
        while True:
            try:
                line = arrived.get(timeout=every)
            except queue.Empty:
                yield None
                continue
            if line is None:
                break
            output += line
            yield line
    except BaseException:  # Ctrl-C, or the reader gave up: nothing goes on in the background
        process.terminate()
        process.wait()
        reader.join(timeout=5)
        raise
    if process.wait():
        raise SetUpError(explain(output))


def pip(venv: Path, *arguments: str) -> Iterator[str | None]:
    """Run the environment's pip, apart from the user's own Python settings."""
    options = ("--no-input", "--no-color", "--progress-bar=off", "--retries=2", "--no-deps")
    command = (str(program(venv, "python")), "-I", "-m", "pip", "install", *options, *arguments)
    return lines_of((*command, "--disable-pip-version-check"))


def install_lock(venv: Path) -> None:
    """Install every package of the lock, each checked against its hash."""
    count = Count(LOCK.read_text(encoding="utf-8"), venv)
    getting, installing = Progress("Getting"), Progress("Installing")
    for line in pip(venv, "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)):
        was_installing = count.installing
        if line is not None:
            count.read(line)
        if count.installing and not was_installing:
            getting.finish(count.total)
        count.show(getting, installing)
    installing.finish(count.total)


def install_rooms(venv: Path) -> None:
    """Install the rooms in place, so that an edit shows at once."""
    rooms = [word for room in ROOMS for word in ("-e", str(ROOT / room))]
    for _ in pip(venv, "--no-build-isolation", "--no-index", *rooms):
        pass


def make(venv: Path) -> None:
    """Make the environment anew; only the last step says that it is whole."""
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise SetUpError(NO_VENV)
    clear(venv)
    print(f"Making {venv} (once; a minute or two)", flush=True)
    venv.mkdir(parents=True)
    stamp(venv).write_text(UNFINISHED, encoding="utf-8")
    for _ in lines_of((sys.executable, "-I", "-m", "venv", str(venv))):
        pass
    install_lock(venv)
    install_rooms(venv)
    finished = stamp(venv).with_suffix(".new")
    finished.write_text(fingerprint(), encoding="utf-8")
    finished.replace(stamp(venv))
    print("Ready.", flush=True)


def set_up(venv: Path) -> None:
    """Make the environment unless it is there already."""
    if is_ready(venv):
        return
    try:
        with only_one(venv.with_name(venv.name + ".lock")):
            if not is_ready(venv):  # another start may have made it meanwhile
                make(venv)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SetUpError(FULL_DISK) from error
        raise SetUpError(f"{venv} cannot be made: {error}") from error


def processors() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def sharing(options: Sequence[str]) -> list[str]:
    """Return how pytest shares the tests out: some few are done before a second process is up."""
    chosen = any(
        option == "-k" or (ROOT / option.partition("::")[0]).exists() for option in options
    )
    at_rest = 0 if "--quick" in options else AT_REST  # what is quick computes all the time
    return [] if chosen else [f"-n{min(processors() + at_rest, MOST_PROCESSES)}"]


def lab_folder(arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the folder to open, in which the server starts, and what else is said to it.

    nbgrader reads a class's configuration from the folder in which the server was started.
    """
    if arguments and os.path.isdir(arguments[0]):
        return arguments[0], arguments[1:]
    return str(ROOT / "course/notebooks"), arguments


def command_line(venv: Path, arguments: Sequence[str]) -> list[str]:
    """Return the program of the environment, and its arguments, that carry a command out."""
    name, *rest = arguments
    if name == "test":
        return [str(program(venv, "python")), "-m", "pytest", *sharing(rest), *rest]
    if name == "lab":
        _, options = lab_folder(rest)
        return [str(program(venv, "jupyter")), "lab", *options]
    return [str(program(venv, "deepcat")), *arguments]


def hand_over(venv: Path, command: list[str]) -> int:
    """Become the command where the system can, so that signals and status are its own."""
    os.environ["VIRTUAL_ENV"] = str(venv)
    os.environ["PATH"] = os.pathsep.join(
        (str(program(venv, "python").parent), os.environ.get("PATH", os.defpath))
    )
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command)


def main(arguments: Sequence[str]) -> int:
    """Carry one command out and return its exit status."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    venv = environment()
    try:
        set_up(venv)
    except SetUpError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next start rebuilds the environment.", file=sys.stderr)
        return 130
    command = command_line(venv, arguments)
    if arguments[0] in ("test", "lab"):
        os.chdir(ROOT if arguments[0] == "test" else lab_folder(arguments[1:])[0])
    for library in ("OPENBLAS", "MKL", "OMP"):  # on a busy machine threads wait for one another
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    return hand_over(venv, command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
