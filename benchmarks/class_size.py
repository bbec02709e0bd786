"""What a submission costs beside its judging, in a class of 100 and in one of 10,000.

Verdicts are made up, and everything else is real: reading, repair, plan, ledger, gradebook, graded
notebook, page and table. Each class is graded in a process of its own. CPU is that process's,
memory its peak, disk all that it wrote. Run: python benchmarks/class_size.py [COUNT …]
"""

from __future__ import annotations

import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from deepcat_grader.bank import ENTRIES
from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import reference_source
from deepcat_grader.grading.course_folder import open_course
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.run import Options, run
from deepcat_grader.grading.submission import Work
from deepcat_grader.grading.summary import table
from deepcat_judge.verdict import Outcome, Verdict

ASSIGNMENT = "2_neuron"
COUNTS = (100, 1000, 10_000)
WRITTEN = ("autograded", "feedback", ".deepcat", "gradebook.db")


class MadeUp:
    """Gives verdicts without judging: three in four right, one with a finding."""

    def run(self, work: Any, jobs: Iterable[Work]) -> Iterator[tuple[Work, NotebookRecord]]:
        """Do all jobs."""
        for number, job in enumerate(jobs):
            names = [step.exercise for step in job.steps if step.exercise]
            verdicts = [verdict(name, (number + at) % 4 > 0) for at, name in enumerate(names)]
            yield job, NotebookRecord({one.exercise: one for one in verdicts})


def verdict(name: str, earns: bool) -> Verdict:
    """Full marks, or a finding as long as most are."""
    most = ENTRIES[name].exercise.points
    if earns:
        return Verdict(name, Outcome.PASSED, most, most, headline="Right.")
    return Verdict(
        name,
        Outcome.INCORRECT,
        0.0,
        most,
        headline="The sign in the exponent is wrong: your curve falls where the sigmoid rises.",
        thought="For a large positive z, should the answer be near 0 or near 1?",
    )


def main() -> None:
    """Make a class of each size and grade it."""
    counts = [int(word) for word in sys.argv[1:]] or COUNTS
    print("students   CPU-ms a submission (table)   peak MB   KB on disk a submission", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty")
        init_class(empty)
        for count in counts:
            root = Path(shutil.copytree(empty, Path(folder, str(count))))
            hand_in(root, count)
            command = [sys.executable, __file__, "--grade", str(root)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                sys.exit(done.stderr[-2000:])
            found = json.loads(done.stdout)
            disk = size(root)
            cpu, shown = found["cpu"] / count, found["table"] / count
            print(
                f"{count:8} {1000 * cpu:21.1f} {f'({1000 * shown:.1f})':8} "
                f"{found['peak'] / 1000:9.0f} {disk / count / 1000:25.0f}",
                flush=True,
            )
            shutil.rmtree(root)


def grade_here(root: Path) -> None:
    """Grade a class, print its table to nowhere, and say what that cost."""
    course = open_course(root)
    start = time.process_time()
    report = run(course, MadeUp(), Options())  # type: ignore[arg-type]  # of one kind of job
    graded = time.process_time()
    Console(file=io.StringIO(), width=120).print(table(report))
    ended = time.process_time()
    if report.failed or report.unbooked:
        sys.exit(f"{report.failed} {report.unbooked}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"cpu": ended - start, "table": ended - graded, "peak": peak}))


def hand_in(course: Path, count: int) -> None:
    """Hand in a right notebook for each student, signed with a name."""
    path = course / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    answers = {entry.exercise.cell: reference_source(entry) for entry in ENTRIES.values()}
    stubs = [cell for cell in notebook["cells"] if cell["id"] in answers]
    for student in range(count):
        for cell in stubs:
            cell["source"] = f"{answers[cell['id']]}\n# student {student}"
        target = course / "submitted" / f"student{student:05}" / ASSIGNMENT
        target.mkdir(parents=True)
        (target / path.name).write_text(json.dumps(notebook), encoding="utf-8")


def size(root: Path) -> int:
    """Bytes on the disk of what grading wrote, in whole blocks; a file counts once."""
    places = [root / name for name in WRITTEN]
    abouts = [path.lstat() for place in places for path in (place, *place.rglob("*"))]
    return sum({about.st_ino: 512 * about.st_blocks for about in abouts}.values())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--grade"]:
        grade_here(Path(sys.argv[2]))
    else:
        main()
