"""What a class costs: computing, memory and throughput, from its first hundred submissions on.

Submissions of lesson 2 are graded by `deepcat grade`, two at a time: the same right notebook for
everybody, then notebooks of which no two are alike, right in several ways or with slips. Each
class is graded in one run, which is looked at when 100, 1,000 and 10,000 of it are done.
Run: python benchmarks/grading_class.py [COUNT …]
"""

from __future__ import annotations

import copy
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import numpy as np
from grading import ASSIGNMENT, BIN, below, hand_in, of_cages
from rich.console import Console
from rich.progress import Progress

from deepcat_grader.bank import ENTRIES
from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import make_class

SIZES = (100, 1000)
LOOK_AT = (100, 1000, 10_000)
CLASS = (("right", 28), ("slips", 10), ("half done", 2))
EVERY = 0.25  # seconds
HEAD = (
    "class                graded   CPU-ms each   since the line above   a minute"
    "   grader MiB   largest other MiB"
)
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True)
class Look:
    """How far a run is, and what it has taken: seconds, and MiB of its largest processes."""

    graded: int
    cpu: float
    wall: float
    grader: float = 0.0
    largest: float = 0.0


def main() -> None:
    """Grade classes of several sizes, each in a course directory of its own."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    kinds: dict[str, Callable[[Path, int], None]] = {"alike": hand_in, "distinct": hand_in_distinct}
    print(HEAD, flush=True)
    for kind, fill in kinds.items():
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                course = Path(folder, "course")
                init_class(course)
                fill(course, size)
                before = Look(0, 0.0, 0.0)
                for look in looks(course, size):
                    show(f"{size} {kind}", before, look)
                    before = look


def show(name: str, before: Look, now: Look) -> None:
    """Print a line of the table."""
    each = 1000 * now.cpu / now.graded
    since = 1000 * (now.cpu - before.cpu) / max(now.graded - before.graded, 1)
    print(
        f"{name:16} {now.graded:10} {each:13.1f} {since:22.1f} {60 * now.graded / now.wall:10.0f} "
        f"{now.grader:12.0f} {now.largest:19.0f}",
        flush=True,
    )


def looks(course: Path, size: int) -> Iterator[Look]:
    """Grade a class, and look at the run when so many are graded, and at its end."""
    command = [str(BIN / "deepcat"), "grade", str(course), "--jobs", "2"]
    begin, waited = time.perf_counter(), of_children()
    marks = [mark for mark in LOOK_AT if mark < size]
    cages = grader = largest = 0.0
    with (
        tempfile.TemporaryFile() as errors,
        Progress(console=Console(stderr=True), transient=True) as progress,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors) as process,
    ):
        bar = progress.add_task(f"{size} submissions", total=size)
        while process.poll() is None:
            time.sleep(EVERY)
            graded = written(course)
            progress.update(bar, completed=graded)
            cages = max(cages, of_cages(process.pid))
            grader = max(grader, peak(process.pid))
            largest = max([largest, *map(peak, below(process.pid))])
            if marks and graded >= marks[0]:
                del marks[0]
                cpu = sum(spent for _, spent in below(os.getpid()).values())
                yield Look(graded, cpu, time.perf_counter() - begin, grader, largest)
        errors.seek(0)
        if process.returncode:
            sys.exit(errors.read().decode(errors="replace")[-2000:])
    wall = time.perf_counter() - begin
    yield Look(size, of_children() - waited + cages, wall, grader, largest)


def written(course: Path) -> int:
    """How many students have their page: what is graded is booked some at a time."""
    try:
        return len(os.listdir(course / "feedback"))
    except FileNotFoundError:
        return 0


def of_children() -> float:
    """CPU seconds of processes that were waited for."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def peak(pid: int) -> float:
    """The most memory that a process has held, in MiB; 0 when it is gone."""
    try:
        about = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = PEAK.search(about)
    return int(found[1]) / 1024 if found else 0.0


def hand_in_distinct(course: Path, count: int) -> None:
    """Hand in `count` notebooks of which no two are alike."""
    release = nbformat.read(course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb", 4)
    for number, answers in zip(range(count), ways(), strict=False):
        notebook = copy.deepcopy(release)
        for cell in notebook.cells:
            if cell.id in answers:
                cell.source = f"# student {number}\n{answers[cell.id]}"
        target = course / "submitted" / f"student{number}" / ASSIGNMENT
        target.mkdir(parents=True)
        nbformat.write(notebook, target / f"{ASSIGNMENT}.ipynb")


def ways() -> Iterator[dict[str, str]]:
    """The answers of one simulated student after the other, by cell, without end."""
    rng = np.random.default_rng(0)
    while True:
        for student in make_class(rng, {}, CLASS):
            yield {
                ENTRIES[name].exercise.cell: answer.source
                for name, answer in student.answers.items()
            }


if __name__ == "__main__":
    main()
