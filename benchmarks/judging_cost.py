"""What judging one notebook more costs, lesson by lesson, and what a batch costs before its first.

A simulated class (right in several styles, wrong in known ways, half done) is judged by
`deepcat batch judge` in two sizes; the difference is what a notebook costs, and the rest is the
start: imports, the attacks that find the tier, and the hidden papers. CPU is that of the command
and all its processes. Run: python benchmarks/judging_cost.py [LESSON …]
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from deepcat_grader.course_dir import init_class
from deepcat_grader.demo.students import make_class
from deepcat_grader.demo.submissions import write_submission
from deepcat_grader.grading.course_folder import open_course

LESSONS = ("2_neuron", "4_losses", "6_backprop")
CLASS = (("right", 18), ("slips", 16), ("half done", 6))
SIZES = (40, 120)  # by then most of the 32 hidden papers are in use


def main() -> None:
    """Judge each lesson in two sizes."""
    lessons = sys.argv[1:] or LESSONS
    print("lesson          CPU-ms a notebook   CPU-s before the first", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty")
        init_class(empty)
        for lesson in lessons:
            root = Path(shutil.copytree(empty, Path(folder, lesson)))
            few, many = (spent(root, lesson, size) for size in SIZES)
            more = (many - few) / (SIZES[1] - SIZES[0])
            print(f"{lesson:15} {1000 * more:17.0f} {few - SIZES[0] * more:24.1f}", flush=True)


def spent(root: Path, lesson: str, count: int) -> float:
    """CPU seconds of judging so many students."""
    shutil.rmtree(root / "submitted")
    hand_in(root, lesson, count)
    results = root / f"results-{count}"
    deepcat = Path(sys.executable).parent / "deepcat"
    command = [str(deepcat), "batch", "judge", str(root), "0/1"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*command, "--into", str(results)], capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def hand_in(root: Path, lesson: str, count: int) -> None:
    """Hand in what forty simulated students wrote, under so many names."""
    notebooks = {lesson: open_course(root).master(lesson, lesson)}
    students = make_class(np.random.default_rng(1), {}, CLASS)
    for number, student in enumerate(students):
        for copy in range(number, count, len(students)):
            place = root / "submitted" / f"student{copy:04}"
            place.parent.mkdir(exist_ok=True)
            write_submission(student, notebooks, place.parent)
            (place.parent / student.id).rename(place)


if __name__ == "__main__":
    main()
