"""What grading a notebook costs: `deepcat grade` beside `nbgrader autograde` as it comes.

Both grade the same notebooks, filled in with the reference, in one run on one machine; the
figure to quote is the ratio. Then every phase is timed by itself, on the same notebooks: taking
in, running and judging (beside what the student's own cells and calls compute), ledger,
gradebook, feedback. Where otter-grader is on the path, it runs some of them with tests of
its own kind. Run: python benchmarks/grading.py [COUNT] [--phases]
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from with_otter import otter, with_otter

from deepcat_grader.bank import ENTRIES
from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import reference_source
from deepcat_grader.grading.booking.desk import Desk, Graded, GradedNotebook
from deepcat_grader.grading.course_folder import CONFIG, CourseFolder, open_course
from deepcat_grader.grading.intake.reading import read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.isolation.inside.shell import make_shell
from deepcat_grader.grading.isolation.inside.warming import warm_up
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.papers import paper
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.secret import read_secret, seed
from deepcat_grader.grading.submission import Work, checks, grade, work_of
from deepcat_judge.exercise import Exercise
from deepcat_judge.judge import judge
from deepcat_judge.observe import LocalCaller
from deepcat_judge.plain import materialise
from deepcat_judge.uses import USES

ASSIGNMENT = "2_neuron"
BIN = Path(sys.executable).parent
TAKEN, JUDGED = ("read, repair, plan",), "run and judge"
BOOKED = ("ledger", "gradebook and folder", "feedback")
FEW = 4  # notebooks that otter grades: each takes seconds
TICK = 1 / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make two course directories with the same work in them, grade both, compare."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count = numbers[0] if numbers else 16
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        init_class(ours)
        hand_in(ours, count)
        spent = show_phases(ours, count)
        if "--phases" not in sys.argv:
            init_class(plain)
            hand_in(plain, count)
            (plain / CONFIG).write_text("c = get_config()\n", encoding="utf-8")
            compare(ours, plain, count, spent)
            compare_with_otter(ours, count, spent[JUDGED])


def compare(ours: Path, plain: Path, count: int, spent: Mapping[str, float]) -> None:
    """Grade one course by `deepcat grade`, the other by plain nbgrader.

    The whole command starts, attacks its own cage and works papers out as well; what one notebook
    more takes, once that is done, is the sum of its phases.
    """
    graded = [BIN / "deepcat", "grade", ours, "--force", "--jobs", "1"]
    (cpu, wall), figures = cost(graded, ours), []
    for command in ("autograde", "generate_feedback"):
        figures.append(cost([BIN / "nbgrader", command, ASSIGNMENT], plain))
        show(f"nbgrader {command}", *(one / count for one in figures[-1]))
    their_cpu, their_wall = (sum(one) for one in zip(*figures, strict=True))
    show("deepcat grade, one at a time", cpu / count, wall / count)
    print(f"{'ratio, the whole command':34} {cpu / their_cpu:9.3f} {wall / their_wall:9.3f}")
    further = sum(spent[name] for name in (*TAKEN, JUDGED, *BOOKED))
    print(f"{'ratio, one notebook more':34} 1/{their_cpu / count / further:.0f}")
    print(f"{'ratio, run and judge':34} 1/{figures[0][0] / count / spent[JUDGED]:.0f}")


def compare_with_otter(course: Path, count: int, spent: float) -> None:
    """Grade some of the notebooks by otter-grader, if that is installed."""
    if otter() is None:
        print("otter-grader is not installed, so nothing is compared with it.")
        return
    handed_in = sorted((course / "submitted").glob("*/*/*.ipynb"))[: min(count, FEW)]
    with tempfile.TemporaryDirectory() as folder:
        cpu, wall = with_otter(ASSIGNMENT.partition("_")[2], handed_in, Path(folder), cost)
    show("otter run", cpu, wall)
    print(f"{'ratio, run and judge, otter':34} 1/{cpu / spent:.0f}")


def show_phases(root: Path, count: int) -> dict[str, float]:
    """What each phase costs a notebook, once the class's papers are known: CPU seconds."""
    course = open_course(root)
    names = [f"student{student}" for student in range(count)]
    works: list[Work] = []
    submissions: list[Graded] = []

    def take_in() -> None:
        works.clear()
        submissions.clear()
        for name in names:
            work, notebook = taken_in(course, name)
            works.append(work)
            submissions.append(Graded(name, {ASSIGNMENT: notebook}))

    def judge_all() -> None:
        for work, one in zip(works, submissions, strict=True):
            notebook = one.notebooks[ASSIGNMENT]
            object.__setattr__(notebook, "record", grade(work))

    take_in()
    judge_all()  # which works the papers out
    run_alone(works[:1])
    call_alone(works)
    with Ledger(root) as ledger, closing(Desk(course)) as desk:
        phases: dict[str, Callable[[], object]] = {
            TAKEN[0]: take_in,
            JUDGED: judge_all,
            "of this the student's own cells": lambda: run_alone(works),
            "of this the student's own calls": lambda: call_alone(works),
            BOOKED[0]: lambda: [
                ledger.keep(one.student, "a", one.student, "n", one.notebooks[ASSIGNMENT].record)
                for one in submissions
            ],
            BOOKED[1]: lambda: desk.enter(ASSIGNMENT, submissions),
            BOOKED[2]: lambda: desk.write_pages(ASSIGNMENT, submissions),
            "the same again: gradebook": lambda: desk.enter(ASSIGNMENT, submissions),
            "the same again: feedback": lambda: desk.write_pages(ASSIGNMENT, submissions),
        }
        spent = {}
        for name, phase in phases.items():
            cpu, wall = computed(), time.perf_counter()
            phase()
            spent[name] = (computed() - cpu) / count
            show(name, spent[name], (time.perf_counter() - wall) / count)
    own = sum(cpu for name, cpu in spent.items() if name.startswith("of this"))
    above = "above the student's own computing"
    print(f"{above:34} {1000 * (spent[JUDGED] - own):6.1f} CPU-ms a notebook")
    return spent


def taken_in(course: CourseFolder, student: str) -> tuple[Work, GradedNotebook]:
    """A submission read, repaired and planned."""
    path = course.handed_in(ASSIGNMENT, student) / f"{ASSIGNMENT}.ipynb"
    master = course.master(ASSIGNMENT, ASSIGNMENT)
    notebook = repair(master, read_notebook(path), checks(course.root))
    names = ASSIGNMENT, student, ASSIGNMENT
    folders = course.source(ASSIGNMENT), path.parent
    work = work_of(course.root, names, master, notebook, Limits(), folders)
    return work, GradedNotebook(notebook, NotebookRecord())


@functools.cache
def shell_of_a_student() -> Any:
    """A shell in which cells are read as in a student's notebook: IPython's own, said nowhere."""
    shell = make_shell()
    shell.input_transformer_manager = TransformerManager()
    shell.should_run_async = functools.partial(InteractiveShell.should_run_async, shell)
    warm_up(shell)
    return shell


def run_alone(works: Sequence[Work]) -> None:
    """Run the cells of notebooks as a student's kernel does, with nothing around."""
    shell = shell_of_a_student()
    for work in works:
        fresh = dict(shell.user_ns)
        with contextlib.redirect_stdout(io.StringIO()):
            for step in work.steps:
                if step.runs and step.exercise is None:
                    shell.run_cell(step.source, store_history=False)
        shell.user_ns.clear()
        shell.user_ns.update(fresh)


def call_alone(works: Sequence[Work]) -> None:
    """Make the calls that right answers get, with nothing around them."""
    for work in works:
        for step in work.steps:
            if step.exercise is None:
                continue
            number = seed(read_secret(work.course), work.student, step.exercise)
            for function, use, args in calls_of(step.exercise, number):
                with warnings.catch_warnings():
                    USES[use](function, *materialise(args))


def calls_of(name: str, number: int) -> list[tuple[Callable[..., object], str, tuple]]:
    """The calls of an exercise on a paper, each with the answer and how it is used."""
    if (name, number) not in _CALLS:
        entry = ENTRIES[name]
        exercise = entry.exercise
        assert isinstance(exercise, Exercise)
        made: list[tuple] = []
        caller = LocalCaller.of(exercise, entry.reference)
        heard = SimpleNamespace(
            missing=caller.missing,
            unwritten=caller.unwritten,
            call=lambda args, trace=False: made.append(args) or caller.call(args, trace),
        )
        judge(exercise, heard, paper(entry, number).key, number)
        _CALLS[name, number] = [(entry.reference, exercise.use, args) for args in made]
    return _CALLS[name, number]


_CALLS: dict[tuple[str, int], list[tuple[Callable[..., object], str, tuple]]] = {}


def show(name: str, cpu: float, wall: float) -> None:
    """Print a line of the table."""
    print(f"{name:34} {1000 * cpu:6.1f} CPU-ms {1000 * wall:6.1f} ms a notebook", flush=True)


def hand_in(course: Path, count: int) -> None:
    """Hand in the same right notebook for `count` students."""
    notebook = nbformat.read(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
    answers = {entry.exercise.cell: reference_source(entry) for entry in ENTRIES.values()}
    for cell in notebook.cells:
        if cell.id in answers:
            cell.source = answers[cell.id]
    for student in range(count):
        target = course / "submitted" / f"student{student}" / ASSIGNMENT
        target.mkdir(parents=True)
        nbformat.write(notebook, target / f"{ASSIGNMENT}.ipynb")


def computed() -> float:
    """CPU seconds of this process and of all below it, those that have ended included."""
    return time.process_time() + sum(spent for _, spent in below(os.getpid()).values())


def below(root: int) -> dict[int, tuple[bytes, float]]:
    """Every process below one: its command, and its CPU seconds with those it has waited for."""
    parents: dict[int, int] = {}
    spent: dict[int, tuple[bytes, float]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            parents[int(entry.name)] = int(fields[1])
            cpu = TICK * sum(map(int, fields[11:15]))
            spent[int(entry.name)] = (entry / "cmdline").read_bytes(), cpu
    found = {root}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return {one: spent[one] for one in found - {root}}


def of_cages(root: int) -> float:
    """CPU seconds of the cages below a process: nobody waits for what is in one."""
    return sum(cpu for words, cpu in below(root).values() if b"warm.py" in words[-60:])


def cost(command: list[object], folder: Path) -> tuple[float, float]:
    """CPU seconds of a command with all its children, and seconds on the clock.

    A cage is killed in the end, and nobody waits for what was in it: it is looked at meanwhile.
    """
    before, start, cages = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, stdout=subprocess.DEVNULL, stderr=errors
        )
        while process.poll() is None:
            time.sleep(0.2)
            cages = max(cages, of_cages(process.pid))
        errors.seek(0)
        if process.returncode:
            sys.exit(errors.read().decode(errors="replace")[-2000:])
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu + cages, wall


if __name__ == "__main__":
    main()
