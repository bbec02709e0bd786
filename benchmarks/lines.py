"""What an author writes for an exercise: lines of reference, student half and teacher half.

Run with ``python benchmarks/lines.py``. A module of a lesson that several exercises share, or that
holds several, is divided among them. What is written once for the whole course (rubrics, shared
slips, forms, the drawing of hidden cases) is not counted, nor is what a command writes.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import deepcat_judge.exercises as student_side
from deepcat.lessons import course_exercises
from deepcat_grader import bank as teacher_side
from deepcat_grader.bank import ENTRIES
from deepcat_grader.bank.registry import Bank, Entry
from deepcat_judge.exercise import Exercise, Quiz, Written

MOST = 300.0


class Lines(NamedTuple):
    """Lines of one exercise; a share of what others use as well."""

    reference: float
    student: float
    teacher: float

    @property
    def together(self) -> float:
        """All three."""
        return self.reference + self.student + self.teacher


def measure() -> dict[str, Lines]:
    """Count the lines of every exercise of the course, in the order of the lessons."""
    student, teacher = _side(student_side), _side(teacher_side)
    return {
        name: Lines(_reference(ENTRIES[name]), student[name], teacher[name])
        for name in course_exercises()
    }


def average(lines: dict[str, Lines]) -> float:
    """The mean of all exercises."""
    return sum(each.together for each in lines.values()) / len(lines)


def _reference(entry: Entry) -> float:
    return float(len(inspect.getsource(entry.reference).splitlines()))


def _side(package: ModuleType) -> dict[str, float]:
    """Exercise id to its lines in a package: each module is divided among those that need it."""
    homes = _homes(package).items()
    needed = {id: _needed(file, package.__name__) for file, ids in homes for id in ids}
    users = Counter(file for files in needed.values() for file in files)
    return {id: sum(_length(file) / users[file] for file in files) for id, files in needed.items()}


def _homes(package: ModuleType) -> dict[Path, list[str]]:
    """Each module that holds exercises, and their ids."""
    homes: dict[Path, list[str]] = {}
    for name, module in list(sys.modules.items()):
        if not name.startswith(f"{package.__name__}.") or not module.__file__:
            continue
        for value in vars(module).values():
            id = _id(value)
            if id and _is_made_in(module, value):
                homes.setdefault(Path(module.__file__), []).append(id)
    return homes


def _id(value: object) -> str:
    if isinstance(value, (Exercise, Quiz, Written)):
        return value.id
    if isinstance(value, Bank):
        return value.entry.exercise.id
    return value.exercise.id if isinstance(value, Entry) else ""


def _is_made_in(module: ModuleType, value: object) -> bool:
    """Whether a module makes an object, rather than imports it."""
    names = [name for name, other in vars(module).items() if other is value]
    tree = ast.parse(inspect.getsource(module))
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return any(name not in imported for name in names)


def _needed(home: Path, package: str) -> set[Path]:
    """A module, and the modules of its own lesson that it imports, however indirectly."""
    lesson = f"{package}.{home.parent.name}"
    found: set[Path] = set()
    waiting = [home]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            stems = _imported(ast.parse(path.read_text(encoding="utf-8")), lesson)
            waiting += [file for stem in stems if (file := home.parent / f"{stem}.py").is_file()]
    return found


def _imported(tree: ast.Module, lesson: str) -> set[str]:
    """The names of the lesson's modules that a module imports."""
    stems: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == lesson:
            stems |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and f"{node.module}".startswith(f"{lesson}."):
            stems.add(f"{node.module}".rpartition(".")[2])
    return stems


def _length(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def main() -> int:
    """Print the table; 1 when the average is above what was promised."""
    lines = measure()
    print(f"{'exercise':<32}{'reference':>10}{'student':>9}{'teacher':>9}{'together':>10}")
    for name, each in lines.items():
        row = (each.reference, each.student, each.teacher, each.together)
        print(f"{name:<32}{row[0]:>10.0f}{row[1]:>9.0f}{row[2]:>9.0f}{row[3]:>10.0f}")
    print(f"\naverage {average(lines):.0f}, promised {MOST:.0f}")
    return int(average(lines) > MOST)


if __name__ == "__main__":
    sys.exit(main())
