"""run.py makes the environment, survives what goes wrong, and passes commands on."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def run(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load run.py with its environment in a folder of the test."""
    spec = importlib.util.spec_from_file_location("run", root / "run.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setenv("DEEPCAT_VENV", str(tmp_path / "venv"))
    return module


def make_whole(run: ModuleType, script: str = "#!/bin/sh\n") -> Path:
    """Make an environment of empty programs that carries a valid stamp."""
    venv: Path = run.environment()
    for name in ("python", "deepcat", "pytest"):
        program = run.program(venv, name)
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(script)
        program.chmod(0o755)
    run.stamp(venv).write_text(run.fingerprint())
    return venv


def start(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start run.py as a user does."""
    command = [sys.executable, str(root / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("help",)])
def test_help_names_the_commands_and_makes_nothing(
    run: ModuleType, root: Path, arguments: tuple[str, ...]
) -> None:
    answer = start(root, *arguments)
    assert answer.returncode == 0
    assert all(word in answer.stdout for word in ("demo", "lab", "test", "examples"))
    assert not run.environment().exists()


def test_an_older_python_reads_the_file_and_is_told_so(root: Path) -> None:
    source = (root / "run.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    assert not any(isinstance(n, ast.ImportFrom) and n.module == "__future__" for n in tree.body)
    pretend = "import sys; sys.version_info = (3, 8, 1); sys.version = '3.8.1 (old)'; "
    code = pretend + "exec(compile(open(sys.argv[1], encoding='utf-8').read(), 'run.py', 'exec'))"
    command = [sys.executable, "-c", code, str(root / "run.py")]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr == "DeepCat needs Python 3.11 or newer; this is 3.8.1.\n"


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "FULL_DISK"),
        ("OSError: [WinError 112] There is not enough space on the disk", "FULL_DISK"),
        ("WARNING: Retrying (Retry(total=1)) after connection broken", "NO_NETWORK"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "WRONG_HASH"),
        ("The virtual environment was not created: ensurepip is not available", "NO_VENV"),
    ],
)
def test_a_known_failure_is_one_sentence(run: ModuleType, output: str, name: str) -> None:
    sentence = run.explain(f"Collecting numpy\n{output}\n")
    assert sentence == getattr(run, name)
    assert sentence.count("\n") == 0


def test_an_unknown_failure_shows_the_end_of_the_output(run: ModuleType) -> None:
    shown = run.explain("\n".join(f"line {i}" for i in range(100)))
    assert "line 99" in shown and "line 84" not in shown


def test_packages_are_counted_from_what_pip_prints(run: ModuleType, tmp_path: Path) -> None:
    lock = (
        "# a lock\na==1 \\\n    --hash=sha256:00\nb==2 ; os_name == 'nt' \\\n  --hash=x\nc==3 \\\n"
    )
    count = run.Count(lock, tmp_path)
    assert count.total == 3
    for line in (
        "Ignoring b: markers 'os_name == \"nt\"' don't match your environment\n",
        "Collecting a==1 (from -r requirements.lock (line 2))\n",
        "  Downloading a-1-py3-none-any.whl (270 kB)\n",
        "Processing /wheels/c-3-py3-none-any.whl (from -r requirements.lock (line 6))\n",
    ):
        count.read(line)
    assert (count.got, count.total, count.name) == (2, 2, "c-3-py3-none-any.whl")
    assert not count.installing
    count.read("Installing collected packages: a, c\n")
    assert count.installing


def test_a_whole_environment_is_used_as_it_is(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = make_whole(run)
    monkeypatch.setattr(run, "make", lambda venv: pytest.fail("made again"))
    run.set_up(venv)


def test_an_environment_is_stale_once_anything_it_was_made_from_changes(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = make_whole(run)
    assert run.is_ready(venv)
    lock = tmp_path / "changed.lock"
    lock.write_bytes(run.LOCK.read_bytes() + b"six==1.17.0\n")
    monkeypatch.setattr(run, "LOCK", lock)
    assert not run.is_ready(venv)


@pytest.mark.parametrize("damage", ["stamp", "unfinished", "deepcat", "all"])
def test_a_half_made_environment_is_not_taken_for_a_whole_one(run: ModuleType, damage: str) -> None:
    venv = make_whole(run)
    if damage == "stamp":
        run.stamp(venv).unlink()
    elif damage == "unfinished":
        run.stamp(venv).write_text(run.UNFINISHED)
    elif damage == "deepcat":
        run.program(venv, "deepcat").unlink()
    else:
        run.clear(venv)
    assert not run.is_ready(venv)


def test_a_half_made_environment_is_removed(run: ModuleType) -> None:
    venv = run.environment()
    (venv / "lib").mkdir(parents=True)
    run.clear(venv)
    assert not venv.exists()


def test_a_folder_of_somebody_elses_files_is_left_alone(run: ModuleType) -> None:
    venv = run.environment()
    venv.mkdir()
    (venv / "thesis.txt").write_text("three years")
    assert run.main(["demo"]) == 1
    assert (venv / "thesis.txt").exists()


def test_the_environment_that_runs_us_is_not_removed_under_our_feet(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = make_whole(run)
    monkeypatch.setattr(sys, "prefix", str(venv))
    with pytest.raises(run.SetUpError, match="deactivate"):
        run.clear(venv)
    assert venv.exists()


def test_a_python_without_ensurepip_says_what_to_install(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = importlib.util.find_spec
    missing = lambda name: None if name == "ensurepip" else found(name)  # noqa: E731 - a stub
    monkeypatch.setattr(run.importlib.util, "find_spec", missing)
    assert run.main(["demo"]) == 1
    assert "apt install python3-venv" in capsys.readouterr().err
    assert not run.environment().exists()


def failing(run: ModuleType, text: str) -> Iterator[str | None]:
    """Stand in for a pip that prints something and fails."""
    yield from run.lines_of([sys.executable, "-c", f"print({text!r}); raise SystemExit(1)"])


@pytest.mark.slow
def test_no_network_is_one_sentence_and_the_next_start_begins_anew(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "pip", lambda *_: failing(run, "WARNING: Retrying (Retry(total=1))"))
    assert run.main(["demo"]) == 1
    assert capsys.readouterr().err.strip() == run.NO_NETWORK
    assert run.stamp(run.environment()).read_text() == run.UNFINISHED
    assert not run.is_ready(run.environment())
    assert run.main(["demo"]) == 1


def test_a_full_disk_is_one_sentence(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(venv: Path) -> None:
        raise OSError(run.errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run, "make", full)
    assert run.main(["demo"]) == 1
    assert capsys.readouterr().err.strip() == run.FULL_DISK


@pytest.mark.slow
def test_an_interrupted_set_up_says_so_and_fools_nobody(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(venv: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "install_lock", interrupted)
    assert run.main(["demo"]) == 130
    assert "Stopped" in capsys.readouterr().err
    assert not run.is_ready(run.environment())


@pytest.mark.skipif(os.name == "nt", reason="asks for a process by its number as POSIX does")
def test_a_step_that_is_given_up_leaves_no_process_behind(run: ModuleType) -> None:
    code = "import os, time; print(os.getpid(), flush=True); time.sleep(600)"
    lines = run.lines_of([sys.executable, "-c", code])
    pid = int(next(line for line in lines if line is not None))
    lines.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_two_starts_wait_for_each_other(run: ModuleType, tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with run.only_one(tmp_path / "lock"):
            order.append("second")

    with run.only_one(tmp_path / "lock"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_commands_find_their_programs(run: ModuleType, tmp_path: Path) -> None:
    venv = run.environment()
    python, deepcat = (str(run.program(venv, name)) for name in ("python", "deepcat"))
    assert run.command_line(venv, ["test", "tests/house"])[:3] == [python, "-m", "pytest"]
    assert run.command_line(venv, ["grade", "DIR"]) == [deepcat, "grade", "DIR"]
    assert run.command_line(venv, ["lab", "--port=9"])[1:] == ["lab", "--port=9"]
    assert run.command_line(venv, ["lab", str(tmp_path), "-y"])[1:] == ["lab", "-y"]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for jupyter is a shell script")
def test_jupyter_starts_in_the_folder(run: ModuleType, root: Path, tmp_path: Path) -> None:
    """There nbgrader finds a class's configuration, and the Formgrader its assignments."""
    make_whole(run, "#!/bin/sh\n")
    jupyter = run.program(run.environment(), "jupyter")
    jupyter.write_text('#!/bin/sh\npwd\necho "$@"\n', encoding="utf-8")
    jupyter.chmod(0o755)
    answer = start(root, "lab", str(tmp_path), "--no-browser")
    assert answer.stdout.splitlines() == [str(tmp_path), "lab --no-browser"]
    notebooks = str(root / "course/notebooks")
    assert start(root, "lab").stdout.splitlines() == [notebooks, "lab"]


@pytest.mark.parametrize("options", [[], ["-x"], ["--quick"], ["-m", "not slow"], ["--all-seeds"]])
def test_the_whole_suite_is_shared_out(run: ModuleType, options: list[str]) -> None:
    """Among one process more than there are processors, but for the tests that never wait."""
    share, *rest = run.command_line(run.environment(), ["test", *options])[3:]
    assert share == f"-n{min(run.processors() + ('--quick' not in options), 8)}"
    assert rest == options


@pytest.mark.parametrize("options", [["tests/judge"], ["-k", "x"], ["tests/conftest.py::name"]])
def test_some_tests_stay_in_one_process(run: ModuleType, options: list[str]) -> None:
    assert run.command_line(run.environment(), ["test", *options])[3:] == options


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for deepcat is a shell script")
def test_the_commands_exit_status_passes_through(run: ModuleType, root: Path) -> None:
    make_whole(run, '#!/bin/sh\necho "$@"\nexit 7\n')
    answer = start(root, "grade", "DIR", "--student", "ada")
    assert (answer.returncode, answer.stdout) == (7, "grade DIR --student ada\n")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for deepcat is a shell script")
@pytest.mark.parametrize(("asked", "given"), [(None, "1 1 1"), ("4", "4 1 1")])
def test_matrices_are_multiplied_on_one_thread_unless_another_number_is_asked_for(
    run: ModuleType,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: str | None,
    given: str,
) -> None:
    """Lesson 7 took 15 s on one thread of a busy machine, and 75 s on two."""
    names = [f"{library}_NUM_THREADS" for library in ("OPENBLAS", "MKL", "OMP")]
    for name in names:
        monkeypatch.delenv(name, raising=False)
    if asked:
        monkeypatch.setenv("OPENBLAS_NUM_THREADS", asked)
    make_whole(run, f"#!/bin/sh\necho {' '.join(f'${name}' for name in names)}\n")
    assert start(root, "grade").stdout == f"{given}\n"
