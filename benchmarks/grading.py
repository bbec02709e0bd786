"""What grading a notebook costs: `deepcat grade` beside `nbgrader autograde` as it comes.

Both grade the same notebooks, filled in with the reference, in one run on one machine; the
figure to quote is the ratio. Then the phases beside judging are timed one by one, on the same
notebooks. Run: python benchmarks/grading.py [COUNT] [--phases]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import nbformat

from deepcat_grader.bank import ENTRIES
from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import reference_source
from deepcat_grader.grading.booking.desk import Desk, Graded, GradedNotebook
from deepcat_grader.grading.course_folder import CONFIG, CourseFolder, open_course
from deepcat_grader.grading.intake.reading import read_notebook
from deepcat_grader.grading.intake.repair import repair
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.ledger import Ledger
from deepcat_grader.grading.record import NotebookRecord
from deepcat_grader.grading.submission import checks, exercises, work_of
from deepcat_judge.verdict import Outcome, Verdict

ASSIGNMENT = "2_neuron"
BIN = Path(sys.executable).parent


def main() -> None:
    """Make two course directories with the same work in them, grade both, compare."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count = numbers[0] if numbers else 8
    with tempfile.TemporaryDirectory() as folder:
        ours, plain = Path(folder, "ours"), Path(folder, "plain")
        init_class(ours)
        hand_in(ours, count)
        show_phases(ours, count)
        if "--phases" not in sys.argv:
            init_class(plain)
            hand_in(plain, count)
            (plain / CONFIG).write_text("c = get_config()\n", encoding="utf-8")
            compare(ours, plain, count)


def compare(ours: Path, plain: Path, count: int) -> None:
    """Grade one course by `deepcat grade`, the other by plain nbgrader."""
    graded = [BIN / "deepcat", "grade", ours, "--force", "--jobs", "1"]
    (cpu, wall), figures = cost(graded, ours), []
    for command in ("autograde", "generate_feedback"):
        figures.append(cost([BIN / "nbgrader", command, ASSIGNMENT], plain))
    their_cpu, their_wall = (sum(one) for one in zip(*figures, strict=True))
    show("deepcat grade, one at a time", cpu / count, wall / count)
    show("nbgrader autograde and feedback", their_cpu / count, their_wall / count)
    print(f"{'ratio':34} {cpu / their_cpu:9.3f} {wall / their_wall:9.3f}")


def show_phases(root: Path, count: int) -> None:
    """What each phase beside judging costs a notebook; the verdicts are made up."""
    course = open_course(root)
    names = [f"student{student}" for student in range(count)]
    submissions: list[Graded] = []

    def take_in() -> None:
        submissions.extend(taken_in(course, name) for name in names)

    with Ledger(root) as ledger, closing(Desk(course)) as desk:
        phases: dict[str, Callable[[], object]] = {
            "read, repair, plan": take_in,
            "ledger": lambda: [
                ledger.keep(one.student, "a", one.student, "n", one.notebooks[ASSIGNMENT].record)
                for one in submissions
            ],
            "gradebook and folder": lambda: desk.enter(ASSIGNMENT, submissions),
            "feedback": lambda: desk.write_pages(ASSIGNMENT, submissions),
            "the same again: gradebook": lambda: desk.enter(ASSIGNMENT, submissions),
            "the same again: feedback": lambda: desk.write_pages(ASSIGNMENT, submissions),
        }
        for name, phase in phases.items():
            cpu, wall = time.process_time(), time.perf_counter()
            phase()
            spent = time.process_time() - cpu, time.perf_counter() - wall
            show(name, spent[0] / count, spent[1] / count)


def taken_in(course: CourseFolder, student: str) -> Graded:
    """A submission read, repaired and planned, with verdicts of every kind made up."""
    path = course.handed_in(ASSIGNMENT, student) / f"{ASSIGNMENT}.ipynb"
    master = course.master(ASSIGNMENT, ASSIGNMENT)
    notebook = repair(master, read_notebook(path), checks(course.root))
    names = ASSIGNMENT, student, ASSIGNMENT
    folders = course.source(ASSIGNMENT), path.parent
    work = work_of(course.root, names, master, notebook, Limits(), folders)
    entries = exercises(course.root)
    wrong = Outcome.INCORRECT
    record = NotebookRecord(
        {
            name: Verdict(name, wrong, 1.0, entries[name].exercise.points, headline="A slip.")
            for name in (step.exercise for step in work.steps)
            if name
        }
    )
    return Graded(student, {ASSIGNMENT: GradedNotebook(notebook, record)})


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


def cost(command: list[object], folder: Path) -> tuple[float, float]:
    """CPU seconds of a command with all its children, and seconds on the clock."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr.decode(errors="replace")[-2000:])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall


if __name__ == "__main__":
    main()
